import type pg from "pg";
import { EVENT_KINDS, type EventKind } from "../../contract/events.ts";
import type { EventLog, LoggedBatch } from "../../domains/engagement/ports.ts";
import { timeOfId } from "../../kernel/ids.ts";
import { AdvisoryLock } from "./advisory-locks.ts";
import { transact } from "./transact.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const UNDATED = "1970-01-01";
/** Days made ahead of need, so that no shopper's request has to. */
const DAYS_AHEAD = 3;

/**
 * One statement, so one round trip and one transaction, and nothing left open if we die after it.
 *
 * The gate is taken before any position is drawn from the sequence and held until the commit is
 * visible. A roll-up that has held it alone for an instant therefore knows: every position handed out
 * by then is committed or never will be, and it may move its watermark there without missing a batch
 * that drew a low number and committed late. (Transaction ids would do without a lock, but their
 * numbers mean nothing after a dump is restored in another cluster.)
 */
const APPEND = `
  WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${AdvisoryLock.eventGate}))
  INSERT INTO events.batches (day, shop_id, batch_id, received_at, session, viewer, bot,
                              refs, kinds, agos, placements, videos, amounts, variants)
  SELECT n.day, n.shop_id, n.batch_id, to_timestamp(n.received_at / 1000.0), n.session, n.viewer,
         n.bot, n.refs::text[], n.kinds::smallint[], n.agos::integer[], n.placements::smallint[],
         n.videos::smallint[], n.amounts::integer[], n.variants::smallint[]
  FROM gate, unnest($1::date[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[],
                    $7::boolean[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                    $13::text[], $14::text[])
       AS n(day, shop_id, batch_id, received_at, session, viewer, bot,
            refs, kinds, agos, placements, videos, amounts, variants)
  ON CONFLICT DO NOTHING`;

/** Numbers of the kinds as the view events.log spells them out: never reorder, only append. */
export const KIND_NUMBER = Object.fromEntries(
  EVENT_KINDS.map((kind, index) => [kind, index + 1]),
) as Record<EventKind, number>;

/** The log in PostgreSQL: see the migration `events` for its shape. */
export function createEventLog({ pool }: { pool: pg.Pool }): EventLog {
  async function insert(rows: LoggedBatch[]): Promise<number> {
    const columns = toColumns(rows);
    for (let tries = 0; ; tries++) {
      try {
        const { rowCount } = await pool.query({
          name: "append-batches",
          text: APPEND,
          values: columns,
        });
        return rowCount ?? 0;
      } catch (error) {
        const code = (error as { code?: string }).code;
        // 23514: no partition for one of the days. 40P01: a deadlock, of which we were the victim.
        if (tries >= 2 || (code !== "23514" && code !== "40P01")) throw error;
        if (code === "23514") await makeDays(pool, new Set(rows.map(dayOf)));
      }
    }
  }

  return {
    async append(batches) {
      if (batches.length === 0) return 0;
      // One order for all writers: two of them holding the same two batches cannot wait in a ring.
      const rows = [...batches].sort((a, b) => (a.batchId < b.batchId ? -1 : 1));
      return insert(rows);
    },

    async maintain(now, keepDays) {
      const days = new Set<string>();
      for (let ahead = -2; ahead <= DAYS_AHEAD; ahead++) days.add(isoDay(now + ahead * DAY_MS));
      await makeDays(pool, days);
      await dropDays(pool, isoDay(now - keepDays * DAY_MS));
      await pool.query(
        `DELETE FROM events.batches_undated
         WHERE received_at < $1 AND position <= (SELECT position FROM events.watermark)`,
        [new Date(now - keepDays * DAY_MS)],
      );
    },
  };
}

/**
 * The partition a batch belongs to: the day its id was made, which is the same however late the batch
 * arrives, so a batch sent again after midnight still meets itself. A sender whose clock is days off
 * goes to a partition of its own; only if it sends again across the midnight at which its clock begins
 * to look right could it be counted twice.
 */
function dayOf(batch: LoggedBatch): string {
  const made = timeOfId(batch.batchId);
  const late = batch.receivedAt - made;
  return late > 2 * DAY_MS || late < -DAY_MS ? UNDATED : isoDay(made);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** One array a column; arrays inside them as literals, because unnest would flatten them. */
function toColumns(batches: LoggedBatch[]): unknown[][] {
  const columns: unknown[][] = Array.from({ length: 14 }, () => []);
  for (const batch of batches) {
    const refs: string[] = [];
    const ref = (id: string | null): number => {
      if (id === null) return 0;
      const at = refs.indexOf(id);
      return at < 0 ? refs.push(id) : at + 1;
    };
    let kinds = "";
    let agos = "";
    let placements = "";
    let videos = "";
    let amounts = "";
    let variants = "";
    for (const event of batch.events) {
      kinds += `,${KIND_NUMBER[event.kind]}`;
      agos += `,${event.ago}`;
      placements += `,${ref(event.placementId)}`;
      videos += `,${ref(event.videoId)}`;
      amounts += event.amount === null ? ",NULL" : `,${event.amount}`;
      variants += `,${ref(event.variantId)}`;
    }
    const row = [
      dayOf(batch),
      batch.shopId,
      batch.batchId,
      batch.receivedAt,
      batch.session,
      batch.viewer,
      batch.bot,
      // Ids and digits only (checked at the door): nothing to escape.
      `{${refs.join(",")}}`,
      ...[kinds, agos, placements, videos, amounts, variants].map((list) => `{${list.slice(1)}}`),
    ];
    for (let i = 0; i < row.length; i++) columns[i]?.push(row[i]);
  }
  return columns;
}

/** Attaching beats creating in place: it lets writers of other days go on. */
async function makeDays(pool: pg.Pool, days: ReadonlySet<string>): Promise<void> {
  await transact(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${AdvisoryLock.partitions})`);
    for (const day of days) {
      if (day === UNDATED) continue;
      const table = partitionName(day);
      const { rows } = await client.query("SELECT to_regclass($1) AS found", [table]);
      if (rows[0].found) continue;
      await client.query(`CREATE TABLE ${table} (LIKE events.batches INCLUDING ALL)`);
      await client.query(
        `ALTER TABLE events.batches ATTACH PARTITION ${table}
         FOR VALUES FROM ('${day}') TO ('${isoDay(Date.parse(day) + DAY_MS)}')`,
      );
    }
  });
}

/** Drops days before `first`, but none that roll-ups have not read to the end. */
async function dropDays(pool: pg.Pool, first: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits
     WHERE inhparent = 'events.batches'::regclass`,
  );
  for (const { name } of rows) {
    const digits = /batches_(\d{8})$/.exec(name)?.[1];
    if (!digits || digits >= first.replaceAll("-", "")) continue;
    await transact(pool, async (client) => {
      // A drop locks the whole log: rather try again tomorrow than make shoppers wait.
      await client.query("SET LOCAL lock_timeout = '2s'");
      const { rows: unread } = await client.query(
        `SELECT 1 FROM ${name} WHERE position > (SELECT position FROM events.watermark) LIMIT 1`,
      );
      if (unread.length > 0) return;
      await client.query(`DROP TABLE ${name}`);
      await client.query("UPDATE events.watermark SET kept_from = greatest(kept_from, $1::date)", [
        first,
      ]);
    }).catch((error: { code?: string }) => {
      if (error.code !== "55P03") throw error;
    });
  }
}

function partitionName(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`Not a day: ${day}`);
  return `events.batches_${day.replaceAll("-", "")}`;
}
