import { z } from "zod";
import type { JobHandler } from "../adapters/jobs/queue.ts";
import type { Wiring } from "../wiring.server.ts";
import { JOB_POLICIES, type JobName } from "./policies.ts";

const nothing = z.object({});
const shopPayload = z.object({ shopId: z.string() });
const shopLeftPayload = z.object({ shopId: z.string(), at: z.number() });
const domainPayload = z.object({ domain: z.string() });
const videoPayload = z.object({ shopId: z.string(), videoId: z.string() });
const editPayload = z.object({ shopId: z.string(), editId: z.string() });
const filmPayload = z.object({ shopId: z.string(), filmId: z.string() });
const videosPayload = z.object({ shopId: z.string(), videoIds: z.array(z.string()) });
const bulkPayload = z.object({ shopId: z.string(), bulkId: z.string() });
const productsPayload = z.object({ shopId: z.string(), productIds: z.array(z.string()) });
const codesPayload = z.object({ shopId: z.string(), codes: z.array(z.string()) });
const importPayload = z.object({ shopId: z.string(), importId: z.string() });
const archivePayload = z.object({
  shopId: z.string(),
  archiveId: z.string(),
  again: z.boolean(),
});
const settlePayload = z.object({ shopId: z.string(), dated: z.boolean().optional() });
const filesPayload = z.object({
  shopId: z.string(),
  keys: z.array(z.string()),
  engineRef: z.string().nullish(),
});

/** What the worker does for each kind of job: read the payload, call one verb. */
export function createJobHandlers(wiring: Wiring): JobHandler[] {
  const { media, edits, films, intake, library, reviews, rights, placements, wishes, analytics } =
    wiring.jobs;
  return [
    job("media.process-video", videoPayload, media.processVideo, {
      concurrency: wiring.config.WORKER_VIDEOS,
    }),
    job("media.render-edit", editPayload, edits.renderEdit),
    job("media.prepare-source", videoPayload, edits.prepareSource),
    job("media.await-captions", videoPayload, edits.awaitCaptions),
    job("media.make-captions", videoPayload, edits.makeCaptions),
    job("media.write-captions", videoPayload, edits.writeCaptions),
    job("media.sweep-edits", nothing, edits.sweepEdits, { cron: "*/5 * * * *" }),
    job("media.make-film", filmPayload, films.makeFilm),
    job("media.sweep-films", nothing, films.sweepFilms, { cron: "*/5 * * * *" }),
    job("media.remove-files", filesPayload, media.removeFiles),
    job("media.sweep", nothing, media.sweep, { cron: "*/5 * * * *" }),
    job("intake.assemble-upload", videoPayload, intake.assembleUpload, { concurrency: 2 }),
    job("intake.read-archive", archivePayload, intake.readArchive),
    job("intake.run-import", importPayload, intake.runImport, { concurrency: 2 }),
    job("intake.take-captions", videoPayload, intake.takeCaptions),
    job("intake.sync-accounts", nothing, intake.syncAccounts, { cron: "*/5 * * * *" }),
    job("intake.sweep", nothing, intake.sweep, { cron: "*/5 * * * *" }),
    job("media.rights-changed", videosPayload, rights.settleClips),
    job("clearance.settle-shop", settlePayload, rights.settleShop),
    job("clearance.turn-rights", nothing, rights.turn, { cron: "* * * * *" }),
    // Looked at first, so that nothing new is shown that the shop's policy keeps back.
    job("media.video-changed", videosPayload, async (payload, signal) => {
      await reviews.hearClips(payload, signal);
      await placements.refreshPlacements(payload);
    }),
    job("clearance.review-clip", videoPayload, reviews.reviewClip),
    job("clearance.sweep", nothing, reviews.sweepReviews, { cron: "*/5 * * * *" }),
    job("library.bulk-edit", bulkPayload, library.bulkEdit),
    job("library.tend", nothing, library.tend, { cron: "* * * * *" }),
    job("library.match-shop", shopPayload, library.matchShop),
    job("catalog.products-changed", productsPayload, placements.refreshProducts),
    job("catalog.stock-turned", productsPayload, wishes.markBack),
    job("catalog.discounts-changed", codesPayload, placements.refreshDiscounts),
    job("catalog.watch-shop-codes", shopPayload, async ({ shopId }) => {
      const shop = await wiring.shops.byId(shopId);
      const codes = await wiring.jobs.media.couponCodes(shopId);
      if (shop) await wiring.forShop(shop).discounts.watch(codes.flatMap((each) => each.codes));
    }),
    job("media.watch-coupons", nothing, () => watchCoupons(wiring), { cron: "*/15 * * * *" }),
    job("placements.sync-shop", shopPayload, placements.syncShop),
    job("shop.installed", shopPayload, async ({ shopId }) => {
      const shop = await wiring.shops.byId(shopId);
      if (shop) await wiring.forShop(shop).shop.refreshProfile();
    }),
    job("shop.updated", shopPayload, async ({ shopId }, signal) => {
      const shop = await wiring.shops.byId(shopId);
      if (!shop) return;
      await wiring.forShop(shop).shop.refreshProfile();
      // Days may begin at other moments now.
      await rights.settleShop({ shopId, dated: true }, signal);
    }),
    job("shop.uninstalled", shopLeftPayload, placements.forgetShop),
    job("shop.proxy-path-changed", shopPayload, placements.syncShop),
    job("shop.sold-out-way-changed", shopPayload, placements.syncShop),
    job("shop.redact", domainPayload, ({ domain }) => wiring.shops.redact(domain)),
    job("wishes.sweep", nothing, wishes.sweep, { cron: "41 * * * *" }),
    job("analytics.roll-up", nothing, analytics.rollUp, { cron: "* * * * *" }),
    job("analytics.maintain", nothing, analytics.maintain, { cron: "17 * * * *" }),
  ];
}

/** Asks shops for the codes that their clips show: one that was changed or deleted leaves the clips. */
async function watchCoupons({ jobs, shops, forShop, log }: Wiring): Promise<void> {
  for (const { shopId, codes } of await jobs.media.couponCodes()) {
    const shop = await shops.byId(shopId);
    if (!shop) continue;
    // A shop that does not answer must not keep the others waiting for a quarter of an hour.
    await forShop(shop)
      .discounts.watch(codes)
      .catch((error: unknown) =>
        log.warn({ shop: shop.domain, error }, "codes were not looked at"),
      );
  }
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
