import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../fixtures/running-sandbox.ts";
import { CART_COOKIE, saveCart } from "../world/carts.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";
import type { Cart, CartLine, ShopState } from "../world/types.ts";

let sandbox: TestSandbox;
let shop: ShopState;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  shop = sandbox.store.shop(DEFAULT_SHOP);
});
afterEach(() => sandbox.close());

const fill = (lines: Partial<CartLine>[], more: Partial<Cart> = {}) =>
  saveCart(sandbox.store, shop, {
    token: "cart-1",
    note: "",
    attributes: {},
    lines: lines.map((line, index) => ({
      key: `k${index}`,
      variantId: "601",
      quantity: 1,
      properties: {},
      ...line,
    })),
    ...more,
  });
const visit = (path: string, form?: Record<string, string>) =>
  fetch(`${sandbox.url}${path}`, {
    redirect: "manual",
    headers: { Cookie: `${CART_COOKIE}=cart-1` },
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
const pay = (path = "/checkout") => visit(path, { email: "mei@example.com" });
const heard = async (topic: string) => {
  await sandbox.sandbox.webhooks.settled(5000);
  return sandbox.app.requests
    .filter((one) => one.headers["x-shopify-topic"] === topic)
    .map((one) => JSON.parse(one.body));
};
const admin = (path: string, form: Record<string, string> = {}) =>
  fetch(`${sandbox.url}${path}?shop=${DEFAULT_SHOP}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });

describe("paying", () => {
  it("turns the cart into an order, once", async () => {
    fill([{ quantity: 2, properties: { _clip: "v1", Gift: "yes" } }, { variantId: "603" }], {
      attributes: { __clips: "v1", note: "x" },
    });
    const page = await (await visit("/checkout")).text();
    expect(page).toContain('data-total="99.99"');
    expect(page).toContain("Gift: yes");
    expect(page).not.toContain("_clip");
    const paid = await pay();
    expect(paid.status).toBe(303);
    expect(paid.headers.get("set-cookie")).toContain("Max-Age=0");
    expect(await (await visit(paid.headers.get("location") ?? "")).text()).toContain("#1001");
    expect(shop.products[0]?.variants[0]?.inventory).toBe(3);
    // The cart is gone: paying again leads back to it.
    expect((await pay()).headers.get("location")).toBe("/cart");
    expect(shop.orders).toHaveLength(1);

    const [order] = await heard("orders/create");
    expect(await heard("orders/paid")).toEqual([order]);
    expect(order).toMatchObject({
      name: "#1001",
      order_number: 1001,
      email: "mei@example.com",
      financial_status: "paid",
      cancelled_at: null,
      currency: "USD",
      presentment_currency: "USD",
      total_price: "99.99",
      note_attributes: [
        { name: "__clips", value: "v1" },
        { name: "note", value: "x" },
      ],
      customer: { email: "mei@example.com" },
      refunds: [],
    });
    expect(order.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    expect(order.line_items[0]).toMatchObject({
      product_id: 501,
      variant_id: 601,
      title: "Linen Shirt",
      variant_title: "S",
      name: "Linen Shirt - S",
      quantity: 2,
      price: "40.00",
      price_set: {
        shop_money: { amount: "40.00", currency_code: "USD" },
        presentment_money: { amount: "40.00", currency_code: "USD" },
      },
      total_discount: "0.00",
      discount_allocations: [],
      properties: [
        { name: "_clip", value: "v1" },
        { name: "Gift", value: "yes" },
      ],
    });
    expect(order.line_items[1]).toMatchObject({ variant_title: null, name: "Tide Mug" });
    // Webhooks come in any order.
    const updates = (await heard("products/update")).sort((a, b) => a.id - b.id);
    expect(updates.map((one) => one.id)).toEqual([501, 502]);
    expect(updates[0].variants[0].inventory_quantity).toBe(3);
  });

  it("speaks and counts in the shopper's market", async () => {
    fill([{ quantity: 3 }]);
    const page = await (await visit("/zh-cn/checkout")).text();
    expect(page).toContain("立即支付");
    expect(page).toContain("Linen Shirt（中文）");
    // 40.00 × 7.123 = 284.92 a piece, rounded before it is multiplied.
    expect(page).toContain('data-total="854.76"');
    await pay("/zh-cn/checkout");
    const [order] = await heard("orders/create");
    expect(order).toMatchObject({
      currency: "USD",
      presentment_currency: "CNY",
      total_price: "120.00",
      total_price_set: {
        shop_money: { amount: "120.00", currency_code: "USD" },
        presentment_money: { amount: "854.76", currency_code: "CNY" },
      },
      customer_locale: "zh-CN",
    });
  });

  it("is refused in words when the stock does not suffice", async () => {
    fill([{ quantity: 4 }, { quantity: 2 }]);
    const answer = await pay();
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Linen Shirt: Only 5 left");
    expect(shop.orders).toEqual([]);
    fill([{ variantId: "602" }]);
    expect(await (await pay()).text()).toContain("is sold out");
    expect(shop.products[0]?.variants[0]?.inventory).toBe(5);
  });

  it("asks for an email that can be one", async () => {
    fill([{}]);
    const answer = await visit("/checkout", { email: "<b>nobody" });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain("Enter a valid email");
    expect(page).not.toContain("<b>nobody");
  });

  it("leads an empty or unknown cart back", async () => {
    expect((await visit("/checkout")).headers.get("location")).toBe("/cart");
  });
});

describe("giving back", () => {
  beforeEach(async () => {
    fill([{ quantity: 2 }, { variantId: "603", quantity: 1 }]);
    await pay();
  });

  it("refunds a part of a line, then the rest", async () => {
    const [order] = shop.orders;
    const line = order?.lines[0];
    await admin(`/admin/orders/${order?.id}/refund`, { line: line?.id ?? "", quantity: "1" });
    expect(order?.financialStatus).toBe("PARTIALLY_REFUNDED");
    const [first] = await heard("refunds/create");
    expect(first).toMatchObject({
      order_id: Number(order?.id),
      refund_line_items: [
        {
          line_item_id: Number(line?.id),
          quantity: 1,
          subtotal: 40,
          subtotal_set: { shop_money: { amount: "40.00", currency_code: "USD" } },
          line_item: { id: Number(line?.id), variant_id: 601 },
        },
      ],
    });
    const [updated] = await heard("orders/updated");
    expect(updated).toMatchObject({
      financial_status: "partially_refunded",
      current_total_price: "59.99",
      total_price: "99.99",
    });
    await admin(`/admin/orders/${order?.id}/refund`);
    expect(order?.financialStatus).toBe("REFUNDED");
    const rest = (await heard("refunds/create"))[1];
    expect(rest.refund_line_items.map((one: { quantity: number }) => one.quantity)).toEqual([1, 1]);
    expect(shop.products[0]?.variants[0]?.inventory).toBe(5);
  });

  it("never gives back more than was bought", async () => {
    const [order] = shop.orders;
    const line = order?.lines[1]?.id ?? "";
    const answer = await admin(`/admin/orders/${order?.id}/refund`, { line, quantity: "2" });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Only 1 of Tide Mug can be refunded");
    for (const quantity of ["0", "-1", "1.5", "x"])
      expect((await admin(`/admin/orders/${order?.id}/refund`, { line, quantity })).status).toBe(
        422,
      );
    expect(order?.refunds).toEqual([]);
  });

  it("cancels, which refunds", async () => {
    const [order] = shop.orders;
    await admin(`/admin/orders/${order?.id}/cancel`);
    const [cancelled] = await heard("orders/cancelled");
    expect(cancelled.cancelled_at).toMatch(/\+08:00$/);
    expect(cancelled.financial_status).toBe("refunded");
    expect(await heard("refunds/create")).toHaveLength(1);
  });

  it("is seen in the Admin API, which refuses to do it without write_orders", async () => {
    const [order] = shop.orders;
    const session = await sandbox.signIn();
    await admin(`/admin/orders/${order?.id}/refund`);
    const { data } = await sandbox.query(
      session,
      "query($id: ID!) { order(id: $id) { displayFinancialStatus totalRefundedSet { shopMoney { amount } } refunds { refundLineItems(first: 5) { nodes { quantity lineItem { title } } } } } }",
      { id: `gid://shopify/Order/${order?.id}` },
    );
    expect(data.order).toEqual({
      displayFinancialStatus: "REFUNDED",
      totalRefundedSet: { shopMoney: { amount: "99.99" } },
      refunds: [
        {
          refundLineItems: {
            nodes: [
              { quantity: 2, lineItem: { title: "Linen Shirt" } },
              { quantity: 1, lineItem: { title: "Tide Mug" } },
            ],
          },
        },
      ],
    });
    const refused = await sandbox.raw(
      session.accessToken ?? "",
      'mutation($i: RefundInput!) { refundCreate(input: $i) @idempotent(key: "k") { refund { id } userErrors { message } } }',
      { i: { orderId: `gid://shopify/Order/${order?.id}`, refundLineItems: [] } },
    );
    expect(refused.body.errors[0].extensions.code).toBe("ACCESS_DENIED");
  });

  it("is not open to forms of other sites", async () => {
    const [order] = shop.orders;
    const answer = await fetch(`${sandbox.url}/admin/orders/${order?.id}/refund`, {
      method: "POST",
      headers: { Origin: "https://evil.example" },
      body: new URLSearchParams(),
    });
    expect(answer.status).toBe(403);
    expect(order?.refunds).toEqual([]);
  });
});
