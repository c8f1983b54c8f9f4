import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, type WorldStore } from "../../world/store.ts";
import type { Image, Product, ShopState, Variant } from "../../world/types.ts";
import { createStorefront, type StorefrontOptions } from "../index.ts";

export const SHOP = "tiny.myshopify.com";

/** A small shop for tests: a mug in two colours, a lamp on sale, a bowl that is sold out. */
export function tinyShop(): ShopState {
  return {
    domain: SHOP,
    id: "900",
    name: "Tiny Shop",
    email: "hello@tiny.example",
    currency: "USD",
    timeZone: "America/New_York",
    staffLocale: "en",
    products: [
      product("1", "mug", "Mug", {
        translations: { "zh-CN": { title: "杯子", descriptionHtml: "<p>好杯子</p>" } },
        options: [{ name: "Colour", values: ["Oat", "Ink"] }],
        variants: [variant("11", "24.00", ["Oat"], 3), variant("12", "26.00", ["Ink"], 0)],
        images: [image("101", "mug-oat.png"), image("102", "mug-ink.png")],
        tags: ["tea", "gift"],
      }),
      product("2", "lamp", "Lamp", {
        variants: [
          { ...variant("21", "90.00", ["Default Title"], null), compareAtPrice: "120.00" },
        ],
        images: [image("201", "lamp.png")],
        productType: "Lamps",
      }),
      product("3", "bowl", "Bowl", {
        variants: [variant("31", "18.50", ["Default Title"], 0)],
        tags: ["tea"],
      }),
      product("4", "secret", "Secret", { status: "DRAFT" }),
    ],
    collections: [
      {
        id: "500",
        handle: "frontpage",
        title: "New",
        translations: { "zh-CN": { title: "新品" } },
        descriptionHtml: "",
        productIds: ["1", "2", "3", "4"],
      },
    ],
    markets: [
      {
        handle: "us",
        name: "United States",
        country: "US",
        currency: "USD",
        rate: 1,
        locales: [
          { locale: "en", prefix: "" },
          { locale: "zh-CN", prefix: "/zh" },
        ],
      },
      {
        handle: "cn",
        name: "China",
        country: "CN",
        currency: "CNY",
        rate: 7.2,
        locales: [
          { locale: "zh-CN", prefix: "/zh-cn" },
          { locale: "en", prefix: "/en-cn" },
        ],
      },
      {
        handle: "jp",
        name: "Japan",
        country: "JP",
        currency: "JPY",
        rate: 151.43,
        locales: [{ locale: "en", prefix: "/en-jp" }],
      },
    ],
    menus: {
      "main-menu": [
        { title: "New", translations: { "zh-CN": "新品" }, url: "/collections/frontpage" },
      ],
    },
    metafields: [],
    files: [],
    orders: [],
    installation: {
      id: "77",
      scopes: [],
      proxyPath: "/apps/clipshelf",
      tokens: [],
      installedAt: "2026-01-01T00:00:00Z",
    },
    theme: {},
    nextId: 1000,
  };
}

export function product(
  id: string,
  handle: string,
  title: string,
  rest: Partial<Product> = {},
): Product {
  return {
    id,
    handle,
    title,
    translations: {},
    descriptionHtml: `<p>A good ${title.toLowerCase()}.</p>`,
    vendor: "Tiny",
    productType: "Cups",
    tags: [],
    status: "ACTIVE",
    options: [{ name: "Title", values: ["Default Title"] }],
    variants: [variant(`${id}1`, "10.00", ["Default Title"], 5)],
    images: [],
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    ...rest,
  };
}

export function variant(
  id: string,
  price: string,
  options: string[],
  inventory: number | null,
): Variant {
  return {
    id,
    title: options.join(" / "),
    options,
    price,
    compareAtPrice: null,
    sku: `SKU-${id}`,
    inventory,
    inventoryPolicy: "DENY",
    imageId: null,
  };
}

function image(id: string, name: string): Image {
  return { id, src: `/cdn/shop/files/${name}`, alt: `Picture ${name}`, width: 800, height: 1000 };
}

export interface TestShop {
  url: string;
  store: WorldStore;
  shop: ShopState;
  messages: string[];
  cdnDir: string;
  problems(): { file: string; line: number; message: string }[];
  close(): Promise<void>;
}

/** Serves the storefront of one shop on a free port. What it does not answer is a 418. */
export async function serveShop(
  options: Partial<StorefrontOptions> & { shop?: ShopState } = {},
): Promise<TestShop> {
  const store = openWorld(null);
  const shop = options.shop ?? tinyShop();
  store.world.shops[shop.domain] = shop;
  const cdnDir = mkdtempSync(join(tmpdir(), "storefront-cdn-"));
  const messages: string[] = [];
  const say = (message: string) => void messages.push(message);
  const storefront = createStorefront({
    store,
    extensionDirs: [],
    appHandle: "clipshelf",
    cdnDir,
    log: { info: say, warn: say, error: say },
    ...options,
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    try {
      if (await storefront(request, response, url, shop.domain)) return;
      response.writeHead(418).end("not the storefront's");
    } catch (error) {
      say(String((error as Error).stack));
      response.writeHead(500).end(String((error as Error).stack));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    shop,
    messages,
    cdnDir,
    problems: () => storefront.problems(),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      rmSync(cdnDir, { recursive: true, force: true });
    },
  };
}
