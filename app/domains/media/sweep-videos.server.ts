import { finishUpload } from "./finish-upload.server.ts";
import { processVideoJob } from "./jobs.ts";
import type { MediaPorts } from "./ports.ts";
import { removeVideos } from "./remove-videos.server.ts";

const BATCH = 100;
/** A browser that was closed between the last byte and saying so. */
const UPLOAD_SILENT_MS = 10 * 60 * 1000;
/** Longer than unfinished uploads are kept: what is that old has no upload any more. */
const UPLOAD_FORGOTTEN_MS = 8 * 24 * 60 * 60 * 1000;
/** Progress is written every second or so; silence this long means that no worker is at it. */
const WORKER_SILENT_MS = 15 * 60 * 1000;

/**
 * Puts right what was left between two steps: an upload that is whole but was never finished is
 * queued, one that can no longer arrive is forgotten, a clip that no worker is at is queued again.
 */
export async function sweepVideos(ports: MediaPorts): Promise<void> {
  const { store, clock, log } = ports;
  const now = clock.now();
  for (const { shopId, video } of await store.stale("uploading", now - UPLOAD_SILENT_MS, BATCH)) {
    const finished = await finishUpload(ports, shopId, video.id);
    if (finished.ok || video.updatedAt > now - UPLOAD_FORGOTTEN_MS) continue;
    await removeVideos(ports, shopId, [video.id]);
    log.info({ shop: shopId, video: video.id }, "An upload that never came was forgotten");
  }
  for (const status of ["queued", "processing"] as const)
    for (const { shopId, video } of await store.stale(status, now - WORKER_SILENT_MS, BATCH))
      await store.enqueue([processVideoJob(shopId, video.id)]);
}
