import type { ShopRef } from "../shop/index.ts";
import type { DayRange, LedgerEntry, TalkCounts } from "./index.ts";
import type { LedgerFact, Posting } from "./ledger.ts";

/** What was counted of events: without money. Watch time in milliseconds. */
export interface Counts {
  views: number;
  plays: number;
  completions: number;
  watchTime: number;
  adds: number;
}

/** What was counted of the ledger. Minor units of the shop's currency. */
export interface Earnings {
  orders: number;
  revenue: number;
  refunded: number;
}

/** Everything one report is made of, read at one moment. Days and videos without anything are left out. */
export interface ReportFigures {
  currency: string;
  days: Map<string, Counts & Earnings>;
  /** No views: a view is of a placement. */
  videos: Map<string, Omit<Counts, "views"> & Earnings & TalkCounts & { title: string }>;
  /** Orders may span days or videos, so these are no sums of the above. */
  orders: number;
  previous: Counts & Earnings;
}

/** Reads for the report page. Days are cut in the shop's own time zone. */
export interface ReportViews {
  /** Counts all events stored by now, whether rolled up or not. `previous` ends the day before `range`. */
  figures(shopId: string, range: DayRange, previous: DayRange): Promise<ReportFigures>;
  videoFigures(
    shopId: string,
    videoId: string,
    range: DayRange,
  ): Promise<Omit<Counts, "views"> & Earnings & TalkCounts & { currency: string }>;
  /** What shoppers did with a clip's moments, by moment id and MomentDeed. */
  momentFigures(shopId: string, videoId: string, range: DayRange): Promise<MomentFigure[]>;
  /** Newest first, from after `cursor` on. */
  ledger(
    shopId: string,
    query: { range: DayRange; videoId?: string; cursor?: string; limit: number },
  ): Promise<{ entries: LedgerEntry[]; next: string | null }>;
}

export interface MomentFigure {
  moment: string;
  /** A MomentDeed of contract/events. */
  deed: number;
  times: number;
}

/** Keeps roll-ups in step with the event log. */
export interface RollUps {
  /**
   * Counts what was stored since the last time. Several workers may call it at once: one works, the
   * others return at once. Resolves to the number of batches read.
   */
  rollUp(now: number): Promise<number>;
  /** Counts a shop's stored days anew from its raw events: after a replay, or a change of time zone. */
  recount(shopId: string): Promise<void>;
}

/** Head of an order with a credited line. */
export interface OrderHead {
  orderId: string;
  name: string;
  currency: string;
  /** Epoch milliseconds. */
  createdAt: number;
  paid: boolean;
  cancelled: boolean;
  customerId: string | null;
  updatedAt: number;
}

/** Given all that is known of an order and all that is posted, says what is missing in the ledger. */
export type Decide = (facts: LedgerFact[], posted: Posting[]) => Posting[];

export interface LedgerStore {
  /** ISO 4217 currency of the shop. */
  currency(shopId: string): Promise<string>;
  /** Those of `videoIds` that this shop has or had. */
  knownVideos(shopId: string, videoIds: string[]): Promise<Set<string>>;
  /**
   * Keeps what a webhook said and appends what `decide` finds missing, in one transaction and one order
   * at a time. `head` null: the order is only touched when it is known already; otherwise `pending`
   * (if any) is kept until it is. Nothing happens twice.
   */
  record(
    shopId: string,
    orderId: string,
    said: { head: OrderHead | null; facts: LedgerFact[]; pending: PendingRefund | null },
    decide: Decide,
  ): Promise<void>;
  /** The order turned out to have no credited line: what waited for it is dropped. */
  forgetPending(shopId: string, orderId: string): Promise<void>;
  /** Drops refunds that have waited since before `before` for an order that never earned a credit. */
  dropStalePending(before: number): Promise<number>;
  /** Cuts every tie between the ledger and the customer. Amounts stay: they are the shop's books. */
  forgetCustomer(
    shopId: string,
    customer: { customerId: string | null; orderIds: string[] },
  ): Promise<void>;
  ordersOfCustomer(
    shopId: string,
    customer: { customerId: string | null; orderIds: string[] },
  ): Promise<CustomerOrder[]>;
}

/** A refund (or a deletion) that came before its order. */
export interface PendingRefund {
  refundId: string;
  fact: LedgerFact;
  at: number;
}

/** What is kept of a customer: for a data request. */
export interface CustomerOrder {
  orderId: string;
  name: string;
  createdAt: number;
  sessions: string[];
}

/** The media domain's cards, for posters of videos that still exist. */
export type VideoCards = (
  shop: ShopRef,
  ids: string[],
) => Promise<{ id: string; title: string; poster: string | null }[]>;
