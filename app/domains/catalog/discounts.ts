/** What the shop says of one of its discount codes. */
export interface DiscountCard {
  /** As it was asked for; the shop takes it in any case. */
  code: string;
  /** The merchant's name for it. */
  title: string;
  /** In Shopify's words, e.g. `10% off entire order`; empty where it says nothing. */
  summary: string;
  status: "active" | "scheduled" | "expired";
  /** Epoch milliseconds. */
  startsAt: number;
  endsAt: number | null;
}

/** Codes that differ by case are one code. */
export function sameCode(code: string): string {
  return code.trim().toLowerCase();
}
