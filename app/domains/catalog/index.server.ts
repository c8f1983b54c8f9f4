import type { ProductCard } from "./index.ts";

export interface CatalogDoor {
  /** Cards for these ids; those not yet known are asked of Shopify and kept. Unknown ones are left out. */
  products(ids: string[]): Promise<ProductCard[]>;
  /** products/update: stores the newer snapshot; older or repeated ones change nothing. */
  applyProduct(product: ProductCard, updatedAt: number): Promise<void>;
  /** products/delete. */
  removeProduct(id: string, at: number): Promise<void>;
}
