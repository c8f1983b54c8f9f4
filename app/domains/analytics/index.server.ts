import type { DayRange, LedgerEntry, Report, Totals } from "./index.ts";

export interface AnalyticsDoor {
  report(range: DayRange): Promise<Report>;
  video(videoId: string, range: DayRange): Promise<Totals>;
  /** Newest first. */
  ledger(query: { range: DayRange; videoId?: string; cursor?: string; limit: number }): Promise<{
    entries: LedgerEntry[];
    next: string | null;
  }>;
  /** orders/create, orders/paid, orders/updated payloads as Shopify sends them. Idempotent, order-free. */
  applyOrder(payload: unknown, triggeredAt: number): Promise<void>;
  /** refunds/create. May arrive before its order. */
  applyRefund(payload: unknown, triggeredAt: number): Promise<void>;
  /** customers/redact and customers/data_request. */
  redactCustomer(payload: unknown): Promise<void>;
}

/** What the worker calls. */
export interface AnalyticsJobsDoor {
  /** Brings roll-ups up to the last event stored. Cheap when nothing is new. */
  rollUp(): Promise<void>;
}
