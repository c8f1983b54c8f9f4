import type { Money } from "../../kernel/money.ts";

/** Whole days in the shop's time zone, both ends included: `2026-11-01`. */
export interface DayRange {
  from: string;
  to: string;
}

export interface Totals {
  views: number;
  plays: number;
  completions: number;
  /** Milliseconds. */
  watchTime: number;
  adds: number;
  /** Orders with at least one credited line. */
  orders: number;
  /** Credited revenue less refunds, in the shop's currency. */
  revenue: Money;
  refunded: Money;
}

export interface VideoNumbers extends Totals {
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
  /** When the roll-ups were last brought up to date. */
  asOf: number;
}

/** One line of the ledger, as the merchant can check it. */
export interface LedgerEntry {
  orderName: string;
  orderId: string;
  lineTitle: string;
  quantity: number;
  videoId: string;
  videoTitle: string;
  kind: "credit" | "refund";
  amount: Money;
  at: number;
}
