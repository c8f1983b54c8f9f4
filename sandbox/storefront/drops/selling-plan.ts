import { Drop } from "liquidjs";
import { planOf, planPrice } from "../../world/selling-plans.ts";
import type { SellingPlan, SellingPlanGroup, Variant } from "../../world/types.ts";
import { cents, type Visit } from "../visit.ts";
import { asNumber } from "./image.ts";

const words = (visit: Visit, plan: SellingPlan) => ({
  ...plan,
  ...plan.translations[visit.locale],
});

/** A plan as Liquid, `products/{handle}.js` and cart lines name it. */
export class SellingPlanDrop extends Drop {
  readonly id: number | string;
  readonly name: string;
  readonly description: string;
  readonly options: { name: string; position: number; value: string }[];
  readonly recurring_deliveries = true;
  readonly price_adjustments: object[];
  constructor(visit: Visit, group: SellingPlanGroup, plan: SellingPlan) {
    super();
    const { name, description } = words(visit, plan);
    this.id = asNumber(plan.id);
    this.name = name;
    this.description = description;
    this.options = [{ name: group.name, position: 1, value: name }];
    this.price_adjustments = [
      { order_count: null, position: 1, value_type: "percentage", value: plan.percentOff },
    ];
  }
}

export class SellingPlanGroupDrop extends Drop {
  readonly id: string;
  readonly name: string;
  readonly options: { name: string; position: number; values: string[] }[];
  readonly selling_plans: SellingPlanDrop[];
  readonly app_id = null;
  constructor(visit: Visit, group: SellingPlanGroup) {
    super();
    this.id = group.id;
    this.name = group.name;
    this.selling_plans = group.plans.map((plan) => new SellingPlanDrop(visit, group, plan));
    const values = this.selling_plans.map(({ name }) => name);
    this.options = [{ name: group.name, position: 1, values }];
  }
}

/** What one piece costs under a plan, in the shopper's market. Amounts are hundredths. */
export class AllocationDrop extends Drop {
  readonly price: number;
  readonly compare_at_price: number;
  readonly per_delivery_price: number;
  readonly price_adjustments: object[];
  readonly selling_plan_id: number | string;
  readonly selling_plan_group_id: string;
  readonly selling_plan: SellingPlanDrop;
  constructor(visit: Visit, variant: Variant, group: SellingPlanGroup, plan: SellingPlan) {
    super();
    this.compare_at_price = cents(visit, variant.price);
    this.price = cents(visit, planPrice(variant.price, plan));
    this.per_delivery_price = this.price;
    this.price_adjustments = [{ position: 1, price: this.price }];
    this.selling_plan_id = asNumber(plan.id);
    this.selling_plan_group_id = group.id;
    this.selling_plan = new SellingPlanDrop(visit, group, plan);
  }
  /** In a product's JSON the plan itself stands in its group. */
  toJSON(): object {
    const { selling_plan: _, ...allocation } = this;
    return allocation;
  }
}

/** What a variant costs under a plan of its product; null: it is not sold by that plan. */
export function allocation(
  visit: Visit,
  groups: readonly SellingPlanGroup[],
  variant: Variant,
  planId: string | undefined,
): AllocationDrop | null {
  const found = planOf(groups, planId);
  return found && new AllocationDrop(visit, variant, found.group, found.plan);
}
