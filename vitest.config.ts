import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/setup/longest-first.ts";

const shared = { globals: false, testTimeout: 120_000, hookTimeout: 120_000 };

/**
 * unit: rules, verbs, adapters, routes, beside their source. storefront and e2e: a real browser.
 * Two files at a time, for two cores: a browser file waits for half of its time. Nothing here is timed
 * (that is what benches are for), so neighbours do no harm.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: [
            "{app,sandbox,scripts,extensions,prisma,bench}/**/*.test.{ts,tsx}",
            "tests/*/*.unit.test.ts",
          ],
          globalSetup: ["tests/setup/postgres.ts"],
          pool: "forks",
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: "storefront",
          include: ["tests/storefront/**/*.test.ts"],
          exclude: ["tests/storefront/*.unit.test.ts"],
          pool: "forks",
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/setup/postgres.ts", "tests/setup/admin.ts"],
          testTimeout: 180_000,
          pool: "forks",
          maxWorkers: 2,
        },
      },
    ],
  },
});
