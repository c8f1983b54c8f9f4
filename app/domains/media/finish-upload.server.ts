import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { processVideoJob } from "./jobs.ts";
import type { MediaPorts, StoredVideo } from "./ports.ts";

/**
 * Queues the clip for processing once every byte of it is there. Said twice, it does nothing the
 * second time. `arrived`: the engine itself has told us, so that nothing need be asked.
 */
export async function finishUpload(
  ports: MediaPorts,
  shopId: string,
  videoId: string,
  arrived?: "arrived",
): Promise<Result<void, Fault<"video-not-found" | "upload-incomplete">>> {
  const { store, clock } = ports;
  const video = await store.find(shopId, videoId);
  if (!video) return refuse("video-not-found");
  const job = processVideoJob(shopId, videoId);
  if (video.status === "uploading" || video.status === "wanted") {
    if (!arrived && !(await hasArrived(ports, video))) return refuse("upload-incomplete");
    await store.queue(shopId, videoId, ["uploading", "wanted"], clock.now(), [job]);
  } else if (arrived && video.status !== "failed") {
    await store.enqueue([job]);
  }
  return ok();
}

async function hasArrived(ports: MediaPorts, video: StoredVideo): Promise<boolean> {
  if (video.sourceKey) {
    const blob = await ports.blobs.head(video.sourceKey);
    return blob?.bytes === video.sourceBytes;
  }
  const { directUpload } = ports.engine;
  return Boolean(
    directUpload && video.asset && (await directUpload.arrived(video.asset.engineRef)),
  );
}
