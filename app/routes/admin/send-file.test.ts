import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { sendBySession } from "./send-file.ts";

const MEBI = 1024 * 1024;
const film = Buffer.alloc(40 * MEBI, "film ");
let server: Server;
let url = "";
/** What the session holds; it takes no more than this of the next piece. */
let held = Buffer.alloc(0);
let most = Number.POSITIVE_INFINITY;
let breaks = 0;
let status = 0;
let ranges: string[] = [];

/** Google's resumable session, as its documentation has it: 308 with Range until all is there. */
beforeAll(async () => {
  vi.stubGlobal("navigator", { onLine: true });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const range = request.headers["content-range"] ?? "";
      ranges.push(range);
      if (status) return response.writeHead(status).end();
      const start = /^bytes (\d+)-/.exec(range)?.[1];
      if (start !== undefined && Number(start) !== held.length)
        return response.writeHead(503).end();
      if (start !== undefined)
        held = Buffer.concat([held, Buffer.concat(chunks).subarray(0, most)]);
      if (breaks > 0 && start !== undefined) {
        breaks -= 1;
        return request.socket.destroy();
      }
      if (held.length === film.length) return response.writeHead(200).end();
      response.writeHead(308, held.length > 0 ? { Range: `bytes=0-${held.length - 1}` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/session`;
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
  server.closeAllConnections();
});
afterEach(() => {
  held = Buffer.alloc(0);
  most = Number.POSITIVE_INFINITY;
  breaks = 0;
  status = 0;
  ranges = [];
});

async function send(signal = new AbortController().signal) {
  const seen: number[] = [];
  const file = new File([film], "film.mp4");
  await sendBySession({ url, file, signal, onProgress: (sent) => seen.push(sent) });
  return seen;
}

it("asks how much is there, then sends the rest in pieces", async () => {
  held = film.subarray(0, 8 * MEBI);
  const seen = await send();
  expect(film.equals(held)).toBe(true);
  expect(seen).toEqual([8 * MEBI, 24 * MEBI, film.length]);
  expect(ranges[0]).toBe(`bytes */${film.length}`);
});

it("goes on from what arrived of a piece, whether or not its answer did", async () => {
  most = 4 * MEBI;
  breaks = 2;
  await send();
  expect(film.equals(held)).toBe(true);
});

it("has nothing to send when all is there", async () => {
  held = film;
  expect(await send()).toEqual([film.length]);
});

it("says that a session is no more, and stops when it is told to", async () => {
  status = 410;
  await expect(send()).rejects.toMatchObject({ fault: { kind: "upload-cancelled" } });
  status = 0;
  const control = new AbortController();
  control.abort(new Error("paused"));
  await expect(send(control.signal)).rejects.toThrow("paused");
});
