import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { videoChangedJob } from "../jobs.ts";
import { writeCaptionsJob } from "./edit-jobs.ts";
import type { EditPorts } from "./ports.ts";

/** Shows shoppers a rendered version again, or (null) the clip as it was uploaded. At once: nothing is rendered. */
export async function useVersion(
  { edits, clock }: EditPorts,
  shopId: string,
  videoId: string,
  editId: string | null,
): Promise<Result<void, Fault<"edit-not-rendered">>> {
  const jobs = [videoChangedJob(shopId, [videoId]), writeCaptionsJob(shopId, videoId)];
  const used = await edits.use(shopId, videoId, editId, clock.now(), jobs);
  return used ? ok() : refuse("edit-not-rendered");
}
