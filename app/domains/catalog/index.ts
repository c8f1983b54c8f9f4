import type { Money } from "../../kernel/money.ts";

/** A product as the admin shows it: a snapshot kept fresh by webhooks. */
export interface ProductCard {
  /** Numeric part of the GID. */
  id: string;
  handle: string;
  title: string;
  image: string | null;
  status: "active" | "draft" | "archived" | "unlisted";
  priceFrom: Money;
  priceTo: Money;
  /** Whether any variant can be bought. */
  available: boolean;
  variants: VariantCard[];
}

/** What a product is called, and nothing else of it. */
export interface ProductName {
  /** Numeric part of the GID. */
  id: string;
  title: string;
  handle: string;
}

export interface VariantCard {
  id: string;
  title: string;
  price: Money;
  available: boolean;
}

export { type DiscountCard, sameCode } from "./discounts.ts";
