import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import { cleanFileName, looksLikeVideo, titleFromFileName } from "./file-name.ts";
import { MAX_UPLOAD_BYTES, type UploadTicket } from "./index.ts";
import { originalKey } from "./keys.ts";
import type { MediaPorts } from "./ports.ts";
import { sealUploadTicket, UPLOAD_TICKET_MS } from "./upload-ticket.server.ts";

const PLAIN_TYPE = /^video\/[a-z0-9.+-]{1,60}$/;

/**
 * Makes a row for the clip and says where the browser sends its bytes: to the engine, to the blob
 * store, or to our own upload door, whichever of them takes bytes itself, in that order.
 */
export async function beginUpload(
  ports: MediaPorts,
  shop: ShopRef,
  file: { name: string; bytes: number; contentType: string },
): Promise<
  Result<
    UploadTicket,
    Fault<"upload-too-large" | "upload-empty" | "upload-not-video" | "engine-unavailable">
  >
> {
  const sourceName = cleanFileName(file.name) || "clip";
  if (file.bytes <= 0) return refuse("upload-empty", { name: sourceName });
  if (file.bytes > MAX_UPLOAD_BYTES)
    return refuse("upload-too-large", {
      name: sourceName,
      bytes: file.bytes,
      limit: MAX_UPLOAD_BYTES,
    });
  if (!looksLikeVideo(file.name, file.contentType))
    return refuse("upload-not-video", { name: sourceName });

  const now = ports.clock.now();
  const videoId = newId(ports.clock);
  const place = await openPlace(ports, shop.id, videoId, file, now);
  if (!place.ok) return place;
  await ports.store.insert(shop.id, {
    id: videoId,
    title: titleFromFileName(sourceName),
    sourceName,
    sourceBytes: file.bytes,
    sourceKey: place.value.sourceKey,
    engine: place.value.engineRef ? { name: ports.engine.name, ref: place.value.engineRef } : null,
    at: now,
  });
  return ok({ videoId, method: "PUT", url: place.value.url, headers: place.value.headers });
}

interface UploadPlace {
  url: string;
  headers: Record<string, string>;
  sourceKey: string | null;
  engineRef: string | null;
}

async function openPlace(
  ports: MediaPorts,
  shopId: string,
  videoId: string,
  file: { bytes: number; contentType: string },
  now: number,
): Promise<Result<UploadPlace, Fault<"engine-unavailable">>> {
  if (ports.engine.directUpload) {
    const opened = await ports.engine.directUpload.open({ shopId, videoId });
    return opened.ok ? ok({ ...opened.value, sourceKey: null }) : opened;
  }
  const key = originalKey(shopId, videoId);
  const contentType = PLAIN_TYPE.test(file.contentType)
    ? file.contentType
    : "application/octet-stream";
  if (ports.blobs.presignPut) {
    const signed = await ports.blobs.presignPut(key, {
      contentType,
      bytes: file.bytes,
      seconds: UPLOAD_TICKET_MS / 1000,
    });
    return ok({ ...signed, sourceKey: key, engineRef: null });
  }
  const ticket = sealUploadTicket(ports.uploadSecret, {
    shopId,
    videoId,
    key,
    bytes: file.bytes,
    contentType,
    expiresAt: now + UPLOAD_TICKET_MS,
  });
  return ok({
    url: `${ports.uploadBaseUrl}/${ticket}`,
    headers: { "content-type": contentType },
    sourceKey: key,
    engineRef: null,
  });
}
