import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "../../../sandbox/server.ts";
import { signSessionToken } from "../../../sandbox/sign-in/session-token.ts";
import { DEFAULT_SHOP } from "../../../sandbox/world/shops.ts";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { fakeShopBelongings, fakeShopStore } from "../../domains/shop/fakes.ts";
import { createShopsDoor } from "../../domains/shop/index.server.ts";
import { systemClock } from "../../kernel/clock.ts";
import { createSessionStorage } from "../postgres/session-storage.ts";
import { createShopify, type Shopify } from "./shopify.ts";

const keys = { apiKey: "test-key", apiSecret: "test-secret" };
const APP = "https://clipshelf.example";
const NAMESPACE = "clipshelf";
const shop = { id: "0".repeat(24), domain: DEFAULT_SHOP };

let database: TestDatabase;
let running: RunningSandbox;
let shopify: Shopify;
const store = fakeShopStore();
const shops = createShopsDoor({
  store,
  belongings: fakeShopBelongings(),
  clock: systemClock,
  plansAreSold: false,
});
const waits: { why: string; waitMs: number }[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  running = await startSandbox({
    ...{ port: 0, host: "127.0.0.1", worldPath: null, appUrl: APP, apiVersion: "2026-10", ...keys },
    log: { warn: () => {}, error: () => {} } as never,
  });
  shopify = createShopify({
    config: {
      SHOPIFY_API_KEY: keys.apiKey,
      SHOPIFY_API_SECRET: keys.apiSecret,
      SHOPIFY_APP_URL: APP,
      SCOPES: "",
      SANDBOX_URL: running.url,
    },
    clock: systemClock,
    sessionStorage: createSessionStorage(database.prisma),
    shops,
    onRetry: (event) => waits.push(event),
  });
});
afterAll(() => running?.close());

const agent = { "User-Agent": "Mozilla/5.0 (X11; Linux x64) Chrome/150.0" };
const documentRequest = (query: Record<string, string>, headers: Record<string, string> = agent) =>
  new Request(`${APP}/app?${new URLSearchParams(query)}`, { headers });
const host = Buffer.from(`admin.shopify.com/store/${DEFAULT_SHOP.split(".")[0]}`).toString(
  "base64url",
);
const embedded = (token?: string) => ({
  ...{ shop: DEFAULT_SHOP, host, embedded: "1", locale: "zh-CN" },
  ...(token ? { id_token: token } : {}),
});
const answerOf = async (work: Promise<unknown>): Promise<Response> => {
  const outcome = await work.catch((thrown: unknown) => thrown);
  if (!(outcome instanceof Response)) throw new Error(`No Response: ${String(outcome)}`);
  return outcome;
};

describe("signing in", () => {
  it("trades a session token for an expiring offline one, and makes the shop known", async () => {
    const token = signSessionToken(keys, DEFAULT_SHOP);
    const admin = await shopify.admin(documentRequest(embedded(token)));
    expect(admin).toMatchObject({ shop: { domain: DEFAULT_SHOP }, locale: "zh-CN" });
    expect(await shops.find(DEFAULT_SHOP)).toEqual(admin.shop);
    expect(store.jobs.map((job) => job.name)).toEqual(["shop.installed"]);
    const session = await database.prisma.session.findFirstOrThrow();
    expect(session).toMatchObject({ id: `offline_${DEFAULT_SHOP}`, isOnline: false });
    expect(session.refreshToken).toBeTruthy();
    expect(session.expires!.getTime()).toBeGreaterThan(Date.now());
  });

  it("takes a bearer token of later requests", async () => {
    const request = new Request(`${APP}/app/library?_data=x`, {
      headers: { ...agent, Authorization: `Bearer ${signSessionToken(keys, DEFAULT_SHOP)}` },
    });
    expect((await shopify.admin(request)).shop.domain).toBe(DEFAULT_SHOP);
  });

  it.each([
    ["forged", () => signSessionToken({ ...keys, apiSecret: "guessed" }, DEFAULT_SHOP)],
    ["of another app", () => signSessionToken({ ...keys, apiKey: "other" }, DEFAULT_SHOP)],
    ["stale", () => signSessionToken(keys, DEFAULT_SHOP, Date.now() - 10 * 60_000)],
    ["without a signature", () => unsigned()],
    ["rubbish", () => "rubbish"],
  ])("refuses a bearer token that is %s", async (_what, token) => {
    const request = new Request(`${APP}/app`, {
      headers: { ...agent, Authorization: `Bearer ${token()}` },
    });
    const answer = await answerOf(shopify.admin(request));
    expect(answer.status).toBe(401);
    expect(answer.headers.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
  });

  it("does not take the shop's name in the address for the one in the token", async () => {
    const token = signSessionToken(keys, DEFAULT_SHOP);
    const admin = await shopify.admin(
      documentRequest({ ...embedded(token), shop: "victim.myshopify.com" }),
    );
    expect(admin.shop.domain).toBe(DEFAULT_SHOP);
  });

  it("sends documents without a token to fetch one, by the sandbox's App Bridge", async () => {
    const away = await answerOf(shopify.admin(documentRequest(embedded())));
    expect(away.status).toBe(302);
    const bounce = new URL(away.headers.get("Location")!, APP);
    expect(bounce.pathname).toBe("/auth/session-token");
    const page = await answerOf(shopify.admin(new Request(bounce, { headers: agent })));
    expect(await page.text()).toContain(`src="${running.url}/app-bridge.js"`);
    expect(page.headers.get("Content-Security-Policy")).toContain(
      `frame-ancestors ${running.url} https://${DEFAULT_SHOP}`,
    );
  });

  it("sends who opens it outside the admin there, and robots away", async () => {
    const { embedded: _, ...outside } = embedded();
    const away = await answerOf(shopify.admin(documentRequest(outside)));
    expect(away.headers.get("Location")).toBe(`${running.url}/admin?shop=${DEFAULT_SHOP}`);
    const robot = await answerOf(
      shopify.admin(documentRequest(embedded(), { "User-Agent": "HeadlessChrome/150" })),
    );
    expect(robot.status).toBe(410);
  });

  it("lets the sandbox frame documents, and without one only Shopify", async () => {
    const headers = new Headers();
    shopify.documentHeaders(documentRequest(embedded()), headers);
    expect(headers.get("Content-Security-Policy")).toContain(running.url);
    expect(headers.get("Link")).toContain(`${running.url}/app-bridge.js`);
  });

  it("says what is wrong with a shop's name", async () => {
    const ask = (query: string) => shopify.loginErrors(new Request(`${APP}/auth/login${query}`));
    expect(await ask("")).toEqual({ shop: null });
    expect(await ask("?shop=evil.example")).toEqual({ shop: "invalid" });
    const away = await answerOf(ask(`?shop=${DEFAULT_SHOP}`));
    expect(away.status).toBe(302);
  });
});

describe("the shop's side", () => {
  it("says who it is", async () => {
    const { name, currency, timeZone } = running.store.shop(DEFAULT_SHOP);
    const info = await shopify.info.read(shop);
    expect(info).toMatchObject({ name, currency, timeZone });
    expect(info.installationGid).toMatch(/^gid:\/\/shopify\/AppInstallation\//);
    expect(info.planHandle).toBeNull();
  });

  it("says which plan the merchant approved on Shopify's own page", async () => {
    const address = await shopify.info.plansPage(shop);
    expect(new URL(address).pathname).toBe(
      `/store/${DEFAULT_SHOP.split(".")[0]}/charges/clipshelf/pricing_plans`,
    );
    expect(await (await fetch(address)).text()).toContain("Approve: Growth");
    const approve = (plan: string) =>
      fetch(address, {
        ...{ method: "POST", redirect: "manual", body: new URLSearchParams({ plan }) },
      });
    expect((await approve("gold")).status).toBe(422);
    expect((await approve("growth")).headers.get("location")).toContain("/app/settings?charge_id=");
    expect((await shopify.info.read(shop)).planHandle).toBe("growth");
    await fetch(`${running.url}/sandbox/subscription`, { method: "POST", body: '{"plan":null}' });
    expect((await shopify.info.read(shop)).planHandle).toBeNull();
  });

  it("gives products by id, in batches, and leaves out what is not there", async () => {
    const world = running.store.shop(DEFAULT_SHOP);
    const ids = addProducts(world, 20);
    const found = await shopify.catalog.products(shop, [...ids, "999999999"]);
    expect(found.map(({ card }) => card.id)).toEqual(ids);
    expect(found[0]!.card).toMatchObject({
      status: "active",
      handle: "thing-0",
      priceFrom: { amount: 1990, currency: world.currency },
      available: true,
      variants: [{ title: "S", price: { amount: 1990, currency: world.currency } }, { title: "M" }],
    });
    expect(found[0]!.updatedAt).toBe(Date.parse("2026-10-01T00:00:00Z"));
  });

  it("keeps metafields on the installation and on products", async () => {
    const { installationGid: ownerGid } = await shopify.info.read(shop);
    const [productId] = addProducts(running.store.shop(DEFAULT_SHOP), 1);
    const product = `gid://shopify/Product/${productId}`;
    await shopify.metafields.set(shop, [
      { ownerGid, namespace: NAMESPACE, key: "storefront", type: "json", value: '{"v":1}' },
      {
        ...{ ownerGid, namespace: NAMESPACE, key: "products_home" },
        ...{ type: "list.product_reference", value: JSON.stringify([product]) },
      },
      {
        ...{ ownerGid: product, namespace: "$app:clipshelf", key: "videos" },
        ...{ type: "json", value: "{}" },
      },
    ]);
    const listed = await shopify.metafields.list(shop, NAMESPACE);
    expect(listed.map((one) => one.key).sort()).toEqual(["products_home", "storefront"]);
    const names = listed.map(({ namespace, key }) => ({ ownerGid, namespace, key }));
    const onProduct = { ownerGid: product, namespace: "$app:clipshelf", key: "videos" };
    await shopify.metafields.delete(shop, [...names, onProduct]);
    await shopify.metafields.delete(shop, names);
    expect(await shopify.metafields.list(shop, NAMESPACE)).toEqual([]);
  });

  it("says in Shopify's words what it refuses", async () => {
    const { installationGid: ownerGid } = await shopify.info.read(shop);
    const wrong = { ownerGid, namespace: NAMESPACE, key: "bad", type: "json", value: "{not json" };
    await expect(shopify.metafields.set(shop, [wrong])).rejects.toMatchObject({
      kind: "shop-refused",
      detail: expect.stringMatching(/metafieldsSet: .*json/i),
    });
    const right = { ...wrong, key: "good", value: "{}" };
    await expect(shopify.metafields.set(shop, [right, wrong])).rejects.toThrow();
    expect(await shopify.metafields.list(shop, NAMESPACE)).toEqual([]);
  });

  it("copies a file to the CDN once, finds it again and deletes it", async () => {
    const bytes = await picture();
    const file = { filename: "clipshelf-a-1.jpg", contentType: "image/jpeg", alt: "A", bytes };
    const [gid] = await shopify.files.create(shop, [file]);
    const url = (await shopify.files.urls(shop, [gid!])).get(gid!);
    expect(url).toContain("clipshelf-a-1.jpg");
    expect((await shopify.files.create(shop, [file]))[0]).toBe(gid);
    await shopify.files.urls(shop, [gid!]);
    expect(await shopify.files.find(shop, file.filename)).toBe(gid);
    expect(running.store.shop(DEFAULT_SHOP).files).toHaveLength(1);
    await shopify.files.delete(shop, [gid!]);
    await shopify.files.delete(shop, [gid!]);
    expect(await shopify.files.find(shop, file.filename)).toBeNull();
  });

  it("says null for a file that Shopify cannot use", async () => {
    running.sandbox.faults.failFiles = 1;
    const bytes = await picture();
    const file = { filename: "clipshelf-b-1.jpg", contentType: "image/jpeg", alt: "B", bytes };
    const [gid] = await shopify.files.create(shop, [file]);
    expect((await shopify.files.urls(shop, [gid!])).get(gid!)).toBeNull();
  });

  it("waits when Shopify throttles or fails, and gives up with a reason", async () => {
    waits.length = 0;
    running.sandbox.faults.throttleNext = 1;
    running.sandbox.faults.failNext = 1;
    await shopify.info.read(shop);
    expect(waits.map((wait) => wait.why).sort()).toEqual(["503", "throttled"]);
  });

  it("renews a token that is about to end", async () => {
    const id = `offline_${DEFAULT_SHOP}`;
    const before = await database.prisma.session.findUniqueOrThrow({ where: { id } });
    await database.prisma.session.update({
      where: { id },
      data: { expires: new Date(Date.now() + 60_000) },
    });
    await Promise.all([shopify.info.read(shop), shopify.info.read(shop)]);
    const after = await database.prisma.session.findUniqueOrThrow({ where: { id } });
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(after.refreshToken).not.toBe(before.refreshToken);
  });

  it("replaces a token that was refused although it had not ended", async () => {
    const id = `offline_${DEFAULT_SHOP}`;
    await database.prisma.session.update({ where: { id }, data: { accessToken: "dead" } });
    await shopify.info.read(shop);
    const { accessToken } = await database.prisma.session.findUniqueOrThrow({ where: { id } });
    expect(accessToken).not.toBe("dead");
  });

  it("has lost its access when the app was uninstalled, and asks to be opened again", async () => {
    const world = running.store.shop(DEFAULT_SHOP);
    const installation = world.installation;
    world.installation = null;
    await expect(shopify.info.read(shop)).rejects.toMatchObject({ kind: "shop-access-lost" });
    expect(await database.prisma.session.count()).toBe(0);
    await expect(shopify.info.read(shop)).rejects.toMatchObject({ kind: "shop-access-lost" });
    world.installation = installation;
    await shopify.admin(documentRequest(embedded(signSessionToken(keys, DEFAULT_SHOP))));
    await shopify.info.read(shop);
  });
});

function picture(): Promise<Buffer> {
  return sharp({ create: { width: 9, height: 16, channels: 3, background: "teal" } })
    .jpeg()
    .toBuffer();
}

function unsigned(): string {
  const [, body] = signSessionToken(keys, DEFAULT_SHOP).split(".");
  return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${body}.`;
}

function addProducts(world: ReturnType<RunningSandbox["store"]["shop"]>, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const id = String(world.nextId++);
    world.products.push({
      ...{ id, handle: `thing-${n}`, title: `Thing ${n}`, translations: {}, descriptionHtml: "" },
      ...{ vendor: "", productType: "", tags: [], status: "ACTIVE", images: [] },
      options: [{ name: "Size", values: ["S", "M"] }],
      variants: ["S", "M"].map((title) => ({
        ...{ id: String(world.nextId++), title, options: [title], price: "19.90" },
        ...{ compareAtPrice: null, sku: "", inventory: 3, inventoryPolicy: "DENY", imageId: null },
      })),
      ...{ createdAt: "2026-10-01T00:00:00Z", updatedAt: "2026-10-01T00:00:00Z" },
    } as (typeof world.products)[number]);
    return id;
  });
}
