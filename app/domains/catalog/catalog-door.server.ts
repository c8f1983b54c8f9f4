import type { JobRequest } from "../../kernel/job.ts";
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
  const facts = (changedIds: string[], turnedIds: string[]) => [
    ...fact("catalog.products-changed", changedIds),
    ...fact("catalog.stock-turned", turnedIds),
  ];
  const fact = (name: string, productIds: string[]): JobRequest[] =>
    productIds.length > 0 ? [{ name, payload: { shopId: shop.id, productIds } }] : [];
  const gone = (ids: string[]) => facts(ids, []);

  const reconcile = async (ids: string[]) => {
    const asked = [...new Set(ids.filter(isProductId))];
    if (asked.length === 0) return;
    const found = await shopCatalog.products(shop, asked);
    await store.keep(shop.id, found, { add: true }, facts);
    const there = new Set(found.map(({ card }) => card.id));
    const missing = asked.filter((id) => !there.has(id));
    const last = await store.byIds(shop.id, missing);
    for (const { card, updatedAt } of last)
      await store.remove(shop.id, [card.id], updatedAt + 1, gone);
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

    pictures: async (id) => (isProductId(id) ? shopCatalog.pictures(shop, id) : []),
    names: (limit) => shopCatalog.names(shop, limit),

    applyProduct: (card, updatedAt) =>
      store.keep(shop.id, [{ card, updatedAt }], { add: false }, facts),

    async applyProductPayload(payload, currency) {
      const snapshot = readProductPayload(payload, currency);
      if (snapshot) {
        await store.keep(shop.id, [snapshot], { add: false }, facts);
        return true;
      }
      const id = String((payload as { id?: unknown } | null)?.id ?? "");
      if (!isProductId(id)) return false;
      const known = await store.known(shop.id, [id]);
      if (known.has(id)) await reconcile([id]);
      return true;
    },

    removeProduct: (id, at) => store.remove(shop.id, [id], at, gone),

    reconcile,
  };
}
