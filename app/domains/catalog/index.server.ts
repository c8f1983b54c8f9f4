import type { DiscountCard, ProductCard, ProductName } from "./index.ts";

export { createCatalogDoor } from "./catalog-door.server.ts";
export { createDiscountsDoor } from "./discounts-door.server.ts";
export { newlyShown, stockTurned } from "./feed-facts.ts";
export type { CatalogStore, DiscountStore, ShopCatalog, ShopDiscounts } from "./ports.ts";

/**
 * Changes that a feed shows enqueue `catalog.products-changed` with { shopId, productIds }; a variant that
 * can be bought again, or no longer, `catalog.stock-turned` with the same.
 */
export interface CatalogDoor {
  /** Cards for these ids; those not yet known are asked of Shopify and kept. Unknown ones are left out. */
  products(ids: string[]): Promise<ProductCard[]>;
  /** Addresses of the product's pictures, in its own order, asked of Shopify now. Throws ShopFault. */
  pictures(id: string): Promise<string[]>;
  /** Names of up to `limit` of the shop's products, asked of Shopify: nothing is kept. */
  names(limit: number): Promise<ProductName[]>;
  /** products/update: stores the newer snapshot; older or repeated ones change nothing. */
  applyProduct(product: ProductCard, updatedAt: number): Promise<void>;
  /** The webhook's payload as Shopify sends it. False when it cannot be read. */
  applyProductPayload(payload: unknown, currency: string): Promise<boolean>;
  /** products/delete. */
  removeProduct(id: string, at: number): Promise<void>;
  /** Asks Shopify for these again, whatever webhooks said: those that are gone are marked so. */
  reconcile(ids: string[]): Promise<void>;
}

/** The shop's discount codes that clips show. Changes enqueue `catalog.discounts-changed` with { shopId, codes }. */
export interface DiscountsDoor {
  /** Asks Shopify now and keeps the answer. Null: the shop has no such code; unreadable: Shopify does not say. */
  ask(code: string): Promise<DiscountCard | null | "unreadable">;
  /** As they were when they were last asked for; those that are gone are left out. */
  known(codes: string[]): Promise<DiscountCard[]>;
  /** Asks for exactly these again and forgets all others. Throws ShopFault. */
  watch(codes: string[]): Promise<void>;
  /**
   * The shop says that one of its discounts was made, changed or deleted: enqueues `catalog.watch-shop-codes`
   * with { shopId }, which watches those that clips show. However often it is called, one waits.
   */
  recordChange(): Promise<void>;
}
