import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openApp } from "../../scripts/seed-stack.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { runSteps } from "./journey.ts";

let stack: Stack;
const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-journey-"));

beforeAll(async () => {
  stack = await startStack({ dataDir, ports: "free", environment: { LOG_LEVEL: "warn" } });
  await openApp(stack);
}, 180_000);

afterAll(async () => {
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

it("goes from upload to credited revenue and back by a refund, in an empty shop", async () => {
  const results = await runSteps(stack);
  expect(results.filter(({ error }) => error)).toEqual([]);
  expect(results).toHaveLength(17);
}, 240_000);
