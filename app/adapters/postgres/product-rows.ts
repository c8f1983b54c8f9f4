import type { StoredProductTag } from "../../domains/media/ports.ts";

/** A clip's product tags as rows of their table. */
export function productRows(shopId: string, videoId: string, products: StoredProductTag[]) {
  return products.map((tag, position) => ({
    shopId,
    videoId,
    position,
    productId: tag.productId,
    variantId: tag.variantId,
    fromMs: tag.from,
    toMs: tag.to,
    x: tag.x,
    y: tag.y,
  }));
}
