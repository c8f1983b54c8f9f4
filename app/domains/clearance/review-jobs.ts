import type { JobRequest } from "../../kernel/job.ts";

/** A clip's pictures are to be looked at. */
export function reviewClipJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "clearance.review-clip", payload: { shopId, videoId }, key: videoId };
}
