import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/processes.ts";
import { seedStack } from "../scripts/seed-stack.ts";
import { type Stack, startStack } from "../scripts/stack.ts";
import { type Bench, judge } from "./bench.ts";
import { usageOf } from "./processes.ts";

const SECONDS = 60;
/**
 * Idle means settled: garbage of starting up and seeding is collected by then, and PostgreSQL, which looks
 * once a minute for what to vacuum and analyze, has seen to what the seeding wrote.
 */
const SETTLE_MS = 90_000;

type Part = "web" | "worker" | "database";

/** Memory at the end of a stretch and the share of one core used during it. */
interface Stretch {
  megabytes: number;
  firstMegabytes: number;
  cpuPercent: number;
}

export const bench: Bench = {
  name: "footprint",
  about: `memory and CPU of web, worker and database, ${SECONDS} s idle and ${SECONDS} s under the feed's load`,
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-footprint-"));
    const stack = await startStack({ dataDir, ports: "free", say: console.log });
    try {
      await seedStack(stack, console.log);
      const url = await signedFeedUrl(stack);
      // The code paths under load are compiled and the pools are open before anything is measured.
      await load(url, 5);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      console.log("Idle …");
      const idle = await stretch(
        stack,
        new Promise((resolve) => setTimeout(resolve, SECONDS * 1000)),
      );
      console.log("Under load …");
      const fresh = await signedFeedUrl(stack);
      const answers = load(fresh, SECONDS);
      const busy = await stretch(stack, answers);
      const figures: Record<string, number> = { feed_requests_per_s: (await answers).perSecond };
      for (const part of ["web", "worker", "database"] as const) {
        figures[`idle_${part}_mb`] = idle[part].megabytes;
        figures[`idle_${part}_cpu_percent`] = idle[part].cpuPercent;
        figures[`load_${part}_mb`] = busy[part].megabytes;
        figures[`load_${part}_cpu_percent`] = busy[part].cpuPercent;
      }
      const ratios = { web_growth_under_load: busy.web.megabytes / busy.web.firstMegabytes };
      return judge(
        "footprint",
        { ratios, figures },
        {
          idle_web_mb: { atMost: 350 },
          load_web_mb: { atMost: 350 },
          web_growth_under_load: { atMost: 1.1 },
          idle_web_cpu_percent: { atMost: 1 },
          idle_worker_cpu_percent: { atMost: 1 },
          idle_database_cpu_percent: { atMost: 1 },
        },
      );
    } finally {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function stretch(stack: Stack, until: Promise<unknown>): Promise<Record<Part, Stretch>> {
  const pids: Record<Part, number> = {
    web: stack.web.child.pid ?? 0,
    worker: stack.worker.child.pid ?? 0,
    database: stack.postgres.pid,
  };
  const parts = Object.keys(pids) as Part[];
  const started = performance.now();
  const before = parts.map((part) => usageOf(pids[part]));
  // Under load a heap grows to its working size within seconds: flatness is judged from there on.
  const settled = new Promise((resolve) => setTimeout(resolve, 10_000)).then(() =>
    parts.map((part) => usageOf(pids[part])),
  );
  await until;
  const first = await settled;
  const after = parts.map((part) => usageOf(pids[part]));
  const seconds = (performance.now() - started) / 1000;
  return Object.fromEntries(
    parts.map((part, index) => [
      part,
      {
        megabytes: after[index]?.megabytes ?? 0,
        firstMegabytes: first[index]?.megabytes ?? 0,
        cpuPercent:
          (100 * ((after[index]?.cpuSeconds ?? 0) - (before[index]?.cpuSeconds ?? 0))) / seconds,
      },
    ]),
  ) as Record<Part, Stretch>;
}

/** A request of the shop's proxy, signed as Shopify signs: good for a minute and a half. */
async function signedFeedUrl(stack: Stack): Promise<string> {
  const secret = stack.environment.SHOPIFY_API_SECRET ?? "";
  const parameters: Record<string, string> = {
    logged_in_customer_id: "",
    path_prefix: "/apps/clipshelf",
    shop: stack.shopDomain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const message = Object.entries(parameters)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join("");
  const signature = createHmac("sha256", secret).update(message).digest("hex");
  const query = new URLSearchParams({ ...parameters, signature });
  const url = `${stack.appUrl}/proxy/feed/home?${query}`;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The feed answered ${answer.status}: ${await answer.text()}`);
  return url;
}

/** Load from another process, so that it does not count as ours. */
async function load(url: string, seconds: number): Promise<{ perSecond: number }> {
  const child = spawn(
    process.execPath,
    [
      join(ROOT, "node_modules/autocannon/autocannon.js"),
      ...["--json", "-c", "16", "-d", String(seconds), "-H", "accept-encoding: br", url],
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  let said = "";
  for await (const chunk of child.stdout) said += chunk;
  const found = JSON.parse(said) as {
    requests: { average: number };
    non2xx: number;
    errors: number;
  };
  if (found.non2xx || found.errors)
    throw new Error(`${found.non2xx} refusals and ${found.errors} errors under load`);
  return { perSecond: found.requests.average };
}
