import type { Money } from "../../kernel/money.ts";

/** Whole days in the shop's time zone, both ends included: `2026-11-01`. */
export interface DayRange {
  from: string;
  to: string;
}

export interface Totals {
  /** Views are of a placement: always 0 for a single video. */
  views: number;
  plays: number;
  completions: number;
  /** Milliseconds. */
  watchTime: number;
  /** Times something was put in the cart. */
  adds: number;
  /** Orders with at least one credited line. */
  orders: number;
  /** Credited revenue less what was taken back, in the shop's currency, by the day each happened. */
  revenue: Money;
  /** What refunds and cancellations took back, as a positive amount. */
  refunded: Money;
}

/**
 * What shoppers did with one moment of a clip. Times, each at most one a viewing; no revenue, because a
 * tap is not a sale: the ledger alone credits those.
 */
export interface MomentNumbers {
  shown: number;
  tapped: number;
  /** The cart took the code, or did not. */
  applied: number;
  refused: number;
  /** By choice, in their order, as far as any was chosen. */
  chosen: number[];
}

/** What people made of a clip. */
export interface TalkCounts {
  /** People who liked it in this time and still do. */
  likes: number;
  /** Comments of this time that are shown, the shop's own replies left out. */
  comments: number;
  /** Times the share sheet was opened: what is sent from there, nobody tells us. */
  shares: number;
}

export interface VideoNumbers extends Totals, TalkCounts {
  videoId: string;
  /** Kept for deleted videos too. */
  title: string;
  poster: string | null;
}

export interface DayNumbers extends Totals {
  day: string;
}

export interface Report {
  range: DayRange;
  totals: Totals;
  /** The range of the same length before it. */
  previous: Totals;
  days: DayNumbers[];
  videos: VideoNumbers[];
  /** Everything stored by then is counted. */
  asOf: number;
}

/**
 * credit: a paid line's revenue · edit: the order was changed afterwards · refund: taken back ·
 * cancel: what was left of a cancelled or deleted order, taken back.
 */
export type LedgerKind = "credit" | "edit" | "refund" | "cancel";

/** One line of the ledger, as the merchant can check it. */
export interface LedgerEntry {
  orderName: string;
  orderId: string;
  lineTitle: string;
  quantity: number;
  videoId: string;
  videoTitle: string;
  kind: LedgerKind;
  /** Signed: what a refund takes back is negative. */
  amount: Money;
  at: number;
}
