/** `{root}products/{handle}.js`, the part that is used. Amounts are hundredths, whatever the currency. */
export interface StorefrontProduct {
  id: number;
  handle: string;
  title: string;
  url: string;
  available: boolean;
  featured_image: string | null;
  options: { name: string; values: string[] }[];
  variants: StorefrontVariant[];
  /** True: it is sold by selling plan only. */
  requires_selling_plan?: boolean;
  selling_plan_groups?: {
    selling_plans: { id: number; name: string; description: string | null }[];
  }[];
}

export interface StorefrontVariant {
  id: number;
  title: string;
  /** One value an option, in the product's order. */
  options: string[];
  available: boolean;
  price: number;
  compare_at_price: number | null;
  featured_image: { src: string } | null;
  unit_price?: number | null;
  unit_price_measurement?: { reference_value: number; reference_unit: string } | null;
  quantity_rule?: { min: number; max: number | null; increment: number };
  requires_selling_plan?: boolean;
  /** The price of one piece under each plan it can be had by. */
  selling_plan_allocations?: { selling_plan_id: number; price: number }[];
}

/** available: at least one variant can be bought; sold-out: there is one, none left; missing: never made. */
export type ValueState = "available" | "sold-out" | "missing";

export interface OptionState {
  name: string;
  values: { value: string; state: ValueState; selected: boolean }[];
}

/** Shopify gives a product without options one option of this name and value. */
export function hasOnlyDefaultVariant(product: StorefrontProduct): boolean {
  return product.variants.length === 1 && product.variants[0]?.title === "Default Title";
}

/** The variant that the tag means if it exists, else the first that can be bought, else the first. */
export function firstVariant(
  product: StorefrontProduct,
  preferred: string | null,
): StorefrontVariant | null {
  return (
    product.variants.find((variant) => String(variant.id) === preferred) ??
    product.variants.find((variant) => variant.available) ??
    product.variants[0] ??
    null
  );
}

/**
 * What each option offers. A value is judged with the options before it as chosen and those after it
 * free, so that no choice leads into a corner.
 */
export function optionStates(product: StorefrontProduct, chosen: readonly string[]): OptionState[] {
  return product.options.map((option, position) => ({
    name: option.name,
    values: option.values.map((value) => {
      const matching = product.variants.filter(
        (variant) =>
          variant.options[position] === value &&
          chosen.slice(0, position).every((earlier, index) => variant.options[index] === earlier),
      );
      return {
        value,
        selected: chosen[position] === value,
        state:
          matching.length === 0
            ? "missing"
            : matching.some((variant) => variant.available)
              ? "available"
              : "sold-out",
      };
    }),
  }));
}

/**
 * The variant after choosing `value` for the option at `position`: earlier options stay, later ones
 * stay where such a variant can be bought and else move to one that can.
 */
export function chooseValue(
  product: StorefrontProduct,
  chosen: readonly string[],
  position: number,
  value: string,
): StorefrontVariant | null {
  const fits = product.variants.filter(
    (variant) =>
      variant.options[position] === value &&
      chosen.slice(0, position).every((earlier, index) => variant.options[index] === earlier),
  );
  const sameLater = (variant: StorefrontVariant) =>
    variant.options.filter((option, index) => index > position && option === chosen[index]).length;
  const ranked = fits.toSorted(
    (a, b) => Number(b.available) - Number(a.available) || sameLater(b) - sameLater(a),
  );
  return ranked[0] ?? null;
}
