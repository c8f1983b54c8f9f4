import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type BlobStore,
  type MediaJobsDoor,
  type MediaLog,
  openUploadTicket,
  type UploadClaims,
} from "../domains/media/index.server.ts";
import type { UploadDoorFaultKind } from "../domains/media/index.ts";
import type { Clock } from "../kernel/clock.ts";

export interface UploadDeps {
  blobs: Pick<BlobStore, "put" | "head" | "remove">;
  /** As in MediaPorts. */
  uploadSecret: string;
  media: Pick<MediaJobsDoor, "awaitsUpload">;
  /** The admin's own origin: pages of no other may upload. */
  allowedOrigin: string;
  clock: Clock;
  log: Pick<MediaLog, "warn">;
}

/** A sender that says nothing for this long has gone. */
const SILENCE_MS = 60_000;

/**
 * `PUT /upload/<ticket>`: streams one file into the blob store, as fast as the store takes it. The
 * ticket says whose file it is, how many bytes it has and until when; whatever else comes is refused,
 * and a transfer that breaks off leaves nothing. The same file sent again is answered at once.
 */
export function createUploadDoor(deps: UploadDeps) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    url: { pathname: string },
  ): Promise<void> => {
    response.setHeader("Access-Control-Allow-Origin", deps.allowedOrigin);
    response.setHeader("Vary", "Origin");
    response.setHeader("Cache-Control", "no-store");
    if (request.method === "OPTIONS") {
      response
        .writeHead(204, {
          "Access-Control-Allow-Methods": "PUT",
          "Access-Control-Allow-Headers": "Content-Type",
          "Access-Control-Max-Age": "600",
        })
        .end();
      return;
    }
    if (request.method !== "PUT") return refuse(request, response, 405, "upload-method");
    const ticket = url.pathname.replace(/^\/upload\//, "");
    const claims = openUploadTicket(deps.uploadSecret, ticket, deps.clock.now());
    if (!claims) return refuse(request, response, 403, "upload-ticket-invalid");
    const announced = Number(request.headers["content-length"] ?? Number.NaN);
    if (Number.isFinite(announced) && announced !== claims.bytes)
      return refuse(request, response, 413, "upload-size-differs");
    if ((await deps.blobs.head(claims.key))?.bytes === claims.bytes) {
      request.resume();
      return done(response);
    }
    if (!(await deps.media.awaitsUpload(claims.shopId, claims.videoId)))
      return refuse(request, response, 410, "upload-cancelled");
    await receive(deps, claims, request, response);
  };
}

async function receive(
  { blobs, media, log }: UploadDeps,
  claims: UploadClaims,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let received = 0;
  request.setTimeout(SILENCE_MS, () => request.destroy(new Error("The sender fell silent")));
  const counted = async function* () {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      received += chunk.length;
      yield chunk;
    }
  };
  try {
    const put = await blobs.put(claims.key, counted(), {
      contentType: claims.contentType,
      bytes: claims.bytes,
    });
    if (!put.ok) {
      log.warn({ shop: claims.shopId, video: claims.videoId }, "The blob store is full");
      return refuse(request, response, 507, "storage-full");
    }
    if (!(await media.awaitsUpload(claims.shopId, claims.videoId))) {
      // Cancelled meanwhile: its files were removed before these bytes were one.
      await blobs.remove(claims.key);
      return refuse(request, response, 410, "upload-cancelled");
    }
    done(response);
  } catch (error) {
    const fields = { shop: claims.shopId, video: claims.videoId, received };
    if (request.destroyed && !request.complete) {
      log.warn(fields, "An upload broke off");
      response.destroy();
    } else if (received !== claims.bytes) {
      refuse(request, response, 413, "upload-size-differs");
    } else throw error;
  }
}

function done(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
}

/** The rest of the body is not waited for. No page of ours sends another method than PUT. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  kind: UploadDoorFaultKind | "upload-method",
): void {
  response.shouldKeepAlive = false;
  response
    .writeHead(status, { "Content-Type": "application/json" })
    .end(JSON.stringify({ fault: { kind } }), () => {
      // A browser that is still sending reads the answer only if the connection lives a little longer.
      setTimeout(() => request.destroy(), 1000).unref();
    });
  request.resume();
}
