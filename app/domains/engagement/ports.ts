import type { CheckedEvent } from "./check-batch.ts";

/** A batch on its way into the log. Its identity is (shop, batch id): stored once, however often sent. */
export interface LoggedBatch {
  shopId: string;
  batchId: string;
  /** Epoch milliseconds by our clock. Events lie `ago` before it. */
  receivedAt: number;
  /** Page session. */
  session: string;
  /** Viewer id, only with consent. */
  viewer: string | null;
  /** By its user agent. Kept, so that it can be explained; counted nowhere. */
  bot: boolean;
  /** Never empty; indexes in this list are the events' own. */
  events: CheckedEvent[];
}

/** The append-only log of what shoppers did. */
export interface EventLog {
  /**
   * Stores all of `batches` or none and resolves once they are durable. A batch whose identity is
   * stored already, or stands earlier in the list, is skipped. Resolves to the number newly stored.
   * Throws when the log cannot be reached; what was stored then is unknown, so send again.
   */
  append(batches: readonly LoggedBatch[]): Promise<number>;
  /**
   * Makes room for the days ahead and drops whole days of events older than `keepDays`. Numbers
   * already counted stay. Idempotent; for a daily job.
   */
  maintain(now: number, keepDays: number): Promise<void>;
}
