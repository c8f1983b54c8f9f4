import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureDatabase, startPostgres } from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Server connection string; the database `template_clipshelf` on it is migrated. */
    postgres: string;
  }
}

/** One PostgreSQL for the whole run: tests clone the migrated template (see database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-pg-"));
  const server = await startPostgres({ dataDir: join(dataDir, "data"), port: 0, throwaway: true });
  const url = await ensureDatabase(server, "template_clipshelf");
  await migrate(url);
  project.provide("postgres", server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
