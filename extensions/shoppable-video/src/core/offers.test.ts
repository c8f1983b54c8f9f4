import { describe, expect, it } from "vitest";
import {
  allowedQuantity,
  buyNowPath,
  fewLeft,
  firstPlan,
  percentOff,
  planChoices,
  priceOf,
  unitPrice,
} from "./offers.ts";
import type { StorefrontProduct, StorefrontVariant } from "./product-options.ts";

const MONEY = ["$", "{{amount}}"].join("");
const variant: StorefrontVariant = {
  id: 1,
  title: "S",
  options: ["S"],
  available: true,
  price: 6900,
  compare_at_price: 8900,
  featured_image: null,
  selling_plan_allocations: [
    { selling_plan_id: 7, price: 6210 },
    { selling_plan_id: 8, price: 5865 },
  ],
};
const product: StorefrontProduct = {
  id: 9,
  handle: "shirt",
  title: "Shirt",
  url: "/products/shirt",
  available: true,
  featured_image: null,
  options: [{ name: "Size", values: ["S"] }],
  variants: [variant],
  selling_plan_groups: [{ selling_plans: [{ id: 7, name: "Monthly", description: null }] }],
};
const bare = { ...variant, compare_at_price: null, selling_plan_allocations: [] };

describe("prices", () => {
  it("take the plan's price and never call a higher price a reduction", () => {
    expect(priceOf(variant, null)).toEqual({ now: 6900, was: 8900 });
    expect(priceOf(variant, 7)).toEqual({ now: 6210, was: 8900 });
    expect(priceOf({ ...variant, compare_at_price: null }, 7)).toEqual({ now: 6210, was: 6900 });
    expect(priceOf({ ...bare, compare_at_price: 100 }, null).was).toBeNull();
  });

  it("promise no more off than is given", () => {
    expect(percentOff({ now: 6900, was: 8900 })).toBe(22);
    expect(percentOff({ now: 995, was: 1000 })).toBe(0);
    expect(percentOff({ now: 10, was: null })).toBe(0);
  });

  it("say what a unit costs as the shop measures it", () => {
    const unit = (reference_value: number) =>
      unitPrice(
        {
          ...bare,
          unit_price: 120,
          unit_price_measurement: { reference_value, reference_unit: "ml" },
        },
        MONEY,
      );
    expect(unit(100)).toBe("$1.20 / 100 ml");
    expect(unit(1)).toBe("$1.20 / ml");
    expect(unitPrice(bare, MONEY)).toBeNull();
  });
});

describe("selling plans", () => {
  it("leave out what this variant is not in and what the shop does not name", () => {
    expect(planChoices(product, variant).map(({ id }) => id)).toEqual([null, 7]);
    expect(planChoices(product, bare)).toEqual([]);
  });

  it("begin with a plan only where one is a must, and keep the one that was chosen", () => {
    expect(firstPlan(product, variant, null)).toBeNull();
    expect(firstPlan(product, variant, 7)).toBe(7);
    expect(firstPlan({ ...product, requires_selling_plan: true }, variant, null)).toBe(7);
    expect(firstPlan(product, bare, 7)).toBeNull();
  });
});

describe("stock and quantity", () => {
  it("says how many are left only of what can be bought and is tracked", () => {
    expect(fewLeft(variant, { "1": 3 })).toBe(3);
    expect(fewLeft(variant, {})).toBeNull();
    expect(fewLeft({ ...variant, available: false }, { "1": 3 })).toBeNull();
  });

  it("keeps to the shop's rule", () => {
    const rule = { ...variant, quantity_rule: { min: 4, max: 10, increment: 4 } };
    expect([1, 5, 9, 50, Number.NaN].map((wanted) => allowedQuantity(wanted, rule))).toEqual([
      4, 4, 8, 8, 4,
    ]);
    expect([0, 2.4, 500].map((wanted) => allowedQuantity(wanted, variant))).toEqual([1, 2, 99]);
  });
});

describe("buy now", () => {
  it("is a permalink with its credit, and none under a plan", () => {
    expect(buyNowPath("5", 2, null, null)).toBe("cart/5:2");
    const path = buyNowPath("5", 2, null, ["_clipshelf", "a.b.c??>"]) ?? "";
    const [, properties = ""] = path.split("?properties=");
    expect(properties).toMatch(/^[\w-]+$/);
    expect(JSON.parse(Buffer.from(properties, "base64url").toString())).toEqual({
      _clipshelf: "a.b.c??>",
    });
    expect(buyNowPath("5", 2, 7, null)).toBeNull();
  });
});
