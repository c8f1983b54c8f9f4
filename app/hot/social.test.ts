import { createHmac } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSocialDoor } from "../domains/engagement/index.server.ts";
import { FIRST_POLICY } from "../domains/engagement/index.ts";
import { fakeSocialStore } from "../domains/engagement/social-fakes.ts";
import { fixedClock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { readTarget } from "./hot-door.ts";
import { verifyProxySignature } from "./proxy-signature.ts";
import { createSocialHotDoor } from "./social.ts";

const SECRET = "shhh";
const SHOP = "demo.myshopify.com";
const VIDEO = newId();
const clock = fixedClock(Date.parse("2026-11-22T10:00:00Z"));

let server: Server;
let port: number;
let store: ReturnType<typeof fakeSocialStore>;
let door: ReturnType<typeof createSocialHotDoor>;
let faults: unknown[];

beforeAll(async () => {
  server = createServer((request, response) => {
    void door(request, response, readTarget(request.url ?? "/"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  clock.advance(3_600_000);
  faults = [];
  store = fakeSocialStore();
  store.videos.set(`shop-a ${VIDEO}`, "Sea");
  await store.setPolicy("shop-a", { ...FIRST_POLICY, comments: "at-once" }, 0);
  door = createSocialHotDoor({
    social: createSocialDoor({ store, clock, guestSecret: SECRET }),
    shops: {
      find: async (domain) =>
        domain === SHOP || domain === "other.myshopify.com"
          ? { id: domain === SHOP ? "shop-a" : "shop-b", domain }
          : null,
    },
    isPublished: async (domain, id) => domain === SHOP && id === VIDEO,
    verifyProxy: (url) => verifyProxySignature(url, SECRET, clock),
    clock,
    onFault: (error) => faults.push(error),
  });
});

interface Sent {
  customer?: string;
  shop?: string;
  video?: string;
  at?: number;
  secret?: string;
  query?: Record<string, string>;
  body?: unknown;
  raw?: string | Uint8Array<ArrayBuffer>;
  method?: string;
  headers?: Record<string, string>;
}

function address(
  verb: string,
  { customer = "", shop = SHOP, video = VIDEO, at, secret, query }: Sent,
) {
  const parameters: [string, string][] = [
    ...Object.entries(query ?? {}),
    ["shop", shop],
    ["path_prefix", "/apps/clipshelf"],
    ["timestamp", String(Math.floor((at ?? clock.now()) / 1000))],
    ["logged_in_customer_id", customer],
  ];
  const message = parameters
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("");
  const signature = createHmac("sha256", secret ?? SECRET)
    .update(message)
    .digest("hex");
  const search = new URLSearchParams([...parameters, ["signature", signature]]);
  return `/proxy/social/${video}${verb && `/${verb}`}?${search}`;
}

async function ask(verb: string, sent: Sent = {}) {
  const reads = verb === "" || verb === "comments";
  const method = sent.method ?? (reads ? "GET" : "POST");
  const response = await fetch(`http://127.0.0.1:${port}${address(verb, sent)}`, {
    method,
    headers: { "content-type": "application/json", ...sent.headers },
    body: method === "POST" ? (sent.raw ?? JSON.stringify(sent.body ?? {})) : undefined,
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text ? JSON.parse(text) : null,
    headers: response.headers,
  };
}

/** A pass, as a browser gets one; from an address of its own. */
let addresses = 0;
async function pass(): Promise<string> {
  addresses += 1;
  const address = `198.51.100.${addresses % 250}`;
  const { body } = await ask("guest", { headers: { "x-forwarded-for": address } });
  return body.guest;
}

const comment = (text: string, more: object = {}) => ({
  token: newId(),
  name: "Ann",
  text,
  ...more,
});

describe("the social door", () => {
  it("counts for everybody, and lets the answer be kept for a moment", async () => {
    await ask("like", { customer: "1", body: { on: true } });
    await ask("like", { body: { on: true, guest: await pass() } });
    const answer = await ask("");
    expect(answer).toMatchObject({
      status: 200,
      body: { v: 1, likes: 2, comments: 0, guests: true },
    });
    expect(answer.headers.get("cache-control")).toMatch(/^public, max-age=10/);
    const etag = answer.headers.get("etag") ?? "";
    expect((await ask("", { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await ask("", { method: "HEAD" })).status).toBe(200);
  });

  it("pages through a thread with its replies", async () => {
    const posted = await ask("comment", { customer: "9", body: comment("First") });
    expect(posted).toMatchObject({ status: 200, body: { comment: { text: "First" } } });
    expect(posted.headers.get("cache-control")).toBe("no-store");
    const under = posted.body.comment.id;
    await ask("comment", { customer: "10", body: comment("Answer", { under }) });
    for (let count = 0; count < 21; count++) {
      clock.advance(60_000);
      await ask("comment", { customer: String(100 + count), body: comment(`More ${count}`) });
    }
    const one = await ask("comments");
    expect(one.body.comments).toHaveLength(20);
    const two = await ask("comments", { query: { after: one.body.next } });
    expect(two.body.comments.map(({ text }: { text: string }) => text)).toEqual([
      "More 0",
      "First",
    ]);
    expect(two.body).toMatchObject({ next: null, comments: [{}, { replies: 1 }] });
    const replies = await ask("comments", { query: { under } });
    expect(replies.body.comments).toMatchObject([{ text: "Answer" }]);
    expect((await ask("comments", { query: { after: "'; drop" } })).status).toBe(200);
  });

  it("knows one's own, reports and takes back", async () => {
    const guest = await pass();
    const { body } = await ask("comment", { body: comment("Mine", { guest }) });
    const { id } = body.comment;
    expect((await ask("mine", { body: { guest } })).body).toMatchObject({
      liked: false,
      own: [id],
    });
    expect((await ask("mine")).body).toMatchObject({ own: [], signedIn: false });
    expect((await ask("report", { body: { id, why: "abuse" } })).status).toBe(204);
    expect((await ask("remove", { body: { id, guest: await pass() } })).status).toBe(404);
    expect((await ask("remove", { body: { id, guest } })).status).toBe(204);
    expect((await ask("report", { body: { id, why: "abuse" } })).status).toBe(404);
  });

  it.each<[string, string, Sent, number]>([
    ["a forged signature", "like", { secret: "guessed", body: { on: true } }, 401],
    ["a replay", "like", { at: clock.now() - 91_000, body: { on: true } }, 401],
    ["a forged count", "", { secret: "guessed" }, 401],
    ["an unknown shop", "", { shop: "nobody.myshopify.com" }, 404],
    [
      "another shop's clip",
      "like",
      { shop: "other.myshopify.com", customer: "1", body: { on: true } },
      404,
    ],
    ["a clip that is not published", "comments", { video: newId() }, 404],
    ["a clip that is no id", "", { video: "..%2f..%2fetc" }, 404],
    ["an unknown verb", "constructor", { customer: "1" }, 404],
    ["reading by POST", "comments", { method: "POST" }, 405],
    ["liking by GET", "like", { method: "GET" }, 405],
    [
      "a form of another site",
      "like",
      { customer: "1", raw: "on=true", headers: { "content-type": "text/plain" } },
      415,
    ],
    ["no JSON", "like", { customer: "1", raw: "{on:" }, 400],
    ["a list", "like", { customer: "1", body: [true] }, 400],
    ["a like of neither kind", "like", { customer: "1", body: { on: "yes" } }, 400],
    [
      "a comment without a token",
      "comment",
      { customer: "1", body: { name: "A", text: "B" } },
      400,
    ],
    [
      "a comment of objects",
      "comment",
      { customer: "1", body: comment("x", { text: { $ne: 1 } }) },
      400,
    ],
    [
      "an invented reason",
      "report",
      { customer: "1", body: { id: newId(), why: "__proto__" } },
      400,
    ],
    ["a guest's pass that is none", "like", { body: { on: true, guest: "1' or '1'='1" } }, 403],
    ["a guest who made up an id", "like", { body: { on: true, guest: newId() } }, 403],
    [
      "10 MB",
      "comment",
      { customer: "1", raw: JSON.stringify(comment("x".repeat(10_000_000))) },
      413,
    ],
    ["a long comment", "comment", { customer: "1", body: comment("x".repeat(501)) }, 422],
    ["an empty comment", "comment", { customer: "1", body: comment("\u200b \n") }, 422],
  ])("refuses %s", async (_, verb, sent, status) => {
    // The table is made before the clock moves.
    const answer = await ask(verb, sent.at ? { ...sent, at: clock.now() - 91_000 } : sent);
    expect(answer.status).toBe(status);
    expect(typeof answer.body.reason).toBe("string");
    expect(await store.counts("shop-a", VIDEO)).toEqual({ likes: 0, comments: 0 });
    expect(faults).toEqual([]);
  });

  it("does not read 10 MB that come without a length", async () => {
    const status = await new Promise((resolve) => {
      const request = httpRequest(
        {
          port,
          path: address("comment", { customer: "1" }),
          method: "POST",
          headers: { "content-type": "application/json" },
        },
        (response) => resolve(response.statusCode),
      );
      request.on("error", () => {});
      const piece = Buffer.alloc(64 * 1024, 120);
      let left = 160;
      const pour = () => {
        while (left-- > 0) if (!request.write(piece)) return void request.once("drain", pour);
        request.end();
      };
      pour();
    });
    expect(status).toBe(413);
  });

  it("hands text back as it was written, whatever it looks like to a browser", async () => {
    const texts = [
      "<script>alert(1)</script>",
      '"><img src=x onerror=alert(1)>',
      "👩‍👩‍👧 مرحبا بالعالم",
      "{{ shop.name }}",
    ];
    for (const text of texts) {
      clock.advance(60_000);
      await ask("comment", { customer: "1", body: comment(text) });
    }
    const answer = await ask("comments");
    expect(answer.body.comments.map(({ text }: { text: string }) => text).reverse()).toEqual(texts);
    expect(answer.headers.get("content-type")).toMatch("application/json");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    clock.advance(60_000);
    const zalgo = `q${"\u0300\u0301\u0302".repeat(60)}`;
    const { body } = await ask("comment", { customer: "1", body: comment(zalgo) });
    expect(body.comment.text.length).toBeLessThan(6);
  });

  it("says when to come back", async () => {
    const answers = [];
    for (let count = 0; count < 5; count++)
      answers.push(await ask("comment", { customer: "1", body: comment(`Number ${count}`) }));
    const last = answers.at(-1);
    expect(last).toMatchObject({ status: 429, body: { reason: "too-often" } });
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
    const crowd = [];
    for (let count = 0; count < 20; count++)
      crowd.push(
        await ask("comment", {
          ...{ body: comment(`Bot ${count}`, { guest: await pass() }) },
          headers: { "x-forwarded-for": "203.0.113.9, 10.0.0.1" },
        }),
      );
    expect(crowd.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it("answers 503 when the store is away", async () => {
    store.counts = async () => {
      throw new Error("away");
    };
    const answer = await ask("");
    expect(answer).toMatchObject({ status: 503, body: { reason: "busy" } });
    expect(faults).toHaveLength(1);
  });
});
