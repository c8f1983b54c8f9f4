import { fromCents, toCents } from "./pricing.ts";
import type { SellingPlan, SellingPlanGroup } from "./types.ts";

/** The plan of an id among a product's, with its group. */
export function planOf(
  groups: readonly SellingPlanGroup[] | undefined,
  planId: string | undefined,
): { group: SellingPlanGroup; plan: SellingPlan } | null {
  for (const group of groups ?? []) {
    const plan = group.plans.find(({ id }) => id === planId);
    if (plan) return { group, plan };
  }
  return null;
}

/** A decimal price with the plan's share taken off, rounded half up to two places. */
export function planPrice(price: string, { percentOff }: SellingPlan): string {
  return fromCents(Math.round((toCents(price) * (100 - percentOff)) / 100));
}
