import type { WishItem } from "../../contract/wishes.ts";
import type { WaitingFilter } from "./index.ts";
import type { NamedCustomer, RestockRequest, WishStore } from "./ports.ts";

/** Requests and lists in memory. */
export function fakeWishStore(): WishStore {
  let rows: (RestockRequest & { shopId: string })[] = [];
  const lists = new Map<string, (WishItem & { at: number })[]>();
  const of = (shopId: string) => rows.filter((row) => row.shopId === shopId);
  const stateOf = ({ backAt, toldAt }: RestockRequest): WaitingFilter =>
    toldAt !== null ? "told" : backAt !== null ? "back" : "waiting";
  const is = (who: NamedCustomer) => (row: RestockRequest) =>
    (who.customerId !== null && row.customerId === who.customerId) || row.email === who.email;
  const bare = ({ shopId: _, ...request }: (typeof rows)[number]): RestockRequest => ({
    ...request,
  });
  const listOf = (shopId: string, customerId: string) => lists.get(`${shopId} ${customerId}`) ?? [];
  return {
    async keepRequest(shopId, request) {
      const known = of(shopId).find(
        ({ variantId, email }) => variantId === request.variantId && email === request.email,
      );
      if (!known) {
        rows.push({ shopId, ...request });
        return;
      }
      if (known.toldAt !== null) Object.assign(known, { askedAt: request.askedAt, backAt: null });
      known.customerId = request.customerId ?? known.customerId;
      known.language = request.language;
      known.consent = request.consent;
      known.toldAt = null;
    },
    async countOpen(shopId, email) {
      return of(shopId).filter((row) => row.email === email && row.toldAt === null).length;
    },
    async requests(shopId, { filter, after, limit }) {
      const found = of(shopId)
        .filter((row) => filter === null || stateOf(row) === filter)
        .filter(({ id }) => after === null || id < after)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .map(bare);
      const requests = found.slice(0, limit);
      return { requests, next: found.length > limit ? (requests.at(-1)?.id ?? null) : null };
    },
    async counts(shopId) {
      const counts = { back: 0, waiting: 0, told: 0 };
      for (const row of of(shopId)) counts[stateOf(row)]++;
      return counts;
    },
    async setBack(shopId, productId, available, at) {
      for (const row of of(shopId))
        if (row.productId === productId && row.toldAt === null)
          row.backAt = available.includes(row.variantId) ? (row.backAt ?? at) : null;
    },
    async setTold(shopId, ids, at) {
      const open = of(shopId).filter(({ id, toldAt }) => ids.includes(id) && toldAt === null);
      for (const row of open) row.toldAt = at;
      return open.length;
    },
    async removeRequests(shopId, ids) {
      const before = rows.length;
      rows = rows.filter((row) => row.shopId !== shopId || !ids.includes(row.id));
      return before - rows.length;
    },
    async awaited() {
      const open = rows.filter(({ toldAt }) => toldAt === null);
      return [...new Set(open.map(({ shopId }) => shopId))].map((shopId) => ({
        shopId,
        productIds: [
          ...new Set(open.filter((row) => row.shopId === shopId).map((row) => row.productId)),
        ],
      }));
    },
    async forgetOld(toldBefore, askedBefore) {
      rows = rows.filter(
        ({ toldAt, askedAt }) => (toldAt ?? toldBefore) >= toldBefore && askedAt >= askedBefore,
      );
    },
    async list(shopId, customerId) {
      return listOf(shopId, customerId).map(({ handle, title }) => ({ handle, title }));
    },
    async changeList(shopId, customerId, { save, drop, at, most }) {
      const items = listOf(shopId, customerId).filter(({ handle }) => !drop.includes(handle));
      save.forEach((item, index) => {
        const known = items.find(({ handle }) => handle === item.handle);
        if (known) known.title = item.title;
        else items.push({ ...item, at: at - index });
      });
      items.sort((a, b) => b.at - a.at || (a.handle < b.handle ? -1 : 1));
      lists.set(`${shopId} ${customerId}`, items.slice(0, most));
    },
    async forget(shopId, who) {
      rows = rows.filter((row) => row.shopId !== shopId || !is(who)(row));
      lists.delete(`${shopId} ${who.customerId}`);
    },
    async belongings(shopId, who) {
      const requests = of(shopId).filter(is(who)).map(bare);
      return { requests, saved: who.customerId ? await this.list(shopId, who.customerId) : [] };
    },
  };
}
