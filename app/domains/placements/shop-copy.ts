import { createHash } from "node:crypto";
import type { BlockKind, FeedProduct, FeedVideo } from "../../contract/feed.ts";
import {
  APP_NAMESPACE,
  METAFIELD_LIMIT_BYTES,
  type PlacementMetafield,
  type PlacementVideo,
  PRODUCT_NAMESPACE,
  type ProductVideosMetafield,
  REFERENCE_LIST_LIMIT,
  type SoldOutWay,
  type StorefrontMetafield,
} from "../../contract/metafields.ts";
import { isByProduct } from "./index.ts";
import type { MetafieldName, Publication } from "./ports.ts";

/** A product page shows a handful of clips; more would only make it heavier. */
export const MAX_CLIPS_PER_PRODUCT = 12;

export interface WantedMetafield extends MetafieldName {
  type: string;
  value: string;
  /** Of type and value. */
  digest: string;
  placementId: string | null;
}

export interface ShopCopyParts {
  /** What is live, oldest placement first. */
  publications: Publication[];
  installationGid: string;
  /** As the merchant has it: `/apps/clipshelf`. */
  proxyPath: string;
  soldOut: SoldOutWay;
  /** CDN URL of a video's poster, where the shop has a copy. */
  posters: ReadonlyMap<string, string>;
}

/**
 * Every metafield that should be on the shop, in the order of writing: later parts of a placement before
 * its first (which says how many there are), and the list of defaults when all it names is there.
 */
export function wantedMetafields(parts: ShopCopyParts): WantedMetafield[] {
  if (parts.publications.length === 0) return [];
  const lists = parts.publications.filter(({ feed }) => !isByProduct(feed.block));
  return [
    ...lists.flatMap((publication) => placementMetafields(publication, parts)),
    ...productMetafields(parts),
    metafield(parts.installationGid, APP_NAMESPACE, "storefront", "json", storefront(parts), null),
  ];
}

function placementMetafields(
  publication: Publication,
  { installationGid, posters }: ShopCopyParts,
): WantedMetafield[] {
  const { feed, source, placement } = publication;
  const videos = feed.videos.map((video, at) =>
    toPlacementVideo(video, publication, at, video.products[0], posters),
  );
  const head = { v: 1 as const, id: feed.id, rev: feed.rev, title: source.title };
  const groups = split(videos, (group) => ({ ...head, parts: 999, videos: group }));
  const key = (part: number) => `placement_${feed.handle}${part > 1 ? `_${part}` : ""}`;
  const pages = groups.map((group, at) => {
    const value: PlacementMetafield = { ...head, parts: groups.length, videos: group };
    return metafield(installationGid, APP_NAMESPACE, key(at + 1), "json", value, placement.id);
  });
  const products = [...new Set(feed.videos.flatMap((video) => video.products.map(({ id }) => id)))]
    .slice(0, REFERENCE_LIST_LIMIT)
    .map((id) => productGid(id));
  if (products.length === 0) return pages.reverse();
  const references = metafield(
    installationGid,
    APP_NAMESPACE,
    `products_${feed.handle}`,
    "list.product_reference",
    products,
    placement.id,
  );
  return [references, ...pages.reverse()];
}

/**
 * Key of a product's metafield by the kind that owns it. The oldest live placement of that kind that has
 * clips for the product does.
 */
const PRODUCT_KEYS: Partial<Record<BlockKind, string>> = {
  description: "videos",
  gallery: "gallery",
};

function productMetafields({ publications, posters }: ShopCopyParts): WantedMetafield[] {
  const wanted = new Map<string, WantedMetafield>();
  for (const publication of publications) {
    const { feed, placement } = publication;
    const key = PRODUCT_KEYS[feed.block];
    if (!key) continue;
    const byProduct = new Map<string, PlacementVideo[]>();
    for (const [at, video] of feed.videos.entries())
      for (const product of firstOfEach(video.products)) {
        const clips = byProduct.get(product.id) ?? [];
        byProduct.set(product.id, clips);
        if (clips.length < MAX_CLIPS_PER_PRODUCT)
          clips.push(toPlacementVideo(video, publication, at, product, posters));
      }
    for (const [productId, clips] of byProduct) {
      const name = `${productId} ${key}`;
      if (wanted.has(name)) continue;
      const head = { v: 1 as const, placement: feed.id, rev: feed.rev };
      // One metafield a product: what would not fit is left out.
      const [videos = []] = split(clips, (group) => ({ ...head, videos: group }));
      const value: ProductVideosMetafield = { ...head, videos };
      wanted.set(
        name,
        metafield(productGid(productId), PRODUCT_NAMESPACE, key, "json", value, placement.id),
      );
    }
  }
  return [...wanted.values()];
}

function storefront({ publications, proxyPath, soldOut }: ShopCopyParts): StorefrontMetafield {
  const defaults: Partial<Record<BlockKind, string>> = {};
  // The oldest stays the default, so that publishing one more never changes pages that are set up.
  for (const { feed } of publications) defaults[feed.block] ??= feed.handle;
  return { v: 1, proxy: proxyPath, defaults, soldOut };
}

function toPlacementVideo(
  video: FeedVideo,
  { source }: Publication,
  at: number,
  product: FeedProduct | undefined,
  posters: ReadonlyMap<string, string>,
): PlacementVideo {
  const clip = source.clips[at];
  return {
    id: video.id,
    t: video.title,
    poster: posters.get(video.id) ?? video.poster,
    ph: video.placeholder,
    w: video.width,
    h: video.height,
    d: video.duration,
    pv: video.preview,
    p: product?.id ?? null,
    h1: product?.handle ?? null,
    up: new Date(clip?.uploadedAt ?? 0).toISOString(),
    url: clip?.contentUrl ?? null,
    ...(clip?.tags?.length && { k: clip.tags }),
  };
}

/** Cuts a list so that `wrap` of each piece stays below Shopify's limit. Never empty. */
function split<T>(items: T[], wrap: (items: T[]) => unknown): T[][] {
  const room = METAFIELD_LIMIT_BYTES - bytes(wrap([])) - 64;
  const pieces: T[][] = [[]];
  let used = 0;
  for (const item of items) {
    const size = bytes(item) + 1;
    if (used + size > room && pieces.at(-1)!.length > 0) {
      pieces.push([]);
      used = 0;
    }
    pieces.at(-1)!.push(item);
    used += size;
  }
  return pieces;
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function firstOfEach(products: FeedProduct[]): FeedProduct[] {
  const seen = new Set<string>();
  return products.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function productGid(id: string): string {
  return `gid://shopify/Product/${id}`;
}

function metafield(
  ownerGid: string,
  namespace: string,
  key: string,
  type: string,
  value: unknown,
  placementId: string | null,
): WantedMetafield {
  const text = JSON.stringify(value);
  const digest = createHash("sha256").update(`${type}\n${text}`).digest("hex");
  return { ownerGid, namespace, key, type, value: text, digest, placementId };
}
