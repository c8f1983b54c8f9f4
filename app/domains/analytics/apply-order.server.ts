import type { ShopRef } from "../shop/index.ts";
import { ledgerOf, missingPostings } from "./ledger.ts";
import { readOrder } from "./order-payload.ts";
import type { Decide, LedgerStore } from "./ports.ts";

/** Posts what is due by all that is known of the order and is not posted yet. */
export const decide: Decide = (facts, posted) => missingPostings(ledgerOf(facts), posted);

/** Meets an order with the events: lines added in a player credit their video. */
export async function applyOrder(
  { ledger }: { ledger: LedgerStore },
  shop: ShopRef,
  payload: unknown,
  triggeredAt: number,
): Promise<void> {
  const read = readOrder(payload, triggeredAt);
  if (read.kind === "none") return ledger.forgetPending(shop.id, read.orderId);
  if (read.kind === "deleted") {
    const fact = { is: "deletion" as const, id: "deletion", at: triggeredAt };
    const pending = { refundId: `deletion:${read.orderId}`, fact, at: triggeredAt };
    return ledger.record(shop.id, read.orderId, { head: null, facts: [fact], pending }, decide);
  }
  // A property can be forged or copied from another shop: only the shop's own videos earn.
  const known = await ledger.knownVideos(
    shop.id,
    read.fact.lines.map((line) => line.videoId),
  );
  const lines = read.fact.lines.filter((line) => known.has(line.videoId));
  if (lines.length === 0) return ledger.forgetPending(shop.id, read.head.orderId);
  const facts = [{ ...read.fact, lines }, ...read.refunds];
  await ledger.record(
    shop.id,
    read.head.orderId,
    { head: read.head, facts, pending: null },
    decide,
  );
}
