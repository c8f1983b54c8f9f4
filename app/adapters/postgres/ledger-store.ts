import type pg from "pg";
import type { LedgerKind } from "../../domains/analytics/index.ts";
import type { LedgerFact, Posting } from "../../domains/analytics/ledger.ts";
import type { LedgerStore, OrderHead, PendingRefund } from "../../domains/analytics/ports.ts";
import { AdvisoryLock } from "./advisory-locks.ts";
import { transact } from "./transact.ts";

/** Prisma keeps times as UTC without a zone: `at(3)` writes the third parameter, epoch milliseconds. */
const at = (parameter: number) => `to_timestamp($${parameter} / 1000.0) AT TIME ZONE 'UTC'`;

/** The attribution ledger. Entries are only ever added; redaction blanks who, never what. */
export function createLedgerStore({ pool }: { pool: pg.Pool }): LedgerStore {
  return {
    async currency(shopId) {
      const { rows } = await pool.query("SELECT currency FROM shops WHERE id = $1", [shopId]);
      if (!rows[0]) throw new Error(`No such shop: ${shopId}`);
      return rows[0].currency;
    },

    async knownVideos(shopId, videoIds) {
      const { rows } = await pool.query<{ video_id: string }>(
        "SELECT video_id FROM events.known_videos WHERE shop_id = $1 AND video_id = ANY($2)",
        [shopId, videoIds],
      );
      return new Set(rows.map((row) => row.video_id));
    },

    record: (shopId, orderId, { head, facts, pending }, decide) =>
      transact(pool, async (client) => {
        await lockOrder(client, shopId, orderId);
        if (head) await saveHead(client, shopId, head);
        else if (!(await orderIsKnown(client, shopId, orderId))) {
          if (pending) await savePending(client, shopId, orderId, pending);
          return;
        }
        const waiting = await client.query<{ payload: LedgerFact }>(
          "DELETE FROM pending_refunds WHERE shop_id = $1 AND order_id = $2 RETURNING payload",
          [shopId, orderId],
        );
        await saveFacts(client, shopId, orderId, [
          ...facts,
          ...waiting.rows.map((row) => row.payload),
        ]);
        const known = await client.query<{ fact: LedgerFact }>(
          "SELECT fact FROM events.order_facts WHERE shop_id = $1 AND order_id = $2",
          [shopId, orderId],
        );
        const posted = await readPostings(client, shopId, orderId);
        const missing = decide(
          known.rows.map((row) => row.fact),
          posted,
        );
        await post(client, shopId, orderId, missing);
      }),

    async forgetPending(shopId, orderId) {
      await pool.query("DELETE FROM pending_refunds WHERE shop_id = $1 AND order_id = $2", [
        shopId,
        orderId,
      ]);
    },

    async dropStalePending(before) {
      const { rowCount } = await pool.query(`DELETE FROM pending_refunds WHERE at < ${at(1)}`, [
        before,
      ]);
      return rowCount ?? 0;
    },

    forgetCustomer: (shopId, { customerId, orderIds }) =>
      transact(pool, async (client) => {
        const { rows } = await client.query<{ order_id: string }>(
          `UPDATE credited_orders SET customer_id = NULL
           WHERE shop_id = $1 AND (customer_id = $2 OR order_id = ANY($3)) RETURNING order_id`,
          [shopId, customerId, orderIds],
        );
        const orders = rows.map((row) => row.order_id);
        // The page session is what ties an order to what its shopper watched.
        await client.query(
          `UPDATE ledger_entries SET session = '' WHERE shop_id = $1 AND order_id = ANY($2)`,
          [shopId, orders],
        );
        await client.query(
          `UPDATE events.order_facts
           SET fact = jsonb_set(fact, '{lines}', (
             SELECT coalesce(jsonb_agg(line || '{"session": ""}'), '[]')
             FROM jsonb_array_elements(fact->'lines') line))
           WHERE shop_id = $1 AND order_id = ANY($2) AND fact->>'is' = 'order'`,
          [shopId, orders],
        );
      }),

    async ordersOfCustomer(shopId, { customerId, orderIds }) {
      const { rows } = await pool.query(
        `SELECT o.order_id, o.name,
                (extract(epoch FROM o.created_at AT TIME ZONE 'UTC') * 1000)::float8 AS created_at,
                array_remove(array_agg(DISTINCT e.session), '') AS sessions
         FROM credited_orders o
         LEFT JOIN ledger_entries e ON e.shop_id = o.shop_id AND e.order_id = o.order_id
         WHERE o.shop_id = $1 AND (o.customer_id = $2 OR o.order_id = ANY($3))
         GROUP BY o.order_id, o.name, o.created_at ORDER BY o.created_at, o.order_id`,
        [shopId, customerId, orderIds],
      );
      return rows.map((row) => ({
        orderId: row.order_id,
        name: row.name,
        createdAt: row.created_at,
        sessions: (row.sessions ?? []).filter((session: string | null) => session !== null),
      }));
    },
  };
}

async function lockOrder(client: pg.PoolClient, shopId: string, orderId: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, ${AdvisoryLock.order}))`, [
    `${shopId} ${orderId}`,
  ]);
}

async function orderIsKnown(client: pg.PoolClient, shopId: string, orderId: string) {
  const { rows } = await client.query(
    "SELECT 1 FROM credited_orders WHERE shop_id = $1 AND order_id = $2",
    [shopId, orderId],
  );
  return rows.length > 0;
}

/** A state of the order older than the one kept changes nothing. */
async function saveHead(client: pg.PoolClient, shopId: string, head: OrderHead): Promise<void> {
  await client.query(
    `INSERT INTO credited_orders AS o
       (shop_id, order_id, name, currency, created_at, paid, cancelled, customer_id, updated_at)
     VALUES ($1, $2, $3, $4, ${at(5)}, $6, $7, $8, ${at(9)})
     ON CONFLICT (shop_id, order_id) DO UPDATE SET
       name = EXCLUDED.name, paid = EXCLUDED.paid, cancelled = EXCLUDED.cancelled,
       customer_id = EXCLUDED.customer_id, updated_at = EXCLUDED.updated_at
     WHERE EXCLUDED.updated_at >= o.updated_at`,
    [
      shopId,
      head.orderId,
      head.name,
      head.currency,
      head.createdAt,
      head.paid,
      head.cancelled,
      head.customerId,
      head.updatedAt,
    ],
  );
}

async function savePending(
  client: pg.PoolClient,
  shopId: string,
  orderId: string,
  pending: PendingRefund,
): Promise<void> {
  await client.query(
    `INSERT INTO pending_refunds (shop_id, refund_id, order_id, payload, at)
     VALUES ($1, $2, $3, $4, ${at(5)}) ON CONFLICT DO NOTHING`,
    [shopId, pending.refundId, orderId, JSON.stringify(pending.fact), pending.at],
  );
}

async function saveFacts(
  client: pg.PoolClient,
  shopId: string,
  orderId: string,
  facts: LedgerFact[],
): Promise<void> {
  await client.query(
    `INSERT INTO events.order_facts (shop_id, order_id, fact_id, fact)
     SELECT $1, $2, f->>'id', f FROM unnest($3::jsonb[]) f ON CONFLICT DO NOTHING`,
    [shopId, orderId, facts.map((fact) => JSON.stringify(fact))],
  );
}

async function readPostings(
  client: pg.PoolClient,
  shopId: string,
  orderId: string,
): Promise<Posting[]> {
  const { rows } = await client.query(
    `SELECT id, kind, line_id, line_title, quantity, video_id, placement_id, session, amount,
            currency, (extract(epoch FROM at AT TIME ZONE 'UTC') * 1000)::float8 AS at
     FROM ledger_entries WHERE shop_id = $1 AND order_id = $2`,
    [shopId, orderId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as LedgerKind,
    lineId: row.line_id,
    lineTitle: row.line_title,
    quantity: row.quantity,
    videoId: row.video_id,
    placementId: row.placement_id,
    session: row.session,
    amount: Number(row.amount),
    currency: row.currency,
    at: row.at,
  }));
}

async function post(
  client: pg.PoolClient,
  shopId: string,
  orderId: string,
  postings: Posting[],
): Promise<void> {
  for (const posting of postings)
    await client.query(
      `INSERT INTO ledger_entries (shop_id, id, kind, order_id, line_id, line_title, quantity,
                                   video_id, placement_id, session, amount, currency, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, ${at(13)})`,
      [
        shopId,
        posting.id,
        posting.kind,
        orderId,
        posting.lineId,
        posting.lineTitle,
        posting.quantity,
        posting.videoId,
        posting.placementId,
        posting.session,
        posting.amount,
        posting.currency,
        posting.at,
      ],
    );
}
