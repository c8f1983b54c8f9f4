import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { platformEnvironment } from "../sandbox/platforms/sandbox-apps.ts";
import { buildAdmin } from "./build-admin.ts";
import { ensureDatabase, freePort, type Postgres, startPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";
import { moveAddresses } from "./move-addresses.ts";
import { ROOT, type Running, startProgram, untilHealthy } from "./processes.ts";

/** Everything that runs when Clipshelf runs on one machine: database, sandbox shop, web, worker. */
export interface Stack {
  appUrl: string;
  shopUrl: string;
  workerUrl: string;
  shopDomain: string;
  databaseUrl: string;
  dataDir: string;
  environment: Record<string, string>;
  postgres: Postgres;
  sandbox: Running;
  web: Running;
  worker: Running;
  /** Starts one of them again after it was stopped or killed, on the same port. */
  restart(name: "web" | "worker" | "sandbox" | "postgres"): Promise<void>;
  /** Stops everything in order. */
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Database, blobs, logs and the sandbox's memory live here. */
  dataDir: string;
  /** Wanted ports; a taken one is answered with the next free one. "free" asks for any. */
  ports: "free" | { web: number; worker: number; shop: number; postgres: number };
  /** Further variables for web and worker. */
  environment?: Record<string, string>;
  /** Told of each step. */
  say?: (line: string) => void;
  /** Gives up starting; what is already up is stopped. */
  signal?: AbortSignal;
}

export const DEMO_SHOP = "clipshelf-demo.myshopify.com";

/** Starts all of it and waits until each part answers. When a part fails, those already up are stopped. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const say = (line: string) => {
    options.signal?.throwIfAborted();
    options.say?.(line);
  };
  const logs = (name: string) => join(options.dataDir, "logs", `${name}.log`);
  mkdirSync(options.dataDir, { recursive: true });
  const ports = await choosePorts(options.ports);
  const up: { stop(): Promise<void> }[] = [];
  try {
    say("Starting PostgreSQL …");
    const postgresAt = () =>
      startPostgres({ dataDir: join(options.dataDir, "postgres"), port: ports.postgres });
    const stack = { postgres: await postgresAt() } as Stack;
    up.push({ stop: () => stack.postgres.stop() });
    const databaseUrl = await ensureDatabase(stack.postgres, "clipshelf");
    await Promise.all([migrate(databaseUrl), buildAdmin(say)]);

    const shopUrl = `http://localhost:${ports.shop}`;
    const appUrl = `http://localhost:${ports.web}`;
    await moveAddresses(options.dataDir, databaseUrl, { appUrl, shopUrl });
    const shared = { SHOPIFY_API_KEY: clientId(), SHOPIFY_API_SECRET: secret(options.dataDir) };
    const environment: Record<string, string> = {
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      PORT: String(ports.web),
      WORKER_PORT: String(ports.worker),
      DATABASE_URL: databaseUrl,
      SHOPIFY_APP_URL: appUrl,
      SANDBOX_URL: shopUrl,
      BLOB_DIR: join(options.dataDir, "blobs"),
      ...shared,
      ...platformEnvironment(appUrl, shared.SHOPIFY_API_SECRET),
      ...options.environment,
    };
    const programs = {
      sandbox: {
        script: "sandbox/server.ts",
        health: `${shopUrl}/sandbox/health`,
        environment: {
          SANDBOX_PORT: String(ports.shop),
          SANDBOX_DATA: join(options.dataDir, "sandbox", "world.json"),
          APP_URL: appUrl,
          ...shared,
        },
      },
      web: { script: "app/server.ts", health: `${appUrl}/readyz`, environment },
      worker: {
        script: "app/worker.server.ts",
        health: `http://localhost:${ports.worker}/readyz`,
        environment,
      },
    };
    const begin = async (name: keyof typeof programs) => {
      const { script, health, environment } = programs[name];
      stack[name] = startProgram({ name, script, environment, logFile: logs(name) });
      await untilHealthy(health, stack[name]);
    };
    say("Starting the shop, the app and its worker …");
    for (const name of ["sandbox", "web", "worker"] as const)
      up.push({ stop: () => stack[name]?.stop() ?? Promise.resolve() });
    await Promise.race([
      Promise.all([begin("sandbox"), begin("web"), begin("worker")]),
      abortOf(options.signal),
    ]);

    return Object.assign(stack, {
      appUrl,
      shopUrl,
      workerUrl: `http://localhost:${ports.worker}`,
      shopDomain: DEMO_SHOP,
      databaseUrl,
      dataDir: options.dataDir,
      environment,
      async restart(name: "web" | "worker" | "sandbox" | "postgres") {
        if (name !== "postgres") return begin(name);
        stack.postgres = await postgresAt();
      },
      stop: () => stopAll(up),
    });
  } catch (error) {
    await stopAll(up);
    throw error;
  }
}

function abortOf(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

async function stopAll(up: { stop(): Promise<void> }[]): Promise<void> {
  const [database, ...programs] = up;
  await Promise.all(programs.map((program) => program.stop()));
  await database?.stop();
}

async function choosePorts(wanted: StackOptions["ports"]) {
  if (wanted === "free") {
    const [web = 0, worker = 0, shop = 0, postgres = 0] = await Promise.all(
      Array.from({ length: 4 }, freePort),
    );
    return { web, worker, shop, postgres };
  }
  const taken = new Set<number>();
  const next = async (port: number) => {
    while (taken.has(port) || !(await isFree(port))) port += 1;
    taken.add(port);
    return port;
  };
  return {
    web: await next(wanted.web),
    worker: await next(wanted.worker),
    shop: await next(wanted.shop),
    postgres: await next(wanted.postgres),
  };
}

/** Both address families: a program on the other one would be the one that browsers reach. */
async function isFree(port: number): Promise<boolean> {
  const listens = (host: string) =>
    new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
      server.listen(port, host, () => server.close(() => resolve(true)));
    });
  return (await listens("127.0.0.1")) && (await listens("::1")) && (await listens("0.0.0.0"));
}

function clientId(): string {
  const found = /^client_id\s*=\s*"([^"]+)"/m.exec(
    readFileSync(join(ROOT, "shopify.app.toml"), "utf8"),
  );
  if (!found?.[1]) throw new Error("shopify.app.toml names no client_id");
  return found[1];
}

/** The app's secret, shared by the app and the sandbox: made once per data folder. */
function secret(dataDir: string): string {
  const file = join(dataDir, "app-secret");
  if (!existsSync(file))
    writeFileSync(file, `shpss_${randomBytes(16).toString("hex")}`, { mode: 0o600 });
  return readFileSync(file, "utf8");
}
