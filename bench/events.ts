import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { openDatabase } from "../app/adapters/postgres/database.ts";
import { createEventLog } from "../app/adapters/postgres/event-log.ts";
import { createCollectDoor } from "../app/domains/engagement/index.server.ts";
import { createCollectHotDoor } from "../app/hot/collect.ts";
import { verifyProxySignature } from "../app/hot/proxy-signature.ts";
import { systemClock } from "../app/kernel/clock.ts";
import { newId } from "../app/kernel/ids.ts";
import { ensureDatabase, startPostgres } from "../scripts/embedded-postgres.ts";
import { migrate } from "../scripts/migrate.ts";
import { type Bench, judge, median } from "./bench.ts";

const ROUNDS = 5;
const SECONDS = 4;
const EVENTS_A_REQUEST = [20, 5, 1];
const SENDERS = 96;
const COPY_ROWS = 5000;
const INSERTERS = 16;
const SECRET = "bench";
const SHOP = "bench.myshopify.com";

export const bench: Bench = {
  name: "events",
  about:
    "events a second through the signed collect door, stored before it answers, beside bare COPY (the limit) and single INSERTs (the peer)",
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-events-"));
    // Durable, as in production: fsync on.
    const postgres = await startPostgres({ dataDir: join(dataDir, "data"), port: 0 });
    try {
      const url = await ensureDatabase(postgres, "bench");
      await migrate(url);
      return await measure(url);
    } finally {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: INSERTERS });
  pool.on("error", () => {});
  const server = new Worker(import.meta.filename, { workerData: { url } });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("message", resolve);
    server.once("error", reject);
  });
  try {
    await pool.query(
      "INSERT INTO shops (id, domain, installed_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING",
      [newId(), SHOP],
    );
    // The plain table an event a row would need: an identity, and an index to read a shop's days by.
    await pool.query(
      `CREATE TABLE bench_events (shop_id text, batch_id text, index int, at timestamptz, kind smallint,
         session text, placement_id text, video_id text, amount int, variant_id text,
         PRIMARY KEY (shop_id, batch_id, index))`,
    );
    await pool.query("CREATE INDEX ON bench_events (shop_id, at)");

    const rates: Record<string, number[]> = {};
    const note = (name: string, rate: number) => {
      rates[name] ??= [];
      rates[name].push(rate);
    };
    await collectRate(port, 20, 1);
    for (let round = 0; round < ROUNDS; round++) {
      note("copy", await copyRate(pool));
      for (const events of EVENTS_A_REQUEST) {
        const { perSecond, p99 } = await collectRate(port, events, SECONDS);
        note(`collect_${events}`, perSecond);
        note(`collect_${events}_p99_ms`, p99);
      }
      note("insert", await insertRate(pool));
      await pool.query("TRUNCATE bench_events");
    }
    const middle = (name: string) => median(rates[name] ?? []);
    const stored = await pool.query("SELECT count(*)::float8 AS n FROM events.batches");
    const figures: Record<string, number> = {
      copy_events_per_s: middle("copy"),
      insert_events_per_s: middle("insert"),
      batches_stored: stored.rows[0].n,
    };
    for (const events of EVENTS_A_REQUEST) {
      figures[`collect_${events}_events_per_s`] = middle(`collect_${events}`);
      figures[`collect_${events}_p99_ms`] = middle(`collect_${events}_p99_ms`);
    }
    return judge(
      "events",
      {
        ratios: {
          collect_20_of_copy: middle("collect_20") / middle("copy"),
          collect_20_of_inserts: middle("collect_20") / middle("insert"),
          collect_1_of_inserts: middle("collect_1") / middle("insert"),
        },
        figures,
      },
      { collect_20_of_copy: { atLeast: 0.6 }, collect_20_of_inserts: { atLeast: 1 } },
    );
  } finally {
    await server.terminate();
    await pool.end();
  }
}

/** Runs `work` again and again on `parallel` tracks; events a second. Each run returns its events. */
async function rate(parallel: number, seconds: number, work: (track: number) => Promise<number>) {
  const start = performance.now();
  const until = start + seconds * 1000;
  let events = 0;
  await Promise.all(
    Array.from({ length: parallel }, async (_, track) => {
      while (performance.now() < until) {
        const done = await work(track);
        events += done;
      }
    }),
  );
  return events / ((performance.now() - start) / 1000);
}

async function copyRate(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    // Text made ahead: only the database's own work is timed.
    const files = Array.from({ length: 40 * SECONDS }, () => copyText());
    let next = 0;
    const start = performance.now();
    while (next < files.length && performance.now() - start < SECONDS * 1000) {
      const into = client.query(copyFrom("COPY bench_events FROM STDIN"));
      await pipeline([files[next++] as Buffer], into);
    }
    return (next * COPY_ROWS) / ((performance.now() - start) / 1000);
  } finally {
    client.release();
  }
}

const shopId = newId();
const placement = newId();
const videos = Array.from({ length: 12 }, () => newId());

function copyText(): Buffer {
  const lines: string[] = [];
  const at = new Date().toISOString();
  for (let row = 0; row < COPY_ROWS; row += 20) {
    const head = `${shopId}\t${newId()}`;
    const session = newId();
    for (let index = 0; index < 20; index++)
      lines.push(
        `${head}\t${index}\t${at}\t3\t${session}\t${placement}\t${videos[index % 12]}\t1500\t\\N\n`,
      );
  }
  return Buffer.from(lines.join(""));
}

function insertRate(pool: pg.Pool): Promise<number> {
  return rate(INSERTERS, SECONDS, async () => {
    await pool.query({
      name: "insert",
      text: "INSERT INTO bench_events VALUES ($1,$2,$3,now(),$4,$5,$6,$7,$8,$9) ON CONFLICT DO NOTHING",
      values: [shopId, newId(), 0, 3, newId(), placement, videos[0], 1500, null],
    });
    return 1;
  });
}

/** Keep-alive senders, each with one request under way, written to the socket by hand to cost little. */
async function collectRate(port: number, events: number, seconds: number) {
  const path = signedPath();
  const latencies: number[] = [];
  const senders = await Promise.all(Array.from({ length: SENDERS }, () => openSender(port)));
  const perSecond = await rate(SENDERS, seconds, async (track) => {
    const body = batchText(events);
    const start = performance.now();
    const status = await senders[track]?.(
      `POST ${path} HTTP/1.1\r\nHost: bench\r\nUser-Agent: Mozilla/5.0 (iPhone) Safari/604.1\r\n` +
        `Content-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    if (status !== 204) throw new Error(`The collect door answered ${status}`);
    latencies.push(performance.now() - start);
    return events;
  });
  for (const sender of senders) sender(null);
  latencies.sort((a, b) => a - b);
  return { perSecond, p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0 };
}

function batchText(events: number): string {
  const list = Array.from({ length: events }, (_, index) =>
    index % 4 === 0
      ? `["play",${index * 100},"${placement}","${videos[index % 12]}"]`
      : `["watch",${index * 100},"${placement}","${videos[index % 12]}",1500]`,
  );
  return `{"v":1,"b":"${newId()}","s":"${newId()}","t":${Date.now()},"e":[${list.join(",")}]}`;
}

async function openSender(port: number) {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  await new Promise((resolve) => socket.once("connect", resolve));
  let answer: (status: number) => void = () => {};
  // A 204 has no body: one read is one answer.
  socket.on("data", (data) => answer(Number(data.toString("latin1", 9, 12))));
  return (request: string | null): Promise<number> => {
    if (request === null) {
      socket.destroy();
      return Promise.resolve(0);
    }
    return new Promise((resolve) => {
      answer = resolve;
      socket.write(request);
    });
  };
}

function signedPath(): string {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const parameters = { path_prefix: "/apps/clipshelf", shop: SHOP, timestamp };
  const message = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", SECRET).update(message).digest("hex");
  return `/proxy/collect?${new URLSearchParams({ ...parameters, signature })}`;
}

/** The other thread: the real door over the real log, as the web process runs it. */
async function serve(url: string): Promise<void> {
  const { pool } = openDatabase({ url, poolSize: 4 });
  const door = createCollectHotDoor({
    collect: createCollectDoor({ log: createEventLog({ pool }), clock: systemClock }),
    shops: {
      async find(domain) {
        const { rows } = await pool.query("SELECT id, domain FROM shops WHERE domain = $1", [
          domain,
        ]);
        return rows[0] ?? null;
      },
    },
    verifyProxy: (signed) => verifyProxySignature(signed, SECRET, systemClock),
    clock: systemClock,
  });
  const server = createServer((request, response) => {
    void door(request, response, new URL(request.url ?? "/", "http://web"));
  });
  server.listen(0, "127.0.0.1", () => {
    parentPort?.postMessage((server.address() as AddressInfo).port);
  });
}

if (!isMainThread && workerData?.url) await serve(workerData.url as string);
