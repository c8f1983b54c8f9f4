import { type ChildProcess, fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { buildAdmin } from "../scripts/build-admin.ts";
import { ensureDatabase, freePort, startPostgres } from "../scripts/embedded-postgres.ts";
import { migrate } from "../scripts/migrate.ts";
import { startProgram, untilHealthy } from "../scripts/processes.ts";
import { type Bench, judge, median } from "./bench.ts";
import { FEED_PATH, sampleFeed } from "./feed/document.ts";
import type { Load, Loaded } from "./feed/load.ts";
import { usageOf } from "./processes.ts";

/** Many short rounds, one contestant after another: what else the machine does hits all alike. */
const ROUNDS = 15;
const CONNECTIONS = 32;
/** Once for each, until its code is compiled. */
const FIRST_WARM_UP_MS = 4_000;
const WARM_UP_MS = 200;
const ROUND_MS = 1_000;
/** So many different signatures; none is remembered between requests by anybody. */
const SIGNATURES = 5_000;
const SECRET = "bench-secret";
const SHOP = "bench.myshopify.com";

interface Contestant {
  port: number;
  pid: number;
  paths: () => string[];
}

export const bench: Bench = {
  name: "feed",
  about:
    "the published feed through the signed proxy route of the real web process, beside fastify and node:http answering the same bytes unsigned, and a plain Remix loader",
  async run() {
    const directory = mkdtempSync(join(tmpdir(), "clipshelf-feed-"));
    const stops: (() => Promise<unknown> | unknown)[] = [];
    try {
      const contestants: Record<string, Contestant> = {};
      for (const kind of ["node", "fastify", "remix"]) {
        const child = fork(join(import.meta.dirname, "feed/servers.ts"), [kind]);
        stops.push(() => child.kill());
        const { port } = await heard<{ port: number }>(child);
        contestants[kind] = { port, pid: child.pid ?? 0, paths: () => [FEED_PATH] };
      }
      contestants.app = await startApp(directory, stops);

      const generator = fork(join(import.meta.dirname, "feed/load.ts"));
      stops.push(() => generator.kill());
      const seen: Record<string, (Loaded & { cpuUs: number })[]> = {};
      for (const contestant of Object.values(contestants))
        await measure(generator, contestant, FIRST_WARM_UP_MS);
      for (let round = 1; round <= ROUNDS; round++)
        for (const [name, contestant] of Object.entries(contestants)) {
          const found = await measure(generator, contestant);
          seen[name] = [...(seen[name] ?? []), found];
          console.log(`round ${round} ${name.padEnd(8)} ${Math.round(found.perSecond)} requests/s`);
        }

      const middle = (name: string, value: keyof Loaded | "cpuUs") =>
        median((seen[name] ?? []).map((one) => one[value]));
      const figures: Record<string, number> = {};
      for (const name of Object.keys(contestants)) {
        figures[`${name}_requests_per_s`] = middle(name, "perSecond");
        figures[`${name}_p99_ms`] = middle(name, "p99Ms");
        figures[`${name}_cpu_us_per_request`] = middle(name, "cpuUs");
      }
      const beside = (name: string) => middle("app", "perSecond") / middle(name, "perSecond");
      const ratios = {
        of_fastify: beside("fastify"),
        of_node_http: beside("node"),
        times_remix: beside("remix"),
        // Beside the wall clock, what the processor says: it suffers less from a busy machine.
        cpu_of_fastify: middle("fastify", "cpuUs") / middle("app", "cpuUs"),
        cpu_times_remix: middle("remix", "cpuUs") / middle("app", "cpuUs"),
      };
      return judge("feed", { ratios, figures }, { of_fastify: { atLeast: 0.65 } });
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

/** The web process as it runs anywhere, on a database with one published placement. */
async function startApp(
  directory: string,
  stops: (() => Promise<unknown> | unknown)[],
): Promise<Contestant> {
  const postgres = await startPostgres({
    dataDir: join(directory, "postgres"),
    port: await freePort(),
  });
  stops.push(() => postgres.stop());
  const databaseUrl = await ensureDatabase(postgres, "clipshelf");
  await Promise.all([migrate(databaseUrl), buildAdmin(console.log)]);
  await publishSample(databaseUrl);
  const port = await freePort();
  const web = startProgram({
    ...{ name: "web", script: "app/server.ts", logFile: join(directory, "web.log") },
    environment: {
      ...{ NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), LOG_LEVEL: "warn" },
      ...{ DATABASE_URL: databaseUrl, SHOPIFY_APP_URL: `http://localhost:${port}` },
      ...{ SHOPIFY_API_KEY: "bench", SHOPIFY_API_SECRET: SECRET, BLOB_DIR: directory },
    },
  });
  stops.push(() => web.stop());
  await untilHealthy(`http://127.0.0.1:${port}/readyz`, web);
  const forged = signedPaths()[0]!.replace(/[0-9a-f]{64}$/, "0".repeat(64));
  const { status } = await fetch(`http://127.0.0.1:${port}${forged}`);
  if (status !== 401) throw new Error(`A forged signature was answered ${status}`);
  return { port, pid: web.child.pid ?? 0, paths: signedPaths };
}

async function publishSample(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const feed = sampleFeed();
  const shopId = "s".padEnd(24, "0");
  await client.query("insert into shops (id, domain, installed_at) values ($1, $2, now())", [
    shopId,
    SHOP,
  ]);
  await client.query(
    `insert into placements (shop_id, id, handle, title, block, rev, live, created_at, updated_at)
     values ($1, $2, $3, 'Home', 'carousel', 1, true, now(), now())`,
    [shopId, feed.id, feed.handle],
  );
  await client.query(
    `insert into publications (shop_id, placement_id, rev, feed, published_at)
     values ($1, $2, 1, $3, now())`,
    [shopId, feed.id, JSON.stringify(feed)],
  );
  await client.end();
}

/** Addresses as Shopify's proxy sends them, each for another customer, signed just now. */
function signedPaths(): string[] {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return Array.from({ length: SIGNATURES }, (_, n) => {
    const customer = String(7_000_000_000_000 + n);
    const message = `logged_in_customer_id=${customer}path_prefix=/apps/clipshelfshop=${SHOP}timestamp=${timestamp}`;
    const signature = createHmac("sha256", SECRET).update(message).digest("hex");
    return `${FEED_PATH}?shop=${SHOP}&logged_in_customer_id=${customer}&path_prefix=%2Fapps%2Fclipshelf&timestamp=${timestamp}&signature=${signature}`;
  });
}

async function measure(
  generator: ChildProcess,
  { port, pid, paths }: Contestant,
  warmUpMs = WARM_UP_MS,
): Promise<Loaded & { cpuUs: number }> {
  const load: Load = {
    ...{ port, paths: paths(), connections: CONNECTIONS },
    ...{ warmUpMs, milliseconds: ROUND_MS },
  };
  const before = usageOf(pid).cpuSeconds;
  generator.send(load);
  const answer = await heard<{ loaded?: Loaded; error?: string }>(generator);
  if (!answer.loaded) throw new Error(answer.error);
  const cpu = usageOf(pid).cpuSeconds - before;
  // The warm-up's requests count in the time but not in the number: scale by the share of time.
  const all = (answer.loaded.requests * (warmUpMs + ROUND_MS)) / ROUND_MS;
  return { ...answer.loaded, cpuUs: (cpu * 1e6) / all };
}

function heard<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) =>
      reject(new Error(`A process of the benchmark ended (${code})`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as T);
    });
  });
}
