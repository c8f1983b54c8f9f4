import type { JobPolicy } from "../adapters/jobs/queue.ts";

/** Seconds. A worker that died is noticed after `heartbeat`. */
const MINUTE = 60;

/** Writing to Shopify: refusals for load pass within minutes, outages within hours. */
const shopify: JobPolicy = {
  retries: 10,
  retryDelay: 5,
  timeout: 15 * MINUTE,
  heartbeat: 10,
  collapse: true,
};

const quick: JobPolicy = {
  retries: 8,
  retryDelay: 2,
  timeout: 5 * MINUTE,
  heartbeat: 10,
  collapse: false,
};

/** Runs by the clock, so a failed run is followed by the next one anyway. */
const regular: JobPolicy = { ...quick, retries: 0, collapse: true };

/** Every kind of job and how it is treated. Web processes enqueue by this list; workers run it. */
export const JOB_POLICIES = {
  /** Faults of the file itself do not throw, so a retry means trouble of ours: few of them. */
  "media.process-video": {
    retries: 3,
    retryDelay: 1,
    timeout: 60 * MINUTE,
    heartbeat: 10,
    collapse: true,
  },
  /** As processing: faults of the clip do not throw. */
  "media.render-edit": {
    retries: 3,
    retryDelay: 1,
    timeout: 60 * MINUTE,
    heartbeat: 10,
    collapse: true,
  },
  /** As rendering an edit. */
  "media.make-film": {
    retries: 3,
    retryDelay: 1,
    timeout: 30 * MINUTE,
    heartbeat: 10,
    collapse: true,
  },
  "media.prepare-source": {
    retries: 3,
    retryDelay: 1,
    timeout: 30 * MINUTE,
    heartbeat: 10,
    collapse: true,
  },
  "media.await-captions": { ...quick, collapse: true },
  /** Services are busy at times; faults of the clip do not throw. */
  "media.make-captions": { ...quick, retries: 3, timeout: 20 * MINUTE, collapse: true },
  "media.write-captions": { ...quick, collapse: true },
  /** Copies up to 5 GB once. Full disks are waited for. */
  "intake.assemble-upload": { ...quick, timeout: 30 * MINUTE, collapse: true },
  /** Reads a directory and what tells of posts, never the videos. Many posts take a while. */
  "intake.read-archive": { ...quick, timeout: 15 * MINUTE },
  /** Makes way for others after ten minutes, but a file that is being fetched is fetched to its end. */
  "intake.run-import": { ...quick, timeout: 90 * MINUTE, collapse: true },
  /** Platforms ration what may be asked: a busy one is asked again when it said. */
  "intake.take-captions": { ...quick, retryDelay: 30, collapse: true },
  "intake.sync-accounts": regular,
  "intake.sweep": regular,
  "media.remove-files": quick,
  "media.sweep": regular,
  "media.sweep-edits": regular,
  "media.sweep-films": regular,
  /** Reads a clip's smallest rung once. */
  "clearance.review-clip": { ...quick, timeout: 15 * MINUTE, collapse: true },
  "clearance.sweep": regular,
  /** A fact: the video is reviewed, and placements that show it are made again. */
  "media.video-changed": quick,
  /** Steps of its own commit as they go, so a try again goes on where the last one broke off. */
  "library.bulk-edit": { ...quick, timeout: 60 * MINUTE },
  "library.tend": { ...regular, timeout: 30 * MINUTE },
  "library.match-shop": { ...shopify, timeout: 5 * MINUTE },
  /** A fact: what may be shown of these is judged anew. */
  "media.rights-changed": quick,
  "clearance.settle-shop": { ...quick, timeout: 30 * MINUTE, collapse: true },
  /** By the clock every minute, and asked for at the moments when rights begin or end. */
  "clearance.turn-rights": { ...quick, collapse: true },
  /** A fact: placements that show the product are made again. */
  "catalog.products-changed": quick,
  /** A fact: a variant of these can be bought again, or no longer. */
  "catalog.stock-turned": quick,
  /** A fact: placements whose clips show the code are made again. */
  "catalog.discounts-changed": quick,
  "media.watch-coupons": regular,
  "catalog.watch-shop-codes": { ...shopify, timeout: 5 * MINUTE },
  "placements.sync-shop": shopify,
  /** Facts about a shop, each with what follows from it. */
  "shop.installed": { ...shopify, timeout: MINUTE },
  "shop.updated": quick,
  "shop.uninstalled": quick,
  "shop.proxy-path-changed": quick,
  "shop.sold-out-way-changed": quick,
  "shop.redact": { ...quick, timeout: 60 * MINUTE },
  "wishes.sweep": regular,
  "analytics.roll-up": regular,
  "analytics.maintain": regular,
} as const satisfies Record<string, JobPolicy>;

export type JobName = keyof typeof JOB_POLICIES;
