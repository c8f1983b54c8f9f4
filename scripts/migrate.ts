import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import pg from "pg";

const ROOT = join(import.meta.dirname, "..");

/** `prisma migrate deploy` on `databaseUrl`; done in a moment where nothing is left to apply. */
export async function migrate(databaseUrl: string): Promise<void> {
  if (await isMigrated(databaseUrl)) return;
  await prisma(["migrate", "deploy"], { DATABASE_URL: databaseUrl });
}

/**
 * Whether each of our migrations is in the database, whole and as it reads here. Asked with one query,
 * because Prisma's CLI takes ten seconds to find the same out. In any doubt the CLI is asked.
 */
export async function isMigrated(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; checksum: string; whole: boolean }>(
      `select migration_name as name, checksum,
              finished_at is not null and rolled_back_at is null as whole
       from _prisma_migrations`,
    );
    const applied = new Map(rows.map(({ name, checksum, whole }) => [name, whole && checksum]));
    const ours = globSync("prisma/migrations/*/migration.sql", { cwd: ROOT });
    return (
      rows.length === ours.length &&
      ours.every((file) => applied.get(basename(dirname(file))) === checksumOf(join(ROOT, file)))
    );
  } catch (error) {
    // 42P01: no such table, so nothing was ever applied.
    if ((error as { code?: string }).code === "42P01") return false;
    throw error;
  } finally {
    await client.end();
  }
}

/** As Prisma reckons it. */
function checksumOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** Generates the client into node_modules. Needs no database. */
export async function generateClient(): Promise<void> {
  await prisma(["generate", "--no-hints"], {});
}

/**
 * Prisma's CLI looks for engine binaries that the WASM engine does not need; naming any executable stops
 * the look-up (and a download).
 */
function prisma(parameters: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/prisma/build/index.js"), ...parameters],
    {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
        ...environment,
      },
    },
  );
  const said: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => said.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`prisma ${parameters.join(" ")} failed:\n${said.join("")}`)),
    );
  });
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("Set DATABASE_URL to the PostgreSQL to migrate");
  await migrate(url);
}
