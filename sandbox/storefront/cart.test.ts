import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { product, serveShop, type TestShop, variant } from "./testing/shop.ts";

let shop: TestShop;
let cookie = "";

beforeEach(async () => {
  cookie = "";
  shop = await serveShop();
});
afterEach(() => shop.close());

async function send(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const isForm = typeof body === "string";
  const response = await fetch(shop.url + path, {
    method: body === undefined ? "GET" : "POST",
    redirect: "manual",
    headers: {
      cookie,
      ...(body === undefined
        ? {}
        : { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
  });
  const set = response.headers.get("set-cookie");
  if (set?.startsWith("cart=")) cookie = set.split(";")[0]!;
  return response;
}

async function json(path: string, body?: unknown, headers?: Record<string, string>) {
  const response = await send(path, body, headers);
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes.
  return { status: response.status, body: (await response.json()) as any };
}

describe("/cart/add.js", () => {
  test("one item answers with that line, several with items", async () => {
    const one = await json("/cart/add.js", { id: 11, quantity: 2 });
    expect(one.status).toBe(200);
    expect(one.body).toMatchObject({
      id: 11,
      variant_id: 11,
      product_id: 1,
      quantity: 2,
      title: "Mug - Oat",
      price: 2400,
      line_price: 4800,
      handle: "mug",
      url: "/products/mug?variant=11",
      options_with_values: [{ name: "Colour", value: "Oat" }],
    });
    const many = await json("/cart/add.js", { items: [{ id: 21 }, { id: "11", quantity: 1 }] });
    expect(many.body.items.map((line: { id: number }) => line.id)).toEqual([21, 11]);
    const cart = await json("/cart.js");
    expect(cart.body.item_count).toBe(4);
    expect(cart.body.items.map((line: { id: number }) => line.id)).toEqual([21, 11]);
    expect(cart.body.total_price).toBe(3 * 2400 + 9000);
  });

  test("other properties are another line; the same ones join; private ones are kept", async () => {
    const properties = { _clipshelf: "a.b.c", Engraving: "Tom" };
    await json("/cart/add.js", { id: 21, properties });
    await json("/cart/add.js", { id: 21, properties: { Engraving: "Tom", _clipshelf: "a.b.c" } });
    await json("/cart/add.js", { id: 21 });
    const { body } = await json("/cart.js");
    expect(body.items.map((line: { quantity: number }) => line.quantity)).toEqual([1, 2]);
    expect(body.items[1].properties).toEqual(properties);
    const page = await (await send("/cart")).text();
    expect(page).toContain("Engraving: Tom");
    expect(page).not.toContain("_clipshelf");
  });

  test("more than there is adds what there is and answers 422", async () => {
    const first = await json("/cart/add.js", { id: 11, quantity: 9 });
    expect(first).toEqual({
      status: 422,
      body: {
        status: 422,
        message: "Only 3 items were added to your cart.",
        description: "Only 3 items were added to your cart.",
      },
    });
    expect((await json("/cart.js")).body.item_count).toBe(3);
    const again = await json("/cart/add.js", { id: 11 });
    expect(again.body.description).toBe(
      "The maximum quantity of this item is already in your cart.",
    );
    expect((await json("/cart.js")).body.item_count).toBe(3);
  });

  test("stock counts over all lines of a variant", async () => {
    await json("/cart/add.js", { id: 11, quantity: 2, properties: { A: "1" } });
    const { status } = await json("/cart/add.js", { id: 11, quantity: 2 });
    expect(status).toBe(422);
    expect((await json("/cart.js")).body.item_count).toBe(3);
  });

  test("sold out, unknown, hidden and missing", async () => {
    const soldOut = await json("/cart/add.js", { items: [{ id: 21 }, { id: 12 }] });
    expect(soldOut).toEqual({
      status: 422,
      body: {
        status: 422,
        message: "Cart Error",
        description: "The product 'Mug - Ink' is already sold out.",
      },
    });
    expect((await json("/cart.js")).body.item_count).toBe(0);
    expect(await json("/cart/add.js", { id: 999 })).toEqual({
      status: 404,
      body: { status: 404, message: "Cart Error", description: "Cannot find variant" },
    });
    expect((await json("/cart/add.js", { id: 41 })).status).toBe(404);
    expect((await json("/cart/add.js", { quantity: 1 })).status).toBe(400);
    expect((await json("/cart/add.js", { id: 11, quantity: -1 })).status).toBe(422);
    expect((await json("/cart/add.js", { id: 11, quantity: 1.5 })).status).toBe(422);
    const broken = await send("/cart/add.js", "{", { "content-type": "application/json" });
    expect(broken.status).toBe(400);
  });

  test("sells by plan, at the plan's price, on a line of its own", async () => {
    shop.shop.products[1]!.sellingPlanGroups = [
      {
        ...{ id: "g1", name: "Again and again" },
        plans: [
          { id: "701", name: "Every month", description: "", translations: {}, percentOff: 10 },
        ],
      },
    ];
    const product = (await json("/products/lamp.js")).body;
    const [variant] = product.variants;
    expect(product.selling_plan_groups).toMatchObject([
      {
        name: "Again and again",
        options: [{ name: "Again and again", position: 1, values: ["Every month"] }],
        selling_plans: [
          {
            ...{ id: 701, name: "Every month", recurring_deliveries: true },
            price_adjustments: [{ position: 1, value_type: "percentage", value: 10 }],
          },
        ],
      },
    ]);
    expect(variant.selling_plan_allocations).toEqual([
      {
        ...{ price: 8100, compare_at_price: 9000, per_delivery_price: 8100 },
        ...{ selling_plan_id: 701, selling_plan_group_id: "g1" },
        price_adjustments: [{ position: 1, price: 8100 }],
      },
    ]);
    await json("/cart/add.js", { items: [{ id: 21 }] });
    await json("/cart/add.js", { items: [{ id: 21, selling_plan: 701 }] });
    const { body } = await json("/cart.js");
    expect(body.items.map((line: { price: number }) => line.price)).toEqual([8100, 9000]);
    expect(body.items[0].selling_plan_allocation.selling_plan.name).toBe("Every month");
    expect(body.total_price).toBe(17100);
    const other = await json("/cart/add.js", { items: [{ id: 11, selling_plan: 701 }] });
    expect(other).toMatchObject({
      status: 422,
      body: { description: "Cannot apply selling plan to variant." },
    });
  });

  test("keeps to the least, the most and the steps of a variant", async () => {
    const plate = {
      ...variant("51", "12.00", ["Default Title"], 20),
      quantityRule: { min: 2, max: 6, increment: 2 },
      unit: { quantity: 300, unit: "g" as const, reference: 100 },
    };
    shop.shop.products.push(product("5", "plate", "Plate", { variants: [plate] }));
    const plates = (await json("/products/plate.js")).body.variants[0];
    expect(plates).toMatchObject({
      quantity_rule: { min: 2, max: 6, increment: 2 },
      unit_price: 400,
      unit_price_measurement: { reference_value: 100, reference_unit: "g" },
    });
    const refused = async (path: string, body: object) => (await json(path, body)).body.description;
    expect(await refused("/cart/add.js", { id: 51 })).toBe("This item has a minimum of 2");
    expect(await refused("/cart/add.js", { id: 51, quantity: 3 })).toBe(
      "You can only add this item in increments of 2",
    );
    await json("/cart/add.js", { id: 51, quantity: 4 });
    expect(await refused("/cart/add.js", { id: 51, quantity: 4 })).toBe(
      "This item has a maximum of 6",
    );
    expect(await refused("/cart/change.js", { line: 1, quantity: 1 })).toBe(
      "This item has a minimum of 2",
    );
    expect((await json("/cart.js")).body.item_count).toBe(4);
    expect((await json("/cart/change.js", { line: 1, quantity: 0 })).body.item_count).toBe(0);
  });

  test("renders the sections it is asked for, on the page that asks", async () => {
    const { body } = await json(
      "/cart/add.js",
      { items: [{ id: 21 }], sections: ["cart-drawer", "cart-icon-bubble", "nope"] },
      { referer: `${shop.url}/zh-cn/products/mug` },
    );
    expect(Object.keys(body.sections)).toEqual(["cart-drawer", "cart-icon-bubble", "nope"]);
    expect(body.sections["cart-drawer"]).toContain('id="shopify-section-cart-drawer"');
    expect(body.sections["cart-drawer"]).toContain("购物车");
    expect(body.sections["cart-drawer"]).toContain("¥648.00");
    expect(body.sections["cart-icon-bubble"]).toContain("cart-count-bubble");
    expect(body.sections.nope).toBeNull();
    const here = await json("/cart/add.js", {
      id: 21,
      sections: "cart-drawer",
      sections_url: "/products/mug",
    });
    expect(here.body.sections["cart-drawer"]).toContain("$180.00 USD");
  });

  test("a bad sections_url answers 400 although the item is in the cart", async () => {
    const { status } = await json("/cart/add.js", {
      id: 21,
      sections: "x",
      sections_url: "//e.vil",
    });
    expect(status).toBe(400);
    expect((await json("/cart.js")).body.item_count).toBe(1);
    const sections = ["a", "b", "c", "d", "e", "f"];
    expect((await json("/cart/add.js", { id: 21, sections })).status).toBe(400);
  });
});

describe("changing", () => {
  test("by line, by key, by variant; 0 removes", async () => {
    await json("/cart/add.js", { items: [{ id: 11 }, { id: 21 }] });
    const { body: cart } = await json("/cart.js");
    expect((await json("/cart/change.js", { line: 1, quantity: 4 })).body.items[0].quantity).toBe(
      4,
    );
    const key = cart.items[1].key as string;
    expect((await json("/cart/change.js", { id: key, quantity: 2 })).body.item_count).toBe(6);
    expect((await json("/cart/change.js", { id: 11, quantity: 0 })).body.items).toHaveLength(1);
    expect((await json("/cart/change.js", { line: 7, quantity: 1 })).status).toBe(400);
  });

  test("above the stock it is set to what there is, with 422", async () => {
    await json("/cart/add.js", { id: 11 });
    const { status, body } = await json("/cart/change.js", { line: 1, quantity: 50 });
    expect(status).toBe(422);
    expect(body.description).toBe("Only 2 items were added to your cart.");
    expect((await json("/cart.js")).body.item_count).toBe(3);
  });

  test("update takes notes, attributes and quantities; clear empties", async () => {
    await json("/cart/add.js", { items: [{ id: 11 }, { id: 21 }] });
    const { body } = await json("/cart/update.js", {
      note: "Ring twice",
      attributes: { __session: "s" },
      updates: { 21: 3, 11: 0 },
    });
    expect(body).toMatchObject({
      note: "Ring twice",
      attributes: { __session: "s" },
      item_count: 3,
    });
    const list = await json("/cart/update.js", { updates: [5] });
    expect(list.body.item_count).toBe(5);
    expect((await json("/cart/clear.js", {})).body).toMatchObject({ item_count: 0, note: "" });
  });
});

describe("without scripts", () => {
  test("forms lead on and back", async () => {
    const added = await send("/cart/add", "id=21&quantity=2&form_type=product");
    expect([added.status, added.headers.get("location")]).toEqual([302, "/cart"]);
    const bought = await send("/cart/add", "id=21&return_to=/checkout");
    expect(bought.headers.get("location")).toBe("/checkout");
    const trick = await send("/cart/add", "id=21&return_to=//e.vil/");
    expect(trick.headers.get("location")).toBe("/cart");
    const changed = await send("/cart", "updates[]=1&note=hi");
    expect(changed.headers.get("location")).toBe("/cart");
    expect((await json("/cart.js")).body).toMatchObject({ item_count: 1, note: "hi" });
    const out = await send("/cart", "updates[]=1&checkout=");
    expect(out.headers.get("location")).toBe("/checkout");
    const removed = await send("/cart/change?line=1&quantity=0");
    expect(removed.headers.get("location")).toBe("/cart");
    expect((await json("/cart.js")).body.item_count).toBe(0);
  });

  test("a refusal shows the cart page with the reason", async () => {
    const response = await send("/cart/add", "id=12");
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("The product &#39;Mug - Ink&#39; is already sold out.");
  });

  test("multipart as forms with files send it", async () => {
    const form = new FormData();
    form.set("id", "21");
    form.set("properties[Gift note]", "For you");
    const response = await fetch(`${shop.url}/cart/add.js`, { method: "POST", body: form });
    expect(await response.json()).toMatchObject({ id: 21, properties: { "Gift note": "For you" } });
  });

  test("a permalink fills a cart and goes to the checkout", async () => {
    await json("/cart/add.js", { id: 11 });
    const properties = Buffer.from(JSON.stringify({ _clipshelf: "x" })).toString("base64url");
    const response = await send(`/cart/21:2,11:1?properties=${properties}&attributes[from]=link`);
    expect(response.headers.get("location")).toBe("/checkout");
    const { body } = await json("/cart.js");
    expect(
      body.items.map((one: { id: number; quantity: number }) => [one.id, one.quantity]),
    ).toEqual([
      [21, 2],
      [11, 1],
    ]);
    expect(body.items[0].properties).toEqual({ _clipshelf: "x" });
    expect(body.attributes).toEqual({ from: "link" });
    expect((await send("/cart/12:1")).headers.get("location")).toBe("/cart");
  });
});

test("the cart remembers the market it was filled in", async () => {
  const { body } = await json("/zh-cn/cart/add.js", { id: 21 });
  expect(body.price).toBe(64800);
  const [cart] = Object.values(shop.shop.carts ?? {});
  expect(cart?.market).toBe("cn");
  expect((await json("/en-jp/cart.js")).body).toMatchObject({
    currency: "JPY",
    total_price: 1362900,
  });
});
