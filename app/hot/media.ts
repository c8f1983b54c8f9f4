import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type BlobStore, type DeliveryGate, deliveredType } from "../domains/media/index.server.ts";
import { readRange } from "./byte-range.ts";

export interface MediaDeliveryDeps {
  blobs: Pick<BlobStore, "get" | "head">;
  gate: DeliveryGate;
}

/** `/media/<key>`, or `/media/<pass>/<key>`. */
const ADDRESS = /^\/media\/(?:(pass\.[\w.-]+)\/)?(.*)$/;

/** Under this a file is read whole before it is sent: one write, and no stream to set up. */
const SMALL = 256 * 1024;

/**
 * `GET|HEAD /media/<key>`: what was made of clips, for everyone, for ever: a key's bytes never change.
 * Originals, unknown kinds of files and folders do not exist here, nor do, without a pass, clips that are
 * withheld.
 */
export function createMediaDeliveryDoor({ blobs, gate }: MediaDeliveryDeps) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    url: { pathname: string },
  ): Promise<void> => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.method === "OPTIONS") return preflight(response);
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD, OPTIONS");
      return end(response, 405, "Only GET and HEAD are answered here.");
    }
    const [, pass = null, key = ""] = ADDRESS.exec(url.pathname) ?? [];
    const contentType = deliveredType(key);
    const [info, allowed] = contentType
      ? await Promise.all([blobs.head(key), gate.allows(key, pass)])
      : [null, "everyone" as const];
    if (!contentType || !info || allowed === "nobody") {
      // What is withheld may be there in the next moment.
      const keep = allowed === "nobody" ? "no-store" : "public, max-age=5";
      response.setHeader("Cache-Control", keep);
      return end(response, 404, "There is no such file.");
    }

    const etag = `"${info.etag}"`;
    response.setHeader("ETag", etag);
    response.setHeader("Last-Modified", new Date(info.modifiedAt).toUTCString());
    const shared = allowed === "everyone" && pass === null;
    response.setHeader(
      "Cache-Control",
      shared ? "public, max-age=31536000, immutable" : "private, max-age=3600",
    );
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("Timing-Allow-Origin", "*");
    response.setHeader(
      "Access-Control-Expose-Headers",
      "Accept-Ranges, Content-Length, Content-Range, ETag",
    );
    if (isFresh(request, etag, info.modifiedAt)) {
      response.writeHead(304).end();
      return;
    }

    const condition = request.headers["if-range"];
    const wanted = !condition || condition === etag ? request.headers.range : undefined;
    const range = readRange(wanted, info.bytes);
    if (range === "unsatisfiable") {
      response.setHeader("Content-Range", `bytes */${info.bytes}`);
      return end(response, 416, "The file is shorter than that.");
    }
    const part = range ?? { start: 0, end: info.bytes - 1 };
    const length = part.end - part.start + 1;
    if (range) response.setHeader("Content-Range", `bytes ${part.start}-${part.end}/${info.bytes}`);
    response.setHeader("Content-Type", contentType);
    response.setHeader("Content-Length", length);
    response.statusCode = range ? 206 : 200;
    if (request.method === "HEAD" || length === 0) {
      response.end();
      return;
    }
    await send(blobs, key, part, length, response);
  };
}

async function send(
  blobs: MediaDeliveryDeps["blobs"],
  key: string,
  part: { start: number; end: number },
  length: number,
  response: ServerResponse,
): Promise<void> {
  const blob = await blobs.get(key, part);
  if (!blob) {
    // Removed between the two looks; the headers are not sent yet.
    response.removeHeader("Content-Length");
    return end(response, 404, "There is no such file.");
  }
  if (length <= SMALL) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of blob.body) chunks.push(chunk);
    response.end(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    return;
  }
  try {
    await pipeline(blob.body instanceof Readable ? blob.body : Readable.from(blob.body), response);
  } catch (error) {
    // Viewers leave in the middle all the time; anything else breaks the connection, as it must.
    if (!LEFT.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

const LEFT = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"]);

/** RFC 9110, 13.1: If-None-Match, and only without it If-Modified-Since. */
function isFresh(request: IncomingMessage, etag: string, modifiedAt: number): boolean {
  const match = request.headers["if-none-match"];
  if (match !== undefined)
    return (
      match === "*" || match.split(",").some((each) => each.trim().replace(/^W\//, "") === etag)
    );
  const since = Date.parse(request.headers["if-modified-since"] ?? "");
  return Number.isFinite(since) && Math.floor(modifiedAt / 1000) * 1000 <= since;
}

function preflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      "Access-Control-Allow-Methods": "GET, HEAD",
      "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match",
      "Access-Control-Max-Age": "86400",
    })
    .end();
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
