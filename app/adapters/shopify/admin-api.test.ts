import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { createAdminApi } from "./admin-api.ts";
import { createOfflineSessions } from "./offline-sessions.ts";

const domain = "morrow-and-tide.myshopify.com";
const shop = { domain };
const NOON = Date.UTC(2026, 10, 1, 12);

/** An Admin API that gives these answers, one a call, and notes waits and tokens. */
function setUp(...answers: (() => Response | Promise<Response>)[]) {
  const waits: number[] = [];
  const tokens: (string | null)[] = [];
  const api = createAdminApi({
    fetch: async (_input, init) => {
      tokens.push(new Headers(init?.headers).get("X-Shopify-Access-Token"));
      return (answers.shift() ?? (() => json({ data: { done: true } })))();
    },
    sessions: { token: async () => "first", replace: async () => "second" },
    sleep: async (ms) => {
      waits.push(ms);
    },
  });
  return { api, waits, tokens };
}
const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init);
const throttled = json.bind(null, {
  errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  extensions: {
    cost: {
      requestedQueryCost: 500,
      throttleStatus: { currentlyAvailable: 100, restoreRate: 100 },
    },
  },
});

describe("the Admin API", () => {
  it("waits as long as the points take to come back", async () => {
    const { api, waits } = setUp(() => throttled());
    expect(await api.query(shop, "{ shop { id } }")).toEqual({ done: true });
    expect(waits).toEqual([4000]);
  });

  it("waits as long as Retry-After says, and longer each time where nobody says", async () => {
    const { api, waits } = setUp(
      () => new Response("slow down", { status: 429, headers: { "Retry-After": "2" } }),
      () => new Response("<html>", { status: 502 }),
      () => Promise.reject(new TypeError("fetch failed")),
      () => json({ errors: [{ message: "x", extensions: { code: "INTERNAL_SERVER_ERROR" } }] }),
    );
    await api.query(shop, "{ shop { id } }");
    expect(waits).toEqual([2000, 1000, 2000, 4000]);
  });

  it("gives up with a reason", async () => {
    const { api, waits } = setUp(...Array(20).fill(() => new Response("", { status: 503 })));
    await expect(api.query(shop, "{ shop { id } }")).rejects.toMatchObject({
      kind: "shop-unavailable",
      detail: `${domain}: 503`,
    });
    expect(waits).toHaveLength(5);
  });

  it("says what was refused, at once", async () => {
    const { api, waits } = setUp(
      () => json({ errors: [{ message: "Field 'mascot' doesn't exist" }] }),
      () => json({ errors: "Unavailable Shop" }, { status: 402 }),
    );
    await expect(api.query(shop, "{}")).rejects.toMatchObject({
      kind: "shop-refused",
      detail: "Field 'mascot' doesn't exist",
    });
    await expect(api.query(shop, "{}")).rejects.toThrow("402: Unavailable Shop");
    expect(waits).toEqual([]);
  });

  it("replaces a dead token once", async () => {
    const dead = () => new Response("", { status: 401 });
    const { api, tokens } = setUp(dead);
    await api.query(shop, "{}");
    expect(tokens).toEqual(["first", "second"]);
    const again = setUp(dead, dead);
    await expect(again.api.query(shop, "{}")).rejects.toMatchObject({ kind: "shop-access-lost" });
  });

  it("stops when it is told to, while it waits too", async () => {
    const stop = new AbortController();
    const { api } = setUp(() => {
      stop.abort(new Error("worker stops"));
      return throttled();
    });
    await expect(api.query(shop, "{}", {}, stop.signal)).rejects.toThrow("worker stops");
  });
});

/** Session storage in memory. */
function memoryStorage(first: Session): SessionStorage & { now: () => Session | undefined } {
  let stored: Session | undefined = first;
  return {
    now: () => stored,
    loadSession: async () => stored,
    async storeSession(session) {
      stored = session;
      return true;
    },
    async deleteSession() {
      stored = undefined;
      return true;
    },
    deleteSessions: async () => true,
    findSessionsByShop: async () => (stored ? [stored] : []),
  };
}
const session = (accessToken: string, expiresAt?: number) =>
  new Session({
    ...{ id: `offline_${domain}`, shop: domain, state: "", isOnline: false, accessToken },
    ...{ refreshToken: `refresh-${accessToken}` },
    ...(expiresAt === undefined ? {} : { expires: new Date(expiresAt) }),
  });
const refusal = Object.assign(new Error("invalid_grant"), { response: { code: 400 } });

function sessionsWith(
  stored: Session,
  refresh: (storage: ReturnType<typeof memoryStorage>) => Promise<Session>,
) {
  const storage = memoryStorage(stored);
  const sessions = createOfflineSessions({
    storage,
    clock: fixedClock(NOON),
    offlineId: (name) => `offline_${name}`,
    refresh: () => refresh(storage),
  });
  return { storage, sessions };
}

describe("offline sessions", () => {
  it("are renewed five minutes ahead, once for all who wait", async () => {
    let renewals = 0;
    const { sessions } = sessionsWith(session("old", NOON + 4 * 60_000), async () => {
      renewals++;
      return session("new", NOON + 3_600_000);
    });
    const all = await Promise.all([sessions.token(domain), sessions.token(domain)]);
    expect([all, renewals]).toEqual([["new", "new"], 1]);
    expect(await sessions.token(domain)).toBe("new");
  });

  it("that another process renewed meanwhile are taken from it", async () => {
    const { sessions } = sessionsWith(session("old", NOON), async (storage) => {
      await storage.storeSession(session("theirs", NOON + 3_600_000));
      throw refusal;
    });
    expect(await sessions.token(domain)).toBe("theirs");
  });

  it("that cannot be renewed are forgotten, so that the next sign-in gets a new one", async () => {
    const { sessions, storage } = sessionsWith(session("old", NOON), async () => {
      throw refusal;
    });
    await expect(sessions.token(domain)).rejects.toMatchObject({ kind: "shop-access-lost" });
    expect(storage.now()).toBeUndefined();
  });

  it("are kept when Shopify is only away", async () => {
    const { sessions, storage } = sessionsWith(session("old", NOON), async () => {
      throw new Error("fetch failed");
    });
    await expect(sessions.token(domain)).rejects.toMatchObject({ kind: "shop-unavailable" });
    expect(storage.now()?.accessToken).toBe("old");
  });

  it("without an end are renewed when they are refused", async () => {
    // A refresh answer without expires_in leads here: shopify-app-js issue 3400.
    const { sessions } = sessionsWith(session("old"), async () => session("new", NOON + 3_600_000));
    expect(await sessions.token(domain)).toBe("old");
    expect(await sessions.replace(domain, "old")).toBe("new");
    expect(await sessions.replace(domain, "old")).toBe("new");
  });
});
