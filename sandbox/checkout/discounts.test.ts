import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";
import type { ShopState } from "../world/types.ts";

let sandbox: TestSandbox;
let shop: ShopState;
let cookie = "";

beforeEach(async () => {
  cookie = "";
  sandbox = await startTestSandbox();
  shop = sandbox.store.shop(DEFAULT_SHOP);
  await command("discounts", { code: "TEA15", title: "Tea", off: 15 });
});
afterEach(() => sandbox.close());

async function command(name: string, fields: object) {
  const response = await fetch(`${sandbox.url}/sandbox/${name}?shop=${DEFAULT_SHOP}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  expect(response.status).toBe(200);
}

async function send(path: string, body?: object | URLSearchParams) {
  const response = await fetch(`${sandbox.url}${path}`, {
    redirect: "manual",
    headers: {
      cookie,
      ...(body && !(body instanceof URLSearchParams) && { "content-type": "application/json" }),
    },
    ...(body && {
      method: "POST",
      body: body instanceof URLSearchParams ? body : JSON.stringify(body),
    }),
  });
  const set = response.headers.get("set-cookie");
  if (set?.startsWith("cart=")) cookie = set.split(";")[0] ?? "";
  return response;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of Shopify's cart
const cart = async (path = "/cart.js", body?: object): Promise<any> =>
  (await send(path, body)).json();

describe("a discount code", () => {
  it("is kept in the cart, and applies once there is something to take it off", async () => {
    const empty = await cart("/cart/update.js", { discount: "tea15" });
    expect(empty.discount_codes).toEqual([{ code: "tea15", applicable: false }]);
    await cart("/cart/add.js", { id: 601, quantity: 2 });
    await cart("/cart/add.js", { id: 603 });
    const full = await cart();
    expect(full).toMatchObject({
      discount_codes: [{ code: "tea15", applicable: true }],
      original_total_price: 9999,
      items_subtotal_price: 9999,
      total_discount: 1500,
      total_price: 8499,
      cart_level_discount_applications: [
        { type: "discount_code", title: "TEA15", value: "15.0", total_allocated_amount: 1500 },
      ],
    });
    expect((await cart("/cart/update.js", { discount: "" })).discount_codes).toEqual([]);
  });

  it("that is unknown, over, not begun or too large for the cart does not apply", async () => {
    await cart("/cart/add.js", { id: 603 });
    const past = "2020-01-01T00:00:00Z";
    const future = "2090-01-01T00:00:00Z";
    await command("discounts", { code: "OVER", startsAt: past, endsAt: past });
    await command("discounts", { code: "SOON", startsAt: future });
    await command("discounts", { code: "BIG", minimum: 20 });
    await command("discounts", { code: "GONE" });
    await command("discounts", { code: "gone", delete: true });
    for (const code of ["NONE", "OVER", "SOON", "BIG", "GONE"]) {
      const answer = await cart("/cart/update.js", { discount: code });
      expect(answer.discount_codes, code).toEqual([{ code, applicable: false }]);
      expect(answer.total_discount).toBe(0);
    }
  });

  it("comes by a link too, which goes on within the shop only", async () => {
    const to = async (path: string) => (await send(path)).headers.get("location");
    expect(await to("/discount/TEA15?redirect=/products/tide-mug")).toBe("/products/tide-mug");
    expect(await to("/discount/TEA15?redirect=//evil.example")).toBe("/");
    expect(await to("/discount/TEA15")).toBe("/");
    await cart("/cart/add.js", { id: 603 });
    expect((await cart()).total_discount).toBe(300);
  });

  it("is paid with, refunded by its share, and told in the webhooks' own shape", async () => {
    await cart("/cart/add.js", { id: 601, quantity: 2 });
    await cart("/cart/add.js", { id: 603 });
    await cart("/cart/update.js", { discount: "TEA15" });
    const page = await (await send("/checkout")).text();
    expect(page).toContain('data-discount="TEA15"');
    expect(page).toContain('data-total="84.99"');
    await send("/checkout", new URLSearchParams({ email: "mei@example.com" }));
    await sandbox.sandbox.webhooks.settled(5000);
    const heard = (topic: string) =>
      sandbox.app.requests
        .filter((one) => one.headers["x-shopify-topic"] === topic)
        .map((one) => JSON.parse(one.body))
        .at(-1);
    const order = heard("orders/create");
    expect(order).toMatchObject({
      total_line_items_price: "99.99",
      total_discounts: "15.00",
      total_price: "84.99",
      discount_codes: [{ code: "TEA15", amount: "15.00", type: "percentage" }],
      discount_applications: [{ type: "discount_code", code: "TEA15", target_selection: "all" }],
    });
    // Line by line, and together the whole to the last cent.
    const shares = order.line_items.map(
      (line: { discount_allocations: { amount: string }[] }) =>
        line.discount_allocations[0]?.amount,
    );
    expect(shares.toSorted()).toEqual(["12.00", "3.00"]);
    const [first] = order.line_items;
    await command("refund", {
      orderId: String(order.id),
      lines: [{ lineId: String(first.id), quantity: 1 }],
    });
    await sandbox.sandbox.webhooks.settled(5000);
    const price = Number(first.price);
    const share = Number(first.discount_allocations[0].amount) / first.quantity;
    expect(heard("refunds/create").refund_line_items[0].subtotal).toBeCloseTo(price - share, 2);
    expect(shop.orders[0]?.discount).toEqual({ code: "TEA15", title: "Tea", off: 15 });
  });
});
