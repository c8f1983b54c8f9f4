import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../app/config.server.ts";
import type { ShopDoors } from "../../app/wiring/shop-doors.server.ts";
import { createWiring, type Wiring } from "../../app/wiring.server.ts";
import { openApp } from "../../scripts/seed-stack.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { type MadeClip, makeClip } from "./clips.ts";
import { insist, type RoundOutcome, runRound } from "./kill-round.ts";

const ROUNDS = 20;
const VICTIMS = ["web", "worker", "postgres"] as const;
/** A round takes about this long when nothing is killed: the blow falls somewhere in it. */
const ROUND_MS = 5_000;

let stack: Stack;
let wiring: Wiring;
let doors: ShopDoors;
let clip: MadeClip;
const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-kill-"));

beforeAll(async () => {
  stack = await startStack({
    dataDir,
    ports: "free",
    environment: { LOG_LEVEL: "warn" },
  });
  await openApp(stack);
  // The hand of a member of staff: another process of the app, which nobody kills.
  wiring = createWiring(readConfig({ ...stack.environment, LOG_LEVEL: "silent" }), {
    process: "web",
  });
  await wiring.start();
  const shop = await wiring.shops.find(stack.shopDomain);
  if (!shop) throw new Error("The app is not installed");
  doors = wiring.forShop(shop);
  clip = await makeClip("round.mp4", { seconds: 1, size: "180x320" });
}, 180_000);

afterAll(async () => {
  await clip?.remove();
  await wiring?.close();
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

describe("processes that are killed", () => {
  it(
    `lose nothing and double nothing in ${ROUNDS} rounds`,
    async () => {
      const chance = seeded(20261122);
      const outcomes: RoundOutcome[] = [];
      for (let number = 1; number <= ROUNDS; number++) {
        const victim = VICTIMS[number % VICTIMS.length] ?? "web";
        const blow = killAfter(victim, chance() * ROUND_MS);
        outcomes.push(await runRound(stack, doors, clip.path, number));
        await blow;
      }
      await settled(outcomes);

      const { videos, total } = await doors.media.list({ sort: "oldest", limit: 100 });
      expect(videos.filter(({ status }) => status !== "ready")).toEqual([]);
      expect(total).toBe(ROUNDS);
      expect(new Set(videos.map(({ id }) => id))).toEqual(
        new Set(outcomes.map(({ videoId }) => videoId)),
      );
      expect(await doors.placements.list()).toHaveLength(ROUNDS);

      const { entries } = await doors.analytics.ledger({ range: lastDays(), limit: 500 });
      for (const { videoId } of outcomes) {
        const own = entries.filter((entry) => entry.videoId === videoId);
        expect(own.map(({ kind }) => kind).sort()).toEqual(["credit", "refund"]);
        expect(own.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
      }
      expect(entries).toHaveLength(2 * ROUNDS);
      const { totals } = await doors.analytics.report(lastDays());
      expect(totals).toMatchObject({ plays: ROUNDS, views: ROUNDS, watchTime: ROUNDS * 4000 });
      expect(totals.revenue.amount).toBe(0);
    },
    10 * 60_000,
  );
});

/** The last webhooks have come, however often they were refused while something was down. */
async function settled(outcomes: RoundOutcome[]): Promise<void> {
  await insist(
    "the whole ledger",
    async () => {
      const { entries } = await doors.analytics.ledger({ range: lastDays(), limit: 500 });
      return entries.length >= 2 * outcomes.length;
    },
    90,
  );
}

/** No warning, no time to tidy up; then it is started again, as a supervisor would. */
async function killAfter(victim: (typeof VICTIMS)[number], milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  if (victim === "postgres") process.kill(stack.postgres.pid, "SIGQUIT");
  else await stack[victim].stop("SIGKILL");
  if (victim === "postgres") await stack.postgres.ended;
  await stack.restart(victim);
}

function lastDays(): { from: string; to: string } {
  const day = (shift: number) =>
    new Date(wiring.clock.now() + shift * 86_400_000).toISOString().slice(0, 10);
  return { from: day(-2), to: day(1) };
}

/** Mulberry32: the same blows in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
