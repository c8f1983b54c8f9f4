import { type Fault, ok, type Result } from "../../kernel/result.ts";
import { removeArchive } from "./archives/start-archive.server.ts";
import { removePartsJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts } from "./ports.ts";

/** Takes an upload back: the clip or the archive goes with it, unless it was there before its file. Idempotent. */
export async function cancelUpload(
  ports: Pick<IntakePorts, "store" | "archives" | "clock">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  videoId: string,
): Promise<Result<void, Fault<"video-not-found">>> {
  const { store, archives } = ports;
  if (await archives.find(shopId, videoId)) return removeArchive(ports, shopId, videoId);
  const [card] = await media.cards([videoId]);
  if (card?.status !== "wanted") return media.cancel(videoId);
  const parts = await store.parts(shopId, videoId);
  await store.removeUpload(shopId, videoId, [removePartsJob(shopId, parts)]);
  return ok();
}
