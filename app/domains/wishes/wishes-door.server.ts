import {
  CONSENT_MAX_LENGTH,
  type NotifyWish,
  WISH_LIST_MAX,
  type WishList,
  type WishListChange,
  type WishRefusal,
} from "../../contract/wishes.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createRateLimiter } from "../engagement/index.server.ts";
import type { KeptProducts, WishStore } from "./ports.ts";
import { readEmail } from "./read-email.ts";

/** Who asks: Shopify's signature says which customer. */
export interface Wisher {
  customerId: string | null;
  /** Of the network, for rate limits in memory; kept nowhere. */
  address: string;
}

export type WishAnswer<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; reason: Exclude<WishRefusal, "too-often"> }
  | { kind: "refused"; reason: "too-often"; waitMs: number };

/** What shoppers wish for. */
export interface WishesDoor {
  /** Idempotent. Only products that the shop has tagged can be waited for. */
  notify(shopId: string, who: Wisher, wish: NotifyWish): Promise<WishAnswer<null>>;
  /** Changes the list of whoever is signed in, and answers it. Idempotent. */
  list(shopId: string, who: Wisher, change: WishListChange): Promise<WishAnswer<WishList>>;
}

export interface WishesPorts {
  store: WishStore;
  products: KeptProducts;
  clock: Clock;
}

const MINUTE = 60_000;
/** Whoever types an address is not known to own it: a stranger's shall not be put on every list. */
const MOST_WAITED_FOR = 20;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export function createWishesDoor({ store, products, clock }: WishesPorts): WishesDoor {
  const waits = {
    // Everybody behind one address (an office, a phone network), and a whole shop.
    network: createRateLimiter({ burst: 8, everyMs: MINUTE / 2 }, clock),
    shop: createRateLimiter({ burst: 600, everyMs: 200 }, clock),
    list: createRateLimiter({ burst: 60, everyMs: 1000 }, clock),
  };
  const tooOften = <T>(waitMs: number): WishAnswer<T> => ({
    kind: "refused",
    reason: "too-often",
    waitMs,
  });
  return {
    async notify(shopId, who, wish) {
      const email = readEmail(wish.email);
      if (!email) return { kind: "refused", reason: "email" };
      const consent = wish.consent.trim();
      if (consent === "" || consent.length > CONSENT_MAX_LENGTH)
        return { kind: "refused", reason: "consent" };
      const waitMs = waits.network(`${shopId} ${who.address}`) || waits.shop(shopId);
      if (waitMs > 0) return tooOften(waitMs);
      const [product] = await products(shopId, [wish.product]);
      if (!product?.variants.some(({ id }) => id === wish.variant))
        return { kind: "refused", reason: "gone" };
      if ((await store.countOpen(shopId, email)) >= MOST_WAITED_FOR) return tooOften(MINUTE);
      await store.keepRequest(shopId, {
        id: newId(clock),
        productId: product.id,
        variantId: wish.variant,
        email,
        customerId: who.customerId,
        language: LANGUAGE.test(wish.language) ? wish.language : "",
        consent,
        askedAt: clock.now(),
        backAt: null,
        toldAt: null,
      });
      return { kind: "done", value: null };
    },

    async list(shopId, { customerId }, change) {
      if (!customerId) return { kind: "done", value: { signedIn: false, items: [] } };
      const waitMs = waits.list(`${shopId} ${customerId}`);
      if (waitMs > 0) return tooOften(waitMs);
      if (change.save.length + change.drop.length > 0)
        await store.changeList(shopId, customerId, {
          ...change,
          at: clock.now(),
          most: WISH_LIST_MAX,
        });
      return {
        kind: "done",
        value: { signedIn: true, items: await store.list(shopId, customerId) },
      };
    },
  };
}
