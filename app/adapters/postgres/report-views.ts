import type pg from "pg";
import type {
  DayRange,
  LedgerEntry,
  LedgerKind,
  TalkCounts,
} from "../../domains/analytics/index.ts";
import type { Counts, Earnings, ReportViews } from "../../domains/analytics/ports.ts";
import { transact } from "./transact.ts";

/**
 * Reports read roll-ups up to the watermark and raw events after it, in one snapshot: nothing is
 * missing and nothing counted twice, and an event shows within the second it was stored in.
 */
export function createReportViews({ pool }: { pool: pg.Pool }): ReportViews {
  const read = <T>(work: (client: pg.PoolClient) => Promise<T>) =>
    transact(
      pool,
      async (client) => {
        // Short queries over arrays whose length the planner can only guess: not worth compiling.
        await client.query("SET LOCAL jit = off");
        return work(client);
      },
      { isolation: "repeatable read", readOnly: true },
    );

  return {
    figures: (shopId, range, previous) =>
      read(async (client) => {
        const { currency, zone } = await readBasis(client, shopId);
        // The range before is read along, as days before `range.from`.
        const wide = { from: previous.from, to: range.to };
        const days = new Map<string, Counts & Earnings>();
        for (const row of await readDayCounts(client, shopId, zone, wide))
          days.set(row.day, { ...row.counts, ...NO_EARNINGS });
        for (const row of await readDayEarnings(client, shopId, zone, wide, currency))
          days.set(row.day, { ...(days.get(row.day) ?? NO_COUNTS), ...row.earnings });

        const before = { ...NO_COUNTS, ...NO_EARNINGS };
        for (const [day, figure] of days) {
          if (day >= range.from) continue;
          for (const key of Object.keys(before) as (keyof typeof before)[])
            before[key] += figure[key];
          days.delete(day);
        }
        before.orders = await countOrders(client, shopId, zone, previous);

        return {
          currency,
          days,
          videos: await readVideos(client, shopId, zone, range, currency),
          orders: await countOrders(client, shopId, zone, range),
          previous: before,
        };
      }),

    videoFigures: (shopId, videoId, range) =>
      read(async (client) => {
        const { currency, zone } = await readBasis(client, shopId);
        const videos = await readVideos(client, shopId, zone, range, currency, videoId);
        const { views: _, ...none } = NO_COUNTS;
        const { title: __, ...figure } = videos.get(videoId) ?? {
          ...none,
          ...NO_EARNINGS,
          ...NO_TALK,
          title: "",
        };
        return { ...figure, currency };
      }),

    momentFigures: (shopId, videoId, range) =>
      read(async (client) => {
        const { zone } = await readBasis(client, shopId);
        const { rows } = await client.query<{ moment: string; deed: number; times: number }>(
          `SELECT moment_id AS moment, deed, sum(times)::float8 AS times
           FROM (
             SELECT moment_id, deed, times FROM events.moment_days
             WHERE shop_id = $1 AND video_id = $5 AND day >= $3 AND day <= $4
             UNION ALL
             SELECT l.variant_id, l.amount, count(*)
             FROM events.log l
             WHERE l.shop_id = $1 AND l.position > (SELECT position FROM events.watermark)
               AND NOT l.bot AND l.kind = 'moment' AND l.video_id = $5
               AND l.at >= ${START} AND l.at < ${END}
             GROUP BY 1, 2
           ) parts GROUP BY 1, 2 ORDER BY 1, 2`,
          [shopId, zone, range.from, range.to, videoId],
        );
        return rows;
      }),

    ledger: (shopId, query) =>
      read(async (client) => {
        const { zone } = await readBasis(client, shopId);
        return readLedger(client, shopId, zone, query);
      }),
  };
}

const NO_COUNTS: Counts = { views: 0, plays: 0, completions: 0, watchTime: 0, adds: 0 };
const NO_EARNINGS: Earnings = { orders: 0, revenue: 0, refunded: 0 };
const NO_TALK: TalkCounts = { likes: 0, comments: 0, shares: 0 };

/** Instants at which a range of days (parameters $3 and $4) begins and ends in the zone ($2). */
const START = "($3::date::timestamp AT TIME ZONE $2)";
const END = "(($4::date + 1)::timestamp AT TIME ZONE $2)";
/** Times of rows (no events) are UTC without a zone (Prisma's way): the same instants, written so. */
const ROW_START = `(${START} AT TIME ZONE 'UTC')`;
const ROW_END = `(${END} AT TIME ZONE 'UTC')`;
const LEDGER_DAY = "(e.at AT TIME ZONE 'UTC' AT TIME ZONE $2)::date";

/** Raw events of one shop ($1) that no roll-up has counted yet, as roll-ups would count them. */
const TAIL = `
  SELECT l.at, l.kind, l.video_id, l.amount
  FROM events.log l
  LEFT JOIN events.known_videos v ON v.shop_id = l.shop_id AND v.video_id = l.video_id
  WHERE l.shop_id = $1 AND l.position > (SELECT position FROM events.watermark) AND NOT l.bot
    AND l.at >= ${START} AND l.at < ${END} AND (l.kind = 'view' OR v.video_id IS NOT NULL)`;

const TAIL_SUMS = `
  count(*) FILTER (WHERE kind = 'play') AS plays,
  count(*) FILTER (WHERE kind = 'complete') AS completions,
  coalesce(sum(amount) FILTER (WHERE kind = 'watch'), 0) AS watch_ms,
  count(*) FILTER (WHERE kind = 'add') AS adds`;

async function readBasis(
  client: pg.PoolClient,
  shopId: string,
): Promise<{ currency: string; zone: string }> {
  const { rows } = await client.query(
    "SELECT currency, events.usable_zone(time_zone) AS zone FROM shops WHERE id = $1",
    [shopId],
  );
  if (!rows[0]) throw new Error(`No such shop: ${shopId}`);
  return rows[0];
}

async function readDayCounts(
  client: pg.PoolClient,
  shopId: string,
  zone: string,
  range: DayRange,
): Promise<{ day: string; counts: Counts }[]> {
  const { rows } = await client.query(
    `SELECT day::text, sum(views)::float8 AS views, sum(plays)::float8 AS plays,
            sum(completions)::float8 AS completions, sum(watch_ms)::float8 AS watch_ms,
            sum(adds)::float8 AS adds
     FROM (
       SELECT (hour AT TIME ZONE $2)::date AS day, views, plays, completions, watch_ms, adds
       FROM events.shop_hours WHERE shop_id = $1 AND hour >= ${START} AND hour < ${END}
       UNION ALL
       SELECT (at AT TIME ZONE $2)::date, count(*) FILTER (WHERE kind = 'view'), ${TAIL_SUMS}
       FROM (${TAIL}) tail GROUP BY 1
     ) parts GROUP BY day`,
    [shopId, zone, range.from, range.to],
  );
  return rows.map((row) => ({
    day: row.day,
    counts: { views: row.views, ...toCounts(row) },
  }));
}

async function readDayEarnings(
  client: pg.PoolClient,
  shopId: string,
  zone: string,
  range: DayRange,
  currency: string,
): Promise<{ day: string; earnings: Earnings }[]> {
  const { rows } = await client.query(
    `SELECT ${LEDGER_DAY}::text AS day, ${EARNINGS}
     FROM ledger_entries e
     WHERE e.shop_id = $1 AND e.at >= ${ROW_START} AND e.at < ${ROW_END}
     GROUP BY 1`,
    [shopId, zone, range.from, range.to, currency],
  );
  return rows.map((row) => ({ day: row.day, earnings: toEarnings(row) }));
}

/** Money in another currency (the shop changed its own) is in the ledger, but in no sum. */
const EARNINGS = `
  count(DISTINCT e.order_id) FILTER (WHERE e.kind = 'credit')::int AS orders,
  coalesce(sum(e.amount) FILTER (WHERE e.currency = $5), 0)::float8 AS revenue,
  coalesce(-sum(e.amount) FILTER (WHERE e.currency = $5 AND e.kind IN ('refund', 'cancel')), 0)::float8
    AS refunded`;

async function countOrders(
  client: pg.PoolClient,
  shopId: string,
  zone: string,
  range: DayRange,
): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(DISTINCT e.order_id)::int AS orders FROM ledger_entries e
     WHERE e.shop_id = $1 AND e.kind = 'credit'
       AND e.at >= ${ROW_START} AND e.at < ${ROW_END}`,
    [shopId, zone, range.from, range.to],
  );
  return rows[0].orders;
}

type VideoFigures = Omit<Counts, "views"> & Earnings & TalkCounts & { title: string };

async function readVideos(
  client: pg.PoolClient,
  shopId: string,
  zone: string,
  range: DayRange,
  currency: string,
  only: string | null = null,
): Promise<Map<string, VideoFigures>> {
  const { rows } = await client.query(
    `WITH parts AS (
       SELECT video_id, plays, completions, watch_ms, adds, shares, 0 AS likes, 0 AS comments
       FROM events.video_days
       WHERE shop_id = $1 AND day >= $3::date AND day <= $4::date
         AND ($6::text IS NULL OR video_id = $6)
       UNION ALL
       SELECT video_id, ${TAIL_SUMS}, count(*) FILTER (WHERE kind = 'share'), 0, 0
       FROM (${TAIL}) tail
       WHERE kind <> 'view' AND ($6::text IS NULL OR video_id = $6) GROUP BY 1
       UNION ALL
       SELECT video_id COLLATE "C", 0, 0, 0, 0, 0, count(*), 0 FROM likes
       WHERE shop_id = $1 AND at >= ${ROW_START} AND at < ${ROW_END}
         AND ($6::text IS NULL OR video_id = $6) GROUP BY 1
       UNION ALL
       SELECT video_id COLLATE "C", 0, 0, 0, 0, 0, 0, count(*) FROM comments
       WHERE shop_id = $1 AND created_at >= ${ROW_START} AND created_at < ${ROW_END}
         AND status = 'shown' AND author IS DISTINCT FROM 'shop'
         AND ($6::text IS NULL OR video_id = $6) GROUP BY 1
     ), counts AS (
       SELECT video_id, sum(plays) AS plays, sum(completions) AS completions,
              sum(watch_ms) AS watch_ms, sum(adds) AS adds, sum(shares) AS shares,
              sum(likes) AS likes, sum(comments) AS comments
       FROM parts GROUP BY 1
     ), earnings AS (
       SELECT e.video_id COLLATE "C" AS video_id, ${EARNINGS}
       FROM ledger_entries e
       WHERE e.shop_id = $1 AND e.at >= ${ROW_START} AND e.at < ${ROW_END}
         AND ($6::text IS NULL OR e.video_id = $6)
       GROUP BY 1
     )
     SELECT v.video_id, v.title,
            coalesce(c.plays, 0)::float8 AS plays, coalesce(c.completions, 0)::float8 AS completions,
            coalesce(c.watch_ms, 0)::float8 AS watch_ms, coalesce(c.adds, 0)::float8 AS adds,
            coalesce(c.likes, 0)::float8 AS likes, coalesce(c.comments, 0)::float8 AS comments,
            coalesce(c.shares, 0)::float8 AS shares,
            coalesce(m.orders, 0) AS orders, coalesce(m.revenue, 0) AS revenue,
            coalesce(m.refunded, 0) AS refunded
     FROM counts c FULL JOIN earnings m ON m.video_id = c.video_id
     JOIN events.known_videos v ON v.shop_id = $1 AND v.video_id = coalesce(c.video_id, m.video_id)`,
    [shopId, zone, range.from, range.to, currency, only],
  );
  return new Map(
    rows.map((row) => [
      row.video_id,
      { title: row.title, ...toCounts(row), ...toEarnings(row), ...toTalk(row) },
    ]),
  );
}

type CountsRow = { plays: number; completions: number; watch_ms: number; adds: number };

function toCounts(row: CountsRow): Omit<Counts, "views"> {
  return {
    plays: row.plays,
    completions: row.completions,
    watchTime: row.watch_ms,
    adds: row.adds,
  };
}

function toTalk({ likes, comments, shares }: TalkCounts): TalkCounts {
  return { likes, comments, shares };
}

/** Without the −0 that a negated sum of nothing brings. */
function toEarnings(row: Earnings): Earnings {
  return { orders: row.orders, revenue: row.revenue + 0, refunded: row.refunded + 0 };
}

async function readLedger(
  client: pg.PoolClient,
  shopId: string,
  zone: string,
  query: Parameters<ReportViews["ledger"]>[1],
): Promise<{ entries: LedgerEntry[]; next: string | null }> {
  const cursor = readCursor(query.cursor);
  const limit = Math.min(Math.max(Math.trunc(query.limit) || 1, 1), 250);
  const { rows } = await client.query(
    `SELECT e.id, e.kind, e.order_id, o.name, e.line_title, e.quantity, e.video_id,
            coalesce(v.title, '') AS video_title, e.amount, e.currency,
            (extract(epoch FROM e.at AT TIME ZONE 'UTC') * 1000)::float8 AS at
     FROM ledger_entries e
     JOIN credited_orders o ON o.shop_id = e.shop_id AND o.order_id = e.order_id
     LEFT JOIN events.known_videos v ON v.shop_id = e.shop_id AND v.video_id = e.video_id
     WHERE e.shop_id = $1 AND e.at >= ${ROW_START} AND e.at < ${ROW_END}
       AND ($5::text IS NULL OR e.video_id = $5)
       AND ($6::float8 IS NULL
            OR (e.at, e.id) < (to_timestamp($6 / 1000.0) AT TIME ZONE 'UTC', $7::text))
     ORDER BY e.at DESC, e.id DESC LIMIT $8`,
    [
      shopId,
      zone,
      query.range.from,
      query.range.to,
      query.videoId ?? null,
      cursor?.at ?? null,
      cursor?.id ?? null,
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map((row) => ({
      orderName: row.name,
      orderId: row.order_id,
      lineTitle: row.line_title,
      quantity: row.quantity,
      videoId: row.video_id,
      videoTitle: row.video_title,
      kind: row.kind as LedgerKind,
      amount: { amount: Number(row.amount), currency: row.currency },
      at: row.at,
    })),
    next: rows.length > limit && last ? `${last.at}_${last.id}` : null,
  };
}

/** Null for anything we did not hand out: the list then starts at its top. */
function readCursor(cursor: string | undefined): { at: number; id: string } | null {
  const match = /^(\d{1,15})_([\w:.@~-]{1,200})$/.exec(cursor ?? "");
  return match ? { at: Number(match[1]), id: match[2] ?? "" } : null;
}
