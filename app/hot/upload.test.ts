import { randomBytes } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeBlobStore } from "../domains/media/fakes.ts";
import { sealUploadTicket, type UploadClaims } from "../domains/media/upload-ticket.server.ts";
import { fixedClock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { refuse } from "../kernel/result.ts";
import { createUploadDoor } from "./upload.ts";

const clock = fixedClock(1_760_000_000_000);
const body = randomBytes(3_000_000);
let blobs = fakeBlobStore();
let full = false;
let wanted = true;
let warnings: string[] = [];
let server: Server;
let origin: string;

beforeAll(async () => {
  const door = (...args: Parameters<ReturnType<typeof createUploadDoor>>) =>
    createUploadDoor({
      blobs: { ...blobs, put: (...put) => (full ? drain(put[1]) : blobs.put(...put)) },
      uploadSecret: "secret",
      media: { awaitsUpload: async () => wanted },
      allowedOrigin: "https://app.example",
      clock,
      log: { warn: (_fields, message) => warnings.push(message) },
    })(...args);
  server = createServer((request, response) => {
    door(request, response, new URL(request.url ?? "/", "http://web")).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  blobs = fakeBlobStore();
  full = false;
  wanted = true;
  warnings = [];
});

async function drain(source: AsyncIterable<Uint8Array> | Uint8Array) {
  if (!(source instanceof Uint8Array)) for await (const _chunk of source);
  return refuse("storage-full");
}

function claims(changes: Partial<UploadClaims> = {}): UploadClaims {
  const [shopId, videoId] = [newId(), newId()];
  return {
    shopId,
    videoId,
    key: `${shopId}/original/${videoId}`,
    bytes: body.length,
    contentType: "video/mp4",
    expiresAt: clock.now() + 60_000,
    ...changes,
  };
}

const put = (given: UploadClaims, sent: BodyInit = body, secret = "secret") =>
  fetch(`${origin}/upload/${sealUploadTicket(secret, given)}`, { method: "PUT", body: sent });
const kindOf = async (response: Response) =>
  ((await response.json()) as { fault: { kind: string } }).fault.kind;

describe("the upload door", () => {
  it("takes the file that the ticket names, and the same again", async () => {
    const given = claims();
    for (let times = 0; times < 2; times++) {
      const response = await put(given);
      expect(response.status).toBe(200);
      expect(response.headers.get("access-control-allow-origin")).toBe("https://app.example");
    }
    expect(body.equals(blobs.blobs.get(given.key)!)).toBe(true);
  });

  it("says yes again even after processing has begun", async () => {
    const given = claims();
    await put(given);
    wanted = false;
    expect((await put(given)).status).toBe(200);
  });

  it("refuses tickets that are forged, stale or none", async () => {
    for (const response of [
      await put(claims(), body, "another secret"),
      await put(claims({ expiresAt: clock.now() })),
      await fetch(`${origin}/upload/nothing`, { method: "PUT", body: "x" }),
      await fetch(`${origin}/upload/`, { method: "PUT", body: "x" }),
    ]) {
      expect(response.status).toBe(403);
      expect(await kindOf(response)).toBe("upload-ticket-invalid");
    }
    expect(blobs.blobs.size).toBe(0);
  });

  it("refuses another size, announced or not, and keeps nothing of it", async () => {
    const long = Buffer.concat([body, Buffer.from("x")]);
    expect((await put(claims(), long)).status).toBe(413);
    expect((await put(claims(), body.subarray(1))).status).toBe(413);
    for (const sent of [long, body.subarray(1)]) {
      const stream = new Blob([sent as BlobPart]).stream();
      const init = { method: "PUT", body: stream, duplex: "half" } as RequestInit;
      const response = await fetch(
        `${origin}/upload/${sealUploadTicket("secret", claims())}`,
        init,
      );
      expect(response.status).toBe(413);
      expect(await kindOf(response)).toBe("upload-size-differs");
    }
    expect(blobs.blobs.size).toBe(0);
  });

  it("refuses a clip that was cancelled, before and while its bytes come", async () => {
    wanted = false;
    expect((await put(claims())).status).toBe(410);
    wanted = true;
    const given = claims();
    const parts = async function* () {
      yield body.subarray(0, 1_000_000);
      wanted = false;
      yield body.subarray(1_000_000);
    };
    const response = await fetch(`${origin}/upload/${sealUploadTicket("secret", given)}`, {
      method: "PUT",
      body: Readable.toWeb(Readable.from(parts())) as unknown as BodyInit,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(410);
    expect(blobs.blobs.size).toBe(0);
  });

  it("says when storage is full", async () => {
    full = true;
    const response = await put(claims());
    expect(response.status).toBe(507);
    expect(await kindOf(response)).toBe("storage-full");
  });

  it("keeps nothing of a transfer that breaks off", async () => {
    const given = claims();
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${origin}/upload/${sealUploadTicket("secret", given)}`, {
        method: "PUT",
        headers: { "content-length": body.length },
      });
      request.on("error", () => resolve());
      request.write(body.subarray(0, 1_000_000), () => setTimeout(() => request.destroy(), 50));
    });
    await expect.poll(() => warnings).toEqual(["An upload broke off"]);
    expect(blobs.blobs.size).toBe(0);
    expect((await put(given)).status).toBe(200);
  });

  it("answers the browser's question first, and takes nothing but PUT", async () => {
    const url = `${origin}/upload/${sealUploadTicket("secret", claims())}`;
    const preflight = await fetch(url, { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toBe("PUT");
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: "POST", body: "x" })).status).toBe(405);
  });
});
