import type { SyncLock } from "../../domains/placements/index.server.ts";
import { AdvisoryLock } from "./advisory-locks.ts";
import type { Database } from "./database.ts";

/**
 * A lock that PostgreSQL holds for a connection: a process that dies lets go of it at once, and one that
 * loses its connection is told, because another may then begin.
 */
export function createSyncLock({ pool }: Pick<Database, "pool">): SyncLock {
  return {
    async hold(shopId, signal, work) {
      const client = await pool.connect();
      const lost = new AbortController();
      const onLost = () => lost.abort(new Error("The lock was lost with its connection."));
      client.on("error", onLost);
      client.on("end", onLost);
      let broken: Error | undefined;
      try {
        const { rows } = await client.query<{ got: boolean }>(
          "select pg_try_advisory_lock($1, hashtext($2)) as got",
          [AdvisoryLock.shopSync, shopId],
        );
        if (!rows[0]?.got) return "busy";
        try {
          await work(AbortSignal.any([signal, lost.signal]));
          return "done";
        } finally {
          await client
            .query("select pg_advisory_unlock($1, hashtext($2))", [AdvisoryLock.shopSync, shopId])
            .catch((error: Error) => {
              broken = error;
            });
        }
      } finally {
        client.off("error", onLost);
        client.off("end", onLost);
        client.release(broken ?? lost.signal.aborted);
      }
    },
  };
}
