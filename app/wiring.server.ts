import { createJobQueue, type JobQueue } from "./adapters/jobs/queue.ts";
import { createLog, type Log } from "./adapters/log/log.ts";
import { openDatabase } from "./adapters/postgres/database.ts";
import { createPublishingSignal } from "./adapters/postgres/publishing-signal.ts";
import { openStores } from "./adapters/postgres/stores.ts";
import { createShopify, type Shopify } from "./adapters/shopify/shopify.ts";
import {
  type ExtensionFiles,
  readExtensionFiles,
} from "./adapters/theme-extension/extension-files.ts";
import type { Config } from "./config.server.ts";
import { type AnalyticsJobsDoor, createAnalyticsJobs } from "./domains/analytics/index.server.ts";
import {
  createPermissionDoor,
  createReviewJobs,
  createRightsJobs,
  type PermissionDoor,
  type ReviewJobsDoor,
  type RightsJobsDoor,
} from "./domains/clearance/index.server.ts";
import {
  type CollectDoor,
  createCollectDoor,
  createSocialDoor,
  type SocialDoor,
} from "./domains/engagement/index.server.ts";
import { createIntakeJobs, type IntakeJobsDoor } from "./domains/intake/index.server.ts";
import { createLibraryJobs, type LibraryJobsDoor } from "./domains/library/index.server.ts";
import {
  createDeliveryGate,
  createEditJobs,
  createFilmJobs,
  createMediaJobs,
  type DeliveryGate,
  type EditJobsDoor,
  type FilmJobsDoor,
  type MediaJobsDoor,
} from "./domains/media/index.server.ts";
import type { BlobStore } from "./domains/media/ports.ts";
import {
  createPlacementJobs,
  createPublishedDocuments,
  createVideoPagesDoor,
  type PlacementJobsDoor,
  type PublishedDocuments,
  type VideoPagesDoor,
} from "./domains/placements/index.server.ts";
import {
  createShopsDoor,
  createWebhookInbox,
  type ShopsDoor,
  type WebhookInbox,
} from "./domains/shop/index.server.ts";
import type { ShopRef } from "./domains/shop/index.ts";
import {
  createWishesDoor,
  createWishesJobs,
  type WishesDoor,
  type WishesJobsDoor,
} from "./domains/wishes/index.server.ts";
import { JOB_POLICIES } from "./jobs/policies.ts";
import { type Clock, systemClock } from "./kernel/clock.ts";
import { createMetrics, type Metrics } from "./metrics.server.ts";
import { openMediaPorts, openPorts, type Ports, plansAreSold } from "./wiring/open-ports.server.ts";
import { openShopDoors, type ShopDoors } from "./wiring/shop-doors.server.ts";

/** Joins ports to adapters. One per process. */
export interface Wiring {
  config: Config;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  queue: JobQueue;
  shopify: Shopify;
  shops: ShopsDoor;
  webhooks: WebhookInbox;
  forShop(shop: ShopRef): ShopDoors;
  published: PublishedDocuments;
  videoPages: VideoPagesDoor;
  /** The theme app extension's own files. */
  extension: ExtensionFiles;
  collect: CollectDoor;
  social: SocialDoor;
  wishes: WishesDoor;
  /** What creators are asked, for whoever has the link. */
  permission: PermissionDoor;
  blobs: BlobStore;
  /** Who may fetch what was made of clips. */
  gate: DeliveryGate;
  jobs: {
    media: MediaJobsDoor;
    edits: EditJobsDoor;
    films: FilmJobsDoor;
    intake: IntakeJobsDoor;
    library: LibraryJobsDoor;
    rights: RightsJobsDoor;
    reviews: ReviewJobsDoor;
    placements: PlacementJobsDoor;
    wishes: WishesJobsDoor;
    analytics: AnalyticsJobsDoor;
  };
  /** Waits for the database and makes the queue ready. */
  start(): Promise<void>;
  /** Resolves while the database answers; throws otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Suggestions are matched against so many products of a shop, the last changed first. */
const MOST_PRODUCT_NAMES = 10_000;

/** Builds everything a process needs. Opens no connection by itself, but for the one that listens. */
export function createWiring(
  config: Config,
  /** `clock`: for seeding and tests, which tell of other times than now. */
  options: { process: "web" | "worker"; clock?: Clock },
): Wiring {
  const clock = options.clock ?? systemClock;
  const log = createLog({ level: config.LOG_LEVEL, process: options.process });
  const database = openDatabase({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL,
    onConnectionLost: (error) => log.warn({ error: error.message }, "a database connection broke"),
  });

  const queue = createJobQueue({
    url: config.DATABASE_URL,
    policies: JOB_POLICIES,
    supervise: options.process === "worker",
    onError: (error) => log.warn({ error: error.message }, "the job queue had trouble"),
    onJob({ name, id, milliseconds, error }) {
      metrics.job.observe({ name, outcome: error ? "failed" : "done" }, milliseconds / 1000);
      if (error) log.warn({ job: name, jobId: id, error }, "a job failed and will be tried again");
      else log.debug({ job: name, jobId: id, milliseconds: Math.round(milliseconds) }, "job done");
    },
  });
  const metrics = createMetrics(queue);
  const stores = openStores(database, (tx, jobs) => queue.enqueueWithin(tx, jobs));

  const ground = { config, stores, clock, log };
  const mediaPorts = openMediaPorts(ground, async (shopId) => (await shops.plan(shopId)).limits);
  const { blobs } = mediaPorts.media;
  const mediaJobs = createMediaJobs(mediaPorts.media);
  const shops = createShopsDoor({
    store: stores.shops,
    clock,
    belongings: { erase: mediaJobs.eraseShop },
    plansAreSold: plansAreSold(config),
  });
  const shopify = createShopify({
    config,
    clock,
    sessionStorage: stores.sessions,
    shops,
    log: (message) => log.warn({}, message),
    onRetry: (event) => log.warn(event, "waiting for the Admin API"),
  });

  const ports: Ports = { ...mediaPorts, ...openPorts(ground, { blobs, shops, shopify }) };
  const forShop = (shop: ShopRef) => openShopDoors(ports, shop);

  const signal = createPublishingSignal({
    url: config.DATABASE_URL,
    onLost: (error) => log.warn({ error }, "news of publishing is cut off for now"),
  });
  const published = createPublishedDocuments({ store: stores.published, signal, clock });

  return {
    config,
    clock,
    log,
    metrics,
    queue,
    shopify,
    shops,
    webhooks: createWebhookInbox({ receipts: stores.webhookReceipts, clock }),
    forShop,
    published,
    videoPages: createVideoPagesDoor({ store: stores.published }),
    extension: readExtensionFiles(),
    collect: createCollectDoor({
      log: stores.events,
      clock,
      onWriteFailed: (error) =>
        log.warn({ error }, "events could not be stored; senders try again"),
    }),
    social: createSocialDoor(ports.social),
    wishes: createWishesDoor(ports.wishes),
    permission: createPermissionDoor({
      ...ports.rights,
      async clipOf(shopId, videoId) {
        const shop = await shops.byId(shopId);
        return (shop && (await forShop(shop).media.cards([videoId]))[0]) ?? null;
      },
    }),
    blobs,
    gate: createDeliveryGate(ports.gate),
    jobs: {
      media: mediaJobs,
      edits: createEditJobs(ports.edits),
      films: createFilmJobs(ports.films, async (shopId) => {
        const shop = await shops.byId(shopId);
        return shop && { shop, catalog: forShop(shop).catalog };
      }),
      intake: createIntakeJobs(ports.intake, shops, forShop),
      library: createLibraryJobs({
        ...ports.library,
        log,
        remove: mediaJobs.removeVideos,
        async productNames(shopId) {
          const shop = await shops.byId(shopId);
          return shop && forShop(shop).catalog.names(MOST_PRODUCT_NAMES);
        },
      }),
      rights: createRightsJobs(ports.rights),
      reviews: createReviewJobs(ports.reviews, shops, forShop),
      placements: createPlacementJobs({ ...ports.placements, shops, doors: forShop }),
      wishes: createWishesJobs(ports.wishes),
      analytics: createAnalyticsJobs({
        rollUps: stores.rollUps,
        log: stores.events,
        ledger: stores.ledger,
        clock,
      }),
    },
    start: () => queue.start(),
    async ready() {
      await database.pool.query("select 1");
    },
    async close() {
      published.close();
      await signal.close();
      await queue.stop();
      await database.close();
    },
  };
}
