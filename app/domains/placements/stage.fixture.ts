import { fixedClock } from "../../kernel/clock.ts";
import { type DiscountCard, type ProductCard, sameCode } from "../catalog/index.ts";
import type { ReadyVideo } from "../media/index.server.ts";
import { fakeShopInfo } from "../shop/fakes.ts";
import { fakePlacements, fakeShopSide } from "./fakes.ts";
import { createPlacementJobs, createPlacementsDoor } from "./index.server.ts";
import type { PlacementJobsPorts } from "./placement-jobs.server.ts";
import type { PlacementsDoorPorts } from "./placements-door.server.ts";

export const NOON = Date.UTC(2026, 10, 1, 12);
export const SHOP = { id: "0".repeat(24), domain: "morrow-and-tide.myshopify.com" };

/** A 24-character id for tests: `videoId(3)`. */
export const videoId = (n: number) => `v${String(n).padStart(23, "0")}`;

/** One shop with a library, playlists and products in memory, and Shopify's side of it. */
export function setStage() {
  const clock = fixedClock(NOON);
  const library = new Map<string, ReadyVideo>();
  const lists = new Map<string, { title: string; videoIds: string[]; updatedAt: number }>();
  const products = new Map<string, ProductCard>();
  const kept = fakePlacements();
  kept.domains.set(SHOP.id, SHOP.domain);
  const side = fakeShopSide({ existingProducts: () => new Set(products.keys()) });
  const info = fakeShopInfo();
  const reconciled: string[][] = [];
  const codes = new Map<string, DiscountCard>();
  let proxyPath = "/apps/clipshelf";

  const media = {
    readyVideos: async (ids: string[]) => ids.flatMap((id) => library.get(id) ?? []),
    async readyVideosByProduct() {
      const found = new Map<string, string[]>();
      for (const video of [...library.values()].sort((a, b) => b.createdAt - a.createdAt))
        for (const { productId } of video.products)
          found.set(productId, [...(found.get(productId) ?? []), video.id]);
      return found;
    },
    readFile: async (key: string) => (key.endsWith("gone") ? null : Buffer.from(key)),
  };
  const catalog = {
    products: async (ids: string[]) => ids.flatMap((id) => products.get(id) ?? []),
    async reconcile(ids: string[]) {
      reconciled.push(ids);
    },
  };
  const discounts = {
    known: async (asked: string[]) => asked.flatMap((code) => codes.get(sameCode(code)) ?? []),
  };
  const playlists = {
    list: async () =>
      [...lists].map(([id, { title, videoIds, updatedAt }]) => ({
        ...{ id, title, updatedAt, videoCount: videoIds.length, posters: [] },
      })),
    get: async (id: string) => {
      const list = lists.get(id);
      return list
        ? { id, ...list, videoCount: list.videoIds.length, posters: [], videos: [] }
        : null;
    },
    videoIds: async (id: string) => lists.get(id)?.videoIds ?? [],
  };
  const ports = {
    ...kept,
    ...{ clock, media, playlists, catalog, discounts, info },
    metafields: side.shopMetafields,
    files: side.shopFiles,
    themeEditor: { url: (shop: { domain: string }, block: string) => `${shop.domain}/${block}` },
    proxyPath: async () => proxyPath,
  };
  const door = createPlacementsDoor(ports as PlacementsDoorPorts, SHOP);
  const jobsWith = (replaced: Partial<PlacementJobsPorts> = {}) =>
    createPlacementJobs({
      ...ports,
      shops: { byId: async (id) => (id === SHOP.id ? SHOP : null) },
      doors: () =>
        ({
          shop: { profile: async () => ({ ...SHOP, proxyPath, soldOut: "similar" }) },
          catalog,
          discounts,
          media,
        }) as unknown as ReturnType<PlacementJobsPorts["doors"]>,
      ...replaced,
    });
  const never = new AbortController().signal;

  return {
    ...{ clock, library, lists, products, kept, side, info, door, ports, reconciled, jobsWith },
    jobs: jobsWith(),
    sync: () => jobsWith().syncShop({ shopId: SHOP.id }, never),
    addCode(card: DiscountCard) {
      codes.set(sameCode(card.code), card);
    },
    setProxyPath(path: string) {
      proxyPath = path;
    },
    addVideo(n: number, productIds: string[] = [], more: Partial<ReadyVideo> = {}) {
      const id = videoId(n);
      library.set(id, { ...readyVideo(id, productIds), createdAt: NOON + n, ...more });
      return id;
    },
    addProduct(id: string, more: Partial<ProductCard> = {}) {
      products.set(id, { ...productCard(id), ...more });
    },
    async placeList(title: string, videoIds: string[]) {
      const playlistId = `list-${lists.size}`;
      lists.set(playlistId, { title, videoIds, updatedAt: clock.now() });
      clock.advance(1);
      const made = await door.create({ title, block: "carousel", playlistId });
      if (!made.ok) throw new Error(made.fault.kind);
      return { id: made.value.id, playlistId };
    },
  };
}

export function readyVideo(id: string, productIds: string[] = []): ReadyVideo {
  return {
    ...{
      id,
      title: `Clip ${id}`,
      description: "",
      tags: [],
      width: 1080,
      height: 1920,
      duration: 9000,
    },
    ...{ hasAudio: true, poster: `https://app.example/media/${id}.jpg`, placeholder: "data:," },
    ...{ preview: null, contentUrl: `https://app.example/media/${id}.mp4`, createdAt: NOON },
    playback: { kind: "hls", hls: `https://app.example/media/${id}.m3u8` },
    posterFile: { key: `${id}/1/poster.jpg`, contentType: "image/jpeg" },
    moments: [],
    products: productIds.map((productId) => ({
      ...{ productId, variantId: null, from: null, to: null, x: null, y: null },
    })),
  };
}

export function productCard(id: string): ProductCard {
  const price = { amount: 1900, currency: "EUR" };
  return {
    ...{ id, handle: `product-${id}`, title: `Product ${id}`, image: null, status: "active" },
    ...{ priceFrom: price, priceTo: price, available: true },
    variants: [{ id: `${id}1`, title: "Default", price, available: true }],
  };
}
