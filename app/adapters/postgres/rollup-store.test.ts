import pg from "pg";
import { describe, expect, it } from "vitest";
import { cloneDatabase } from "../../../tests/setup/database.ts";
import type { EventKind } from "../../contract/events.ts";
import { createAnalyticsDoor } from "../../domains/analytics/index.server.ts";
import type { Report } from "../../domains/analytics/index.ts";
import type { CommentStatus } from "../../domains/engagement/index.ts";
import type { LoggedBatch } from "../../domains/engagement/ports.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createEventLog } from "./event-log.ts";
import { createLedgerStore } from "./ledger-store.ts";
import { createReportViews } from "./report-views.ts";
import { createRollUps } from "./rollup-store.ts";
import { createSocialStore } from "./social-store.ts";

const { pool, url } = await cloneDatabase();
const log = createEventLog({ pool });
const rollUps = createRollUps({ pool });
const HOUR = 60 * 60 * 1000;

async function aShop(timeZone: string, videos = 3) {
  const id = newId();
  await pool.query(
    "INSERT INTO shops (id, domain, installed_at, time_zone) VALUES ($1, $2, now(), $3)",
    [id, `${id}.myshopify.com`, timeZone],
  );
  const videoIds = Array.from({ length: videos }, () => newId());
  for (const [index, videoId] of videoIds.entries())
    await pool.query(
      `INSERT INTO videos (shop_id, id, title, status, source_name, source_bytes, created_at, updated_at)
       VALUES ($1, $2, $3, 'ready', 'a.mp4', 1, now(), now())`,
      [id, videoId, `Clip ${index}`],
    );
  return { id, timeZone, videoIds };
}

type Shop = Awaited<ReturnType<typeof aShop>>;

const analytics = (shop: { id: string }) =>
  createAnalyticsDoor(
    {
      ledger: createLedgerStore({ pool }),
      reports: createReportViews({ pool }),
      cards: async () => [],
      clock: fixedClock(0),
    },
    { id: shop.id, domain: "" },
  );

const KINDS: EventKind[] = ["view", "play", "watch", "complete", "open", "product", "add", "error"];

/** Batches of any kinds, over some days around `from`, a few by bots or of unknown videos. */
function randomBatches(shop: Shop, from: number, count: number, foreign: string): LoggedBatch[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  return Array.from({ length: count }, () => {
    const receivedAt = from + Math.floor(Math.random() * 70 * HOUR);
    return {
      shopId: shop.id,
      batchId: newId(fixedClock(receivedAt)),
      receivedAt,
      session: newId(),
      viewer: null,
      bot: Math.random() < 0.1,
      events: Array.from({ length: 1 + Math.floor(Math.random() * 20) }, () => {
        const kind = pick(KINDS);
        return {
          kind,
          ago: Math.floor(Math.random() * (Math.random() < 0.1 ? 24 * HOUR : 60_000)),
          placementId: newId(),
          videoId: kind === "view" ? null : pick([...shop.videoIds, foreign]),
          amount: kind === "watch" || kind === "add" ? Math.floor(Math.random() * 9000) : null,
          variantId: null,
        };
      }),
    };
  });
}

/** Counted the slow way: every event looked at, its day asked of Intl. */
function bruteForce(shop: Shop, batches: LoggedBatch[]) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: shop.timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const tally = () => ({ views: 0, plays: 0, completions: 0, watchTime: 0, adds: 0 });
  const days = new Map<string, ReturnType<typeof tally>>();
  const videos = new Map<string, ReturnType<typeof tally>>();
  const seen = new Set<string>();
  for (const batch of batches) {
    if (batch.bot || batch.shopId !== shop.id || seen.has(batch.batchId)) continue;
    seen.add(batch.batchId);
    for (const event of batch.events) {
      if (event.kind !== "view" && !shop.videoIds.includes(event.videoId ?? "")) continue;
      const day = format.format(batch.receivedAt - event.ago);
      const places = [days.get(day) ?? tally()];
      days.set(day, places[0] as ReturnType<typeof tally>);
      if (event.videoId) {
        const video = videos.get(event.videoId) ?? tally();
        videos.set(event.videoId, video);
        places.push(video);
      }
      for (const place of places) {
        if (event.kind === "view") place.views++;
        if (event.kind === "play") place.plays++;
        if (event.kind === "complete") place.completions++;
        if (event.kind === "watch") place.watchTime += event.amount ?? 0;
        if (event.kind === "add") place.adds++;
      }
    }
  }
  return { days: Object.fromEntries(days), videos: Object.fromEntries(videos) };
}

function counts(report: Report) {
  const brief = ({ views, plays, completions, watchTime, adds }: Report["totals"]) => ({
    views,
    plays,
    completions,
    watchTime,
    adds,
  });
  const some = (numbers: object) => Object.values(numbers).some((number) => number > 0);
  return {
    days: Object.fromEntries(
      report.days.map((day) => [day.day, brief(day)] as const).filter(([, day]) => some(day)),
    ),
    videos: Object.fromEntries(
      report.videos
        .map((video) => [video.videoId, brief(video)] as const)
        .filter(([, v]) => some(v)),
    ),
  };
}

function expected(shop: Shop, batches: LoggedBatch[]) {
  const { days, videos } = bruteForce(shop, batches);
  const some = ([, numbers]: [string, object]) => Object.values(numbers).some((n) => n > 0);
  return {
    days: Object.fromEntries(Object.entries(days).filter(some)),
    videos: Object.fromEntries(Object.entries(videos).filter(some)),
  };
}

async function rolled(shopId: string): Promise<unknown> {
  const hours = await pool.query(
    "SELECT * FROM events.shop_hours WHERE shop_id = $1 ORDER BY hour",
    [shopId],
  );
  const days = await pool.query(
    "SELECT day::text, video_id, plays, completions, watch_ms, adds FROM events.video_days WHERE shop_id = $1 ORDER BY 1, 2",
    [shopId],
  );
  return { hours: hours.rows, days: days.rows };
}

describe("roll-ups", () => {
  // Clocks change within the span in New York and Lord Howe (by half an hour); Kathmandu is at +5:45.
  const spans = [
    ["America/New_York", "2026-10-30T12:00:00Z", { from: "2026-10-28", to: "2026-11-04" }],
    ["Australia/Lord_Howe", "2026-10-02T12:00:00Z", { from: "2026-09-30", to: "2026-10-08" }],
    ["Asia/Kathmandu", "2026-11-10T00:00:00Z", { from: "2026-11-08", to: "2026-11-14" }],
    ["UTC", "2026-11-10T00:00:00Z", { from: "2026-11-08", to: "2026-11-14" }],
  ] as const;

  for (const [zone, start, range] of spans)
    it(`equal a count by hand of random batches in ${zone}, rolled up or not`, async () => {
      const shop = await aShop(zone);
      const other = await aShop("UTC", 1);
      const from = Date.parse(start);
      const batches = randomBatches(shop, from, 120, other.videoIds[0] as string);
      const sent: LoggedBatch[] = [];
      for (let i = 0; i < batches.length; i += 30) {
        const part = batches.slice(i, i + 30);
        const again = sent.slice(-10);
        await log.append([...part, ...again, ...part.slice(0, 5)]);
        sent.push(...part);
        // Before a roll-up, from the tail; after it, from the roll-ups; and both mixed.
        expect(counts(await analytics(shop).report(range))).toEqual(expected(shop, sent));
        if (i % 60 === 0) await rollUps.rollUp(from);
        expect(counts(await analytics(shop).report(range))).toEqual(expected(shop, sent));
      }
      await rollUps.rollUp(from);
      const report = await analytics(shop).report(range);
      expect(counts(report)).toEqual(expected(shop, sent));
      const total = Object.values(bruteForce(shop, sent).days).reduce((sum, d) => sum + d.plays, 0);
      expect(report.totals.plays).toBe(total);
      expect(report.videos[0]?.title).toMatch(/^Clip \d$/);
      expect(counts(await analytics(other).report(range))).toEqual({ days: {}, videos: {} });

      const before = await rolled(shop.id);
      expect(await rollUps.rollUp(from)).toBe(0);
      expect(await rolled(shop.id)).toEqual(before);
      await rollUps.recount(shop.id);
      expect(await rolled(shop.id)).toEqual(before);
    });

  it("miss no batch that drew a low number and committed late", async () => {
    const shop = await aShop("UTC");
    const from = Date.parse("2026-11-10T00:00:00Z");
    const range = { from: "2026-11-08", to: "2026-11-14" };
    const [slow, ...quick] = randomBatches(shop, from, 10, newId());
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query("BEGIN");
      const held = createEventLog({ pool: client as unknown as pg.Pool });
      await held.append([slow as LoggedBatch]);
      await log.append(quick);
      // The gate is held by the open transaction: nothing is rolled up past it.
      expect(await rollUps.rollUp(from)).toBe(0);
      expect(counts(await analytics(shop).report(range))).toEqual(expected(shop, quick));
      await client.query("COMMIT");
    } finally {
      await client.end();
    }
    expect(await rollUps.rollUp(from)).toBeGreaterThanOrEqual(10);
    expect(counts(await analytics(shop).report(range))).toEqual(
      expected(shop, [slow as LoggedBatch, ...quick]),
    );
  });

  it("count once with several workers and writers at work", async () => {
    const shop = await aShop("Europe/Berlin");
    const from = Date.parse("2026-11-10T00:00:00Z");
    const range = { from: "2026-11-08", to: "2026-11-14" };
    const batches = randomBatches(shop, from, 400, newId());
    let writing = true;
    const roller = async () => {
      while (writing) await rollUps.rollUp(from);
    };
    const reader = async () => {
      let last = 0;
      while (writing) {
        const { plays } = (await analytics(shop).report(range)).totals;
        expect(plays).toBeGreaterThanOrEqual(last);
        last = plays;
      }
    };
    const writer = async (part: LoggedBatch[]) => {
      for (let i = 0; i < part.length; i += 10) await log.append(part.slice(i, i + 10));
    };
    const others = [roller(), roller(), reader()];
    await Promise.all([writer(batches), writer([...batches].reverse())]);
    writing = false;
    await Promise.all(others);
    expect(counts(await analytics(shop).report(range))).toEqual(expected(shop, batches));
    await Promise.all([rollUps.rollUp(from), rollUps.rollUp(from), rollUps.rollUp(from)]);
    expect(counts(await analytics(shop).report(range))).toEqual(expected(shop, batches));
  });

  it("count the likes that stand, the comments that are shown and the share sheets opened", async () => {
    const shop = await aShop("Asia/Shanghai", 2);
    const [one = "", two = ""] = shop.videoIds;
    // A quarter past midnight in Shanghai, and a quarter to.
    const at = Date.parse("2026-11-21T16:15:00Z");
    const before = at - HOUR / 2;
    const social = createSocialStore({ pool });
    await social.setLike(shop.id, one, "customer:1", true, at);
    await social.setLike(shop.id, one, "guest:2", true, at);
    await social.setLike(shop.id, one, "guest:2", false, at);
    await social.setLike(shop.id, one, "guest:3", true, before);
    const post = (author: "customer:1" | "shop", status: CommentStatus, createdAt = at) =>
      social.post(shop.id, {
        ...{ id: newId(), videoId: two, parentId: null, author, token: newId(), name: "A" },
        ...{ text: "B", status, reason: null, createdAt, deeds: [] },
      });
    for (const status of ["shown", "held", "hidden", "deleted"] as const)
      await post("customer:1", status);
    await post("shop", "shown");
    await post("customer:1", "shown", before);
    const share = (receivedAt: number): LoggedBatch => ({
      ...{ shopId: shop.id, batchId: newId(), receivedAt, session: newId(), viewer: null },
      bot: false,
      events: [
        {
          ...{ kind: "share", ago: 0, placementId: newId(), videoId: one },
          ...{ amount: null, variantId: null },
        },
      ],
    });
    await log.append([share(at), share(before)]);
    const talk = async () => {
      const { videos } = await analytics(shop).report({ from: "2026-11-22", to: "2026-11-22" });
      return Object.fromEntries(
        videos.map(({ title, likes, comments, shares }) => [title, [likes, comments, shares]]),
      );
    };
    const expected = { "Clip 0": [1, 0, 1], "Clip 1": [0, 1, 0] };
    expect(await talk()).toEqual(expected);
    await rollUps.rollUp(Date.now());
    expect(await talk()).toEqual(expected);
    await rollUps.recount(shop.id);
    expect(await talk()).toEqual(expected);
  });

  it("are cut anew when the shop moves to another time zone", async () => {
    const shop = await aShop("America/Los_Angeles");
    const from = Date.parse("2026-11-10T00:00:00Z");
    const range = { from: "2026-11-07", to: "2026-11-15" };
    const batches = randomBatches(shop, from, 50, newId());
    await log.append(batches);
    await rollUps.rollUp(from);
    await pool.query("UPDATE shops SET time_zone = 'Asia/Tokyo' WHERE id = $1", [shop.id]);
    await rollUps.rollUp(from);
    const moved = { ...shop, timeZone: "Asia/Tokyo" };
    expect(counts(await analytics(moved).report(range))).toEqual(expected(moved, batches));
    await pool.query("UPDATE shops SET time_zone = 'Mars/Olympus' WHERE id = $1", [shop.id]);
    await rollUps.rollUp(from);
    const lost = { ...shop, timeZone: "UTC" };
    expect(counts(await analytics(lost).report(range))).toEqual(expected(lost, batches));
  });

  it("keep the numbers and the name of a video that was removed", async () => {
    const shop = await aShop("UTC", 1);
    const videoId = shop.videoIds[0] as string;
    const batches = randomBatches(shop, Date.parse("2026-11-10T00:00:00Z"), 20, newId());
    await pool.query("UPDATE videos SET title = 'Last name' WHERE shop_id = $1", [shop.id]);
    await pool.query("DELETE FROM videos WHERE shop_id = $1", [shop.id]);
    await log.append(batches);
    await rollUps.rollUp(0);
    const report = await analytics(shop).report({ from: "2026-11-08", to: "2026-11-14" });
    expect(report.videos).toMatchObject([{ videoId, title: "Last name", poster: null }]);
    expect(counts(report)).toEqual(expected(shop, batches));
  });

  it("count what shoppers did with the moments a clip has, before and after rolling up", async () => {
    const shop = await aShop("Asia/Tokyo", 2);
    const [videoId, other] = shop.videoIds as [string, string];
    const moments = [{ kind: "chapter", id: "7", at: 0, title: "One" }];
    await pool.query("UPDATE videos SET moments = $3 WHERE shop_id = $1 AND id = $2", [
      ...[shop.id, videoId, JSON.stringify(moments)],
    ]);
    // Half an hour before midnight of the shop's tenth.
    const receivedAt = Date.parse("2026-11-10T14:30:00Z");
    const did = (video: string, variantId: string, amount: number, ago = 0) => ({
      ...{ kind: "moment" as const, ago, placementId: newId(), videoId: video, amount, variantId },
    });
    const batch = (more: Partial<LoggedBatch>): LoggedBatch => ({
      ...{ shopId: shop.id, batchId: newId(fixedClock(receivedAt)), receivedAt, session: newId() },
      ...{ viewer: null, bot: false, events: [] },
      ...more,
    });
    const events = [
      ...[did(videoId, "7", 1), did(videoId, "7", 1, 1000), did(videoId, "7", 2)],
      ...[did(videoId, "7", 11), did(videoId, "7", 3), did(videoId, "7", 4)],
      // The day before, a moment of another clip, and one that nobody made.
      ...[did(videoId, "7", 1, 24 * HOUR - 1), did(other, "7", 1), did(videoId, "8", 1)],
    ];
    await log.append([batch({ events }), batch({ events, bot: true })]);
    const day = { from: "2026-11-10", to: "2026-11-10" };
    const read = (id = videoId) => analytics(shop).moments(id, day);
    const expectedOnes = { shown: 2, tapped: 1, applied: 1, refused: 1, chosen: [0, 1] };
    expect((await read())["7"]).toEqual(expectedOnes);
    await rollUps.rollUp(0);
    expect(await read()).toEqual({ "7": expectedOnes });
    expect(await read(other)).toEqual({});
    await log.append([batch({ events: [did(videoId, "7", 1)] })]);
    expect((await read())["7"]).toEqual({ ...expectedOnes, shown: 3 });
    await rollUps.recount(shop.id);
    expect((await read())["7"]).toEqual({ ...expectedOnes, shown: 3 });
    const both = { from: "2026-11-09", to: "2026-11-10" };
    expect((await analytics(shop).moments(videoId, both))["7"]?.shown).toBe(4);
    const stranger = await aShop("UTC");
    expect(await analytics(stranger).moments(videoId, day)).toEqual({});
  });

  it("leave raw days that are gone as they were counted", async () => {
    const shop = await aShop("UTC", 1);
    const range = { from: "2025-01-01", to: "2025-03-31" };
    const old = randomBatches(shop, Date.parse("2025-01-05T00:00:00Z"), 20, newId());
    const late = randomBatches(shop, Date.parse("2025-03-05T00:00:00Z"), 20, newId());
    await log.append([...old, ...late]);
    await rollUps.rollUp(0);
    await log.maintain(Date.parse("2025-03-20T00:00:00Z"), 30);
    await rollUps.recount(shop.id);
    expect(counts(await analytics(shop).report(range))).toEqual(expected(shop, [...old, ...late]));
  });
});
