import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { processVideoJob } from "./jobs.ts";
import type { MediaPorts } from "./ports.ts";

/** Queues a failed clip again; its original is still there. */
export async function retryVideo(
  { store, clock }: MediaPorts,
  shopId: string,
  videoId: string,
): Promise<Result<void, Fault<"video-not-found" | "video-not-failed">>> {
  const jobs = [processVideoJob(shopId, videoId)];
  if (await store.queue(shopId, videoId, ["failed"], clock.now(), jobs)) return ok();
  return refuse((await store.find(shopId, videoId)) ? "video-not-failed" : "video-not-found");
}
