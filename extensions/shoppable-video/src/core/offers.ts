import { formatShopMoney } from "./money.ts";
import type { StorefrontProduct, StorefrontVariant } from "./product-options.ts";

/** What one piece costs and what it cost before, hundredths; `was` is null where nothing was taken off. */
export interface Price {
  now: number;
  was: number | null;
}

/** The price under a selling plan, or without one. Shopify has worked out the plan's share already. */
export function priceOf(variant: StorefrontVariant, planId: number | null): Price {
  const plan = variant.selling_plan_allocations?.find((one) => one.selling_plan_id === planId);
  const now = plan ? plan.price : variant.price;
  const was = Math.max(variant.compare_at_price ?? 0, plan ? variant.price : 0);
  return { now, was: was > now ? was : null };
}

/** Whole per cent off, rounded down so that no more is promised than is given; 0 below one per cent. */
export function percentOff({ now, was }: Price): number {
  return was ? Math.floor(((was - now) / was) * 100) : 0;
}

export interface PlanChoice {
  /** Null: bought once. */
  id: number | null;
  name: string;
  description: string | null;
  price: number;
}

/** How this variant can be bought: once (unless only by plan), and by every plan it is in. */
export function planChoices(product: StorefrontProduct, variant: StorefrontVariant): PlanChoice[] {
  const plans = (product.selling_plan_groups ?? []).flatMap((group) => group.selling_plans);
  const choices = (variant.selling_plan_allocations ?? []).flatMap((allocation): PlanChoice[] => {
    const plan = plans.find(({ id }) => id === allocation.selling_plan_id);
    return plan
      ? [{ id: plan.id, name: plan.name, description: plan.description, price: allocation.price }]
      : [];
  });
  if (choices.length === 0) return [];
  const once = { id: null, name: "", description: null, price: variant.price };
  return needsPlan(product, variant) ? choices : [once, ...choices];
}

export function needsPlan(product: StorefrontProduct, variant: StorefrontVariant): boolean {
  return product.requires_selling_plan === true || variant.requires_selling_plan === true;
}

/** The plan to begin with: the one before if this variant has it, none, or the first where one is a must. */
export function firstPlan(
  product: StorefrontProduct,
  variant: StorefrontVariant,
  before: number | null,
): number | null {
  const choices = planChoices(product, variant);
  return (choices.find(({ id }) => id === before) ?? choices[0])?.id ?? null;
}

/** "$1.20 / 100 ml", where the shop gives a unit price; null where it does not. */
export function unitPrice(variant: StorefrontVariant, moneyFormat: string): string | null {
  const { unit_price: price, unit_price_measurement: measure } = variant;
  if (!price || !measure) return null;
  const count = measure.reference_value === 1 ? "" : `${measure.reference_value} `;
  return `${formatShopMoney(price, moneyFormat)} / ${count}${measure.reference_unit}`;
}

/**
 * How many are left when it is few, else null. `stock` is what Liquid knows of variants whose stock the
 * shop tracks, does not oversell and has few of; the theme's product data no longer carries it.
 */
export function fewLeft(variant: StorefrontVariant, stock: Record<string, number>): number | null {
  return variant.available ? (stock[String(variant.id)] ?? null) : null;
}

/** The nearest quantity that the shop sells: whole, in its steps, between its least and its most. */
export function allowedQuantity(
  wanted: number,
  { quantity_rule: rule }: StorefrontVariant,
): number {
  const { min = 1, max = null, increment = 1 } = rule ?? {};
  const most = Math.min(max ?? 99, Math.max(99, min));
  const asked = Math.min(most, Math.max(min, Math.round(wanted) || min));
  const steps = Math.max(Math.ceil(min / increment), Math.floor(asked / increment));
  return Math.max(min, steps * increment);
}

/**
 * Straight to the checkout with just this: Shopify's cart permalink. It knows no selling plans, so with
 * one there is none. https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
 */
export function buyNowPath(
  variantId: string,
  quantity: number,
  planId: number | null,
  property: [string, string] | null,
): string | null {
  if (planId !== null) return null;
  const properties = property
    ? `?properties=${toBase64Url(JSON.stringify({ [property[0]]: property[1] }))}`
    : "";
  return `cart/${variantId}:${quantity}${properties}`;
}

function toBase64Url(ascii: string): string {
  return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
