import type { JobPolicy } from "../adapters/jobs/queue.ts";

/** Seconds. A worker that died is noticed after `heartbeat`. */
const MINUTE = 60;

/** Writing to Shopify: refusals for load pass within minutes, outages within hours. */
const shopify: JobPolicy = {
  retries: 10,
  retryDelay: 5,
  timeout: 15 * MINUTE,
  heartbeat: 30,
  collapse: true,
};

const quick: JobPolicy = {
  retries: 8,
  retryDelay: 2,
  timeout: 5 * MINUTE,
  heartbeat: 30,
  collapse: false,
};

/** Every kind of job and how it is treated. Web processes enqueue by this list; workers run it. */
export const JOB_POLICIES = {
  /** Faults of the file itself do not throw, so a retry means trouble of ours: few of them. */
  "media.process-video": {
    retries: 3,
    retryDelay: 5,
    timeout: 60 * MINUTE,
    heartbeat: 20,
    collapse: true,
  },
  "media.remove-files": quick,
  "media.video-changed": quick,
  "placements.sync-shop": shopify,
  "shop.installed": quick,
  "analytics.roll-up": { ...quick, retries: 0, collapse: true },
} as const satisfies Record<string, JobPolicy>;

export type JobName = keyof typeof JOB_POLICIES;
