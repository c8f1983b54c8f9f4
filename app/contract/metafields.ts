import type { BlockKind } from "./feed.ts";

/**
 * What publishing writes to the shop, so that blocks render on Shopify's servers, with ours asleep.
 *
 * On the app's own installation (Liquid: `app.metafields.clipshelf.<key>.value`):
 *   `placement_<handle>`    json   PlacementMetafield, first part
 *   `placement_<handle>_2`… json   further parts, when one would pass the limit
 *   `products_<handle>`     list.product_reference  the tagged products, for live price and stock in
 *                                  the shopper's market; PlacementVideo.p points into it by product id
 *   `storefront`            json   StorefrontMetafield
 * On a product (Liquid: `product.metafields["$app:clipshelf"].videos.value`):
 *   `videos`                json   ProductVideosMetafield: live clips tagged with that product
 *   `gallery`               json   the same, of a placement among the product's pictures
 */
export const APP_NAMESPACE = "clipshelf";
export const PRODUCT_NAMESPACE = "$app:clipshelf";

/** Shopify refuses a larger JSON value; we stop short of it. */
export const METAFIELD_LIMIT_BYTES = 128 * 1024;
/** Shopify refuses a longer reference list. */
export const REFERENCE_LIST_LIMIT = 128;

export interface PlacementMetafield {
  v: 1;
  id: string;
  rev: number;
  title: string;
  /** How many parts there are, this one included. */
  parts: number;
  videos: PlacementVideo[];
}

/** Short keys, because every clip of every placement pays for them. */
export interface PlacementVideo {
  id: string;
  /** Title. */
  t: string;
  /** Poster on the shop's own CDN: Liquid appends `&width=` for srcset. */
  poster: string;
  /** Placeholder data URI. */
  ph: string;
  w: number;
  h: number;
  /** Milliseconds. */
  d: number;
  /** Preview MP4 or null. */
  pv: string | null;
  /** First tagged product: numeric id (p) and handle (h1); null when there is none. */
  p: string | null;
  h1: string | null;
  /** ISO 8601 date of upload, for VideoObject. */
  up: string;
  /** URL of a file that plays without scripts (VideoObject contentUrl), or null. */
  url: string | null;
  /** The clip's tags, for the grid's filter; left out when there are none. */
  k?: string[];
}

export interface ProductVideosMetafield {
  v: 1;
  /** The placement that owns them, for events; empty when none is live. */
  placement: string;
  rev: number;
  videos: PlacementVideo[];
}

/**
 * What the player does with a sold-out product. similar: something like it takes its place · notify: the
 * shopper may leave an address · link: it only leads to the product's page.
 */
export const SOLD_OUT_WAYS = ["similar", "notify", "link"] as const;
export type SoldOutWay = (typeof SOLD_OUT_WAYS)[number];

export interface StorefrontMetafield {
  v: 1;
  /** The proxy path as the merchant has it, e.g. `/apps/clipshelf`. */
  proxy: string;
  /** Handle of the live placement that a block shows when its setting is left empty, by block kind. */
  defaults: Partial<Record<BlockKind, string>>;
  soldOut: SoldOutWay;
}
