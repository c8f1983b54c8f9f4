import { sweepArchives } from "./archives/start-archive.server.ts";
import { cancelUpload } from "./cancel-upload.server.ts";
import { finishEngineUpload } from "./finish-upload.server.ts";
import { UPLOAD_KEPT_MS } from "./index.ts";
import { assembleUploadJob, runImportJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts } from "./ports.ts";

const BATCH = 100;
const SILENT_MS = 15 * 60 * 1000;

/**
 * Puts right what was left between two steps: a whole upload that nobody put together, an import that no
 * worker is at. Forgets uploads that nobody has gone on with for a week, and their clips.
 */
export async function sweepIntake(
  ports: Pick<IntakePorts, "store" | "archives" | "clock" | "log">,
  doorsOf: (shopId: string) => Promise<Pick<IntakeNeighbours, "media"> | null>,
): Promise<void> {
  const { store, clock, log } = ports;
  const now = clock.now();
  for (const upload of await store.staleUploads(now - SILENT_MS, BATCH)) {
    const { shopId, videoId } = upload;
    if (!upload.url && upload.received >= upload.bytes) {
      await store.enqueue([assembleUploadJob(shopId, videoId)]);
      continue;
    }
    const doors = await doorsOf(shopId);
    if (!doors) continue;
    if (upload.url && (await finishEngineUpload(ports, doors, shopId, videoId)).ok) continue;
    if (upload.updatedAt > now - UPLOAD_KEPT_MS) continue;
    await cancelUpload(ports, doors, shopId, videoId);
    log.info({ shop: shopId, video: videoId }, "An upload that nobody went on with was forgotten");
  }
  for (const { shopId, id } of await store.staleImports(now - SILENT_MS, BATCH))
    await store.enqueue([runImportJob(shopId, id)]);
  await sweepArchives(ports, BATCH);
}
