import { describe, expect, it } from "vitest";
import {
  chooseValue,
  firstVariant,
  hasOnlyDefaultVariant,
  optionStates,
  type StorefrontProduct,
} from "./product-options.ts";

const variant = (id: number, options: string[], available: boolean) => ({
  id,
  title: options.join(" / "),
  options,
  available,
  price: 1000,
  compare_at_price: null,
  featured_image: null,
});
const shirt: StorefrontProduct = {
  id: 1,
  handle: "shirt",
  title: "Shirt",
  url: "/products/shirt",
  available: true,
  featured_image: null,
  options: [
    { name: "Size", values: ["S", "M", "L"] },
    { name: "Color", values: ["Sand", "Sea"] },
  ],
  variants: [
    variant(1, ["S", "Sand"], false),
    variant(2, ["S", "Sea"], true),
    variant(3, ["M", "Sand"], true),
    variant(4, ["L", "Sea"], false),
  ],
};

describe("product options", () => {
  it("starts on the variant that the tag means, else on one that can be bought", () => {
    expect(firstVariant(shirt, "1")?.id).toBe(1);
    expect(firstVariant(shirt, "99")?.id).toBe(2);
    expect(firstVariant({ ...shirt, variants: [] }, null)).toBeNull();
  });

  it("says of every value whether it can be bought, is sold out or was never made", () => {
    const [sizes, colours] = optionStates(shirt, ["S", "Sea"]);
    expect(sizes?.values.map(({ state }) => state)).toEqual(["available", "available", "sold-out"]);
    expect(colours?.values.map(({ state }) => state)).toEqual(["sold-out", "available"]);
    expect(optionStates(shirt, ["L", "Sea"])[1]?.values.map(({ state }) => state)).toEqual([
      "missing",
      "sold-out",
    ]);
  });

  it("never leads into a corner: later options follow the earlier one", () => {
    expect(chooseValue(shirt, ["S", "Sea"], 0, "M")?.id).toBe(3);
    expect(chooseValue(shirt, ["M", "Sand"], 0, "S")?.id).toBe(2);
    expect(chooseValue(shirt, ["S", "Sea"], 1, "Teal")).toBeNull();
  });

  it("knows a product without options", () => {
    const plain = { ...shirt, variants: [variant(9, ["Default Title"], true)] };
    expect(hasOnlyDefaultVariant(plain)).toBe(true);
    expect(hasOnlyDefaultVariant(shirt)).toBe(false);
  });
});
