import type { ShopRef } from "../shop/index.ts";
import { decide } from "./apply-order.server.ts";
import { readRefund } from "./order-payload.ts";
import type { LedgerStore } from "./ports.ts";

/** Takes back what a refund names. One that comes before its order waits for it. */
export async function applyRefund(
  { ledger }: { ledger: LedgerStore },
  shop: ShopRef,
  payload: unknown,
): Promise<void> {
  const { orderId, fact, foreign } = readRefund(payload, await ledger.currency(shop.id));
  if (foreign) return;
  const refundId = fact.id.replace(/^refund:/, "");
  const pending = { refundId, fact, at: fact.at };
  await ledger.record(shop.id, orderId, { head: null, facts: [fact], pending }, decide);
}
