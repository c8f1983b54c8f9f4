import { describe, expect, it } from "vitest";
import { card, catalogStoreContract } from "./catalog-store.contract.ts";
import { fakeCatalogStore, fakeShopCatalog } from "./fakes.ts";
import { createCatalogDoor } from "./index.server.ts";
import { readProductPayload } from "./product-payload.ts";

catalogStoreContract(async () => fakeCatalogStore());

const NOON = Date.UTC(2026, 10, 1, 12);
const shop = { id: "0".repeat(24), domain: "morrow-and-tide.myshopify.com" };

function setUp(...ids: string[]) {
  const store = fakeCatalogStore();
  const shopCatalog = fakeShopCatalog(ids.map((id) => ({ card: card(id), updatedAt: NOON })));
  const door = createCatalogDoor({ store, shopCatalog }, shop);
  return { store, shopCatalog, door };
}

/** As Shopify's products/update has it, cut to what matters. */
const payload = (more: object = {}) => ({
  ...{ id: 1, handle: "linen-shirt", title: "Linen shirt", status: "active" },
  ...{ updated_at: "2026-11-01T13:00:00+01:00", image: { src: "https://cdn/shirt.jpg" } },
  variants: [
    {
      ...{ id: 11, title: "S", price: "19.90", inventory_quantity: 0 },
      ...{ inventory_policy: "deny", inventory_management: "shopify" },
    },
    {
      ...{ id: 12, title: "M", price: "24.00", inventory_quantity: -2 },
      ...{ inventory_policy: "continue", inventory_management: "shopify" },
    },
  ],
  ...more,
});

describe("a shop's catalog", () => {
  it("asks Shopify for products once, and leaves out what is not there", async () => {
    const { door, shopCatalog, store } = setUp("1", "2");
    const cards = await door.products(["2", "1", "2", "77", "x'; drop", "-1", ""]);
    expect(cards.map((one) => one.id)).toEqual(["2", "1"]);
    expect(shopCatalog.asked).toEqual([["2", "1", "77"]]);
    await door.products(["1", "2"]);
    expect(shopCatalog.asked).toHaveLength(1);
    expect(store.jobs).toEqual([]);
    expect(await door.products([])).toEqual([]);
  });

  it("follows webhooks of products it knows and tells who shows them", async () => {
    const { door, store } = setUp("1");
    await door.applyProductPayload(payload(), "EUR");
    expect(store.jobs).toEqual([]);
    await door.products(["1"]);
    expect(await door.applyProductPayload(payload(), "EUR")).toBe(true);
    expect((await door.products(["1"]))[0]).toMatchObject({ handle: "linen-shirt" });
    expect(store.jobs).toEqual([
      { name: "catalog.products-changed", payload: { shopId: shop.id, productIds: ["1"] } },
      { name: "catalog.stock-turned", payload: { shopId: shop.id, productIds: ["1"] } },
    ]);
    await door.removeProduct("1", NOON + 5);
    expect(await door.products(["1"])).toEqual([]);
    expect(store.jobs).toHaveLength(3);
  });

  it("asks Shopify when a webhook does not tell everything", async () => {
    const { door, shopCatalog } = setUp("1");
    await door.products(["1"]);
    shopCatalog.products_.set("1", { card: card("1", { title: "Asked" }), updatedAt: NOON + 1 });
    expect(await door.applyProductPayload(payload({ variants: [] }), "EUR")).toBe(true);
    expect((await door.products(["1"]))[0]?.title).toBe("Asked");
    expect(await door.applyProductPayload({ id: 999, title: 5 }, "EUR")).toBe(true);
    for (const rubbish of [null, "x", {}, { id: "1; --" }, []])
      expect(await door.applyProductPayload(rubbish, "EUR")).toBe(false);
  });

  it("finds out what was deleted without a word", async () => {
    const { door, shopCatalog, store } = setUp("1", "2");
    await door.products(["1", "2"]);
    shopCatalog.products_.delete("1");
    await door.reconcile(["1", "2", "3"]);
    expect((await door.products(["1", "2"])).map((one) => one.id)).toEqual(["2"]);
    expect(store.jobs.at(-1)?.payload).toEqual({ shopId: shop.id, productIds: ["1"] });
  });
});

describe("a product webhook", () => {
  it("is read as a card with exact prices and stock", () => {
    expect(readProductPayload(payload(), "EUR")).toEqual({
      updatedAt: NOON,
      card: {
        ...{ id: "1", handle: "linen-shirt", title: "Linen shirt", status: "active" },
        ...{ image: "https://cdn/shirt.jpg", available: true },
        priceFrom: { amount: 1990, currency: "EUR" },
        priceTo: { amount: 2400, currency: "EUR" },
        variants: [
          { id: "11", title: "S", price: { amount: 1990, currency: "EUR" }, available: false },
          { id: "12", title: "M", price: { amount: 2400, currency: "EUR" }, available: true },
        ],
      },
    });
  });

  it("counts untracked stock as there, and no image as none", () => {
    const [first] = payload().variants;
    const untracked = payload({
      image: null,
      variants: [{ ...first, inventory_management: null }],
    });
    expect(readProductPayload(untracked, "EUR")?.card).toMatchObject({
      image: null,
      available: true,
    });
  });

  it.each([
    ["a price that is none", { variants: [{ ...payload().variants[0], price: "free" }] }],
    ["an unknown status", { status: "sleeping" }],
    ["no time", { updated_at: "soon" }],
    ["100 variants, where Shopify stops", { variants: Array(100).fill(payload().variants[0]) }],
  ])("with %s is not trusted", (_what, more) => {
    expect(readProductPayload(payload(more), "EUR")).toBeNull();
  });
});
