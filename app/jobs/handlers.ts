import { z } from "zod";
import type { JobHandler } from "../adapters/jobs/queue.ts";
import type { Wiring } from "../wiring.server.ts";
import { JOB_POLICIES, type JobName } from "./policies.ts";

const shopPayload = z.object({ shopId: z.string() });
const videoPayload = z.object({ shopId: z.string(), videoId: z.string() });
const videosPayload = z.object({ shopId: z.string(), videoIds: z.array(z.string()) });
const filesPayload = z.object({
  shopId: z.string(),
  keys: z.array(z.string()),
  engineRef: z.string().nullish(),
});

/** What the worker does for each kind of job: read the payload, call one verb. */
export function createJobHandlers(wiring: Wiring): JobHandler[] {
  const { media, placements, analytics } = wiring.jobs;
  return [
    job(
      "media.process-video",
      videoPayload,
      (payload, signal) => media.processVideo(payload, signal),
      { concurrency: wiring.config.WORKER_VIDEOS },
    ),
    job("media.remove-files", filesPayload, (payload) => media.removeFiles(payload)),
    job("media.video-changed", videosPayload, (payload) => placements.refreshPlacements(payload)),
    job("placements.sync-shop", shopPayload, (payload, signal) =>
      placements.syncShop(payload, signal),
    ),
    job("shop.installed", shopPayload, async ({ shopId }) => {
      const shop = await wiring.shops.byId(shopId);
      if (shop) await wiring.forShop(shop).shop.refreshProfile();
    }),
    job("analytics.roll-up", z.object({}), () => analytics.rollUp(), { cron: "* * * * *" }),
  ];
}

function job<P>(
  name: JobName,
  payload: z.ZodType<P>,
  run: (payload: P, signal: AbortSignal) => Promise<void>,
  options: { concurrency?: number; cron?: string } = {},
): JobHandler {
  return {
    name,
    policy: JOB_POLICIES[name],
    concurrency: options.concurrency ?? 1,
    run: (raw, signal) => run(payload.parse(raw), signal),
    ...(options.cron ? { cron: options.cron } : {}),
  };
}
