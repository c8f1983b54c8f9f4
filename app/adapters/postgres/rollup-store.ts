import type pg from "pg";
import type { RollUps } from "../../domains/analytics/ports.ts";
import { AdvisoryLock } from "./advisory-locks.ts";
import { KIND_NUMBER } from "./event-log.ts";
import { transact } from "./transact.ts";

/** Batches counted in one transaction: some seconds of work, little lost when killed. */
const SLICE = 20_000;

const { view, play, watch, complete, add, share, moment } = KIND_NUMBER;

/**
 * Adds what a part of the log holds to both roll-ups. Run together with moving the watermark. `batches`
 * picks rows of events.batches, `since` (epoch milliseconds, may be null) the events in them.
 *
 * Events are first summed by quarter of an hour, where every zone's hours and days begin, so that the
 * dear reckoning with time zones is done some hundred times rather than once an event. Counted are
 * events of shops that are still there, of no bot, and naming a video of the shop's own (or none, as
 * views do).
 */
const count = (batches: string, since: string) => `
  WITH quarters AS (
    SELECT b.shop_id, b.refs[e.video] AS video_id, (b.ms - e.ago) / 900000 AS quarter,
           count(*) FILTER (WHERE e.kind = ${view}) AS views,
           count(*) FILTER (WHERE e.kind = ${play}) AS plays,
           count(*) FILTER (WHERE e.kind = ${complete}) AS completions,
           coalesce(sum(e.amount) FILTER (WHERE e.kind = ${watch}), 0) AS watch_ms,
           count(*) FILTER (WHERE e.kind = ${add}) AS adds,
           count(*) FILTER (WHERE e.kind = ${share}) AS shares
    FROM (SELECT shop_id, refs, kinds, agos, videos, amounts,
                 (extract(epoch FROM received_at) * 1000)::bigint AS ms
          FROM events.batches WHERE ${batches} AND NOT bot OFFSET 0) b
    CROSS JOIN LATERAL unnest(b.kinds, b.agos, b.videos, b.amounts) AS e(kind, ago, video, amount)
    WHERE e.kind IN (${[view, play, watch, complete, add, share]})
      AND (${since} IS NULL OR b.ms - e.ago >= ${since})
    GROUP BY 1, 2, 3
  ),
  counted AS MATERIALIZED (
    SELECT q.*, to_timestamp(q.quarter * 900) AS at, z.time_zone
    FROM quarters q
    JOIN events.shop_zones z ON z.shop_id = q.shop_id
    LEFT JOIN events.known_videos v ON v.shop_id = q.shop_id AND v.video_id = q.video_id
    WHERE q.video_id IS NULL OR v.video_id IS NOT NULL
  ),
  hours AS (
    INSERT INTO events.shop_hours AS h (shop_id, hour, views, plays, completions, watch_ms, adds)
    SELECT shop_id, date_trunc('hour', at, time_zone),
           sum(views), sum(plays), sum(completions), sum(watch_ms), sum(adds)
    FROM counted GROUP BY 1, 2
    ON CONFLICT (shop_id, hour) DO UPDATE SET
      views = h.views + EXCLUDED.views, plays = h.plays + EXCLUDED.plays,
      completions = h.completions + EXCLUDED.completions,
      watch_ms = h.watch_ms + EXCLUDED.watch_ms, adds = h.adds + EXCLUDED.adds
  )
  INSERT INTO events.video_days AS d
         (shop_id, day, video_id, plays, completions, watch_ms, adds, shares)
  SELECT shop_id, (at AT TIME ZONE time_zone)::date, video_id,
         sum(plays), sum(completions), sum(watch_ms), sum(adds), sum(shares)
  FROM counted WHERE video_id IS NOT NULL GROUP BY 1, 2, 3
  ON CONFLICT (shop_id, day, video_id) DO UPDATE SET
    plays = d.plays + EXCLUDED.plays, completions = d.completions + EXCLUDED.completions,
    watch_ms = d.watch_ms + EXCLUDED.watch_ms, adds = d.adds + EXCLUDED.adds,
    shares = d.shares + EXCLUDED.shares`;

/**
 * Adds what shoppers did with moments, as `count` does with the rest and run beside it. Only of moments
 * that the clip has: whoever makes ids up fills no table.
 */
const countMoments = (batches: string, since: string) => `
  INSERT INTO events.moment_days AS d (shop_id, day, video_id, moment_id, deed, times)
  SELECT b.shop_id, (to_timestamp((b.ms - e.ago) / 1000.0) AT TIME ZONE z.time_zone)::date,
         v.id, b.refs[e.variant], e.amount, count(*)
  FROM (SELECT shop_id, refs, kinds, agos, videos, amounts, variants,
               (extract(epoch FROM received_at) * 1000)::bigint AS ms
        FROM events.batches
        WHERE ${batches} AND NOT bot AND kinds @> ARRAY[${moment}::smallint] OFFSET 0) b
  CROSS JOIN LATERAL unnest(b.kinds, b.agos, b.videos, b.amounts, b.variants)
    AS e(kind, ago, video, amount, variant)
  JOIN events.shop_zones z ON z.shop_id = b.shop_id
  JOIN videos v ON v.shop_id = b.shop_id AND v.id = b.refs[e.video]
    AND v.moments @> jsonb_build_array(jsonb_build_object('id', b.refs[e.variant]))
  WHERE e.kind = ${moment} AND (${since} IS NULL OR b.ms - e.ago >= ${since})
  GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (shop_id, video_id, day, moment_id, deed) DO UPDATE SET
    times = d.times + EXCLUDED.times`;

/** Roll-ups beside the log, in the same database: what is counted and how far commit together. */
export function createRollUps({ pool }: { pool: pg.Pool }): RollUps {
  return {
    async rollUp(now) {
      await recountMovedShops(pool);
      const { rows } = await pool.query<{ position: string; last: string }>(
        `SELECT w.position, s.last_value AS last FROM events.watermark w, events.batch_position s`,
      );
      const nothingNew = rows[0] && BigInt(rows[0].last) <= BigInt(rows[0].position);
      const ceiling = nothingNew ? null : await settledPosition(pool);
      if (ceiling === null) return 0;
      let read = 0;
      for (;;) {
        const slice = await countSlice(pool, ceiling, now);
        if (!slice) return read;
        read += slice.batches;
        if (slice.done) return read;
      }
    },

    recount: (shopId) => recount(pool, shopId),
  };
}

/**
 * A position below which nothing can appear any more; null when writers did not let us in. Taking the
 * gate waits for every writer inside it, so whatever drew a number before is committed or gone. New
 * writers queue behind us meanwhile, so we ask briefly and come back in a minute if one of them hangs.
 */
async function settledPosition(pool: pg.Pool): Promise<bigint | null> {
  try {
    return await transact(pool, async (client) => {
      await client.query("SET LOCAL lock_timeout = '500ms'");
      await client.query(`SELECT pg_advisory_xact_lock(${AdvisoryLock.eventGate})`);
      const { rows } = await client.query("SELECT last_value FROM events.batch_position");
      return BigInt(rows[0].last_value);
    });
  } catch (error) {
    if ((error as { code?: string }).code === "55P03") return null;
    throw error;
  }
}

/** One transaction: count the next slice and move the watermark, or neither. Null: another works. */
function countSlice(
  pool: pg.Pool,
  ceiling: bigint,
  now: number,
): Promise<{ batches: number; done: boolean } | null> {
  return transact(pool, async (client) => {
    if (!(await takeTurn(client))) return null;
    // A slice's groups stay in memory; compiling the query would take longer than running it.
    await client.query("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
    const { rows } = await client.query("SELECT position FROM events.watermark");
    const from = BigInt(rows[0].position);
    if (from >= ceiling) return { batches: 0, done: true };
    // The last position of the slice: numbers have gaps where duplicates were turned away.
    const { rows: bounds } = await client.query(
      `SELECT count(*)::int AS batches, max(position) AS last FROM (
         SELECT position FROM events.batches WHERE position > $1 AND position <= $2
         ORDER BY position LIMIT ${SLICE}) slice`,
      [from, ceiling],
    );
    const batches: number = bounds[0].batches;
    const done = batches < SLICE;
    const to = done ? ceiling : BigInt(bounds[0].last);
    if (batches > 0) {
      await rememberZones(client, from, to);
      for (const sum of [count, countMoments])
        await client.query(sum("position > $1 AND position <= $2", "$3::bigint"), [from, to, null]);
    }
    await client.query(
      "UPDATE events.watermark SET position = $1, rolled_at = to_timestamp($2 / 1000.0)",
      [to, now],
    );
    return { batches, done };
  });
}

async function takeTurn(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT pg_try_advisory_xact_lock(${AdvisoryLock.rollUp}) AS mine`,
  );
  return rows[0].mine;
}

/** A shop's first events fix the zone its roll-ups are cut in. */
async function rememberZones(client: pg.PoolClient, from: bigint, to: bigint): Promise<void> {
  await client.query(
    `INSERT INTO events.shop_zones (shop_id, time_zone)
     SELECT id, events.usable_zone(time_zone) FROM shops
     WHERE id IN (SELECT DISTINCT shop_id FROM events.batches WHERE position > $1 AND position <= $2)
     ON CONFLICT DO NOTHING`,
    [from, to],
  );
}

async function recountMovedShops(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT s.id FROM shops s JOIN events.shop_zones z ON z.shop_id = s.id
     WHERE z.time_zone <> s.time_zone AND z.time_zone <> events.usable_zone(s.time_zone)`,
  );
  for (const { id } of rows) await recount(pool, id);
}

/**
 * Counts anew what the raw log still holds whole; days before that keep the numbers they were given.
 * Only batches behind the watermark: the others are counted in their turn. A batch's events may be a
 * day older than the batch, and its id's day two days off its arrival: hence the three days of margin.
 */
function recount(pool: pg.Pool, shopId: string): Promise<void> {
  return transact(pool, async (client) => {
    // Waits for a roll-up under way; then the watermark stands still until we commit.
    await client.query(`SELECT pg_advisory_xact_lock(${AdvisoryLock.rollUp})`);
    const { rowCount } = await client.query(
      `INSERT INTO events.shop_zones (shop_id, time_zone)
       SELECT id, events.usable_zone(time_zone) FROM shops WHERE id = $1
       ON CONFLICT (shop_id) DO UPDATE SET time_zone = EXCLUDED.time_zone`,
      [shopId],
    );
    if (!rowCount) return;
    // Both null while no day was ever dropped: then everything is counted anew.
    const { rows } = await client.query<{ first: string | null; start: string | null }>(
      `SELECT (kept_from + 3)::text AS first,
              extract(epoch FROM (kept_from + 3)::timestamp AT TIME ZONE time_zone)::bigint * 1000
                AS start
       FROM events.shop_zones, events.watermark WHERE shop_id = $1`,
      [shopId],
    );
    const { first, start } = rows[0] ?? { first: null, start: null };
    await client.query(
      `DELETE FROM events.shop_hours
       WHERE shop_id = $1 AND ($2::bigint IS NULL OR hour >= to_timestamp($2 / 1000.0))`,
      [shopId, start],
    );
    await client.query(
      "DELETE FROM events.video_days WHERE shop_id = $1 AND ($2::date IS NULL OR day >= $2)",
      [shopId, first],
    );
    await client.query(
      "DELETE FROM events.moment_days WHERE shop_id = $1 AND ($2::date IS NULL OR day >= $2)",
      [shopId, first],
    );
    for (const sum of [count, countMoments])
      await client.query(
        sum("shop_id = $1 AND position <= (SELECT position FROM events.watermark)", "$2::bigint"),
        [shopId, start],
      );
  });
}
