import type pg from "pg";
import type { LibraryIndex } from "../../domains/library/ports.ts";
import type { VideoLanguage } from "../../domains/media/index.ts";
import { transact } from "./transact.ts";

/** The day changes which days count as the last thirty, and a refund comes without events. */
const COUNT_ANYWAY_MS = 3_600_000;
const MOST_TAGS = 200;
const MOST_PRODUCTS = 200;

/** What the migration's schema "library" keeps beside the rows: see there. */
export function createLibraryIndex({ pool }: { pool: pg.Pool }): LibraryIndex {
  return {
    async facets(shopId) {
      const [tags, products, counts, tree] = await Promise.all([
        pool.query<{ tag: string; clips: number }>(
          `SELECT n.tag, t.clips::int
           FROM (SELECT key, clips FROM library.counts_of($1, '{tag}')
                 ORDER BY clips DESC, key LIMIT ${MOST_TAGS}) t
           JOIN library.tag_names n ON n.shop_id = $1 AND n.key = t.key
           ORDER BY t.clips DESC, n.tag`,
          [shopId],
        ),
        pool.query<{ id: string; title: string; clips: number }>(
          `SELECT p.id, p.title, n.clips::int
           FROM (SELECT key AS id, clips FROM library.counts_of($1, '{product}')
                 ORDER BY clips DESC, key LIMIT ${MOST_PRODUCTS}) n
           JOIN products p ON p.shop_id = $1 AND p.id = n.id AND p.deleted_at IS NULL
           ORDER BY n.clips DESC, p.title`,
          [shopId],
        ),
        pool.query<{ kind: "language" | "categories"; key: string; clips: number }>(
          `SELECT kind, key, clips::int FROM library.counts_of($1, '{language,categories}')
           ORDER BY clips DESC, key`,
          [shopId],
        ),
        pool.query<{ id: string; parent_id: string | null }>(
          "SELECT id, parent_id FROM categories WHERE shop_id = $1",
          [shopId],
        ),
      ]);
      const of = (kind: string) => counts.rows.filter((row) => row.kind === kind);
      return {
        tags: tags.rows,
        products: products.rows,
        languages: of("language").map(({ key }) => key as VideoLanguage),
        categories: countBelow(
          of("categories").map(({ key, clips }) => ({ categories: key.split(","), clips })),
          new Map(tree.rows.map((row) => [row.id, row.parent_id])),
        ),
      };
    },

    readStale: (limit) =>
      transact(pool, async (client) => {
        const { rows } = await client.query<{ shop_id: string; ids: string[] }>(
          `WITH taken AS (
             DELETE FROM library.stale WHERE id IN (
               SELECT id FROM library.stale ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
             RETURNING shop_id, video_id)
           SELECT shop_id, array_agg(DISTINCT video_id) AS ids FROM taken GROUP BY 1`,
          [limit],
        );
        for (const { shop_id, ids } of rows)
          await client.query("SELECT library.read_words($1, $2)", [shop_id, ids]);
        return rows.reduce((sum, { ids }) => sum + ids.length, 0);
      }),

    async addUpCounts() {
      const { rows } = await pool.query<{ added: string }>(
        "SELECT library.add_up_counts() AS added",
      );
      return Number(rows[0]?.added ?? 0);
    },

    countPerformance: (now) =>
      transact(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE library.performance_state p
           SET position = w.position, counted_at = to_timestamp($1::float8 / 1000)
           FROM events.watermark w
           WHERE p.position <> w.position
              OR p.counted_at < to_timestamp(($1::float8 - ${COUNT_ANYWAY_MS}) / 1000)`,
          [now],
        );
        if (rowCount) await client.query("SELECT library.count_performance()");
      }),
  };
}

/** Clips in each category or below it. One in a category and in another below that is one clip. */
function countBelow(
  sets: { categories: string[]; clips: number }[],
  parents: Map<string, string | null>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { categories, clips } of sets) {
    const above = new Set<string>();
    for (const id of categories)
      for (let at: string | null = id; at !== null && !above.has(at); at = parents.get(at) ?? null)
        above.add(at);
    for (const id of above) counts[id] = (counts[id] ?? 0) + clips;
  }
  return counts;
}
