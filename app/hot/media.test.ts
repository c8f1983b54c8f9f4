import { randomBytes } from "node:crypto";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeBlobStore } from "../domains/media/fakes.ts";
import { newId } from "../kernel/ids.ts";
import { readRange } from "./byte-range.ts";
import { createMediaDeliveryDoor } from "./media.ts";

const [shopId, videoId] = [newId(), newId()];
const bytes = randomBytes(400_000);
const base = `${shopId}/media/${videoId}/9`;
const blobs = fakeBlobStore();
let withheld = false;
let origin: string;
let close: () => void;

beforeAll(async () => {
  const put = (key: string, body: Uint8Array = bytes) =>
    blobs.put(key, body, { contentType: "application/octet-stream" });
  await put(`${base}/v480/0.m4s`);
  await put(`${base}/v480/init.mp4`, bytes.subarray(0, 700));
  await put(`${base}/master-1.m3u8`, Buffer.from("#EXTM3U\n"));
  await put(`${base}/poster.jpg`, bytes.subarray(0, 10));
  await put(`${base}/empty.mp4`, Buffer.alloc(0));
  await put(`${base}/page.html`, Buffer.from("<script>"));
  await put(`${shopId}/original/${videoId}`);
  const door = createMediaDeliveryDoor({
    blobs,
    gate: {
      allows: async (_key, pass) =>
        pass === "pass.1.good" ? "holder" : withheld ? "nobody" : "everyone",
    },
  });
  const server = createServer((request, response) => {
    door(request, response, new URL(request.url ?? "/", "http://web")).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(() => close());

const get = (path: string, init: RequestInit = {}) => fetch(`${origin}/media/${path}`, init);
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("delivery", () => {
  it("serves a segment whole, for every site, for ever", async () => {
    const response = await get(`${base}/v480/0.m4s`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=31536000, immutable",
      "content-length": "400000",
      "content-type": "video/iso.segment",
      "x-content-type-options": "nosniff",
    });
    expect((await bodyOf(response)).equals(bytes)).toBe(true);
  });

  it("keeps a withheld clip's files from all but those who hold a pass, and from shared caches", async () => {
    withheld = true;
    const refused = await get(`${base}/v480/0.m4s`);
    expect([refused.status, refused.headers.get("cache-control")]).toEqual([404, "no-store"]);
    expect((await get(`pass.1.bad/${base}/poster.jpg`)).status).toBe(404);
    const held = await get(`pass.1.good/${base}/v480/0.m4s`, { headers: { range: "bytes=0-9" } });
    expect([held.status, held.headers.get("cache-control")]).toEqual([
      206,
      "private, max-age=3600",
    ]);
    expect((await bodyOf(held)).equals(bytes.subarray(0, 10))).toBe(true);
    expect((await get(`pass.1.good/${shopId}/original/${videoId}`)).status).toBe(404);
    withheld = false;
    expect((await get(`${base}/v480/0.m4s`)).status).toBe(200);
  });

  it.each([
    ["v480/init.mp4", "video/mp4"],
    ["master-1.m3u8", "application/vnd.apple.mpegurl"],
    ["poster.jpg", "image/jpeg"],
  ])("says what %s is", async (file, type) => {
    expect((await get(`${base}/${file}`)).headers.get("content-type")).toBe(type);
  });

  it.each([
    ["bytes=0-0", 0, 0],
    ["bytes=10-19", 10, 19],
    ["bytes=399990-", 399_990, 399_999],
    ["bytes=-10", 399_990, 399_999],
    ["bytes=-500000", 0, 399_999],
    ["bytes=399999-999999", 399_999, 399_999],
    ["bytes=0-", 0, 399_999],
  ])("serves the range %s", async (range, start, end) => {
    const response = await get(`${base}/v480/0.m4s`, { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/400000`);
    expect((await bodyOf(response)).equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  it.each([
    "bytes=400000-",
    "bytes=999999-1000000",
    "bytes=-0",
  ])("refuses the range %s", async (range) => {
    const response = await get(`${base}/v480/0.m4s`, { headers: { range } });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */400000");
  });

  it.each([
    "bytes=5-2",
    "bytes=-",
    "bytes=a-b",
    "chunks=0-1",
    "bytes=0-1,5-9",
  ])("serves the whole for the range %s", async (range) => {
    const response = await get(`${base}/v480/0.m4s`, { headers: { range } });
    expect(response.status).toBe(200);
    expect((await bodyOf(response)).length).toBe(400_000);
  });

  it("answers HEAD as GET, without the body", async () => {
    const response = await get(`${base}/v480/0.m4s`, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe("400000");
    expect((await bodyOf(response)).length).toBe(0);
  });

  it("answers 304 to who has it, and the whole when If-Range does not fit", async () => {
    const first = await get(`${base}/poster.jpg`);
    const etag = first.headers.get("etag")!;
    const modified = first.headers.get("last-modified")!;
    const status = async (headers: Record<string, string>) =>
      (await get(`${base}/poster.jpg`, { headers })).status;
    expect(await status({ "if-none-match": etag })).toBe(304);
    expect(await status({ "if-none-match": `"x", W/${etag}` })).toBe(304);
    expect(await status({ "if-none-match": "*" })).toBe(304);
    expect(await status({ "if-none-match": '"x"', "if-modified-since": modified })).toBe(200);
    expect(await status({ "if-modified-since": modified })).toBe(304);
    expect(await status({ range: "bytes=0-1", "if-range": etag })).toBe(206);
    expect(await status({ range: "bytes=0-1", "if-range": '"x"' })).toBe(200);
  });

  it("serves a file of no bytes", async () => {
    const response = await get(`${base}/empty.mp4`);
    expect(response.status).toBe(200);
    expect((await bodyOf(response)).length).toBe(0);
  });

  it.each([
    `${shopId}/original/${videoId}`,
    `${base}/page.html`,
    `${base}/none.mp4`,
    `${base}/`,
    `${base}/v480/`,
    "",
    `${shopId}/media/`,
    `${base}/..%2F..%2F..%2Foriginal%2F${videoId}`,
    `${base}/%2e%2e/${videoId}.mp4`,
    `${base}/v480/0.m4s%00.mp4`,
    "%",
    "../../../../etc/passwd.mp4",
  ])("has nothing at %j", async (path) => {
    expect(await rawStatus(`/media/${path}`)).toBe(404);
  });

  it("lets pages of other sites ask first, and takes nothing but GET and HEAD", async () => {
    const preflight = await get(`${base}/v480/0.m4s`, { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Range");
    expect((await get(`${base}/v480/0.m4s`, { method: "DELETE" })).status).toBe(405);
    expect(await blobs.head(`${base}/v480/0.m4s`)).not.toBeNull();
  });
});

describe("a range", () => {
  it("of an empty file cannot be served", () => {
    expect(readRange("bytes=0-0", 0)).toBe("unsatisfiable");
    expect(readRange("bytes=-1", 0)).toBe("unsatisfiable");
    expect(readRange(undefined, 0)).toBeNull();
  });
});

/** Sends the path as it stands, where fetch would tidy it up. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(origin, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
