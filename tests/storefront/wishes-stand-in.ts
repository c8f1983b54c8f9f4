import { fakeWishStore } from "../../app/domains/wishes/fakes.ts";
import { createWishesDoor, type WishStore } from "../../app/domains/wishes/index.server.ts";
import { createWishesHotDoor } from "../../app/hot/wishes.ts";
import { systemClock } from "../../app/kernel/clock.ts";
import type { ShopProduct } from "./liquid.ts";

/** Our real door for shoppers' wishes, with a store in memory. */
export interface WishesStandIn {
  store: WishStore;
  answer: ReturnType<typeof createWishesHotDoor>;
}

export function wishesStandIn(
  shop: () => { products: ShopProduct[]; customer: string | null },
): WishesStandIn {
  const store = fakeWishStore();
  const price = { amount: 0, currency: "USD" };
  const products = async (_shopId: string, ids: string[]) =>
    shop()
      .products.filter(({ id }) => ids.includes(String(id)))
      .map(({ id, handle, title, variants }) => ({
        ...{ id: String(id), handle, title, image: null, status: "active" as const },
        ...{ priceFrom: price, priceTo: price, available: false },
        variants: variants.map((variant) => ({
          ...{ id: String(variant.id), title: variant.options.join(" / "), price },
          available: variant.stock > 0,
        })),
      }));
  return {
    store,
    answer: createWishesHotDoor({
      wishes: createWishesDoor({ store, products, clock: systemClock }),
      shops: { find: async (domain) => ({ id: "shop", domain }) },
      verifyProxy: () => ({ shop: "s.test", customerId: shop().customer, pathPrefix: null }),
      clock: systemClock,
    }),
  };
}
