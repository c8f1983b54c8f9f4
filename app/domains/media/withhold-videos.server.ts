import type { WithheldReason } from "./index.ts";
import { videoChangedJob } from "./jobs.ts";
import type { MediaPorts } from "./ports.ts";

/**
 * Keeps clips from the storefront for a reason, or lifts that reason, and lets every document that shows
 * one of them follow, in one transaction. Said again, it changes nothing. Answers the ids it changed.
 */
export async function withholdVideos(
  { store }: Pick<MediaPorts, "store">,
  shopId: string,
  ids: string[],
  reason: WithheldReason,
  on: boolean,
): Promise<string[]> {
  if (ids.length === 0) return [];
  return store.withhold(shopId, ids, reason, on, (changed) => [videoChangedJob(shopId, changed)]);
}
