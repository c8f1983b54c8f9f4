import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openWorld } from "../world/store.ts";
import { DEMO_PICTURES, DEMO_SHOP, OTHER_SHOP, seedDemoWorld } from "./index.ts";

const clock = { now: () => Date.parse("2026-11-20T12:00:00Z") };

function seeded() {
  const store = openWorld(null);
  seedDemoWorld(store, { clock });
  return store;
}

describe("seedDemoWorld", () => {
  it("fills a shop that one would believe", () => {
    const shop = seeded().shop(DEMO_SHOP);
    expect(shop.products.length).toBeGreaterThanOrEqual(18);
    expect(shop.collections.length).toBeGreaterThanOrEqual(2);
    expect(new Set(shop.markets.map((market) => market.currency))).toEqual(new Set(["USD", "JPY"]));
    const variants = shop.products.flatMap((product) => product.variants);
    expect(variants.some((variant) => variant.compareAtPrice !== null)).toBe(true);
    expect(variants.some((variant) => variant.inventory === 2)).toBe(true);
    const soldOut = shop.products.filter((product) =>
      product.variants.every((variant) => variant.inventory === 0),
    );
    expect(soldOut.map((product) => product.handle)).toEqual(["estuary-vase"]);
  });

  it("gives every product its own ids, pictures that exist, and words in both languages", () => {
    const store = seeded();
    const ids: string[] = [];
    for (const shop of Object.values(store.world.shops)) {
      for (const product of shop.products) {
        ids.push(
          product.id,
          ...product.variants.map((v) => v.id),
          ...product.images.map((i) => i.id),
        );
        expect(product.translations["zh-CN"]?.title).toMatch(/\p{Script=Han}/u);
        expect(product.translations["zh-CN"]?.descriptionHtml).toMatch(/\p{Script=Han}/u);
        for (const variant of product.variants) {
          expect(variant.price).toMatch(/^\d+\.\d\d$/);
          expect(variant.options).toHaveLength(product.options.length);
        }
        for (const image of product.images) {
          const file = new URL(image.src.split("/").pop()!, DEMO_PICTURES);
          expect(existsSync(file), image.src).toBe(true);
        }
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leaves a filled shop alone and keeps an installation that is there already", () => {
    const store = seeded();
    const shop = store.shop(DEMO_SHOP);
    shop.products[0]!.title = "Changed by the merchant";
    seedDemoWorld(store, { clock });
    expect(store.shop(DEMO_SHOP).products[0]!.title).toBe("Changed by the merchant");
    expect(store.shop(OTHER_SHOP).currency).toBe("EUR");

    const other = store.shop(OTHER_SHOP);
    other.products = [];
    other.installation = {
      id: "1",
      scopes: [],
      proxyPath: "/apps/clipshelf",
      tokens: [],
      installedAt: "2026-11-20T12:00:00Z",
    };
    seedDemoWorld(store, { clock });
    expect(store.shop(OTHER_SHOP).products.length).toBeGreaterThan(0);
    expect(store.shop(OTHER_SHOP).installation?.id).toBe("1");
  });
});
