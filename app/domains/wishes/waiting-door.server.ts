import type { Clock } from "../../kernel/clock.ts";
import type { ShopRef } from "../shop/index.ts";
import {
  WAITING_FILTERS,
  type WaitingFilter,
  type WaitingPage,
  type WaitingPerson,
} from "./index.ts";
import type { KeptProducts, NamedCustomer, RestockRequest, WishStore } from "./ports.ts";
import { readEmail } from "./read-email.ts";

/** How a shop looks after those who wait for its products. */
export interface WaitingDoor {
  /** Newest first; without a filter, of the first that has somebody. An unknown cursor starts over. */
  page(query: { filter: WaitingFilter | null; after: string | null }): Promise<WaitingPage>;
  /** The whole list, or what is left of it after `limit`, for a spreadsheet. */
  everyone(filter: WaitingFilter | null, limit: number): Promise<WaitingPerson[]>;
  /** These have been written to. Answers how many had not been before. */
  setTold(ids: string[]): Promise<number>;
  remove(ids: string[]): Promise<number>;
  /** customers/redact. Does nothing on a payload that names no customer. */
  redactCustomer(payload: unknown): Promise<void>;
  /** customers/data_request: all that is kept of the customer. */
  belongingsOf(payload: unknown): ReturnType<WishStore["belongings"]>;
}

const PAGE = 50;

export function createWaitingDoor(
  { store, products, clock }: { store: WishStore; products: KeptProducts; clock: Clock },
  shop: ShopRef,
): WaitingDoor {
  const named = async (requests: RestockRequest[]): Promise<WaitingPerson[]> => {
    const ids = [...new Set(requests.map(({ productId }) => productId))];
    const cards = new Map((await products(shop.id, ids)).map((card) => [card.id, card]));
    return requests.map(({ customerId: _, ...request }) => {
      const card = cards.get(request.productId);
      const variant = card?.variants.find(({ id }) => id === request.variantId);
      const only = card?.variants.length === 1;
      return {
        ...request,
        product: card?.title ?? null,
        variant: only ? "" : (variant?.title ?? null),
      };
    });
  };
  return {
    async page({ filter: asked, after }) {
      const counts = await store.counts(shop.id);
      const filter = asked ?? WAITING_FILTERS.find((name) => counts[name] > 0) ?? "back";
      const { requests, next } = await store.requests(shop.id, { filter, after, limit: PAGE });
      return { filter, people: await named(requests), next, counts };
    },
    async everyone(filter, limit) {
      const { requests } = await store.requests(shop.id, { filter, after: null, limit });
      return named(requests);
    },
    setTold: (ids) => store.setTold(shop.id, ids, clock.now()),
    remove: (ids) => store.removeRequests(shop.id, ids),
    async redactCustomer(payload) {
      const who = customerIn(payload);
      if (who) await store.forget(shop.id, who);
    },
    async belongingsOf(payload) {
      const who = customerIn(payload);
      return who ? store.belongings(shop.id, who) : { requests: [], saved: [] };
    },
  };
}

/** `customer` of the compliance webhooks: an id, an address, or both. */
function customerIn(payload: unknown): NamedCustomer | null {
  const { id, email } =
    (payload as { customer?: { id?: unknown; email?: unknown } } | null)?.customer ?? {};
  const customerId = /^[1-9]\d{0,19}$/.test(String(id ?? "")) ? String(id) : null;
  const address = typeof email === "string" ? readEmail(email) : null;
  return customerId || address ? { customerId, email: address } : null;
}
