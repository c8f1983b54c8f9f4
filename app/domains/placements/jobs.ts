import type { JobRequest } from "../../kernel/job.ts";

/** The shop's copy is to be made equal to what is live. */
export function syncShopJob(shopId: string, startAfter?: number): JobRequest<{ shopId: string }> {
  return {
    name: "placements.sync-shop",
    payload: { shopId },
    key: shopId,
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}
