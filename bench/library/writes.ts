import type pg from "pg";
import type { Stack } from "../../scripts/stack.ts";
import { median } from "../bench.ts";
import { answer } from "./answers.ts";

const SAVES = 40;
const BULK = 500;

/** What writing costs: one clip's page saved, and a bulk edit from its button until it is done. */
export async function timeWrites(
  stack: Stack,
  pool: pg.Pool,
  shopId: string,
): Promise<{ save_ms: number; bulk_of_500_ms: number }> {
  const { rows } = await pool.query<{ id: string; title: string; tags: string[] }>(
    "SELECT id, title, tags FROM videos WHERE shop_id = $1 AND status = 'ready' ORDER BY id LIMIT $2",
    [shopId, BULK],
  );
  const saves: number[] = [];
  for (const { id, title, tags } of rows.slice(0, SAVES)) {
    const start = performance.now();
    await answer(stack, `/app/library/${id}.data`, {
      ...{ deed: "save", title: `${title} again`, description: "Said anew, at some length" },
      ...{ tags: [...tags, "bench"], products: [] },
    });
    saves.push(performance.now() - start);
  }
  const start = performance.now();
  const ids = rows.map(({ id }) => id);
  await answer(stack, "/app/library.data?index", {
    ...{ deed: "bulk", ids, change: { kind: "add-tags", tags: ["Whole bench"] } },
  });
  await untilBulk(pool, shopId, "done");
  return { save_ms: median(saves), bulk_of_500_ms: performance.now() - start };
}

/** Begins a bulk edit of the whole library, and waits until it has altered its first clips. */
export async function beginWholeEdit(stack: Stack, pool: pg.Pool, shopId: string): Promise<void> {
  await answer(stack, "/app/library.data?index", {
    ...{ deed: "bulk", search: "", change: { kind: "add-tags", tags: ["Whole library"] } },
  });
  for (;;) {
    const { rows } = await pool.query<{ done: number }>(
      "SELECT done FROM bulk_edits WHERE shop_id = $1 ORDER BY created_at DESC LIMIT 1",
      [shopId],
    );
    if ((rows[0]?.done ?? 0) > 0) return;
    await pause();
  }
}

/** Stops it. Answers how many clips it has come to. */
export async function stopWholeEdit(stack: Stack, pool: pg.Pool, shopId: string): Promise<number> {
  const latest = `SELECT id, done FROM bulk_edits WHERE shop_id = $1 ORDER BY created_at DESC LIMIT 1`;
  const { rows } = await pool.query<{ id: string }>(latest, [shopId]);
  await answer(stack, "/app/library.data?index", { deed: "bulk-cancel", id: rows[0]?.id });
  const after = await pool.query<{ done: number }>(latest, [shopId]);
  return after.rows[0]?.done ?? 0;
}

/** How far what is kept beside the rows is from them: values whose count is not what a recount says. */
export async function countsOff(pool: pg.Pool, shopId: string): Promise<number> {
  const { rows } = await pool.query<{ off: number }>(
    `SELECT count(*)::int AS off FROM (
       SELECT kind, key, sum(n) FROM (
         SELECT c.kind, c.key, 1 AS n FROM library.entries e, library.counted(e) c WHERE e.shop_id = $1
         UNION ALL SELECT kind, key, -clips FROM library.counts WHERE shop_id = $1
         UNION ALL SELECT kind, key, -change FROM library.count_changes WHERE shop_id = $1
       ) all_of_them GROUP BY 1, 2 HAVING sum(n) <> 0) wrong`,
    [shopId],
  );
  return rows[0]?.off ?? Number.POSITIVE_INFINITY;
}

async function untilBulk(pool: pg.Pool, shopId: string, state: string): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ state: string }>(
      "SELECT state FROM bulk_edits WHERE shop_id = $1 ORDER BY created_at DESC LIMIT 1",
      [shopId],
    );
    if (rows[0]?.state === state) return;
    await pause();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
