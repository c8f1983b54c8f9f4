import { createHash } from "node:crypto";
import type { BlobStore } from "../media/index.server.ts";
import { removePartsJob, takeCaptionsJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts, UploadPart } from "./ports.ts";

/**
 * Makes one original of an upload's parts, counts its SHA-256 on the way, and hands the clip on. Says
 * nothing when there is no such upload any more: it was handed on, or cancelled.
 */
export async function assembleUpload(
  { store, blobs, clock, log }: Pick<IntakePorts, "store" | "blobs" | "clock" | "log">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  videoId: string,
  signal: AbortSignal,
): Promise<void> {
  const upload = await store.findUpload(shopId, videoId);
  if (!upload || upload.url || upload.received < upload.bytes) return;
  const parts = await store.parts(shopId, videoId);
  const [card] = await media.cards([videoId]);
  // It has its file: handed on by a run that died then, or given by a data export meanwhile. What may be
  // processed at this moment is not written over.
  if (card && card.status !== "uploading" && card.status !== "wanted")
    return store.removeUpload(shopId, videoId, [removePartsJob(shopId, parts)]);
  const hash = createHash("sha256");
  const put = await blobs.put(media.originalPlace(videoId), joined(blobs, parts, hash), {
    contentType: "application/octet-stream",
    bytes: upload.bytes,
    signal,
  });
  // Tried again later; the parts are safe until there is room.
  if (!put.ok) throw new Error("There is no room for the original");
  // A clip that waited for its file keeps where it is from.
  const known = await store.findOrigin(shopId, videoId);
  const from = known ?? { videoId, kind: "upload", ref: null, page: null };
  const file = { bytes: upload.bytes, sha256: hash.digest("hex") };
  await store.setOrigin(shopId, { ...from, ...file }, clock.now());
  const finished = await media.finishUpload(videoId);
  if (!finished.ok) {
    // Deleted while it was put together: the removal came before this blob was there.
    if (finished.fault.kind === "video-not-found") await blobs.remove(media.originalPlace(videoId));
    else throw new Error("The original is not what was put there");
  }
  await store.removeUpload(shopId, videoId, [
    removePartsJob(shopId, parts),
    ...(known?.ref ? [takeCaptionsJob(shopId, videoId)] : []),
  ]);
  log.info({ shop: shopId, video: videoId, bytes: upload.bytes }, "An upload is whole");
}

async function* joined(
  blobs: BlobStore,
  parts: UploadPart[],
  hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const part of parts) {
    if (part.start !== at) throw new Error(`An upload has a gap at ${at}`);
    const blob = await blobs.get(part.key);
    if (!blob) throw new Error(`A part of an upload is missing: ${part.key}`);
    for await (const chunk of blob.body) {
      hash.update(chunk);
      yield chunk;
    }
    at += part.bytes;
  }
}
