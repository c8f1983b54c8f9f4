import { PrismaClient } from "@prisma/client";
import pg from "pg";
import type { JobRequest } from "../../kernel/job.ts";
import { ReleasingPrismaPg } from "./releasing-prisma-pg.ts";

/** A Prisma transaction, as stores hand it on. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** Puts jobs into the queue inside the store's own transaction: both happen or neither does. */
export type EnqueueWithin = (
  transaction: Transaction,
  jobs: readonly JobRequest[],
) => Promise<void>;

/** The process' connections: Prisma for rows and relations, the bare pool for COPY, LISTEN and roll-ups. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections kept by each of the two pools. */
  poolSize: number;
  /** Called with what an idle connection died of; the pool replaces it by itself. */
  onConnectionLost?: (error: Error) => void;
}

/** Opens lazily: the first query connects, so a database that is still starting does no harm. */
export function openDatabase({ url, poolSize, onConnectionLost }: DatabaseOptions): Database {
  const settings = {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  };
  const lost = onConnectionLost ?? (() => {});
  const pool = new pg.Pool(settings);
  pool.on("error", lost);
  // The pool listens only to idle connections. One that breaks in somebody's hands, between two of
  // their queries, would end the process; so it is heard here, and their next query fails.
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({
    adapter: new ReleasingPrismaPg(settings, { onPoolError: lost }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
