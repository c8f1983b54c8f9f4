import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../kernel/ids.ts";
import {
  type Action,
  type Sent,
  stageWebhooks,
  type WebhookRoom,
} from "./webhooks/webhook-room.fixture.ts";
import { action as app } from "./webhooks.app.ts";
import { action as compliance } from "./webhooks.compliance.ts";
import { action as discounts } from "./webhooks.discounts.ts";
import { action as orders } from "./webhooks.orders.ts";
import { action as products } from "./webhooks.products.ts";
import { action as shopUpdate } from "./webhooks.shop.ts";

let database: WebhookRoom["database"];
let wiring: WebhookRoom["wiring"];
let domain: WebhookRoom["domain"];
let shopId: WebhookRoom["shopId"];
const { send, jobs } = stageWebhooks((opened) => {
  ({ database, wiring, domain, shopId } = opened);
});

const every: [string, Action, string][] = [
  ["app", app, "app/uninstalled"],
  ["shop", shopUpdate, "shop/update"],
  ["products", products, "products/update"],
  ["discounts", discounts, "discounts/delete"],
  ["orders", orders, "orders/create"],
  ["compliance", compliance, "shop/redact"],
];

describe.each(every)("the %s webhooks", (_name, action, topic) => {
  it.each<[string, number, Partial<Sent>]>([
    ["forged", 401, { secret: "guessed" }],
    ["without a signature", 401, { headers: { "X-Shopify-Hmac-Sha256": "" } }],
    ["with a changed body", 401, { body: '{"id":2}' }],
    ["with a signature that is no base64", 401, { headers: { "X-Shopify-Hmac-Sha256": "§§§" } }],
    ["with an empty body", 401, { body: "" }],
    ["that are no JSON", 400, { payload: "not json" }],
    ["of no shop", 400, { shop: "evil.example" }],
    ["without an id", 400, { headers: { "X-Shopify-Webhook-Id": "" } }],
    ["whose body names another shop", 400, { payload: { myshopify_domain: "a.myshopify.com" } }],
    ["of a topic that goes elsewhere", 400, { topic: "themes/publish" }],
    ["that are read", 405, { method: "GET" }],
  ])("are refused %s", async (_what, status, sent) => {
    const answer = await send(action, { topic, payload: { id: 1 }, ...sent });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/\.$/);
    expect(await wiring.shops.find(domain)).not.toBeNull();
    expect(await database.prisma.webhookReceipt.count({ where: { shopDomain: domain } })).toBe(0);
  });

  it("of a shop that nobody knows change nothing", async () => {
    const shop = "stranger.myshopify.com";
    const payload = { shop_domain: shop, customer: { id: 1 }, orders_to_redact: [] };
    expect((await send(action, { topic, payload, shop })).status).toBe(200);
    expect(await wiring.shops.known(shop)).toBeNull();
  });
});

describe("shopify.app.toml", () => {
  const { webhooks } = parse(
    readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8"),
  ) as unknown as {
    webhooks: {
      subscriptions: { uri: string; topics?: string[]; compliance_topics?: string[] }[];
    };
  };
  const wanted = webhooks.subscriptions.flatMap(({ uri, topics = [], compliance_topics = [] }) =>
    [...topics, ...compliance_topics].map((topic) => [topic, uri] as const),
  );

  it.each(wanted)("sends %s to %s, which takes it", async (topic, uri) => {
    const name = uri.replace("/webhooks/", "");
    const action = every.find(([known]) => known === name)?.[1];
    if (!action) throw new Error(`No route ${uri}`);
    const shop = "stranger.myshopify.com";
    expect((await send(action, { topic, payload: { id: 1 }, shop })).status).toBe(200);
  });

  it("keeps the compliance topics in a subscription of their own", () => {
    const apart = webhooks.subscriptions.filter((one) => one.compliance_topics);
    expect(apart).toHaveLength(1);
    expect(apart[0]?.topics).toBeUndefined();
    expect(apart[0]?.compliance_topics).toHaveLength(3);
  });
});

describe("app/uninstalled", () => {
  it("ends the shop once, forgets its tokens, and works without a session", async () => {
    await database.prisma.session.create({
      data: {
        ...{ id: `offline_${domain}`, shop: domain, state: "", accessToken: "x" },
        expires: new Date(0),
      },
    });
    const uninstalled = { topic: "app/uninstalled", payload: { myshopify_domain: domain } };
    expect((await send(app, uninstalled)).status).toBe(200);
    expect(await wiring.shops.find(domain)).toBeNull();
    expect(await database.prisma.session.count({ where: { shop: domain } })).toBe(0);
    expect((await send(app, uninstalled)).status).toBe(200);
    expect(await jobs("shop.uninstalled")).toHaveLength(1);
  });

  it("replayed after the shop came back changes nothing", async () => {
    const at = Date.now() - 60_000;
    const sent = { topic: "app/uninstalled", payload: {}, at, id: newId() };
    expect((await send(app, sent)).status).toBe(200);
    expect((await send(app, sent)).status).toBe(200);
    expect(await wiring.shops.find(domain)).not.toBeNull();
  });
});

describe("app/scopes_update and shop/update", () => {
  it("keep the scopes, and look at the shop again", async () => {
    const payload = { current: ["write_files", "read_orders"] };
    await send(app, { topic: "app/scopes_update", payload });
    const row = await database.prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
    expect(row.scopes).toBe("read_orders,write_files");
    await send(shopUpdate, { topic: "shop/update", payload: { myshopify_domain: domain } });
    expect(await jobs("shop.updated")).toHaveLength(1);
  });
});

describe("discounts", () => {
  it("made, changed or deleted have the shop's codes looked at, once however often it is told", async () => {
    const payload = { admin_graphql_api_id: "gid://shopify/DiscountCodeNode/1" };
    const sent = { topic: "discounts/delete", payload, id: newId() };
    for (const one of [sent, sent, { topic: "discounts/redeemcode_removed", payload }])
      expect((await send(discounts, one)).status).toBe(200);
    expect(await jobs("catalog.watch-shop-codes")).toEqual([{ shopId }]);
  });
});

describe("products", () => {
  const payload = (more: object = {}) => ({
    ...{ id: 1, handle: "linen-shirt", title: "Linen shirt", status: "active", image: null },
    updated_at: "2026-11-01T12:00:00Z",
    variants: [{ id: 11, title: "S", price: "19.90", inventory_management: null }],
    ...more,
  });
  const addProduct = (id: string) =>
    database.prisma.product.create({
      data: {
        ...{ shopId, id, handle: "old", title: "Old", status: "active", currency: "USD" },
        ...{ priceFrom: 1n, priceTo: 1n, available: true, variants: [], updatedAt: new Date(0) },
      },
    });
  const title = async (id = "1") =>
    (await wiring.forShop({ id: shopId, domain }).catalog.products([id]))[0]?.title;

  it("update what is known, newest last whatever the order, each once", async () => {
    await addProduct("1");
    const newer = payload({ title: "Newer", updated_at: "2026-11-02T12:00:00Z" });
    const update = { topic: "products/update", payload: newer, id: newId() };
    await Promise.all([send(products, update), send(products, update), send(products, update)]);
    await send(products, { topic: "products/update", payload: payload() });
    expect(await title()).toBe("Newer");
    expect(await jobs("catalog.products-changed")).toHaveLength(1);
    expect(await database.prisma.webhookReceipt.count({ where: { shopDomain: domain } })).toBe(2);
  });

  it("leave what nobody asked for alone, and survive what cannot be read", async () => {
    await send(products, { topic: "products/update", payload: payload({ id: 5 }) });
    expect(await database.prisma.product.count({ where: { shopId } })).toBe(0);
    const rubbish = { topic: "products/update", payload: { id: "none" } };
    expect((await send(products, rubbish)).status).toBe(200);
  });

  it("deleted leave, unless a newer snapshot came before", async () => {
    await addProduct("1");
    await send(products, { topic: "products/delete", payload: { id: 1 } });
    const row = await database.prisma.product.findFirstOrThrow({ where: { shopId } });
    expect(row.deletedAt).not.toBeNull();
    expect(await jobs("catalog.products-changed")).toHaveLength(1);
  });

  it("of one shop never touch another's", async () => {
    await addProduct("1");
    const other = `o${domain}`;
    await wiring.shops.recordInstall(other, "");
    await send(products, { topic: "products/delete", payload: { id: 1 }, shop: other });
    expect(await title()).toBe("Old");
  });
});

describe("orders and refunds", () => {
  const video = newId();
  beforeEach(async () => {
    const at = new Date(0);
    await database.prisma.video.create({
      data: {
        ...{ shopId, id: video, title: "A clip", status: "ready", tags: [], sourceName: "a.mp4" },
        ...{ sourceBytes: 1n, createdAt: at, updatedAt: at },
      },
    });
  });
  const order = (more: object = {}) => ({
    ...{ id: 501, name: "#1001", currency: "USD", financial_status: "paid", cancelled_at: null },
    ...{ created_at: "2026-11-01T12:00:00Z", updated_at: "2026-11-01T12:00:00Z", refunds: [] },
    ...{ customer: { id: 77 }, total_price: "40.00", test: false },
    line_items: [
      {
        ...{ id: 601, title: "Linen shirt", quantity: 2, price: "20.00", total_discount: "0.00" },
        ...{ price_set: { shop_money: { amount: "20.00", currency_code: "USD" } } },
        ...{ discount_allocations: [], product_id: 1, variant_id: 11 },
        properties: [{ name: "_clipshelf", value: `${video}.${newId()}.${newId()}` }],
      },
    ],
    ...more,
  });
  const revenue = async () => {
    const entries = await database.prisma.ledgerEntry.findMany({ where: { shopId } });
    return entries.reduce((sum, entry) => sum + Number(entry.amount), 0);
  };

  it("credit a line once, however often and under however many topics it is told", async () => {
    const id = newId();
    for (const topic of ["orders/create", "orders/create", "orders/paid", "orders/updated"])
      expect((await send(orders, { topic, payload: order(), id })).status).toBe(200);
    for (const topic of ["orders/paid", "orders/updated", "orders/create"])
      expect((await send(orders, { topic, payload: order() })).status).toBe(200);
    expect(await revenue()).toBe(4000);
  });

  it("take a refund back, also when it comes first", async () => {
    const refund = {
      ...{ id: 701, order_id: 501, created_at: "2026-11-02T12:00:00Z", transactions: [] },
      refund_line_items: [
        {
          ...{ id: 801, line_item_id: 601, quantity: 1, subtotal: 20, total_tax: 0 },
          ...{ subtotal_set: { shop_money: { amount: "20.00", currency_code: "USD" } } },
          line_item: order().line_items[0],
        },
      ],
    };
    const sent = { topic: "refunds/create", payload: refund };
    expect((await send(orders, sent)).status).toBe(200);
    expect((await send(orders, { topic: "orders/create", payload: order() })).status).toBe(200);
    expect((await send(orders, sent)).status).toBe(200);
    expect(await revenue()).toBe(2000);
  });

  it("take everything back when the order is deleted", async () => {
    expect((await send(orders, { topic: "orders/create", payload: order() })).status).toBe(200);
    expect(await revenue()).toBe(4000);
    for (let times = 0; times < 2; times++)
      expect((await send(orders, { topic: "orders/delete", payload: { id: 501 } })).status).toBe(
        200,
      );
    expect(await revenue()).toBe(0);
  });

  it("of a shop that left are not kept", async () => {
    await wiring.shops.recordUninstall(domain, Date.now());
    expect((await send(orders, { topic: "orders/create", payload: order() })).status).toBe(200);
    expect(await revenue()).toBe(0);
  });
});
