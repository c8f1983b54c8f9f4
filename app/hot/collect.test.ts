import { createHmac } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeEventLog } from "../domains/engagement/fakes.ts";
import { createCollectDoor } from "../domains/engagement/index.server.ts";
import { fixedClock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { createCollectHotDoor } from "./collect.ts";
import { verifyProxySignature } from "./proxy-signature.ts";

const SECRET = "shhh";
const SHOP = "demo.myshopify.com";
const clock = fixedClock(Date.parse("2026-11-22T10:00:00Z"));
const AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile";

let log = fakeEventLog();
let lookUps: string[] = [];
let faults: unknown[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    void door(request, response, new URL(request.url ?? "/", "http://web"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let door: ReturnType<typeof createCollectHotDoor>;
beforeEach(() => {
  log = fakeEventLog();
  lookUps = [];
  faults = [];
  door = createCollectHotDoor({
    collect: createCollectDoor({ log, clock }),
    shops: {
      async find(domain) {
        lookUps.push(domain);
        if (domain === "broken.myshopify.com") throw new Error("database is away");
        return domain === SHOP ? { id: "shop-a", domain } : null;
      },
    },
    verifyProxy: (url) => verifyProxySignature(url, SECRET, clock),
    clock,
    onFault: (error) => faults.push(error),
  });
});

function signed(shop = SHOP, at = clock.now(), secret = SECRET): string {
  const parameters: [string, string][] = [
    ["shop", shop],
    ["path_prefix", "/apps/clipshelf"],
    ["timestamp", String(Math.floor(at / 1000))],
    ["logged_in_customer_id", ""],
  ];
  const message = parameters
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("");
  const signature = createHmac("sha256", secret).update(message).digest("hex");
  return `/proxy/collect?${new URLSearchParams([...parameters, ["signature", signature]])}`;
}

function batch(batchId = newId()): string {
  const e = [["play", 100, newId(), newId()]];
  return JSON.stringify({ v: 1, b: batchId, s: newId(), t: clock.now(), e });
}

async function send(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  init: { method?: string; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "text/plain;charset=UTF-8", "user-agent": AGENT, ...init.headers },
    body: init.method === "GET" ? undefined : body,
    ...(init.method ? { method: init.method } : {}),
  });
  const text = await response.text();
  return { status: response.status, reason: text ? JSON.parse(text).reason : null, response };
}

describe("POST /proxy/collect", () => {
  it("takes a signed batch with 204 and looks the shop up once", async () => {
    for (let i = 0; i < 3; i++)
      expect(await send(signed(), batch())).toMatchObject({ status: 204, reason: null });
    expect(log.batches).toHaveLength(3);
    expect(log.batches[0]).toMatchObject({ shopId: "shop-a", bot: false });
    expect(lookUps).toEqual([SHOP]);
    clock.advance(31_000);
    await send(signed(), batch());
    expect(lookUps).toEqual([SHOP, SHOP]);
  });

  it("takes robots' batches and marks them", async () => {
    const headers = { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" };
    expect(await send(signed(), batch(), { headers })).toMatchObject({ status: 204 });
    expect(log.batches).toMatchObject([{ bot: true }]);
  });

  it("refuses what Shopify did not sign, or signed long ago", async () => {
    const forged = signed(SHOP, clock.now(), "guess");
    const stale = signed(SHOP, clock.now() - 5 * 60_000);
    const swapped = signed().replace("demo", "other");
    for (const path of ["/proxy/collect", forged, stale, swapped])
      expect(await send(path, batch())).toMatchObject({ status: 401, reason: "bad-signature" });
    expect(log.batches).toEqual([]);
  });

  it("knows only shops that have the app", async () => {
    expect(await send(signed("stranger.myshopify.com"), batch())).toMatchObject({
      status: 404,
      reason: "unknown-shop",
    });
  });

  it("is for POST", async () => {
    const { status, response } = await send(signed(), "", { method: "GET" });
    expect(status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("says in a word what is wrong with a batch", async () => {
    const cases: [string | Uint8Array<ArrayBuffer>, number, string][] = [
      ["", 400, "not-json"],
      ["{", 400, "not-json"],
      [new Uint8Array([0xff, 0xfe, 0x7b]), 400, "not-json"],
      ["[".repeat(15_000) + "]".repeat(15_000), 400, "wrong-shape"],
      [batch().replace('"v":1', '"v":7'), 400, "wrong-version"],
      [batch().replace('"play",100', '"play",1e999'), 400, "wrong-shape"],
      [" ".repeat(33 * 1024), 413, "too-large"],
    ];
    for (const [body, status, reason] of cases)
      expect(await send(signed(), body)).toMatchObject({ status, reason });
    expect(log.writes).toEqual([]);
  });

  it("reads no further than the limit of a body that says nothing of its length", async () => {
    const answer = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      const outgoing = httpRequest(
        { port, path: signed(), method: "POST", headers: { "transfer-encoding": "chunked" } },
        (response) => {
          response.resume();
          resolve({ status: response.statusCode ?? 0, sent });
          outgoing.destroy();
        },
      );
      outgoing.on("error", reject);
      const push = () => {
        if (sent >= 10 * 1024 * 1024 || outgoing.destroyed) return;
        sent += 16 * 1024;
        outgoing.write(Buffer.alloc(16 * 1024, "x"), () => setImmediate(push));
      };
      push();
    });
    expect(answer.status).toBe(413);
    expect(answer.sent).toBeLessThan(4 * 1024 * 1024);
  });

  it("survives a sender that hangs up in the middle", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST ${signed()} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"v":1,`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await send(signed(), batch())).toMatchObject({ status: 204 });
    expect(faults).toEqual([]);
  });

  it("asks to come back when the log or the shops cannot be reached", async () => {
    log.fail = new Error("database is away");
    const busy = await send(signed(), batch());
    expect(busy).toMatchObject({ status: 503, reason: "busy" });
    expect(busy.response.headers.get("retry-after")).toBe("2");
    log.fail = null;
    expect(await send(signed(), batch())).toMatchObject({ status: 204 });
    for (let i = 0; i < 2; i++)
      expect(await send(signed("broken.myshopify.com"), batch())).toMatchObject({ status: 503 });
    expect(faults).toHaveLength(2);
  });
});
