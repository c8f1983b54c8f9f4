import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Bench, BenchResult } from "./bench.ts";

/** `npm run bench -- <name> [--json]`. Each benchmark is a file here that exports `bench`. */
const [name, ...options] = process.argv.slice(2);
const unknown = options.filter((option) => option !== "--json");
const file = name && /^[a-z-]+$/.test(name) ? join(import.meta.dirname, `${name}.ts`) : "";
if (!existsSync(file) || ["bench", "index"].includes(name ?? "") || unknown.length) {
  const names = readdirSync(import.meta.dirname)
    .filter((entry) => /^[a-z-]+\.ts$/.test(entry) && !["bench.ts", "index.ts"].includes(entry))
    .map((entry) => entry.replace(".ts", ""));
  console.error(`Usage: npm run bench -- <name> [--json]\nBenchmarks: ${names.join(", ")}`);
  process.exit(2);
}

const { bench } = (await import(file)) as { bench: Bench };
console.log(`${bench.name}: ${bench.about}\n`);
const result = await bench.run();
print(result);
if (options.includes("--json")) console.log(JSON.stringify(rounded(result)));
process.exit(result.pass ? 0 : 1);

function print(result: BenchResult): void {
  console.log("\nRatios");
  for (const [key, value] of Object.entries(result.ratios)) row(key, value);
  console.log("Figures");
  for (const [key, value] of Object.entries(result.figures)) row(key, value);
  console.log("Budgets");
  for (const [key, { value, limit, kind, pass }] of Object.entries(result.budgets))
    console.log(
      `  ${pass ? "✓" : "✗"} ${key.padEnd(44)} ${short(value)} (${kind.replace("-", " ")} ${limit})`,
    );
}

function row(key: string, value: number): void {
  console.log(`  ${key.padEnd(46)} ${short(value)}`);
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}

function rounded(result: BenchResult): BenchResult {
  return JSON.parse(
    JSON.stringify(result, (_key, value: unknown) =>
      typeof value === "number" ? Number(value.toPrecision(6)) : value,
    ),
  ) as BenchResult;
}
