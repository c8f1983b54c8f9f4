import { describe, expect, it } from "vitest";
import { cloneDatabase } from "../../../tests/setup/database.ts";
import { createAnalyticsDoor } from "../../domains/analytics/index.server.ts";
import { ledgerStoreContract } from "../../domains/analytics/ledger-store.contract.ts";
import { orderPayload, refundPayload } from "../../domains/analytics/order-payload.fixtures.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createLedgerStore } from "./ledger-store.ts";
import { createReportViews } from "./report-views.ts";

const { pool } = await cloneDatabase();
const ledger = createLedgerStore({ pool });

async function aShop(timeZone = "UTC", currency = "USD") {
  const shopId = newId();
  await pool.query(
    `INSERT INTO shops (id, domain, installed_at, time_zone, currency) VALUES ($1, $2, now(), $3, $4)`,
    [shopId, `${shopId}.myshopify.com`, timeZone, currency],
  );
  return { shopId, videoId: await aVideo(shopId, "Spring look") };
}

async function aVideo(shopId: string, title: string) {
  const videoId = newId();
  await pool.query(
    `INSERT INTO videos (shop_id, id, title, status, source_name, source_bytes, created_at, updated_at)
     VALUES ($1, $2, $3, 'ready', 'a.mp4', 1, now(), now())`,
    [shopId, videoId, title],
  );
  return videoId;
}

describe("the ledger in PostgreSQL", () => {
  ledgerStoreContract(() => ({
    ledger,
    aShop,
    async postings(shopId) {
      const { rows } = await pool.query(
        `SELECT *, (extract(epoch FROM at AT TIME ZONE 'UTC') * 1000)::float8 AS ms
         FROM ledger_entries WHERE shop_id = $1`,
        [shopId],
      );
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        orderId: row.order_id,
        lineId: row.line_id,
        lineTitle: row.line_title,
        quantity: row.quantity,
        videoId: row.video_id,
        placementId: row.placement_id,
        session: row.session,
        amount: Number(row.amount),
        currency: row.currency,
        at: row.ms,
      }));
    },
    async pendingRefunds(shopId) {
      const { rows } = await pool.query("SELECT 1 FROM pending_refunds WHERE shop_id = $1", [
        shopId,
      ]);
      return rows.length;
    },
  }));

  it("writes down no word of the shopper's but the customer's number", async () => {
    const { shopId, videoId } = await aShop();
    const credit = { video: videoId, placement: newId(), session: newId() };
    await door(shopId).applyOrder(orderPayload({ lines: [{ credit }] }), 1);
    for (const table of ["ledger_entries", "credited_orders", "events.order_facts"]) {
      const { rows } = await pool.query(`SELECT * FROM ${table} WHERE shop_id = $1`, [shopId]);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain("example.com");
    }
  });
});

function door(shopId: string) {
  return createAnalyticsDoor(
    {
      ledger,
      reports: createReportViews({ pool }),
      cards: async () => [],
      clock: fixedClock(Date.parse("2026-11-22T00:00:00Z")),
    },
    { id: shopId, domain: `${shopId}.myshopify.com` },
  );
}

describe("the ledger's pages", () => {
  it("lists newest first, page by page, within days of the shop's zone", async () => {
    const { shopId, videoId } = await aShop("America/New_York");
    const other = await aVideo(shopId, "Other");
    const credit = { video: videoId, placement: newId(), session: newId() };
    const analytics = door(shopId);
    // 2026-11-02 03:30 UTC is still the 1st in New York, on the day its clocks went back.
    const times = ["2026-11-01T04:00:00Z", "2026-11-02T03:30:00Z", "2026-11-02T05:00:00Z"];
    for (const [index, created_at] of times.entries())
      await analytics.applyOrder(
        orderPayload({ id: index + 1, created_at, lines: [{ id: index + 1, credit }] }),
        1,
      );
    await analytics.applyOrder(
      orderPayload({
        id: 9,
        created_at: "2026-11-01T12:00:00Z",
        lines: [{ id: 9, credit: { ...credit, video: other } }],
      }),
      1,
    );
    const line = { id: 1, credit };
    await analytics.applyRefund(
      refundPayload({
        id: 3,
        order_id: 1,
        created_at: "2026-11-01T13:00:00Z",
        lines: [{ id: 4, line, subtotal: "5.00" }],
      }),
      1,
    );
    const range = { from: "2026-11-01", to: "2026-11-01" };
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await analytics.ledger({ range, limit: 1, cursor });
      seen.push(...page.entries);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen.map(({ orderId, kind, amount }) => [orderId, kind, amount.amount])).toEqual([
      ["2", "credit", 2000],
      ["1", "refund", -500],
      ["9", "credit", 2000],
      ["1", "credit", 2000],
    ]);
    expect(seen[0]).toMatchObject({ orderName: "#1042", videoTitle: "Spring look", videoId });
    const one = await analytics.ledger({ range, videoId: other, limit: 50 });
    expect(one.entries.map(({ orderId }) => orderId)).toEqual(["9"]);
    expect(one.next).toBeNull();
    const lost = await analytics.ledger({ range, limit: 50, cursor: "'; drop table" });
    expect(lost.entries).toHaveLength(4);

    const report = await analytics.report({ from: "2026-11-01", to: "2026-11-02" });
    expect(report.days.map(({ day, revenue, orders }) => [day, revenue.amount, orders])).toEqual([
      ["2026-11-01", 5500, 3],
      ["2026-11-02", 2000, 1],
    ]);
    expect(report.totals).toMatchObject({
      orders: 4,
      revenue: { amount: 7500, currency: "USD" },
      refunded: { amount: 500, currency: "USD" },
    });
    expect(report.videos.map(({ title, revenue }) => [title, revenue.amount])).toEqual([
      ["Spring look", 5500],
      ["Other", 2000],
    ]);
    const later = await analytics.report({ from: "2026-11-03", to: "2026-11-04" });
    expect(later.previous).toMatchObject({ orders: 4, revenue: { amount: 7500 } });
    expect(later.totals).toMatchObject({ orders: 0, revenue: { amount: 0 } });
  });

  it("shows nothing of another shop", async () => {
    const mine = await aShop();
    const theirs = await aShop();
    const credit = { video: theirs.videoId, placement: newId(), session: newId() };
    await door(theirs.shopId).applyOrder(orderPayload({ lines: [{ credit }] }), 1);
    const range = { from: "2026-11-01", to: "2026-11-30" };
    expect((await door(mine.shopId).ledger({ range, limit: 9 })).entries).toEqual([]);
    const video = await door(mine.shopId).video(theirs.videoId, range);
    expect(video).toMatchObject({ orders: 0, revenue: { amount: 0 } });
    expect(await door(theirs.shopId).video(theirs.videoId, range)).toMatchObject({
      orders: 1,
      revenue: { amount: 2000 },
    });
  });
});
