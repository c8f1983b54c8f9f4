import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "../../../sandbox/server.ts";
import { grantToken } from "../../../sandbox/sign-in/access-tokens.ts";
import { DEFAULT_SHOP } from "../../../sandbox/world/shops.ts";
import type { SourceItem } from "../../domains/intake/index.server.ts";
import { type AdminApi, createAdminApi } from "./admin-api.ts";
import { createProductFinder } from "./product-finder.ts";
import { createShopFetch } from "./shop-fetch.ts";
import { createShopVideos } from "./shop-videos.ts";

const keys = { apiKey: "test-key", apiSecret: "test-secret" };
const shop = { accounts: [], id: "0".repeat(24), domain: DEFAULT_SHOP };
const signal = new AbortController().signal;
let running: RunningSandbox;
let api: AdminApi;
let calls = 0;

beforeAll(async () => {
  running = await startSandbox({
    ...{ port: 0, host: "127.0.0.1", worldPath: null, apiVersion: "2026-10", ...keys },
    appUrl: "https://clipshelf.example",
    log: { warn: () => {}, error: () => {} } as never,
  });
  const world = running.store.shop(DEFAULT_SHOP);
  const token = grantToken(world, Date.now()).access_token;
  const real = createAdminApi({
    fetch: createShopFetch(running.url),
    sessions: { token: async () => token, replace: async () => token },
    sleep: async () => {},
  });
  api = {
    query: (...given) => {
      calls += 1;
      return real.query(...given);
    },
  };
  for (let number = 1; number <= 45; number++) {
    const id = String(9_000 + number);
    const variant = { id: `${id}1`, title: "S", options: [], price: "1.00", sku: `SKU ${number}` };
    world.products.push({
      ...{ id, handle: `bowl-${number}`, title: `Bowl ${number}`, translations: {} },
      ...{ descriptionHtml: "", vendor: "", productType: "", tags: [], status: "ACTIVE" },
      ...{ images: [], options: [], createdAt: "2026-10-01T00:00:00Z" },
      variants: [{ ...variant, compareAtPrice: null, inventory: null, imageId: null }],
      updatedAt: "2026-10-01T00:00:00Z",
    } as unknown as (typeof world.products)[number]);
  }
  const bytes = Buffer.from("video").toString("base64");
  const add = (filename: string, productId: string | null, alt = "") =>
    fetch(`${running.url}/sandbox/videos`, {
      method: "POST",
      body: JSON.stringify({ filename, alt, bytes, productId }),
      headers: { "content-type": "application/json" },
    });
  await add("first.mp4", "9001", "A bowl is turned");
  await add("last.mp4", "9045");
  for (let number = 1; number <= 60; number++) await add(`file-${number}.mp4`, null);
});
afterAll(() => running?.close());
beforeEach(() => {
  calls = 0;
});

async function listAll() {
  const source = createShopVideos(api);
  const items: SourceItem[] = [];
  for (let from: unknown = null; ; ) {
    const page = await source.list!(shop, from, signal);
    items.push(...page.items);
    if (page.next == null) return items;
    // As the import keeps it between two runs.
    from = JSON.parse(JSON.stringify(page.next));
  }
}

describe("videos at Shopify", () => {
  it("are listed page by page: those of products with their product, then all of Files", async () => {
    const items = await listAll();
    const refs = new Set(items.map(({ ref }) => ref));
    expect(refs.size).toBe(62);
    const [first] = items;
    expect(first).toMatchObject({
      name: "first.mp4",
      title: "A bowl is turned",
      productIds: ["9001"],
    });
    expect(items.find(({ name }) => name === "last.mp4")).toMatchObject({
      title: "Bowl 45",
      productIds: ["9045"],
    });
    expect(calls).toBeGreaterThanOrEqual(5);
  });

  it("are fetched from where they are now, or not at all when they are gone", async () => {
    const source = createShopVideos(api);
    const [item] = await listAll();
    const located = await source.locate(shop, item!, signal);
    if (!located.ok) throw new Error(located.fault.kind);
    expect(await (await fetch(located.value.url)).text()).toBe("video");
    const world = running.store.shop(DEFAULT_SHOP);
    world.files = world.files.filter(({ id }) => `shopify:${id}` !== item!.ref);
    expect(await source.locate(shop, item!, signal)).toMatchObject({
      fault: { kind: "link-not-found" },
    });
  });
});

describe("products by what people write", () => {
  it("are found by handle, SKU and address, whatever the case, and nothing else is", async () => {
    const words = ["bowl-1", "BOWL-2", "sku 3", "https://x.example/products/bowl-4?variant=1"];
    const none = ["bowl", "SKU", 'x" OR handle:"bowl-5', "*", "y".repeat(300)];
    const more = Array.from({ length: 30 }, (_, index) => `bowl-${index + 10}`);
    const found = await createProductFinder(api).find(shop, [...words, ...none, ...more]);
    expect(words.map((word) => found.get(word))).toEqual([["9001"], ["9002"], ["9003"], ["9004"]]);
    expect(none.filter((word) => found.has(word))).toEqual([]);
    expect(more.every((word) => found.has(word))).toBe(true);
    expect(calls).toBe(2);
  });
});
