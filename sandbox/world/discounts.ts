import { fromCents, toCents } from "./pricing.ts";
import type { Discount, ShopState } from "./types.ts";

export type DiscountState = "ACTIVE" | "SCHEDULED" | "EXPIRED";

/** By its code, in any case. */
export function findDiscount(shop: ShopState, code: string): Discount | null {
  const wanted = code.trim().toLowerCase();
  return (shop.discounts ?? []).find((one) => one.code.toLowerCase() === wanted) ?? null;
}

export function discountState(discount: Discount, now: number): DiscountState {
  if (now < Date.parse(discount.startsAt)) return "SCHEDULED";
  return discount.endsAt !== null && now >= Date.parse(discount.endsAt) ? "EXPIRED" : "ACTIVE";
}

/** `15% off entire order`, as Shopify sums such a discount up. */
export function discountSummary({ off, minimum }: Discount): string {
  const least = minimum === null ? "" : ` • Minimum purchase of $${minimum}`;
  return `${off}% off entire order${least}`;
}

/**
 * The discount of a code that applies to lines of these amounts (decimal strings of the shop's
 * currency), or null: unknown, not running, below its minimum, or nothing to take it off.
 */
export function applicableDiscount(
  shop: ShopState,
  code: string | undefined,
  amounts: string[],
  now = Date.now(),
): Discount | null {
  const discount = code ? findDiscount(shop, code) : null;
  if (!discount || discountState(discount, now) !== "ACTIVE") return null;
  const subtotal = amounts.reduce((sum, amount) => sum + toCents(amount), 0);
  return subtotal > 0 && subtotal >= toCents(discount.minimum ?? "0") ? discount : null;
}

/**
 * What each amount gives: the share of the sum, rounded once, and given out so that the parts make the
 * whole to the last cent. Works on minor units of any currency.
 */
export function shareOff(discount: Discount, minor: number[]): number[] {
  const sum = minor.reduce((total, amount) => total + amount, 0);
  let left = Math.round((sum * discount.off) / 100);
  let rest = sum;
  return minor.map((amount) => {
    const share = rest === 0 ? 0 : Math.round((left * amount) / rest);
    left -= share;
    rest -= amount;
    return share;
  });
}

/** `shareOff` for decimal strings of the shop's currency. */
export function priceOff(discount: Discount, amounts: string[]): string[] {
  return shareOff(discount, amounts.map(toCents)).map(fromCents);
}
