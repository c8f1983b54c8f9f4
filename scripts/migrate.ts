import { spawn } from "node:child_process";
import { join } from "node:path";

/**
 * `prisma migrate deploy` on `databaseUrl`. Prisma's CLI looks for engine binaries that the WASM engine
 * does not need; naming any executable stops the look-up (and a download).
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await prisma(["migrate", "deploy"], { DATABASE_URL: databaseUrl });
}

/** Generates the client into node_modules. Needs no database. */
export async function generateClient(): Promise<void> {
  await prisma(["generate", "--no-hints"], {});
}

function prisma(parameters: string[], environment: Record<string, string>): Promise<void> {
  const root = join(import.meta.dirname, "..");
  const child = spawn(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), ...parameters],
    {
      cwd: root,
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
