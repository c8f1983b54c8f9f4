import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import {
  BLOCK_KINDS,
  type BlockKind,
  type Feed,
  type FeedProduct,
  type FeedVideo,
} from "../../app/contract/feed.ts";
import { SOCIAL_VERSION, type SocialCounts, type SocialMine } from "../../app/contract/social.ts";
import type { StorefrontOptions } from "../../sandbox/storefront/index.ts";
import { serveShop, type TestShop, tinyShop } from "../../sandbox/storefront/testing/shop.ts";
import type { ShopState } from "../../sandbox/world/types.ts";
import { PLACEMENT, VIDEOS } from "./shop.ts";

export const EXTENSION = fileURLToPath(
  new URL("../../extensions/shoppable-video", import.meta.url),
);
export const QUAY = fileURLToPath(new URL("../themes/quay", import.meta.url));

/** Sold in three ways: two colours, on sale, sold out. */
export const PRODUCTS = [
  { id: "1", handle: "mug", title: "Mug" },
  { id: "2", handle: "lamp", title: "Lamp" },
  { id: "3", handle: "bowl", title: "Bowl" },
];
export const TITLES = ["Tea at <six>", "A light for the corner", "Gone by noon"];

/** The metafield's clip of a product, its poster from the server of media. */
export function publishedClip(index: number, mediaUrl: string) {
  const product = PRODUCTS[index % PRODUCTS.length]!;
  return {
    id: VIDEOS[index] ?? `01${String(index).padStart(22, "e")}`,
    t: TITLES[index] ?? `Clip number ${index + 1}`,
    poster: `${mediaUrl}/media/3-a-sound.0/poster.jpg?v=1`,
    ph: "data:image/gif;base64,R0lGODlhAQABAIAAAJ2zq////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
    w: 360,
    h: 640,
    d: 6000,
    pv: null,
    p: product.id,
    h1: product.handle,
    up: "2026-11-01T10:00:00Z",
    url: null as string | null,
    k: index % 2 ? ["light"] : ["tea", "<slow>"],
  };
}

export type PublishedClip = ReturnType<typeof publishedClip>;

/** A shop's state with a placement `summer` of every kind, in two parts as a large one is published. */
export function publishedState(clips: PublishedClip[]): ShopState {
  const state = tinyShop();
  // Its pictures are names without files.
  for (const product of state.products) product.images = [];
  const write = (ownerId: string, namespace: string, key: string, type: string, value: unknown) =>
    state.metafields.push({
      ...{ id: String(state.metafields.length + 1), ownerId, namespace, key, type },
      value: JSON.stringify(value),
      createdAt: "2026-11-01T10:00:00Z",
      updatedAt: "2026-11-01T10:00:00Z",
    });
  const installation = "gid://shopify/AppInstallation/77";
  const head = { v: 1, id: PLACEMENT, rev: 1, title: "Summer", parts: 2 };
  const first = { ...head, videos: clips.slice(0, 2) };
  write(installation, "clipshelf", "placement_summer", "json", first);
  const second = { ...head, videos: clips.slice(2) };
  write(installation, "clipshelf", "placement_summer_2", "json", second);
  const references = PRODUCTS.map(({ id }) => `gid://shopify/Product/${id}`);
  write(installation, "clipshelf", "products_summer", "list.product_reference", references);
  write(installation, "clipshelf", "storefront", "json", {
    v: 1,
    proxy: "/apps/clipshelf",
    defaults: Object.fromEntries(BLOCK_KINDS.map((kind) => [kind, "summer"])),
  });
  for (const { id } of PRODUCTS)
    write(`gid://shopify/Product/${id}`, "$app:clipshelf", "videos", "json", {
      v: 1,
      placement: PLACEMENT,
      rev: 1,
      videos: clips.filter(({ p }) => p === id),
    });
  return state;
}

/** A block as a theme's JSON file names it. */
export function appBlock(kind: BlockKind, settings: Record<string, unknown> = {}) {
  return { type: `shopify://apps/clipshelf/blocks/${kind}/1`, settings };
}

/** The blocks in a section of their own. */
export function appSection(type: string, blocks: Record<string, ReturnType<typeof appBlock>>) {
  return { type, blocks, block_order: Object.keys(blocks) };
}

/** Serves the sandbox's storefront with the extension. */
export function servePublished(
  state: ShopState,
  options: Partial<StorefrontOptions> = {},
): Promise<TestShop> {
  return serveShop({ shop: state, extensionDirs: [EXTENSION], ...options });
}

/** Answers what the app would, by the server of media: feeds, clips, likes. */
export async function answerForApp(context: BrowserContext, mediaUrl: string): Promise<void> {
  await context.route("**/apps/clipshelf/collect", (route) => route.fulfill({ status: 204 }));
  const counts: SocialCounts = { v: SOCIAL_VERSION, likes: 0, comments: 0, guests: true };
  await context.route(/\/apps\/clipshelf\/social\/\w+$/, (route) =>
    route.fulfill({ json: counts }),
  );
  const mine: SocialMine = { liked: false, waiting: [], own: [], signedIn: false };
  await context.route(/\/apps\/clipshelf\/social\/\w+\/mine$/, (route) =>
    route.fulfill({ json: mine }),
  );
  await context.route(/\/apps\/clipshelf\/(feed|video)\//, async (route) => {
    const { pathname } = new URL(route.request().url());
    const asked = await fetch(mediaUrl + pathname.replace("/clipshelf", ""));
    // Clips that only the metafields know play as the first one does.
    const answer = asked.ok ? asked : await fetch(`${mediaUrl}/apps/video/${VIDEOS[0]}`);
    const body = (await answer.json()) as Feed | FeedVideo;
    const videos = "videos" in body ? body.videos : [body];
    for (const video of videos) {
      const product = PRODUCTS[VIDEOS.indexOf(video.id as (typeof VIDEOS)[number])];
      const free = { image: null, variantId: null, from: null, to: null, x: null, y: null };
      video.products = product ? [{ ...product, ...free } satisfies FeedProduct] : [];
    }
    await route.fulfill({ json: body });
  });
}

/** Passes what lies under the proxy's path on to a door of the app, and draws its Liquid in the theme. */
export type ProxyAnswer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server for one door, so that the sandbox's proxy finds it. */
export async function serveDoor(answer: ProxyAnswer) {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
