import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openApp } from "../scripts/seed-stack.ts";
import { type Stack, startStack } from "../scripts/stack.ts";
import { type Bench, judge, median } from "./bench.ts";
import { answer, deepPage, listAnswer } from "./library/answers.ts";
import { seedLibrary } from "./library/clips.ts";
import { libraryQueries } from "./library/queries.ts";
import { beginWholeEdit, countsOff, stopWholeEdit, timeWrites } from "./library/writes.ts";

const CLIPS = 50_000;
const ROUNDS = 20;
/** Fewer: a bulk edit of the whole library is over some time. */
const ROUNDS_BESIDE = 3;

export const bench: Bench = {
  name: "library",
  about:
    "the library page's answer over HTTP for 50,000 clips, query by query, beside ILIKE over the plain rows (the peer) and 48 cards fetched by their ids (the limit)",
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-library-"));
    const stack = await startStack({ dataDir, ports: "free", say: console.log });
    try {
      return await measure(stack);
    } finally {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(stack: Stack) {
  await openApp(stack);
  // It has nothing to do at first, and must not begin anything while we measure.
  await stack.worker.stop();
  const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  try {
    const { rows } = await pool.query<{ id: string }>("SELECT id FROM shops WHERE domain = $1", [
      stack.shopDomain,
    ]);
    const shopId = rows[0]?.id ?? "";
    console.log(`Writing ${CLIPS} clips …`);
    const size = { clips: CLIPS, products: 2000, categories: 200 };
    const seeded = await seedLibrary(pool, shopId, size, Date.now());
    const queries = libraryQueries(seeded.categoryIds[7] ?? "", seeded.productIds[42] ?? "");
    for (const name of VIEWS)
      await answer(stack, "/app/library.data?index", {
        ...{ deed: "view-keep", name, search: queries[name] ?? "" },
      });
    for (const name of DEEP)
      queries[`deep-${name}`] = await deepPage(stack, queries[name] ?? "", PAGES_DOWN);
    const asked: Record<string, () => Promise<unknown>> = {
      // What the page asks for once it is there.
      facets: () => answer(stack, "/app/library/facets"),
      "full-count": () => answer(stack, "/app/library/count?q=s"),
      "full-count-filter": () => answer(stack, "/app/library/count?q=s&language=en"),
    };
    for (const [name, search] of Object.entries(queries))
      asked[name] = () => listAnswer(stack, search);
    const names = Object.keys(asked);

    const ids = await someIds(pool, shopId);
    console.log(`Asking ${names.length} queries, ${ROUNDS} times each …`);
    const quiet = await timeRounds(ROUNDS, async (time, round) => {
      for (const [name, ask] of Object.entries(asked)) await time(name, ask);
      await time("limit", () => answer(stack, `/app/library/status?ids=${ids}`));
      if (round % 5 === 0)
        for (const words of PLAIN_SEARCHES)
          await time(`plain ${words}`, () => plainSearch(pool, shopId, words));
    });

    await stack.restart("worker");
    console.log("Saving clips, and changing 500 in one go …");
    const writes = await timeWrites(stack, pool, shopId);
    console.log("Asking while all clips are being changed …");
    await beginWholeEdit(stack, pool, shopId);
    const beside = await timeRounds(ROUNDS_BESIDE, async (time) => {
      for (const [name, ask] of Object.entries(asked)) await time(name, ask);
    });
    const changed = await stopWholeEdit(stack, pool, shopId);

    const high = (name: string) => quantile(quiet[name] ?? [], 0.95);
    const slowest = names.reduce((a, b) => (high(a) > high(b) ? a : b));
    console.log(`Slowest: ${slowest} (${queries[slowest] ?? "a second request of the page"})`);
    const plain = Math.max(...PLAIN_SEARCHES.map((words) => median(quiet[`plain ${words}`] ?? [])));
    const limit = median(quiet.limit ?? []);
    const searches = names.filter((name) => name.startsWith("search"));
    const search = Math.max(...searches.map((name) => median(quiet[name] ?? [])));
    return judge(
      "library",
      {
        ratios: {
          slowest_search_of_plain: search / plain,
          slowest_of_limit: high(slowest) / limit,
        },
        figures: {
          clips: CLIPS,
          queries: names.length,
          slowest_p95_ms: high(slowest),
          plain_search_ms: plain,
          limit_ms: limit,
          ...writes,
          changed_beside: changed,
          beside_bulk_median_ms: median(names.flatMap((name) => beside[name] ?? [])),
          beside_bulk_slowest_ms: Math.max(...names.flatMap((name) => beside[name] ?? [])),
          counts_off: await countsOff(pool, shopId),
          ...Object.fromEntries(names.map((name) => [`${name}_p95_ms`, high(name)])),
        },
      },
      {
        slowest_p95_ms: { atMost: 60 },
        slowest_search_of_plain: { atMost: 0.25 },
        queries: { atLeast: 20 },
        counts_off: { atMost: 0 },
      },
    );
  } finally {
    await pool.end();
  }
}

/** Saved as views too: every answer carries the list of them. */
const VIEWS = ["newest", "lacks", "rights-none", "review", "tag", "earning", "search-zh-two"];
/** Queries of which a page far down is timed too, and how far down that is. */
const DEEP = ["newest", "title", "plays", "language", "rights-none", "search-common"];
const PAGES_DOWN = 15;
const PLAIN_SEARCHES = ["linen", "亚麻", "xylophone"];

type Timed = Record<string, number[]>;

/** Milliseconds by name. The first round fills caches and is not counted. */
async function timeRounds(
  rounds: number,
  work: (
    time: (name: string, what: () => Promise<unknown>) => Promise<void>,
    round: number,
  ) => Promise<void>,
): Promise<Timed> {
  const timed: Timed = {};
  for (let round = -1; round < rounds; round++) {
    await work(async (name, what) => {
      const start = performance.now();
      await what();
      if (round < 0) return;
      timed[name] ??= [];
      timed[name].push(performance.now() - start);
    }, round);
  }
  return timed;
}

async function someIds(pool: pg.Pool, shopId: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM videos WHERE shop_id = $1 ORDER BY random() LIMIT 48",
    [shopId],
  );
  return rows.map((row) => row.id).join(",");
}

/** What a first version would do: the words anywhere in the rows, counted, the newest 48. */
async function plainSearch(pool: pg.Pool, shopId: string, words: string): Promise<void> {
  const found = `FROM videos v WHERE v.shop_id = $1 AND (
    v.title ILIKE $2 OR v.description ILIKE $2 OR v.source_name ILIKE $2
    OR EXISTS (SELECT FROM unnest(v.tags) AS tag WHERE tag ILIKE $2)
    OR EXISTS (SELECT FROM comments c WHERE c.shop_id = v.shop_id AND c.video_id = v.id
               AND c.status = 'shown' AND c.body ILIKE $2)
    OR EXISTS (SELECT FROM library.said s WHERE s.shop_id = v.shop_id AND s.video_id = v.id
               AND s.text ILIKE $2)
    OR EXISTS (SELECT FROM product_tags t JOIN products p ON p.shop_id = t.shop_id
               AND p.id = t.product_id WHERE t.shop_id = v.shop_id AND t.video_id = v.id
               AND p.title ILIKE $2))`;
  const parameters = [shopId, `%${words}%`];
  await Promise.all([
    pool.query(`SELECT v.* ${found} ORDER BY v.created_at DESC, v.id DESC LIMIT 48`, parameters),
    pool.query(`SELECT count(*) ${found}`, parameters),
  ]);
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.POSITIVE_INFINITY;
}
