import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ensureDatabase,
  freePort,
  type Postgres,
  startPostgres,
} from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";

export interface OwnPostgres {
  /** A migrated database on it; the same address after every restart. */
  url: string;
  /** Ends the server as a crash would: every connection breaks, then it recovers from its log. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A server of one's own, durable as in production, for what must survive losing it. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "clipshelf-own-pg-"));
  const options = { dataDir: join(folder, "data"), port: await freePort() };
  let server: Postgres = await startPostgres(options);
  const url = await ensureDatabase(server, "clipshelf");
  await migrate(url);
  return {
    url,
    async restart() {
      // SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, no goodbye.
      process.kill(server.pid, "SIGQUIT");
      await server.stop();
      server = await startPostgres(options);
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
