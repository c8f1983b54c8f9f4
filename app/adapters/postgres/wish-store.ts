import type pg from "pg";
import type { WishItem } from "../../contract/wishes.ts";
import type { RestockRequest, WishStore } from "../../domains/wishes/index.server.ts";
import type { WaitingFilter } from "../../domains/wishes/index.ts";
import { transact } from "./transact.ts";

/** Columns hold UTC without a zone, which the driver would take for this machine's. */
const epoch = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
const stamp = (at: number) => new Date(at).toISOString().replace("Z", "");

const COLUMNS = `id, product_id as "productId", variant_id as "variantId", email,
  customer_id as "customerId", language, consent, ${epoch("asked_at")} as "askedAt",
  ${epoch("back_at")} as "backAt", ${epoch("told_at")} as "toldAt"`;

const FILTERS: Record<WaitingFilter, string> = {
  back: "told_at is null and back_at is not null",
  waiting: "told_at is null and back_at is null",
  told: "told_at is not null",
};

/** Rows deleted at a time. */
const BATCH = 5000;

export function createWishStore({ pool }: { pool: pg.Pool }): WishStore {
  return {
    async keepRequest(shopId, request) {
      const { id, productId, variantId, email, customerId, language, consent, askedAt } = request;
      await pool.query(
        `insert into restock_requests as r
           (shop_id, id, product_id, variant_id, email, customer_id, language, consent, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (shop_id, variant_id, email) do update set
           customer_id = coalesce(excluded.customer_id, r.customer_id),
           language = excluded.language, consent = excluded.consent,
           asked_at = case when r.told_at is null then r.asked_at else excluded.asked_at end,
           back_at = case when r.told_at is null then r.back_at end, told_at = null`,
        [shopId, id, productId, variantId, email, customerId, language, consent, stamp(askedAt)],
      );
    },

    async countOpen(shopId, email) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from restock_requests
          where shop_id = $1 and email = $2 and told_at is null`,
        [shopId, email],
      );
      return rows[0]?.count ?? 0;
    },

    async requests(shopId, { filter, after, limit }) {
      const { rows } = await pool.query<RestockRequest>(
        `select ${COLUMNS} from restock_requests
          where shop_id = $1 and ($2::text is null or id < $2) and ${filter ? FILTERS[filter] : "true"}
          order by id desc limit $3`,
        [shopId, after, limit + 1],
      );
      const requests = rows.slice(0, limit);
      return { requests, next: rows.length > limit ? (requests.at(-1)?.id ?? null) : null };
    },

    async counts(shopId) {
      const { rows } = await pool.query<Record<WaitingFilter, number>>(
        `select ${Object.entries(FILTERS)
          .map(([name, where]) => `(count(*) filter (where ${where}))::int as ${name}`)
          .join(", ")} from restock_requests where shop_id = $1`,
        [shopId],
      );
      return rows[0] ?? { back: 0, waiting: 0, told: 0 };
    },

    async setBack(shopId, productId, available, at) {
      await pool.query(
        `update restock_requests set back_at = case when variant_id = any($3) then $4::timestamp end
          where shop_id = $1 and product_id = $2 and told_at is null
            and (back_at is null) = (variant_id = any($3))`,
        [shopId, productId, available, stamp(at)],
      );
    },

    async setTold(shopId, ids, at) {
      const { rowCount } = await pool.query(
        `update restock_requests set told_at = $3
          where shop_id = $1 and id = any($2) and told_at is null`,
        [shopId, ids, stamp(at)],
      );
      return rowCount ?? 0;
    },

    async removeRequests(shopId, ids) {
      const { rowCount } = await pool.query(
        "delete from restock_requests where shop_id = $1 and id = any($2)",
        [shopId, ids],
      );
      return rowCount ?? 0;
    },

    async awaited() {
      const { rows } = await pool.query<{ shopId: string; productIds: string[] }>(
        `select shop_id as "shopId", array_agg(distinct product_id) as "productIds"
           from restock_requests where told_at is null group by shop_id`,
      );
      return rows;
    },

    async forgetOld(toldBefore, askedBefore) {
      for (let gone = BATCH; gone === BATCH; )
        gone =
          (
            await pool.query(
              `delete from restock_requests where ctid in (select ctid from restock_requests
                where told_at < $1 or asked_at < $2 limit ${BATCH})`,
              [stamp(toldBefore), stamp(askedBefore)],
            )
          ).rowCount ?? 0;
    },

    async list(shopId, customerId) {
      const { rows } = await pool.query<WishItem>(
        `select handle, title from wish_list_items where shop_id = $1 and customer_id = $2
          order by saved_at desc, handle`,
        [shopId, customerId],
      );
      return rows;
    },

    changeList: (shopId, customerId, { save, drop, at, most }) =>
      transact(pool, async (client) => {
        await client.query(
          "delete from wish_list_items where shop_id = $1 and customer_id = $2 and handle = any($3)",
          [shopId, customerId, drop],
        );
        // Of one moment, yet in their order; in one order of rows, so that two of these never wait in a ring.
        const rows = save
          .map((item, index) => ({ ...item, at: stamp(at - index) }))
          .sort((a, b) => (a.handle < b.handle ? -1 : 1));
        await client.query(
          `insert into wish_list_items (shop_id, customer_id, handle, title, saved_at)
           select $1, $2, * from unnest($3::text[], $4::text[], $5::timestamp[])
           on conflict (shop_id, customer_id, handle) do update set title = excluded.title`,
          [
            ...[shopId, customerId, rows.map(({ handle }) => handle)],
            ...[rows.map(({ title }) => title), rows.map((row) => row.at)],
          ],
        );
        await client.query(
          `delete from wish_list_items where shop_id = $1 and customer_id = $2 and handle in
             (select handle from wish_list_items where shop_id = $1 and customer_id = $2
               order by saved_at desc, handle offset $3)`,
          [shopId, customerId, most],
        );
      }),

    forget: (shopId, { customerId, email }) =>
      transact(pool, async (client) => {
        await client.query(
          "delete from restock_requests where shop_id = $1 and (customer_id = $2 or email = $3)",
          [shopId, customerId, email],
        );
        await client.query("delete from wish_list_items where shop_id = $1 and customer_id = $2", [
          shopId,
          customerId,
        ]);
      }),

    async belongings(shopId, { customerId, email }) {
      const { rows } = await pool.query<RestockRequest>(
        `select ${COLUMNS} from restock_requests
          where shop_id = $1 and (customer_id = $2 or email = $3) order by id`,
        [shopId, customerId, email],
      );
      return { requests: rows, saved: customerId ? await this.list(shopId, customerId) : [] };
    },
  };
}
