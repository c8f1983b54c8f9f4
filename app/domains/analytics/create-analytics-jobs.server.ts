import type { Clock } from "../../kernel/clock.ts";
import type { EventLog } from "../engagement/index.server.ts";
import type { LedgerStore, RollUps } from "./ports.ts";

/** What the worker calls. */
export interface AnalyticsJobsDoor {
  /** Brings roll-ups up to the last event stored. Cheap when nothing is new. For every minute. */
  rollUp(): Promise<void>;
  /** Makes room for the days ahead, drops raw events past keeping and refunds of orders never seen. */
  maintain(): Promise<void>;
}

export interface AnalyticsJobsPorts {
  rollUps: RollUps;
  log: Pick<EventLog, "maintain">;
  ledger: Pick<LedgerStore, "dropStalePending">;
  clock: Clock;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Raw events serve recounting; the numbers made of them are kept for good. */
export const EVENT_KEEP_DAYS = 90;
/** Shopify tries a webhook for hours, not weeks: an order still unseen by then has no line of ours. */
const PENDING_KEEP_DAYS = 30;

export function createAnalyticsJobs(ports: AnalyticsJobsPorts): AnalyticsJobsDoor {
  return {
    async rollUp() {
      await ports.rollUps.rollUp(ports.clock.now());
    },
    async maintain() {
      const now = ports.clock.now();
      await ports.log.maintain(now, EVENT_KEEP_DAYS);
      await ports.ledger.dropStalePending(now - PENDING_KEEP_DAYS * DAY_MS);
    },
  };
}
