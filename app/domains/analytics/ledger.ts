import type { LedgerKind } from "./index.ts";

/** A line of an order that was added in the player, as one webhook stated it. */
export interface CreditLine {
  lineId: string;
  title: string;
  quantity: number;
  /** Price times quantity less discounts, minor units of the shop's currency. */
  amount: number;
  videoId: string;
  placementId: string;
  session: string;
}

/** What a webhook said. Facts form a set: the same one twice is one, and they have no order of arrival. */
export type LedgerFact = OrderFact | RefundFact | DeletionFact;

export interface OrderFact {
  is: "order";
  id: string;
  /** Shopify's time of this state of the order (updated_at). Epoch milliseconds, as all times here. */
  at: number;
  /** When the webhook was triggered: orders states of the same second. */
  triggeredAt: number;
  /** When the sale happened: processed_at, which never changes. */
  orderedAt: number;
  currency: string;
  paid: boolean;
  cancelledAt: number | null;
  lines: CreditLine[];
}

export interface RefundFact {
  is: "refund";
  id: string;
  at: number;
  lines: { refundLineId: string; lineId: string; quantity: number; amount: number }[];
}

export interface DeletionFact {
  is: "deletion";
  id: string;
  at: number;
}

/** An entry of the ledger. Amount is signed; the sum of a line's entries is what its video earned. */
export interface Posting {
  /** `<kind>:<line id>…`; a correction of an earlier posting adds `~<n>`. */
  id: string;
  kind: LedgerKind;
  lineId: string;
  lineTitle: string;
  quantity: number;
  videoId: string;
  placementId: string;
  session: string;
  amount: number;
  currency: string;
  at: number;
}

/**
 * What the ledger of one order has to say, given all that is known of it. The rule:
 *
 * - A line is credited in full to the video it was added in, once Shopify says that the order is paid,
 *   at the time of the sale. Orders on hold (pending, authorized, partly paid) earn nothing yet.
 * - A changed order changes its line's credit at the time of the change.
 * - A refund takes back what it names, at its own time, never more than is left.
 * - Cancelling or deleting takes back what is left; nothing counts after it.
 *
 * A pure function of a set: whatever order the facts came in, the same entries come out.
 */
export function ledgerOf(facts: readonly LedgerFact[]): Posting[] {
  const states = facts.filter((fact) => fact.is === "order").sort(byTime);
  const refunds = facts.filter((fact) => fact.is === "refund").sort(byTime);
  const paid = states.filter((state) => state.paid);
  const ends = [
    ...states.flatMap((state) => (state.cancelledAt === null ? [] : [state.cancelledAt])),
    ...facts.flatMap((fact) => (fact.is === "deletion" ? [fact.at] : [])),
  ];
  const end = ends.length > 0 ? Math.min(...ends) : null;

  const postings: Posting[] = [];
  const lineIds = new Set(paid.flatMap((state) => state.lines.map((line) => line.lineId)));
  for (const lineId of [...lineIds].sort())
    postings.push(...ledgerOfLine(lineId, paid, refunds, end));
  return postings;
}

function ledgerOfLine(
  lineId: string,
  paid: OrderFact[],
  refunds: RefundFact[],
  end: number | null,
): Posting[] {
  type Step = { at: number; kind: LedgerKind; key: string; quantity: number; amount: number };
  const steps: Step[] = [];
  let origin: { line: CreditLine; state: OrderFact } | null = null;
  let stated = 0;
  let pieces = 0;
  for (const state of paid) {
    const line = state.lines.find((candidate) => candidate.lineId === lineId);
    if (!origin) {
      if (!line) continue;
      origin = { line, state };
      const { quantity, amount } = line;
      steps.push({ at: state.orderedAt, kind: "credit", key: lineId, quantity, amount });
    } else {
      const amount = (line?.amount ?? 0) - stated;
      const quantity = (line?.quantity ?? 0) - pieces;
      const key = `${lineId}@${state.at}.${state.triggeredAt}`;
      if (amount !== 0) steps.push({ at: state.at, kind: "edit", key, quantity, amount });
    }
    stated = line?.amount ?? 0;
    pieces = line?.quantity ?? 0;
  }
  if (!origin) return [];
  for (const refund of refunds)
    for (const line of refund.lines)
      if (line.lineId === lineId)
        steps.push({
          at: refund.at,
          kind: "refund",
          key: line.refundLineId,
          quantity: -line.quantity,
          amount: -line.amount,
        });
  const { line, state } = origin;
  // The sale comes first even where a clock says otherwise; ties go credit, edit, refund.
  const rank: Record<LedgerKind, number> = { credit: 0, edit: 1, refund: 2, cancel: 3 };
  steps.sort(
    (a, b) =>
      Number(b.kind === "credit") - Number(a.kind === "credit") ||
      a.at - b.at ||
      rank[a.kind] - rank[b.kind] ||
      (a.key < b.key ? -1 : 1),
  );

  const postings: Posting[] = [];
  let balance = 0;
  let left = 0;
  const post = (step: Step) => {
    const amount = Math.max(step.amount, -balance);
    if (amount === 0) return;
    balance += amount;
    const quantity = Math.max(step.quantity, -left);
    left += quantity;
    postings.push({
      id: `${step.kind}:${step.key}`,
      kind: step.kind,
      lineId,
      lineTitle: line.title,
      quantity,
      videoId: line.videoId,
      placementId: line.placementId,
      session: line.session,
      amount,
      currency: state.currency,
      at: step.at,
    });
  };
  for (const step of steps)
    if (step.kind === "credit" || end === null || step.at <= end) post(step);
  if (end !== null)
    post({ at: end, kind: "cancel", key: lineId, quantity: -left, amount: -balance });
  return postings;
}

/**
 * What has to be appended so that the ledger says `due`. Entries are never changed: when a fact that
 * came late makes an earlier one wrong, the difference is posted under the same head and time, so that
 * every sum over any span of time comes out the same as if all had come in order.
 */
export function missingPostings(due: readonly Posting[], posted: readonly Posting[]): Posting[] {
  const group = (posting: Posting) => `${posting.id.split("~")[0]} ${posting.at}`;
  const open = new Map<string, { posting: Posting; amount: number; quantity: number }>();
  const add = (posting: Posting, sign: 1 | -1) => {
    const sum = open.get(group(posting)) ?? { posting, amount: 0, quantity: 0 };
    sum.amount += sign * posting.amount;
    sum.quantity += sign * posting.quantity;
    open.set(group(posting), sum);
  };
  for (const posting of due) add(posting, 1);
  for (const posting of posted) add(posting, -1);

  const uses = new Map<string, number>();
  const head = (posting: Posting) => posting.id.split("~")[0] ?? posting.id;
  for (const posting of posted) uses.set(head(posting), (uses.get(head(posting)) ?? 0) + 1);
  const missing: Posting[] = [];
  for (const { posting, amount, quantity } of open.values()) {
    if (amount === 0) continue;
    const used = uses.get(head(posting)) ?? 0;
    uses.set(head(posting), used + 1);
    const id = used === 0 ? head(posting) : `${head(posting)}~${used + 1}`;
    missing.push({ ...posting, id, amount, quantity });
  }
  return missing;
}

function byTime(
  a: { at: number; id: string; triggeredAt?: number },
  b: { at: number; id: string; triggeredAt?: number },
): number {
  return a.at - b.at || (a.triggeredAt ?? 0) - (b.triggeredAt ?? 0) || (a.id < b.id ? -1 : 1);
}
