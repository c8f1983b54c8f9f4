import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Upload as TusUpload } from "tus-js-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../tests/setup/database.ts";
import { type IntakeRoom, NOW, openIntakeRoom } from "../domains/intake/intake-room.fixture.ts";
import { PART_BYTES } from "../domains/intake/receive-part.server.ts";
import {
  openUploadTicket,
  sealUploadTicket,
  UPLOAD_TICKET_MS,
  type UploadClaims,
} from "../domains/intake/upload-ticket.server.ts";
import { newId } from "../kernel/ids.ts";
import { createUploadDoor } from "./upload.ts";

let database: TestDatabase;
let room: IntakeRoom;
let server: Server;
let origin = "";
let full = false;
let warnings: string[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
beforeEach(async () => {
  full = false;
  warnings = [];
  room = await openIntakeRoom({ prisma: database.prisma, full: () => full });
  await listen(0);
});
afterEach(async () => {
  await hangUp();
  await room.close();
});
afterAll(() => hangUp());

async function listen(port: number): Promise<void> {
  const door = createUploadDoor({
    intake: room.intakeJobs,
    allowedOrigin: "https://app.example",
    log: { warn: (_fields, message) => warnings.push(message) },
  });
  server = createServer((request, response) => {
    door(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
/** As a process that is killed: every connection breaks at once. */
async function hangUp(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

const film = Buffer.concat([Buffer.from("video"), randomBytes(2 * PART_BYTES + 1_000_000)]);
const file = { name: "Tea.mp4", contentType: "video/mp4", modified: 1, bytes: film.length };

async function begin(more: object = {}, staff = "1", intake = room.intake) {
  const begun = await intake.beginUpload(staff, { ...file, ...more });
  if (!begun.ok || begun.value.step !== "send") throw new Error(JSON.stringify(begun));
  return { ...begun.value, path: new URL(begun.value.url).pathname };
}
const patch = (path: string, offset: number, body: Buffer, headers: object = {}) =>
  fetch(`${origin}${path}`, {
    method: "PATCH",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
      ...headers,
    },
    body: body as BodyInit,
  });
const head = (path: string) =>
  fetch(`${origin}${path}`, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
const offsetOf = async (path: string) => Number((await head(path)).headers.get("upload-offset"));
const kindOf = async (response: Response) =>
  ((await response.json()) as { fault: { kind: string } }).fault.kind;
const filesLeft = async () =>
  (await readdir(room.folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(room.folder.length + 1));

describe("the upload door", () => {
  it("takes a file in pieces by the protocol's own client, and makes one original of it", async () => {
    const { url, videoId } = await begin();
    await new Promise<void>((resolve, reject) => {
      new TusUpload(film, {
        uploadUrl: url.replace("https://app.example", origin),
        chunkSize: 5_000_000,
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
    expect(await room.work()).toContain("media.process-video");
    const blob = await room.blobs.get(room.media.originalPlace(videoId));
    const chunks: Uint8Array[] = [];
    for await (const chunk of blob!.body) chunks.push(chunk);
    expect(film.equals(Buffer.concat(chunks))).toBe(true);
    expect((await room.media.get(videoId))?.status).toBe("ready");
    expect((await filesLeft()).filter((name) => name.includes("incoming"))).toEqual([]);
  });

  it("goes on where it was when the process is killed in the middle", async () => {
    const { url, path, videoId } = await begin();
    const { port } = server.address() as AddressInfo;
    const sent: number[] = [];
    let killed = false;
    await new Promise<void>((resolve, reject) => {
      new TusUpload(film, {
        uploadUrl: url.replace("https://app.example", origin),
        chunkSize: 4_000_000,
        retryDelays: [100, 200, 400, 800, 1_600],
        onProgress: (now) => sent.push(now),
        onChunkComplete(_size, accepted) {
          if (killed || accepted < PART_BYTES) return;
          killed = true;
          void hangUp().then(() => setTimeout(() => void listen(port), 300));
        },
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
    expect(killed).toBe(true);
    // It was not sent from the start again.
    expect(Math.min(...sent.slice(sent.findIndex((now) => now > PART_BYTES)))).toBeGreaterThan(0);
    expect(await offsetOf(path)).toBe(film.length);
    await room.work();
    expect((await room.media.get(videoId))?.status).toBe("ready");
    expect(await offsetOf(path)).toBe(film.length);
  });

  it("keeps what came before a connection broke", async () => {
    const { path } = await begin();
    const control = new AbortController();
    const body = new ReadableStream({
      async pull(stream) {
        stream.enqueue(film.subarray(0, 500_000));
        await new Promise((resolve) => setTimeout(resolve, 100));
        control.abort();
      },
    });
    const request = fetch(`${origin}${path}`, {
      method: "PATCH",
      headers: {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
      },
      body,
      duplex: "half",
      signal: control.signal,
    } as RequestInit);
    await expect(request).rejects.toThrow();
    await expect.poll(() => offsetOf(path), { timeout: 15_000 }).toBe(500_000);
    expect(warnings).toEqual([]);
  });

  it("refuses wrong offsets and more bytes than were announced", async () => {
    const { path } = await begin();
    expect((await patch(path, 7, film)).status).toBe(409);
    expect((await patch(path, 0, film.subarray(0, 100))).status).toBe(204);
    expect((await patch(path, 0, film.subarray(0, 100))).status).toBe(409);
    expect((await patch(path, 100, Buffer.concat([film, film]))).status).toBe(413);
    expect((await patch(path, 100, film, { "Upload-Offset": "x" })).status).toBe(400);
    expect((await patch(path, 100, film, { "Content-Type": "video/mp4" })).status).toBe(400);
    expect(await offsetOf(path)).toBe(100);
  });

  it("lets one of two windows at a time write, and loses nothing", async () => {
    const one = await begin();
    const other = await begin();
    expect(other.videoId).toBe(one.videoId);
    const half = film.subarray(0, PART_BYTES);
    const answers = await Promise.all([patch(one.path, 0, half), patch(other.path, 0, half)]);
    expect(answers.map(({ status }) => status).sort()).toContain(204);
    const at = await offsetOf(one.path);
    expect((await patch(other.path, at, film.subarray(at))).status).toBe(204);
    await room.work();
    expect((await room.media.get(one.videoId))?.status).toBe("ready");
  });

  it("refuses tickets that are forged, stale, of another shop or person, or none", async () => {
    const { videoId, path } = await begin();
    const claims: UploadClaims = {
      shopId: room.shop.id,
      staff: "1",
      of: "clip",
      id: videoId,
      bytes: film.length,
      expiresAt: NOW + 60_000,
    };
    const ticket = path.replace("/upload/", "");
    expect(openUploadTicket("secret", ticket, NOW)).toEqual({
      ...claims,
      expiresAt: NOW + UPLOAD_TICKET_MS,
    });
    expect(openUploadTicket("secret", ticket, NOW + UPLOAD_TICKET_MS)).toBeNull();
    const seal = (more: object, secret = "secret") =>
      `/upload/${sealUploadTicket(secret, { ...claims, ...more })}`;
    for (const bad of [
      seal({}, "another secret"),
      seal({ expiresAt: NOW }),
      `/upload/x${ticket}`,
      `/upload/${ticket}x`,
      "/upload/nothing",
      "/upload/..%2f..%2fetc",
    ]) {
      const answer = await patch(bad, 0, film);
      expect([403, 404], bad).toContain(answer.status);
      expect([403, 404]).toContain((await head(bad)).status);
    }
    // Sound signatures for what is not theirs: a leaked secret would be needed, and still nothing is taken.
    const another = room.openShop();
    for (const odd of [
      { shopId: another.shop.id },
      { staff: "2" },
      { bytes: 5 },
      { id: newId() },
      { of: "archive" },
    ]) {
      const answer = await patch(seal(odd), 0, film.subarray(0, 5));
      expect(answer.status, JSON.stringify(odd)).toBe(410);
      expect(await kindOf(answer)).toBe("upload-cancelled");
    }
    expect(await offsetOf(path)).toBe(0);
    const theirs = await begin({}, "1", another.intake);
    expect(theirs.videoId).not.toBe(videoId);
  });

  it("says in words that the disk is full, and goes on when it is not", async () => {
    const { path, videoId } = await begin();
    expect((await patch(path, 0, film.subarray(0, 1000))).status).toBe(204);
    full = true;
    const answer = await patch(path, 1000, film.subarray(1000));
    expect(answer.status).toBe(507);
    expect(await kindOf(answer)).toBe("storage-full");
    full = false;
    expect((await patch(path, 1000, film.subarray(1000))).status).toBe(204);
    // Full again while it is put together: the job fails, the parts stay, the next run does it.
    full = true;
    const [job] = room.jobs.splice(0);
    const assemble = () =>
      room.intakeJobs.assembleUpload(job!.payload as never, new AbortController().signal);
    await expect(assemble()).rejects.toThrow("no room");
    full = false;
    await assemble();
    await assemble();
    expect((await room.media.get(videoId))?.status).toBe("queued");
  });

  it("takes nothing for a clip that was cancelled, before or while its bytes come", async () => {
    const { path, videoId } = await begin();
    await patch(path, 0, film.subarray(0, 1000));
    await room.media.cancel(videoId);
    const answer = await patch(path, 1000, film.subarray(1000));
    expect(answer.status).toBe(410);
    expect((await head(path)).status).toBe(410);
    await room.work();
    expect(await filesLeft()).toEqual([]);
  });

  it("answers the browser's question first, for the admin's own pages", async () => {
    const { path } = await begin();
    const preflight = await fetch(`${origin}${path}`, {
      method: "OPTIONS",
      headers: { Origin: "https://app.example" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Upload-Offset");
    for (const method of ["GET", "PUT", "POST", "DELETE"])
      expect((await fetch(`${origin}${path}`, { method })).status, method).toBe(405);
  });
});
