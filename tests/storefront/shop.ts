import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EventBatch } from "../../app/contract/events.ts";
import type { Feed, FeedMoment, FeedProduct } from "../../app/contract/feed.ts";
import type { SoldOutWay } from "../../app/contract/metafields.ts";
import { createSocialDoor } from "../../app/domains/engagement/index.server.ts";
import { FIRST_POLICY } from "../../app/domains/engagement/index.ts";
import { fakeSocialStore } from "../../app/domains/engagement/social-fakes.ts";
import { createSocialHotDoor } from "../../app/hot/social.ts";
import { systemClock } from "../../app/kernel/clock.ts";
import { bodyOf, send, sendFile, sendJson } from "./answers.ts";
import { type BlockCall, blockRenderer, type ShopProduct } from "./liquid.ts";
import { type ClipMedia, makeClip } from "./media.ts";
import {
  addToCart,
  cartJson,
  catalogue,
  changeCart,
  productJson,
  updateCart,
} from "./shop-cart.ts";
import { feedVideo, placement, sendMedia } from "./shop-media.ts";
import { THEMES, type ThemeName } from "./themes.ts";
import { type WishesStandIn, wishesStandIn } from "./wishes-stand-in.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/shoppable-video/", import.meta.url));

export const PLACEMENT = "0m1n2p3q4r5s6t7v8w9x0y1z";
export const VIDEOS = [
  "01aaaaaaaaaaaaaaaaaaaaaa",
  "01bbbbbbbbbbbbbbbbbbbbbb",
  "01cccccccccccccccccccccc",
  "01dddddddddddddddddddddd",
] as const;

export interface PageSetup {
  blocks: BlockCall[];
  theme: ThemeName;
  /** One of locales/, or `en`. */
  locale: string;
  designMode: boolean;
  /** null: the shop has no consent interface at all. */
  consent: boolean | null;
  /** In the head, before anything of ours. */
  script: string;
  pageType: string;
  soldOut: SoldOutWay;
}

/** What the shop does wrong, changed while a page is open. */
export interface Faults {
  /** Our server does not answer. */
  serverDown: boolean;
  /** Media answers this status, 0 to drop the connection. */
  media: number | null;
  /** Media under this folder is gone: links of an old feed. */
  expired: string | null;
  /** A rung whose segments hold garbage. */
  broken: string | null;
  /** What is never answered, and never refused either. */
  silent: RegExp | null;
  cart: "works" | "drops";
  /** Milliseconds before a cart change is answered. */
  cartDelay: number;
  /** Bytes a second of media; 0: as fast as it goes. */
  mediaSpeed: number;
}

export interface TestShop {
  url: string;
  faults: Faults;
  page: PageSetup;
  /** Event batches as they arrived. */
  batches: EventBatch[];
  /** Requests since the last `requests.length = 0`: method and path. */
  requests: string[];
  cart: Map<string, CartLine>;
  /** Codes that the shop takes, and those that the cart has. */
  codes: Set<string>;
  cartCodes: string[];
  products: ShopProduct[];
  /** Handles that the shop recommends beside any product. */
  similar: string[];
  clips: Clip[];
  /** Likes and comments: our real door, with a store in memory. */
  social: SocialStandIn;
  /** Who waits for what, and what is saved: the same. */
  wishes: WishesStandIn;
  /** Who is signed in to the shop. */
  customer: string | null;
  close(): Promise<void>;
}

export interface SocialStandIn {
  store: ReturnType<typeof fakeSocialStore>;
  answer: ReturnType<typeof createSocialHotDoor>;
}

function socialStandIn(customer: () => string | null): SocialStandIn {
  const store = fakeSocialStore();
  for (const id of VIDEOS) store.videos.set(`shop ${id}`, id);
  void store.setPolicy("shop", { ...FIRST_POLICY, comments: "at-once" }, 0);
  return {
    store,
    answer: createSocialHotDoor({
      social: createSocialDoor({ store, clock: systemClock, guestSecret: "test" }),
      shops: { find: async (domain) => ({ id: "shop", domain }) },
      isPublished: async (_, id) => VIDEOS.some((video) => video === id),
      verifyProxy: () => ({ shop: "s.test", customerId: customer(), pathPrefix: null }),
      clock: systemClock,
    }),
  };
}

interface CartLine {
  quantity: number;
  properties: Record<string, string>;
  plan?: number;
}

export interface Clip {
  id: string;
  title: string;
  media: ClipMedia;
  product: string | null;
  variantId: string | null;
  playback: "cmaf" | "hls";
  hasAudio: boolean;
  /** What is said in the clip's first second, by language. */
  captions: Record<string, string>;
  tags: string[];
  /** Products of the clip with their moments and places, instead of `product` alone. */
  productTags?: (Partial<FeedProduct> & { handle: string })[];
  moments?: FeedMoment[];
  /** Served by its id alone: in no placement's list. */
  linked?: boolean;
}

/** A shop on one port: theme pages through the extension's own Liquid, cart, products, our proxy, media. */
export async function startShop(given: Partial<PageSetup> = {}): Promise<TestShop> {
  const media = await makeClip("a");
  const mute = await makeClip("b", false);
  const shop: TestShop = {
    url: "",
    faults: {
      serverDown: false,
      media: null,
      expired: null,
      broken: null,
      silent: null,
      cart: "works",
      cartDelay: 0,
      mediaSpeed: 0,
    },
    page: {
      blocks: [{ block: "carousel" }],
      theme: "plain",
      locale: "en",
      designMode: false,
      consent: true,
      script: "",
      pageType: "index",
      soldOut: "similar",
      ...given,
    },
    batches: [],
    requests: [],
    cart: new Map(),
    codes: new Set(["TEA15"]),
    cartCodes: [],
    customer: null,
    social: socialStandIn(() => shop.customer),
    wishes: wishesStandIn(() => shop),
    products: catalogue(),
    similar: [],
    clips: [
      clip(VIDEOS[0], "Linen shirt on the line", media, "linen-shirt", { tags: ["linen"] }),
      clip(VIDEOS[1], "One pot, three dinners", mute, "clay-pot", {
        hasAudio: false,
        tags: ["kitchen"],
      }),
      clip(VIDEOS[2], "Sold out before noon", media, "sold-out-mug", { tags: ["kitchen", "gift"] }),
      clip(VIDEOS[3], "Just the sea", media, null, { tags: ["<sea>"] }),
    ],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    answer(shop, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await listen(server);
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return shop;
}

function clip(
  id: string,
  title: string,
  media: ClipMedia,
  product: string | null,
  more: Partial<Clip> = {},
): Clip {
  return {
    id,
    title,
    media,
    product,
    variantId: null,
    playback: "cmaf",
    hasAudio: true,
    captions: {},
    tags: [],
    ...more,
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

async function answer(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://shop");
  shop.requests.push(`${request.method} ${pathname}`);
  const [, first = "", second = "", third = ""] = pathname.split("/");
  const asked = new URL(request.url ?? "/", "http://shop").searchParams.get("sections");
  if (asked) {
    const count = cartJson(shop).item_count;
    const drawn = asked.split(",").map((id) => [id, THEMES[shop.page.theme].section(id, count)]);
    return sendJson(response, 200, Object.fromEntries(drawn));
  }
  if (pathname === "/" || pathname === "/products/linen-shirt")
    return send(response, "text/html; charset=utf-8", await drawPage(shop));
  if (first === "assets") return sendFile(response, join(EXTENSION, "assets", basename(second)));
  if (first === "media") return sendMedia(shop, response, second, basename(third));
  if (first === "apps") return answerProxy(shop, request, response, second, third);
  if (first === "products" && second.endsWith(".js")) {
    const product = shop.products.find(({ handle }) => `${handle}.js` === second);
    return product
      ? sendJson(response, 200, productJson(product))
      : sendJson(response, 404, { status: 404 });
  }
  if (first === "products") return send(response, "text/html", `<h1>${second}</h1>`);
  if (pathname === "/recommendations/products.json") {
    const products = shop.products.filter(({ handle }) => shop.similar.includes(handle));
    return sendJson(response, 200, { intent: "related", products: products.map(productJson) });
  }
  if (pathname === "/cart.js") return sendJson(response, 200, cartJson(shop));
  if (pathname === "/cart/add.js") return addToCart(shop, request, response);
  if (pathname === "/cart/update.js") return updateCart(shop, request, response);
  if (pathname === "/cart/change.js") return changeCart(shop, request, response);
  if (first === "cart") return send(response, "text/html", "<h1>Cart</h1>");
  if (pathname === "/favicon.ico") return send(response, "image/x-icon", "");
  return sendJson(response, 404, { status: 404 });
}

async function answerProxy(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
  door: string,
  name: string,
): Promise<void> {
  if (shop.faults.serverDown) return sendJson(response, 503, {});
  if (door === "collect") {
    shop.batches.push(JSON.parse(await bodyOf(request)) as EventBatch);
    response.statusCode = 204;
    response.end();
    return;
  }
  if (door === "social") {
    const { pathname, search } = new URL(request.url ?? "/", "http://shop");
    return shop.social.answer(request, response, {
      pathname: pathname.replace(/^.*?\/social\//, "/proxy/social/"),
      search,
    });
  }
  if (door === "wishes")
    return shop.wishes.answer(request, response, { pathname: `/proxy/wishes/${name}`, search: "" });
  const all = shop.clips.map((each) => feedVideo(shop, each));
  const videos = all.filter((_, index) => !shop.clips[index]?.linked);
  if (door === "video") {
    const found = all.find(({ id }) => id === name);
    return found ? sendJson(response, 200, found) : sendJson(response, 404, {});
  }
  if (name !== "summer") return sendJson(response, 404, {});
  const feed: Feed = { v: 1, id: PLACEMENT, handle: name, block: "carousel", rev: 1, videos };
  return sendJson(response, 200, feed);
}

async function drawPage(shop: TestShop): Promise<string> {
  const { page } = shop;
  const render = blockRenderer({
    url: shop.url,
    locale: page.locale,
    designMode: page.designMode,
    pageType: page.pageType,
    products: shop.products,
    soldOut: page.soldOut,
    customer: shop.customer,
    placements: { summer: placement(shop) },
    productVideos: {
      v: 1,
      placement: PLACEMENT,
      rev: 1,
      videos: placement(shop).videos.slice(0, 2),
    },
  });
  const blocks = await Promise.all(page.blocks.map((call, index) => render(call, index)));
  const theme = THEMES[page.theme];
  const consent =
    page.consent === null
      ? ""
      : `customerPrivacy: { analyticsProcessingAllowed: () => ${page.consent}, preferencesProcessingAllowed: () => ${page.consent} },`;
  return `<!doctype html>
<html lang="${page.locale}" dir="${page.locale === "ar" ? "rtl" : "ltr"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Morrow &amp; Tide</title>
<script>window.Shopify = { ${consent} routes: { root: "/" }, designMode: ${page.designMode} };</script>
<script>${page.script}</script>
<style>body { margin: 0; font-family: "Liberation Sans", "Noto Sans CJK SC", sans-serif; color: #22302c; background: #fff } main { padding: 24px; min-height: 80vh } header { padding: 16px 24px } h2 { font-size: 24px } a { color: inherit }</style>
${theme.head}</head>
<body>${theme.body(cartJson(shop).item_count)}
<main id="main"><h1>Morrow &amp; Tide</h1>
${blocks.map((html, index) => `<div id="shopify-block-${index}" class="shopify-block shopify-app-block">${html}</div>`).join("\n")}
<p>Below the blocks</p></main></body></html>`;
}
