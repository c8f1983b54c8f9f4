import type { JobRequest } from "../../kernel/job.ts";
import type { ShopRef } from "../shop/index.ts";
import type { DiscountCard, ProductCard, ProductName } from "./index.ts";

/** A product as it was at a time. Times are Shopify's own, epoch milliseconds. */
export interface ProductSnapshot {
  card: ProductCard;
  updatedAt: number;
}

/** The snapshots kept for a shop: those of products it has tagged or looked at, not its whole catalog. */
export interface CatalogStore {
  /** Deleted ones are left out. */
  byIds(shopId: string, ids: string[]): Promise<ProductSnapshot[]>;
  /** Of `ids`, those with a row at all, deleted ones included. */
  known(shopId: string, ids: string[]): Promise<Set<string>>;
  /**
   * Keeps snapshots that are not older than what is there, and enqueues `jobs` for those that changed
   * anything a feed shows, or a variant's being there. Asked-for products (`add`) make rows; others change existing rows only.
   */
  keep(
    shopId: string,
    snapshots: ProductSnapshot[],
    options: { add: boolean },
    jobs: (changedIds: string[], turnedIds: string[]) => JobRequest[],
  ): Promise<void>;
  /** Marks as deleted at `at`, unless a newer snapshot came since. Unknown products change nothing. */
  remove(
    shopId: string,
    ids: string[],
    at: number,
    jobs: (changedIds: string[]) => JobRequest[],
  ): Promise<void>;
}

/** Asks the shop for its products. Throws ShopFault. */
export interface ShopCatalog {
  /** Those that exist, in any order. */
  products(shop: ShopRef, ids: string[]): Promise<ProductSnapshot[]>;
  /** Addresses of a product's pictures, in its own order; none when there is no such product. */
  pictures(shop: ShopRef, id: string): Promise<string[]>;
  /** Names of up to `limit` products that are not archived, the last changed first. */
  names(shop: ShopRef, limit: number): Promise<ProductName[]>;
}

/** What is known of discount codes that clips show. Codes that differ by case are one. */
export interface DiscountStore {
  /** In any order; those that are not kept are left out. */
  byCodes(shopId: string, codes: string[]): Promise<DiscountCard[]>;
  /**
   * Keeps what was found and forgets the rest of `asked`: the shop has them no more. `only` forgets every
   * code that was not asked for as well. Enqueues `jobs` for codes that differ from what was kept.
   */
  keep(
    shopId: string,
    asked: string[],
    found: DiscountCard[],
    options: { only: boolean; at: number },
    jobs: (changed: string[]) => JobRequest[],
  ): Promise<void>;
}

/** Asks the shop for its discount codes. Throws ShopFault. */
export interface ShopDiscounts {
  byCode(shop: ShopRef, code: string): Promise<DiscountCard | null>;
}
