import { createServer, type IncomingMessage, type Server, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signQuery } from "../../sandbox/app-proxy/sign-query.ts";
import { fakePlacements } from "../domains/placements/fakes.ts";
import { createPublishedDocuments } from "../domains/placements/index.server.ts";
import { NOON, readyVideo, SHOP, videoId } from "../domains/placements/stage.fixture.ts";
import { fixedClock } from "../kernel/clock.ts";
import { createFeedDoor } from "./feed.ts";

const SECRET = "proxy-secret";
const clock = fixedClock(NOON);
const seen: string[] = [];
let kept: ReturnType<typeof fakePlacements>;
let reads = 0;
let broken = false;
let close = () => {};
let server: Server;
let door: ReturnType<typeof createFeedDoor>;

beforeAll(async () => {
  server = createServer((request, response) => {
    void door(request, response, new URL(request.url ?? "/", "http://web"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

beforeEach(async () => {
  close();
  reads = 0;
  broken = false;
  seen.length = 0;
  kept = fakePlacements();
  kept.domains.set(SHOP.id, SHOP.domain);
  const read =
    <A extends unknown[], T>(verb: (...input: A) => Promise<T>) =>
    async (...input: A) => {
      reads++;
      if (broken) throw new Error("the database is away");
      return verb(...input);
    };
  const published = createPublishedDocuments({
    store: {
      ...kept.published,
      feed: read(kept.published.feed),
      video: read(kept.published.video),
    },
    signal: kept.signal,
    clock,
  });
  close = () => published.close();
  door = createFeedDoor({
    ...{ published, secret: SECRET, clock },
    sawProxyPath: (shop, path) => seen.push(`${shop} ${path}`),
  });
  await publish("home", [videoId(1), videoId(2)]);
});

let revisions = 0;
async function publish(handle: string, ids: string[], title = "Clip") {
  const known = (await kept.store.list(SHOP.id)).find((one) => one.handle === handle);
  const id = known?.id ?? `p-${handle}`;
  if (!known)
    await kept.store.create(SHOP.id, {
      ...{ id, handle, title: handle, block: "carousel", playlistId: "l", createdAt: NOON },
      ...{ rev: 0, live: false, changed: false, publishedAt: null },
    });
  const videos = ids.map((one) => {
    const {
      description: _,
      contentUrl: __,
      createdAt: ___,
      posterFile: ____,
      moments: _____,
      ...video
    } = readyVideo(one);
    return { ...video, title: `${title} ${++revisions}`, products: [] };
  });
  await kept.store.publish(
    SHOP.id,
    id,
    {
      ...{ after: known?.rev ?? 0, at: NOON, source: { title: handle, videoIds: ids, clips: [] } },
      feed: { v: 1, id, handle, block: "carousel", videos },
    },
    { onlyLive: false },
    [],
  );
}

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

function get(
  path: string,
  options: {
    headers?: Record<string, string>;
    method?: string;
    query?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const query = new URLSearchParams({
    ...{ shop: SHOP.domain, path_prefix: "/apps/clipshelf", logged_in_customer_id: "" },
    timestamp: String(clock.now() / 1000),
    ...options.query,
  });
  query.append("signature", signQuery(query, SECRET));
  return raw(`${path}?${query}`, options);
}

function raw(
  path: string,
  options: { headers?: Record<string, string>; method?: string } = {},
): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const request = send({ port, path, host: "127.0.0.1", ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on("error", reject);
    request.end();
  });
}

describe("the feed's door", () => {
  it("serves the document in the encoding asked for", async () => {
    const plain = await get("/proxy/feed/home");
    expect(plain.status).toBe(200);
    expect(plain.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      vary: "Accept-Encoding",
      "cache-control": expect.stringContaining("stale-while-revalidate"),
    });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    const feed = JSON.parse(plain.body.toString()) as { videos: { id: string }[] };
    expect(feed.videos.map((video) => video.id)).toEqual([videoId(1), videoId(2)]);

    const decoders = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [encoding, decode] of Object.entries(decoders)) {
      const packed = await get("/proxy/feed/home", { headers: { "Accept-Encoding": encoding } });
      expect(packed.headers["content-encoding"]).toBe(encoding);
      expect(Number(packed.headers["content-length"])).toBe(packed.body.length);
      expect(decode(packed.body).equals(plain.body)).toBe(true);
    }
  });

  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["*", "br"],
    ["identity", undefined],
    ["", undefined],
  ])("answers Accept-Encoding %j with %s", async (accepted, encoding) => {
    const answer = await get("/proxy/feed/home", { headers: { "Accept-Encoding": accepted } });
    expect(answer.headers["content-encoding"]).toBe(encoding);
  });

  it("serves one video of a live document", async () => {
    const answer = await get(`/proxy/video/${videoId(2)}`);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ id: videoId(2) });
  });

  it("says 304 to who has it, whatever the encoding", async () => {
    const first = await get("/proxy/feed/home", { headers: { "Accept-Encoding": "br" } });
    const etag = String(first.headers.etag);
    for (const header of [etag, `"x", ${etag}`, "*", etag.replace("W/", "")]) {
      const again = await get("/proxy/feed/home", { headers: { "If-None-Match": header } });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers.etag).toBe(etag);
    }
    const other = await get("/proxy/feed/home", { headers: { "If-None-Match": '"other"' } });
    expect(other.status).toBe(200);
  });

  it("answers HEAD without a body, and refuses to be written to", async () => {
    const head = await get("/proxy/feed/home", { method: "HEAD" });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const post = await get("/proxy/feed/home", { method: "POST" });
    expect([post.status, post.headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  it.each([
    "/proxy/feed/nothing",
    "/proxy/feed/",
    "/proxy/feed/home/more",
    "/proxy/feed/HOME",
    "/proxy/feed/%2e%2e",
    `/proxy/feed/${"x".repeat(5000)}`,
    "/proxy/video/nothing",
    `/proxy/video/${videoId(9)}`,
    "/proxy/other/home",
  ])("says in a sentence that there is no %s", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body.toString())).toEqual({
      error: "Nothing of this name is published.",
    });
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it("serves nothing unsigned, replayed or of another shop", async () => {
    expect((await raw("/proxy/feed/home")).status).toBe(401);
    expect((await raw(`/proxy/feed/home?shop=${SHOP.domain}`)).status).toBe(401);
    const late = String(clock.now() / 1000 - 91);
    expect((await get("/proxy/feed/home", { query: { timestamp: late } })).status).toBe(401);
    const other = { shop: "other.myshopify.com" };
    expect((await get("/proxy/feed/home", { query: other })).status).toBe(404);
    expect((await get(`/proxy/video/${videoId(1)}`, { query: other })).status).toBe(404);
  });

  it("tells once of each proxy path", async () => {
    await get("/proxy/feed/home");
    await get("/proxy/feed/home");
    await get("/proxy/feed/home", { query: { path_prefix: "/community/films" } });
    expect(seen).toEqual([`${SHOP.domain} /apps/clipshelf`, `${SHOP.domain} /community/films`]);
  });
});

describe("documents in memory", () => {
  const titleOf = async () => {
    const { status, body } = await get("/proxy/feed/home");
    if (status !== 200) return status;
    return (JSON.parse(body.toString()) as { videos: { title: string }[] }).videos[0]!.title;
  };

  it("are read once, also for many at once, and known to be missing", async () => {
    await Promise.all(Array.from({ length: 20 }, () => get("/proxy/feed/home")));
    expect(reads).toBe(1);
    for (let n = 0; n < 5; n++) await get("/proxy/feed/nothing");
    expect(reads).toBe(2);
  });

  it("follow publishing in another process", async () => {
    const before = await titleOf();
    await publish("home", [videoId(1)], "New");
    expect(await titleOf()).not.toBe(before);
    expect((await get("/proxy/feed/fresh")).status).toBe(404);
    await publish("fresh", [videoId(1)]);
    expect((await get("/proxy/feed/fresh")).status).toBe(200);
    await kept.store.unpublishAll(SHOP.id, []);
    expect(await titleOf()).toBe(404);
  });

  it("are looked up again every second while nobody can tell of news, and at once afterwards", async () => {
    await titleOf();
    kept.signal.cut();
    await titleOf();
    expect(reads).toBe(1);
    clock.advance(1_000);
    await titleOf();
    expect(reads).toBe(2);
    kept.signal.mend();
    await titleOf();
    expect(reads).toBe(3);
    clock.advance(60_000);
    await titleOf();
    expect(reads).toBe(3);
  });

  it("are served on while the database is away; what was never read gets 503", async () => {
    const title = await titleOf();
    broken = true;
    kept.signal.cut();
    clock.advance(5_000);
    expect(await titleOf()).toBe(title);
    kept.signal.mend();
    expect(await titleOf()).toBe(title);
    const unknown = await get(`/proxy/video/${videoId(1)}`);
    expect([unknown.status, unknown.headers["retry-after"]]).toEqual([503, "2"]);
    broken = false;
    expect((await get(`/proxy/video/${videoId(1)}`)).status).toBe(200);
  });

  it("are not kept when they were read before a publishing that has been told", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = createPublishedDocuments({
      store: {
        ...kept.published,
        async feed(domain, handle) {
          const feed = await kept.published.feed(domain, handle);
          if (feed?.rev === 1) await held;
          return feed;
        },
      },
      signal: kept.signal,
      clock,
    });
    const early = slow.feed(SHOP.domain, "home");
    await publish("home", [videoId(1)]);
    const late = await slow.feed(SHOP.domain, "home");
    release();
    await early;
    const now = await slow.feed(SHOP.domain, "home");
    slow.close();
    expect(JSON.parse(late!.identity.toString())).toMatchObject({ rev: 2 });
    expect(now).toBe(late);
  });
});
