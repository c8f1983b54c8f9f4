import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeWishStore } from "../domains/wishes/fakes.ts";
import { createWishesDoor, type WishStore } from "../domains/wishes/index.server.ts";
import { fixedClock } from "../kernel/clock.ts";
import { readTarget } from "./hot-door.ts";
import { verifyProxySignature } from "./proxy-signature.ts";
import { createWishesHotDoor } from "./wishes.ts";

const SECRET = "shhh";
const SHOP = "demo.myshopify.com";
const clock = fixedClock(Date.parse("2026-11-22T10:00:00Z"));
const price = { amount: 100, currency: "USD" };
const MUG = {
  ...{ id: "1", handle: "mug", title: "Mug", image: null, status: "active" as const },
  ...{ priceFrom: price, priceTo: price, available: false },
  variants: [{ id: "11", title: "Default Title", price, available: false }],
};
const WISH = {
  product: "1",
  variant: "11",
  email: "ann@example.com",
  consent: "Do.",
  language: "en",
};

let server: Server;
let store: WishStore;
let door: ReturnType<typeof createWishesHotDoor>;
let faults: unknown[];

beforeAll(async () => {
  server = createServer((request, response) => {
    void door(request, response, readTarget(request.url ?? "/"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  clock.advance(3_600_000);
  faults = [];
  store = fakeWishStore();
  door = createWishesHotDoor({
    wishes: createWishesDoor({ store, products: async () => [MUG], clock }),
    shops: { find: async (domain) => (domain === SHOP ? { id: "shop-a", domain } : null) },
    verifyProxy: (url) => verifyProxySignature(url, SECRET, clock),
    clock,
    onFault: (error) => faults.push(error),
  });
});

/** Asks the way Shopify's proxy passes it on. */
function ask(
  verb: string,
  body: unknown,
  {
    customer = "",
    shop = SHOP,
    secret = SECRET,
    method = "POST",
    type = "application/json",
  }: { customer?: string; shop?: string; secret?: string; method?: string; type?: string } = {},
) {
  const pairs = Object.entries({
    ...{ shop, path_prefix: "/apps/clipshelf", logged_in_customer_id: customer },
    timestamp: String(Math.floor(clock.now() / 1000)),
  });
  const message = pairs
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("");
  const signature = createHmac("sha256", secret).update(message).digest("hex");
  const query = new URLSearchParams([...pairs, ["signature", signature]]);
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/proxy/wishes/${verb}?${query}`, {
    method,
    headers: { "content-type": type },
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

describe("the door of wishes", () => {
  it("keeps who wants to be told, with the customer that Shopify's signature names", async () => {
    const first = await ask("notify", WISH, { customer: "77" });
    expect([first.status, await first.text()]).toEqual([204, ""]);
    const { requests } = await store.requests("shop-a", { filter: null, after: null, limit: 9 });
    expect(requests).toMatchObject([{ email: "ann@example.com", customerId: "77" }]);
  });

  it("keeps and answers the list of whoever is signed in", async () => {
    const cup = { handle: "cup", title: "Cup" };
    const twice = await ask("list", { save: [cup, cup], drop: [] }, { customer: "77" });
    expect(await twice.json()).toEqual({ signedIn: true, items: [cup] });
    const guest = await ask("list", { save: [cup], drop: [] });
    expect(await guest.json()).toEqual({ signedIn: false, items: [] });
  });

  it.each([
    ["a wrong signature", 401, () => ask("notify", WISH, { secret: "guess" })],
    ["an unknown shop", 404, () => ask("notify", WISH, { shop: "gone.myshopify.com" })],
    ["an unknown verb", 404, () => ask("everything", WISH)],
    ["GET", 405, () => ask("notify", null, { method: "GET" })],
    ["a form of another site", 415, () => ask("notify", WISH, { type: "text/plain" })],
    ["no JSON", 400, () => ask("notify", "{")],
    ["a missing field", 400, () => ask("notify", { ...WISH, variant: undefined })],
    ["an id that is none", 400, () => ask("notify", { ...WISH, product: "1 or 1=1" })],
    ["a list that is none", 400, () => ask("list", { save: "cup", drop: [] })],
    ["a list of others", 400, () => ask("list", { save: [{ handle: 1 }], drop: [] })],
    ["a text that cannot be kept", 400, () => ask("list", { save: [], drop: ["a\0"] })],
    ["too much", 413, () => ask("notify", { ...WISH, consent: "x".repeat(40_000) })],
    ["what is no address", 422, () => ask("notify", { ...WISH, email: "ann" })],
    ["an unknown variant", 404, () => ask("notify", { ...WISH, variant: "12" })],
  ])("refuses %s", async (_what, status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toHaveProperty("reason");
    expect(faults).toEqual([]);
    expect(await store.counts("shop-a")).toEqual({ back: 0, waiting: 0, told: 0 });
  });

  it("says when to come back", async () => {
    let last = await ask("notify", WISH);
    for (let times = 0; times < 10; times++) last = await ask("notify", WISH);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("answers 503 when the store is out of reach, and tells why", async () => {
    store.keepRequest = () => Promise.reject(new Error("down"));
    const answer = await ask("notify", WISH);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(faults).toHaveLength(1);
  });
});
