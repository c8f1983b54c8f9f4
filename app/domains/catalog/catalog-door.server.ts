import type { ShopRef } from "../shop/index.ts";
import type { CatalogDoor } from "./index.server.ts";
import type { ProductCard } from "./index.ts";
import type { CatalogStore, ShopCatalog } from "./ports.ts";
import { readProductPayload } from "./product-payload.ts";

export interface CatalogDoorPorts {
  store: CatalogStore;
  shopCatalog: ShopCatalog;
}

/** Shopify's ids are numbers of up to 64 bits. */
const isProductId = (id: string) => /^[1-9]\d{0,18}$/.test(id);

export function createCatalogDoor(ports: CatalogDoorPorts, shop: ShopRef): CatalogDoor {
  const { store, shopCatalog } = ports;
  const changed = (productIds: string[]) => [
    { name: "catalog.products-changed", payload: { shopId: shop.id, productIds } },
  ];

  const reconcile = async (ids: string[]) => {
    const asked = [...new Set(ids.filter(isProductId))];
    if (asked.length === 0) return;
    const found = await shopCatalog.products(shop, asked);
    await store.keep(shop.id, found, { add: true }, changed);
    const there = new Set(found.map(({ card }) => card.id));
    const gone = asked.filter((id) => !there.has(id));
    const last = await store.byIds(shop.id, gone);
    for (const { card, updatedAt } of last)
      await store.remove(shop.id, [card.id], updatedAt + 1, changed);
  };

  return {
    async products(ids) {
      const asked = [...new Set(ids.filter(isProductId))];
      if (asked.length === 0) return [];
      const known = await store.known(shop.id, asked);
      const unknown = asked.filter((id) => !known.has(id));
      if (unknown.length > 0) {
        const found = await shopCatalog.products(shop, unknown);
        await store.keep(shop.id, found, { add: true }, () => []);
      }
      const cards = new Map<string, ProductCard>();
      for (const { card } of await store.byIds(shop.id, asked)) cards.set(card.id, card);
      return asked.flatMap((id) => cards.get(id) ?? []);
    },

    applyProduct: (card, updatedAt) =>
      store.keep(shop.id, [{ card, updatedAt }], { add: false }, changed),

    async applyProductPayload(payload, currency) {
      const snapshot = readProductPayload(payload, currency);
      if (snapshot) {
        await store.keep(shop.id, [snapshot], { add: false }, changed);
        return true;
      }
      const id = String((payload as { id?: unknown } | null)?.id ?? "");
      if (!isProductId(id)) return false;
      const known = await store.known(shop.id, [id]);
      if (known.has(id)) await reconcile([id]);
      return true;
    },

    removeProduct: (id, at) => store.remove(shop.id, [id], at, changed),

    reconcile,
  };
}
