import pg from "pg";
import type { PublishingSignal } from "../../domains/placements/index.server.ts";

/** Payload: the shop's domain. Sent in the transaction that changes what is live. */
export const PUBLISHED_CHANNEL = "clipshelf_published";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * Listens on a connection of its own, and on a new one when that breaks. Whoever subscribed is told
 * `null` after every break, because what was said meanwhile is lost.
 */
export function createPublishingSignal(options: {
  url: string;
  onLost?: (error: unknown) => void;
}): PublishingSignal & { close(): Promise<void> } {
  const listeners = new Set<(shopDomain: string | null) => void>();
  const tell = (shopDomain: string | null) => {
    for (const listener of listeners) listener(shopDomain);
  };
  let client: pg.Client | null = null;
  let connected = false;
  let closed = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;

  const lost = (dead: pg.Client, error?: unknown) => {
    if (client !== dead) return;
    client = null;
    connected = false;
    dead.end().catch(() => {});
    if (closed) return;
    options.onLost?.(error);
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };

  const connect = () => {
    const fresh = new pg.Client({
      connectionString: options.url,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      connectionTimeoutMillis: 10_000,
    });
    client = fresh;
    fresh.on("notification", ({ payload }) => tell(payload || null));
    fresh.on("error", (error) => lost(fresh, error));
    fresh.on("end", () => lost(fresh));
    fresh
      .connect()
      .then(() => fresh.query(`listen ${PUBLISHED_CHANNEL}`))
      .then(() => {
        if (client !== fresh) return;
        connected = true;
        pause = FIRST_PAUSE_MS;
        tell(null);
      })
      .catch((error: unknown) => lost(fresh, error));
  };
  connect();

  return {
    connected: () => connected,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      connected = false;
      await last?.end().catch(() => {});
    },
  };
}
