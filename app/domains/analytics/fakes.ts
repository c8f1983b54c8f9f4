import type { LedgerFact, Posting } from "./ledger.ts";
import type { LedgerStore, OrderHead, PendingRefund } from "./ports.ts";

export interface FakeLedger extends LedgerStore {
  /** Videos by shop. */
  videos: Map<string, Set<string>>;
  postings(shopId: string): (Posting & { orderId: string })[];
  pending(shopId: string): PendingRefund[];
}

interface Order {
  head: OrderHead;
  facts: Map<string, LedgerFact>;
  postings: Posting[];
}

interface Books {
  orders: Map<string, Order>;
  pending: Map<string, PendingRefund & { orderId: string }>;
}

/** A ledger in memory. Amounts are in US dollars. */
export function fakeLedgerStore(): FakeLedger {
  const shops = new Map<string, Books>();
  const of = (shopId: string): Books => {
    const shop = shops.get(shopId) ?? { orders: new Map(), pending: new Map() };
    shops.set(shopId, shop);
    return shop;
  };
  const belongs = (
    order: Order,
    { customerId, orderIds }: { customerId: string | null; orderIds: string[] },
  ) =>
    orderIds.includes(order.head.orderId) ||
    (customerId !== null && order.head.customerId === customerId);

  const videos = new Map<string, Set<string>>();
  return {
    videos,
    postings: (shopId) =>
      [...of(shopId).orders].flatMap(([orderId, { postings }]) =>
        postings.map((posting) => ({ ...posting, orderId })),
      ),
    pending: (shopId) => [...of(shopId).pending.values()],
    currency: async () => "USD",
    knownVideos: async (shopId, ids) =>
      new Set(ids.filter((id) => videos.get(shopId)?.has(id) ?? false)),

    async record(shopId, orderId, { head, facts, pending }, decide) {
      const shop = of(shopId);
      let order = shop.orders.get(orderId);
      if (!order) {
        if (!head) {
          if (pending && !shop.pending.has(pending.refundId))
            shop.pending.set(pending.refundId, { ...pending, orderId });
          return;
        }
        order = { head, facts: new Map(), postings: [] };
        shop.orders.set(orderId, order);
      } else if (head && head.updatedAt >= order.head.updatedAt) {
        order.head = { ...head, createdAt: order.head.createdAt };
      }
      const waiting = [...shop.pending.values()].filter((refund) => refund.orderId === orderId);
      for (const refund of waiting) shop.pending.delete(refund.refundId);
      for (const fact of [...facts, ...waiting.map((refund) => refund.fact)])
        if (!order.facts.has(fact.id)) order.facts.set(fact.id, fact);
      order.postings.push(...decide([...order.facts.values()], [...order.postings]));
    },

    async forgetPending(shopId, orderId) {
      for (const [id, refund] of of(shopId).pending)
        if (refund.orderId === orderId) of(shopId).pending.delete(id);
    },

    async dropStalePending(before) {
      let dropped = 0;
      for (const { pending } of shops.values())
        for (const [id, refund] of pending) if (refund.at < before && pending.delete(id)) dropped++;
      return dropped;
    },

    async forgetCustomer(shopId, customer) {
      for (const order of of(shopId).orders.values()) {
        if (!belongs(order, customer)) continue;
        order.head.customerId = null;
        order.postings = order.postings.map((posting) => ({ ...posting, session: "" }));
        for (const [id, fact] of order.facts)
          if (fact.is === "order")
            order.facts.set(id, {
              ...fact,
              lines: fact.lines.map((line) => ({ ...line, session: "" })),
            });
      }
    },

    async ordersOfCustomer(shopId, customer) {
      return [...of(shopId).orders.values()]
        .filter((order) => belongs(order, customer))
        .map(({ head, postings }) => ({
          orderId: head.orderId,
          name: head.name,
          createdAt: head.createdAt,
          sessions: [...new Set(postings.map(({ session }) => session))].filter((s) => s !== ""),
        }))
        .sort((a, b) => a.createdAt - b.createdAt || (a.orderId < b.orderId ? -1 : 1));
    },
  };
}
