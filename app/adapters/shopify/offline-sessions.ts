import type { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { ShopFault } from "../../domains/shop/index.server.ts";
import type { Clock } from "../../kernel/clock.ts";

/** A token is renewed this long before it ends, so that a call under way never outlives it. */
const RENEW_BEFORE_MS = 5 * 60 * 1000;

/** The shop's own access token, for work that no merchant is waiting for. */
export interface OfflineSessions {
  /** Throws ShopFault `shop-access-lost` when there is none and none can be had. */
  token(domain: string): Promise<string>;
  /** Shopify answered 401 to this token. Returns another to try, or throws ShopFault. */
  replace(domain: string, dead: string): Promise<string>;
}

export interface OfflineSessionsOptions {
  storage: SessionStorage;
  clock: Clock;
  offlineId(domain: string): string;
  /** Trades the refresh token for a new session. */
  refresh(domain: string, refreshToken: string): Promise<Session>;
}

/**
 * Expiring offline tokens. A refresh token works once, and several processes may want to use it at the
 * same moment: within a process they share one renewal; between processes the loser reads what the
 * winner stored. A dead session is deleted, because the library trusts a stored one until it expires.
 */
export function createOfflineSessions(options: OfflineSessionsOptions): OfflineSessions {
  const { storage, clock } = options;
  const renewals = new Map<string, Promise<Session>>();
  const load = (domain: string) => storage.loadSession(options.offlineId(domain));

  const renew = (domain: string, old: Session): Promise<Session> => {
    const running = renewals.get(domain);
    if (running) return running;
    const renewal = exchange(domain, old).finally(() => renewals.delete(domain));
    renewals.set(domain, renewal);
    return renewal;
  };

  const exchange = async (domain: string, old: Session): Promise<Session> => {
    if (!old.refreshToken) throw lost(domain, "its token ended and cannot be renewed");
    try {
      const fresh = await options.refresh(domain, old.refreshToken);
      await storage.storeSession(fresh);
      return fresh;
    } catch (error) {
      const stored = await load(domain);
      if (stored?.accessToken && stored.accessToken !== old.accessToken) return stored;
      if (!isRefusal(error))
        throw new ShopFault("shop-unavailable", `${domain}: the token could not be renewed`, {
          cause: error,
        });
      if (stored) await storage.deleteSession(stored.id);
      throw lost(domain, "its token could not be renewed");
    }
  };

  return {
    async token(domain) {
      const session = await load(domain);
      if (!session?.accessToken) throw lost(domain, "there is no token");
      const ends = session.expires?.getTime();
      if (ends === undefined || ends - clock.now() > RENEW_BEFORE_MS) return session.accessToken;
      return (await renew(domain, session)).accessToken!;
    },
    async replace(domain, dead) {
      const session = await load(domain);
      if (!session?.accessToken) throw lost(domain, "there is no token");
      if (session.accessToken !== dead) return session.accessToken;
      if (!session.refreshToken) {
        await storage.deleteSession(session.id);
        throw lost(domain, "its token was refused");
      }
      return (await renew(domain, session)).accessToken!;
    },
  };
}

function lost(domain: string, why: string): ShopFault {
  return new ShopFault("shop-access-lost", `${domain}: ${why}. Open the app in the shop's admin`);
}

/** 4xx: asking again will not help. */
function isRefusal(error: unknown): boolean {
  const code = (error as { response?: { code?: unknown } }).response?.code;
  return typeof code === "number" && code >= 400 && code < 500 && code !== 429;
}
