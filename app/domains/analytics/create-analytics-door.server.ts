import type { Clock } from "../../kernel/clock.ts";
import type { ShopRef } from "../shop/index.ts";
import { applyOrder } from "./apply-order.server.ts";
import { applyRefund } from "./apply-refund.server.ts";
import type { DayRange, LedgerEntry, MomentNumbers, Report, TalkCounts, Totals } from "./index.ts";
import { readCustomer } from "./order-payload.ts";
import type { CustomerOrder, LedgerStore, ReportViews, VideoCards } from "./ports.ts";
import { readMoments } from "./read-moments.server.ts";
import { readReport, readVideoTotals } from "./read-report.server.ts";

export interface AnalyticsDoor {
  report(range: DayRange): Promise<Report>;
  video(videoId: string, range: DayRange): Promise<Totals & TalkCounts>;
  /** By moment id; moments that nobody met are left out. */
  moments(videoId: string, range: DayRange): Promise<Record<string, MomentNumbers>>;
  /** Newest first. An unknown cursor starts over. */
  ledger(query: {
    range: DayRange;
    videoId?: string;
    cursor?: string;
    limit: number;
  }): Promise<{ entries: LedgerEntry[]; next: string | null }>;
  /**
   * orders/create, orders/paid, orders/updated, orders/cancelled and orders/delete payloads as Shopify
   * sends them. Idempotent, order-free. Throws on what is no order.
   */
  applyOrder(payload: unknown, triggeredAt: number): Promise<void>;
  /** refunds/create. May arrive before its order. */
  applyRefund(payload: unknown, triggeredAt: number): Promise<void>;
  /** customers/redact. Leaves amounts, cuts every tie to the customer. Does nothing on a data request. */
  redactCustomer(payload: unknown): Promise<void>;
  /** customers/data_request: all that is kept of the customer. */
  customerOrders(payload: unknown): Promise<CustomerOrder[]>;
}

export interface AnalyticsPorts {
  ledger: LedgerStore;
  reports: ReportViews;
  cards: VideoCards;
  clock: Clock;
}

/** The analytics domain, bound to one shop. */
export function createAnalyticsDoor(ports: AnalyticsPorts, shop: ShopRef): AnalyticsDoor {
  return {
    report: (range) => readReport(ports, shop, range),
    video: (videoId, range) => readVideoTotals(ports, shop, videoId, range),
    moments: (videoId, range) => readMoments(ports, shop, videoId, range),
    ledger: (query) => ports.reports.ledger(shop.id, query),
    applyOrder: (payload, triggeredAt) => applyOrder(ports, shop, payload, triggeredAt),
    applyRefund: (payload) => applyRefund(ports, shop, payload),
    async redactCustomer(payload) {
      const { asks, ...customer } = readCustomer(payload);
      if (!asks) await ports.ledger.forgetCustomer(shop.id, customer);
    },
    async customerOrders(payload) {
      return ports.ledger.ordersOfCustomer(shop.id, readCustomer(payload));
    },
  };
}
