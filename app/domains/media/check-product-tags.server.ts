import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import { MAX_PRODUCTS_PER_VIDEO } from "./index.ts";
import type { StoredProductTag } from "./ports.ts";

/** A product tag as verbs take it; what is left out is null. */
export type GivenProductTag = Pick<StoredProductTag, "productId"> & {
  [K in keyof Omit<StoredProductTag, "productId">]?: StoredProductTag[K] | undefined;
};

/**
 * A tag may name one variant, a time range inside the clip (`duration` in milliseconds, null while it is
 * not known), and a point of the picture; each product and variant must be the shop's own. A fault about
 * one tag says in `at` which one it is, counted from 0.
 */
export async function checkProductTags(
  catalog: Pick<CatalogDoor, "products">,
  given: GivenProductTag[],
  duration: number | null,
): Promise<
  Result<StoredProductTag[], Fault<"product-not-found" | "too-many-products" | "range-invalid">>
> {
  if (given.length > MAX_PRODUCTS_PER_VIDEO)
    return refuse("too-many-products", { limit: MAX_PRODUCTS_PER_VIDEO });
  const tags = given.map(
    (tag): StoredProductTag => ({
      productId: tag.productId,
      variantId: tag.variantId ?? null,
      from: tag.from ?? null,
      to: tag.to ?? null,
      x: tag.x ?? null,
      y: tag.y ?? null,
    }),
  );
  const misplaced = tags.findIndex((tag) => !isPlaced(tag, duration));
  if (misplaced >= 0) return refuse("range-invalid", { at: misplaced });

  const ids = [...new Set(tags.map((tag) => tag.productId))];
  const products = new Map((await catalog.products(ids)).map((each) => [each.id, each]));
  const unknown = tags.findIndex((tag) => {
    const product = products.get(tag.productId);
    if (!product) return true;
    return tag.variantId !== null && !product.variants.some(({ id }) => id === tag.variantId);
  });
  return unknown >= 0 ? refuse("product-not-found", { at: unknown }) : ok(tags);
}

function isPlaced(tag: StoredProductTag, duration: number | null): boolean {
  const from = tag.from ?? 0;
  const to = tag.to ?? duration ?? Number.MAX_SAFE_INTEGER;
  const inTime = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from < to;
  const inClip = duration === null || (from < duration && to <= duration);
  const share = (value: number | null) => value === null || (value >= 0 && value <= 1);
  return inTime && inClip && share(tag.x) && share(tag.y) && (tag.x === null) === (tag.y === null);
}
