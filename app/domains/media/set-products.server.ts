import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import { MAX_PRODUCTS_PER_VIDEO } from "./index.ts";
import { videoChangedJob } from "./jobs.ts";
import type { MediaPorts, StoredProductTag } from "./ports.ts";

/**
 * Replaces the clip's product tags. A tag may name one variant, a time range inside the clip, and a
 * point of the picture; each product (or variant) of them must be the shop's own.
 */
export async function setProducts(
  { store, clock }: MediaPorts,
  catalog: Pick<CatalogDoor, "products">,
  shopId: string,
  videoId: string,
  given: (Pick<StoredProductTag, "productId"> & {
    [K in keyof Omit<StoredProductTag, "productId">]?: StoredProductTag[K] | undefined;
  })[],
): Promise<
  Result<
    void,
    Fault<"video-not-found" | "product-not-found" | "too-many-products" | "range-invalid">
  >
> {
  if (given.length > MAX_PRODUCTS_PER_VIDEO)
    return refuse("too-many-products", { limit: MAX_PRODUCTS_PER_VIDEO });
  const video = await store.find(shopId, videoId);
  if (!video) return refuse("video-not-found");
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
  if (!tags.every((tag) => isPlaced(tag, video.asset?.duration ?? null)))
    return refuse("range-invalid");

  const ids = [...new Set(tags.map((tag) => tag.productId))];
  const products = new Map((await catalog.products(ids)).map((each) => [each.id, each]));
  for (const tag of tags) {
    const product = products.get(tag.productId);
    const variantKnown =
      tag.variantId === null || product?.variants.some((each) => each.id === tag.variantId);
    if (!product || !variantKnown) return refuse("product-not-found", { id: tag.productId });
  }

  const jobs = [videoChangedJob(shopId, [videoId])];
  const found = await store.setProducts(shopId, videoId, tags, clock.now(), jobs);
  return found ? ok() : refuse("video-not-found");
}

function isPlaced(tag: StoredProductTag, duration: number | null): boolean {
  const from = tag.from ?? 0;
  const to = tag.to ?? duration ?? Number.MAX_SAFE_INTEGER;
  const inTime = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from < to;
  const inClip = duration === null || (from < duration && to <= duration);
  const share = (value: number | null) => value === null || (value >= 0 && value <= 1);
  return inTime && inClip && share(tag.x) && share(tag.y) && (tag.x === null) === (tag.y === null);
}
