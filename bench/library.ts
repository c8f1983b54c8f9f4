import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { signSessionToken } from "../sandbox/sign-in/session-token.ts";
import { openApp } from "../scripts/seed-stack.ts";
import { type Stack, startStack } from "../scripts/stack.ts";
import { type Bench, judge, median } from "./bench.ts";
import { seedLibrary } from "./library/clips.ts";
import { libraryQueries } from "./library/queries.ts";

const CLIPS = 50_000;
const ROUNDS = 20;

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
  // It has nothing to do here, and must not begin anything while we measure.
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
    for (const name of DEEP)
      queries[`deep-${name}`] = await deepPage(stack, `/app/library.data?index&${queries[name]}`);
    const { rows: some } = await pool.query<{ id: string }>(
      "SELECT id FROM videos WHERE shop_id = $1 ORDER BY random() LIMIT 48",
      [shopId],
    );
    const ids = some.map((row) => row.id).join(",");

    const timed: Record<string, number[]> = {};
    const time = async (name: string, work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      timed[name] ??= [];
      timed[name].push(performance.now() - start);
    };
    console.log(`Asking ${Object.keys(queries).length} queries, ${ROUNDS} times each …`);
    // The first round fills caches and is not counted.
    for (let round = -1; round < ROUNDS; round++) {
      if (round === 0) for (const name of Object.keys(timed)) delete timed[name];
      for (const [name, search] of Object.entries(queries))
        await time(name, () => answer(stack, `/app/library.data?index&${search}`, LIST));
      await time("limit", () => answer(stack, `/app/library/status?ids=${ids}`));
      await time("facets", () => answer(stack, "/app/library/facets"));
      await time("count", () => answer(stack, "/app/library/count?q=s"));
      if (round % 5 === 0)
        for (const words of PLAIN_SEARCHES)
          await time(`plain ${words}`, () => plainSearch(pool, shopId, words));
    }
    const high = (name: string) => quantile(timed[name] ?? [], 0.95);
    const names = Object.keys(queries);
    const slowest = names.reduce((a, b) => (high(a) > high(b) ? a : b));
    console.log(`Slowest: ${slowest} (${queries[slowest]})`);
    const plain = Math.max(...PLAIN_SEARCHES.map((words) => median(timed[`plain ${words}`] ?? [])));
    const limit = median(timed.limit ?? []);
    const searches = names.filter((name) => name.startsWith("search"));
    const search = Math.max(...searches.map((name) => median(timed[name] ?? [])));
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
          facets_p95_ms: high("facets"),
          full_count_p95_ms: high("count"),
          ...Object.fromEntries(names.map((name) => [`${name}_p95_ms`, high(name)])),
        },
      },
      {
        slowest_p95_ms: { atMost: 60 },
        slowest_search_of_plain: { atMost: 0.25 },
        queries: { atLeast: 20 },
      },
    );
  } finally {
    await pool.end();
  }
}

/** Name of the route whose data alone is asked for, as Remix' own client does. */
const LIST = "routes/app.library._index";

/** Queries of which a page far down is timed too, and how far down that is. */
const DEEP = ["newest", "title", "plays", "language", "search-common", "search-zh-two"];
const PAGES_DOWN = 15;

/** The address of a page far down, found as the library's own "next" finds it. */
async function deepPage(stack: Stack, path: string): Promise<string> {
  let search = new URL(path, stack.appUrl).search;
  for (let page = 0; page < PAGES_DOWN; page++) {
    const cursor = /"(Wy[\w-]{20,})"/.exec(await answer(stack, `/app/library.data${search}`, LIST));
    if (!cursor?.[1]) throw new Error(`${path} has no page ${page + 2}`);
    const next = new URLSearchParams(search);
    next.set("after", cursor[1]);
    search = `?${next}`;
  }
  return search.replace(/^\?index=?&/, "");
}

async function answer(stack: Stack, path: string, route?: string): Promise<string> {
  const keys = {
    apiKey: stack.environment.SHOPIFY_API_KEY ?? "",
    apiSecret: stack.environment.SHOPIFY_API_SECRET ?? "",
  };
  const url = new URL(path, stack.appUrl);
  if (route) url.searchParams.set("_routes", route);
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${signSessionToken(keys, stack.shopDomain)}` },
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${body}`);
  return body;
}

const PLAIN_SEARCHES = ["linen", "亚麻", "xylophone"];

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
