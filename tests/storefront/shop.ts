import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EventBatch } from "../../app/contract/events.ts";
import type { Feed, FeedProduct, FeedVideo } from "../../app/contract/feed.ts";
import type { PlacementMetafield, PlacementVideo } from "../../app/contract/metafields.ts";
import { createSocialDoor } from "../../app/domains/engagement/index.server.ts";
import { FIRST_POLICY } from "../../app/domains/engagement/index.ts";
import { fakeSocialStore } from "../../app/domains/engagement/social-fakes.ts";
import { createSocialHotDoor } from "../../app/hot/social.ts";
import { systemClock } from "../../app/kernel/clock.ts";
import { type BlockCall, blockRenderer, type ShopProduct } from "./liquid.ts";
import { type ClipMedia, makeClip } from "./media.ts";
import { THEMES, type ThemeName } from "./themes.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/shoppable-video/", import.meta.url));
const TYPES: Record<string, string> = {
  ".js": "text/javascript",
  ".mp4": "video/mp4",
  ".m4s": "video/mp4",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".vtt": "text/vtt; charset=utf-8",
  ".jpg": "image/jpeg",
};

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
  products: ShopProduct[];
  /** Handles that the shop recommends beside any product. */
  similar: string[];
  clips: Clip[];
  /** Likes and comments: our real door, with a store in memory. */
  social: SocialStandIn;
  close(): Promise<void>;
}

export interface SocialStandIn {
  store: ReturnType<typeof fakeSocialStore>;
  /** Who is signed in to the shop. */
  customer: string | null;
  answer: ReturnType<typeof createSocialHotDoor>;
}

function standIn(): SocialStandIn {
  const store = fakeSocialStore();
  for (const id of VIDEOS) store.videos.set(`shop ${id}`, id);
  void store.setPolicy("shop", { ...FIRST_POLICY, comments: "at-once" }, 0);
  const social: SocialStandIn = {
    store,
    customer: null,
    answer: createSocialHotDoor({
      social: createSocialDoor({ store, clock: systemClock, guestSecret: "test" }),
      shops: { find: async (domain) => ({ id: "shop", domain }) },
      isPublished: async (_, id) => VIDEOS.some((video) => video === id),
      verifyProxy: () => ({ shop: "s.test", customerId: social.customer, pathPrefix: null }),
      clock: systemClock,
    }),
  };
  return social;
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
      ...given,
    },
    batches: [],
    requests: [],
    cart: new Map(),
    social: standIn(),
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
  const videos = shop.clips.map((each) => feedVideo(shop, each));
  if (door === "video") {
    const found = videos.find(({ id }) => id === name);
    return found ? sendJson(response, 200, found) : sendJson(response, 404, {});
  }
  if (name !== "summer") return sendJson(response, 404, {});
  const feed: Feed = { v: 1, id: PLACEMENT, handle: name, block: "carousel", rev: 1, videos };
  return sendJson(response, 200, feed);
}

/** Links carry a counter, so that a test can let the old ones expire. */
let issue = 0;
function feedVideo(shop: TestShop, each: Clip): FeedVideo {
  const tags = each.productTags ?? (each.product ? [{ handle: each.product }] : []);
  issue += 1;
  const base = `${shop.url}/media/${basename(each.media.folder)}.${issue}/`;
  return {
    id: each.id,
    title: each.title,
    width: 360,
    height: 640,
    duration: each.media.duration,
    hasAudio: each.hasAudio,
    poster: `${base}poster.jpg`,
    placeholder: "",
    preview: `${base}preview.mp4`,
    playback:
      each.playback === "hls"
        ? { kind: "hls", hls: `${base}master.m3u8` }
        : { ...each.media.playback, base, hls: `${base}master.m3u8` },
    captions: Object.keys(each.captions).map((language) => ({
      language,
      url: `${base}${language}.vtt`,
    })),
    products: tags.flatMap((tag): FeedProduct[] => {
      const product = shop.products.find(({ handle }) => handle === tag.handle);
      const free = { image: null, from: null, to: null, x: null, y: null };
      return product
        ? [
            {
              ...free,
              id: String(product.id),
              title: product.title,
              variantId: each.variantId,
              ...tag,
            },
          ]
        : [];
    }),
  };
}

async function sendMedia(
  shop: TestShop,
  response: ServerResponse,
  folder: string,
  file: string,
): Promise<void> {
  const { faults } = shop;
  const picture = /\.(jpg|mp4)$/.test(file) && !file.endsWith("_init.mp4");
  if (!picture && faults.media === 0) return void response.destroy();
  if (!picture && faults.media) return sendJson(response, faults.media, {});
  if (!picture && faults.expired === folder) return sendJson(response, 404, {});
  const home = shop.clips.find(({ media }) => folder.startsWith(`${basename(media.folder)}.`));
  if (!home) return sendJson(response, 404, {});
  if (file.endsWith(".vtt")) {
    const said = home.captions[basename(file, ".vtt")];
    return send(response, TYPES[".vtt"] ?? "", `WEBVTT\n\n00:00.000 --> 00:30.000\n${said}\n`);
  }
  if (file === "master.m3u8") return send(response, TYPES[".m3u8"] ?? "", master(home));
  const bytes = await readFile(join(home.media.folder, file));
  if (faults.broken && file.startsWith(`${faults.broken}_`) && file.endsWith(".m4s"))
    bytes.fill(7, 8);
  response.setHeader("access-control-allow-origin", "*");
  if (!picture && faults.mediaSpeed > 0) return drip(response, file, bytes, faults.mediaSpeed);
  return send(response, TYPES[extname(file)] ?? "", bytes);
}

async function drip(
  response: ServerResponse,
  file: string,
  bytes: Buffer,
  speed: number,
): Promise<void> {
  response.setHeader("content-type", TYPES[extname(file)] ?? "");
  const piece = Math.ceil(speed / 20);
  for (let at = 0; at < bytes.length; at += piece) {
    response.write(bytes.subarray(at, at + piece));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  response.end();
}

function master({ media }: Clip): string {
  const { renditions, audio } = media.playback;
  const sound = audio ? ',AUDIO="sound"' : "";
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    audio
      ? '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,URI="a.m3u8"'
      : "",
    ...renditions.map(
      ({ bandwidth, codec, width, height }, index) =>
        `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${[codec, audio?.codec].filter(Boolean).join(",")}",RESOLUTION=${width}x${height}${sound}\nv${index}.m3u8`,
    ),
  ]
    .filter(Boolean)
    .join("\n");
}

async function addToCart(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (shop.faults.cart === "drops") return void response.destroy();
  await new Promise((resolve) => setTimeout(resolve, shop.faults.cartDelay));
  const body = JSON.parse(await bodyOf(request)) as {
    items: {
      id: number;
      quantity: number;
      properties?: Record<string, string>;
      selling_plan?: number;
    }[];
    sections?: string[];
  };
  const [item] = body.items;
  const product = shop.products.find(({ variants }) => variants.some(({ id }) => id === item?.id));
  const variant = product?.variants.find(({ id }) => id === item?.id);
  if (!item || !product || !variant)
    return sendJson(response, 404, {
      status: 404,
      message: "Cart Error",
      description: "Cannot find variant",
    });
  const line = shop.cart.get(String(item.id)) ?? { quantity: 0, properties: {} };
  const room = variant.stock - line.quantity;
  const fits = Math.max(0, Math.min(room, item.quantity));
  if (fits > 0)
    shop.cart.set(String(item.id), {
      quantity: line.quantity + fits,
      properties: item.properties ?? {},
      ...(item.selling_plan ? { plan: item.selling_plan } : {}),
    });
  if (fits < item.quantity)
    return sendJson(response, 422, {
      status: 422,
      message: "Cart Error",
      description:
        fits > 0
          ? `You can only add ${fits} ${product.title} to the cart.`
          : `All ${variant.stock} ${product.title} are in your cart.`,
    });
  const count = cartJson(shop).item_count;
  const sections = Object.fromEntries(
    (body.sections ?? []).map((id) => [id, THEMES[shop.page.theme].section(id, count)]),
  );
  return sendJson(response, 200, { id: item.id, items: [{ id: item.id }], sections });
}

async function changeCart(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { id, quantity } = JSON.parse(await bodyOf(request)) as { id: string; quantity: number };
  const variantId = id.split(":")[0] ?? "";
  const line = shop.cart.get(variantId);
  const stock = shop.products
    .flatMap(({ variants }) => variants)
    .find((variant) => String(variant.id) === variantId)?.stock;
  if (!line || stock === undefined) return sendJson(response, 400, { message: "Bad Request" });
  line.quantity = Math.min(quantity, stock);
  if (line.quantity === 0) shop.cart.delete(variantId);
  if (quantity > stock)
    return sendJson(response, 422, { status: 422, description: `Only ${stock} are left.` });
  return sendJson(response, 200, cartJson(shop));
}

function cartJson(shop: TestShop) {
  const items = [...shop.cart].map(([id, { quantity, properties }]) => {
    const product = shop.products.find(({ variants }) =>
      variants.some((variant) => String(variant.id) === id),
    );
    const variant = product?.variants.find((one) => String(one.id) === id);
    const price = (variant?.price ?? 0) * quantity;
    return {
      key: `${id}:a`,
      variant_id: Number(id),
      quantity,
      properties,
      product_title: product?.title ?? "",
      variant_title: product?.variants.length === 1 ? null : (variant?.options.join(" / ") ?? ""),
      url: `/products/${product?.handle}?variant=${id}`,
      image: null,
      final_line_price: price,
      original_line_price: price,
    };
  });
  const total = items.reduce((sum, { final_line_price: price }) => sum + price, 0);
  return {
    item_count: items.reduce((sum, { quantity }) => sum + quantity, 0),
    total_price: total,
    original_total_price: total,
    items,
  };
}

async function drawPage(shop: TestShop): Promise<string> {
  const { page } = shop;
  const render = blockRenderer({
    url: shop.url,
    locale: page.locale,
    designMode: page.designMode,
    pageType: page.pageType,
    products: shop.products,
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

function placement(shop: TestShop): PlacementMetafield {
  return {
    v: 1,
    id: PLACEMENT,
    rev: 1,
    title: "Summer",
    parts: 1,
    videos: shop.clips.map((each): PlacementVideo => {
      const folder = `${shop.url}/media/${basename(each.media.folder)}.0`;
      const product = shop.products.find(({ handle }) => handle === each.product);
      return {
        id: each.id,
        t: each.title,
        poster: `${folder}/poster.jpg?v=1`,
        ph: "data:image/gif;base64,R0lGODlhAQABAIAAAJ2zq////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
        w: 360,
        h: 640,
        d: each.media.duration,
        pv: `${folder}/preview.mp4`,
        p: product ? String(product.id) : null,
        h1: product?.handle ?? null,
        up: "2026-11-01T10:00:00Z",
        url: null,
        k: each.tags,
      };
    }),
  };
}

function productJson(product: ShopProduct) {
  return {
    ...product,
    url: `/products/${product.handle}`,
    available: product.variants.some(({ stock }) => stock > 0),
    featured_image: null,
    options: product.options.map((option, index) => ({ ...option, position: index + 1 })),
    variants: product.variants.map((variant) => ({
      id: variant.id,
      title: variant.options.join(" / "),
      options: variant.options,
      available: variant.stock > 0,
      price: variant.price,
      compare_at_price: variant.compareAt,
      featured_image: null,
      ...variant.more,
    })),
  };
}

function catalogue(): ShopProduct[] {
  return [
    {
      id: 101,
      handle: "linen-shirt",
      title: "Linen Shirt",
      options: [
        { name: "Size", values: ["S", "M", "L"] },
        { name: "Color", values: ["Sand", "Sea"] },
      ],
      variants: [
        { id: 1011, options: ["S", "Sand"], price: 6900, compareAt: 8900, stock: 3 },
        { id: 1012, options: ["S", "Sea"], price: 6900, compareAt: 8900, stock: 0 },
        { id: 1013, options: ["M", "Sand"], price: 7200, compareAt: null, stock: 10 },
        { id: 1014, options: ["M", "Sea"], price: 7200, compareAt: null, stock: 10 },
        { id: 1015, options: ["L", "Sea"], price: 7200, compareAt: null, stock: 0 },
      ],
    },
    {
      id: 102,
      handle: "clay-pot",
      title: "Clay Pot",
      options: [{ name: "Title", values: ["Default Title"] }],
      variants: [{ id: 1021, options: ["Default Title"], price: 4500, compareAt: null, stock: 2 }],
    },
    {
      id: 103,
      handle: "sold-out-mug",
      title: "Harbor Mug",
      options: [{ name: "Title", values: ["Default Title"] }],
      variants: [{ id: 1031, options: ["Default Title"], price: 1800, compareAt: null, stock: 0 }],
    },
  ];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  send(response, TYPES[extname(path)] ?? "", await readFile(path));
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  send(response, "application/json", JSON.stringify(body));
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.setHeader("content-type", type);
  response.end(body);
}
