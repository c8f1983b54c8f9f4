import { takeCaptionsJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts } from "./ports.ts";

/**
 * The browser says that an engine has all bytes of an upload. Nothing is taken on trust: media asks the
 * engine. Uploads to ourselves finish by their last byte and need no such word. Idempotent.
 */
export async function finishEngineUpload(
  { store, clock }: Pick<IntakePorts, "store" | "clock">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  videoId: string,
) {
  const finished = await media.finishUpload(videoId);
  if (!finished.ok) return finished;
  const upload = await store.findUpload(shopId, videoId);
  if (!upload?.url) return finished;
  const { bytes, sha256 } = upload;
  const known = await store.findOrigin(shopId, videoId);
  const from = known ?? { videoId, kind: "upload", ref: null, page: null };
  await store.setOrigin(shopId, { ...from, bytes, sha256 }, clock.now());
  const jobs = known?.ref ? [takeCaptionsJob(shopId, videoId)] : [];
  await store.removeUpload(shopId, videoId, jobs);
  return finished;
}
