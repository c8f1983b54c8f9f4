import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildAdmin } from "./build-admin.ts";
import { ROOT } from "./processes.ts";

/**
 * `npm test`: every check and every test, then one line `N passed, N failed`. A check counts as one.
 * `npm test -- rooms types` runs the named parts only.
 */
const PARTS: Record<string, () => Promise<Count>> = {
  format: () => check("format and lint", ["@biomejs/biome/bin/biome", "ci", "--error-on-warnings"]),
  types: () => check("types", ["typescript/bin/tsc", "--noEmit"]),
  rooms: () =>
    check("rooms", [
      "dependency-cruiser/bin/dependency-cruiser.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      ...["app", "extensions", "sandbox", "scripts", "prisma", "bench", "tests"],
    ]),
  unused: () => check("unused code", ["knip/bin/knip.js", "--no-progress"]),
  build: async () => {
    await buildAdmin();
    return { passed: 1, failed: 0 };
  },
  unit: () => tests("unit"),
  browser: () => tests("storefront", "e2e"),
};

interface Count {
  passed: number;
  failed: number;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PARTS[name]);
if (unknown.length) {
  console.error(`No such part: ${unknown.join(", ")}. Parts: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

const total: Count = { passed: 0, failed: 0 };
const began = Date.now();
for (const [name, run] of Object.entries(PARTS)) {
  if (asked.length && !asked.includes(name)) continue;
  const started = Date.now();
  let count: Count;
  try {
    count = await run();
  } catch (error) {
    console.error(error);
    count = { passed: 0, failed: 1 };
  }
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${count.failed ? "✗" : "✓"} ${name}: ${count.passed} passed, ${count.failed} failed in ${seconds} s\n`,
  );
}
console.log(`All of it took ${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);

async function check(what: string, [file = "", ...parameters]: string[]): Promise<Count> {
  const code = await node([join(ROOT, "node_modules", file), ...parameters]);
  if (code !== 0) console.error(`The check of ${what} found faults; see above.`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs Vitest projects as one and counts their tests. A run that ends without a verdict counts as a failure. */
async function tests(...projects: string[]): Promise<Count> {
  const verdict = join(ROOT, ".cache", `vitest-${projects.join("-")}.json`);
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  rmSync(verdict, { force: true });
  const code = await node([
    join(ROOT, "node_modules/vitest/vitest.mjs"),
    "run",
    ...projects.map((project) => `--project=${project}`),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${verdict}`,
  ]);
  const read = JSON.parse(readFileSync(verdict, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    success: boolean;
  };
  const failed = read.numFailedTests || (code === 0 && read.success ? 0 : 1);
  return { passed: read.numPassedTests, failed };
}

function node(parameters: string[]): Promise<number> {
  const child = spawn(process.execPath, parameters, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "--disable-warning=ExperimentalWarning" },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
