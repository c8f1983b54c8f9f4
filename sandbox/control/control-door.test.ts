import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const command = async (name: string, fields: Record<string, unknown> = {}, shop = DEFAULT_SHOP) => {
  const response = await fetch(`${sandbox.url}/sandbox/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Sandbox-Shop": shop },
    body: JSON.stringify(fields),
  });
  return { status: response.status, body: await response.json() };
};
const look = async (name: string) =>
  (await fetch(`${sandbox.url}/sandbox/${name}`)).json() as Promise<unknown>;
const topics = async () => {
  await sandbox.sandbox.webhooks.settled(5000);
  return sandbox.app.requests.map((one) => one.headers["x-shopify-topic"]);
};

it("opens a second shop, whose orders are its own", async () => {
  expect((await command("shops", { domain: "third.myshopify.com" })).body).toEqual({
    domain: "third.myshopify.com",
    installed: true,
  });
  expect((await sandbox.signIn("third.myshopify.com")).shop).toBe("third.myshopify.com");
  expect((await command("shops", { domain: "evil.example" })).status).toBe(400);
  expect((await command("orders", {}, "nobody.myshopify.com")).status).toBe(404);
});

it("buys, refunds and cancels without a browser", async () => {
  const { body: order } = await command("orders", {
    lines: [{ variantId: "601", quantity: 2, properties: { _clip: "v" } }],
    market: "china",
  });
  expect(order).toMatchObject({ name: "#1001", presentmentCurrency: "CNY", rate: 7.123 });
  const [line] = order.lines;
  const lines = [{ lineId: line.id, quantity: 1 }];
  expect((await command("refund", { orderId: order.id, lines })).status).toBe(200);
  expect(
    (await command("refund", { orderId: order.id, lines: [{ ...lines[0], quantity: 9 }] })).status,
  ).toBe(422);
  expect((await command("cancel", { orderId: order.id })).body.financialStatus).toBe("REFUNDED");
  expect(await look("orders")).toHaveLength(1);
  expect((await command("orders", { lines: [{ variantId: "602" }] })).status).toBe(422);
  expect(await topics()).toEqual(
    expect.arrayContaining(["orders/create", "orders/paid", "refunds/create", "orders/cancelled"]),
  );
});

it("sells in the past, but not in the future", async () => {
  const lines = [{ variantId: "601" }];
  const createdAt = "2026-01-05T18:00:00.000Z";
  const { body } = await command("orders", { lines, createdAt });
  expect(body).toMatchObject({ createdAt, updatedAt: createdAt });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect((await command("orders", { lines, createdAt: tomorrow })).status).toBe(400);
  expect((await command("orders", { lines, createdAt: "soon" })).status).toBe(400);
});

it("changes and deletes products, and says so", async () => {
  const variants = [{ id: "603", price: 21, inventory: 0 }];
  const { body } = await command("products", { id: "502", title: "Big Mug", variants });
  expect(body.variants[0]).toMatchObject({ price: "21.00", inventory: 0 });
  await command("products", { id: "503", delete: true });
  expect(await topics()).toEqual(expect.arrayContaining(["products/update", "products/delete"]));
});

it("sends what the law asks for", async () => {
  await command("customers", {
    topic: "customers/redact",
    email: "a@example.com",
    orderIds: ["5"],
  });
  await command("redact");
  await sandbox.sandbox.webhooks.settled(5000);
  const sent = sandbox.app.requests.filter((one) => one.url === "/webhooks/compliance");
  expect(JSON.parse(sent[0]?.body ?? "{}")).toMatchObject({
    shop_domain: DEFAULT_SHOP,
    customer: { email: "a@example.com" },
    orders_to_redact: [5],
  });
  expect(sent[1]?.headers["x-shopify-topic"]).toBe("shop/redact");
});

it("refuses what makes no sense, in words", async () => {
  expect((await command("faults", { throttleNext: -1 })).body.errors).toContain("whole number");
  expect((await command("webhooks", { drop: 2 })).body.errors).toContain("from 0 to 1");
  expect((await command("nothing")).status).toBe(404);
});
