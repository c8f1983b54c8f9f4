import { createHmac } from "node:crypto";
import { createFileFetcher } from "./adapters/fetch/file-fetcher.ts";
import { createPictureFetcher } from "./adapters/fetch/picture-fetcher.ts";
import { createEditRenderer } from "./adapters/ffmpeg/edit-renderer.ts";
import { createFilmRenderer } from "./adapters/ffmpeg/film-renderer.ts";
import { locateFfmpeg } from "./adapters/ffmpeg/locate.ts";
import { createPictureInspector } from "./adapters/ffmpeg/picture-inspector.ts";
import { createJobQueue, type JobQueue } from "./adapters/jobs/queue.ts";
import { createLog, type Log } from "./adapters/log/log.ts";
import { createModerationService } from "./adapters/moderation/moderation-service.ts";
import { openDatabase } from "./adapters/postgres/database.ts";
import { createPublishingSignal } from "./adapters/postgres/publishing-signal.ts";
import { openStores } from "./adapters/postgres/stores.ts";
import { createFilmDrawer } from "./adapters/sharp/film-drawer.ts";
import { createTextDrawer } from "./adapters/sharp/text-drawer.ts";
import { createShopify, type Shopify } from "./adapters/shopify/shopify.ts";
import { createLinkSource } from "./adapters/sources/links.ts";
import {
  type ExtensionFiles,
  readExtensionFiles,
} from "./adapters/theme-extension/extension-files.ts";
import { createZipArchives } from "./adapters/zip/zip-archives.ts";
import type { Config } from "./config.server.ts";
import {
  type AnalyticsDoor,
  type AnalyticsJobsDoor,
  createAnalyticsDoor,
  createAnalyticsJobs,
} from "./domains/analytics/index.server.ts";
import {
  type CatalogDoor,
  createCatalogDoor,
  createDiscountsDoor,
  type DiscountsDoor,
} from "./domains/catalog/index.server.ts";
import {
  createPermissionDoor,
  createReviewDoor,
  createReviewJobs,
  createRightsDoor,
  createRightsJobs,
  type PermissionDoor,
  type ReviewDoor,
  type ReviewJobsDoor,
  type RightsDoor,
  type RightsJobsDoor,
} from "./domains/clearance/index.server.ts";
import {
  type CollectDoor,
  createCollectDoor,
  createModerationDoor,
  createSocialDoor,
  type ModerationDoor,
  type SocialDoor,
} from "./domains/engagement/index.server.ts";
import {
  createIntakeDoor,
  createIntakeJobs,
  type IntakeDoor,
  type IntakeJobsDoor,
  type IntakePorts,
} from "./domains/intake/index.server.ts";
import {
  createLibraryDoor,
  createLibraryJobs,
  type LibraryDoor,
  type LibraryJobsDoor,
} from "./domains/library/index.server.ts";
import {
  createDeliveryGate,
  createEditJobs,
  createEditsDoor,
  createFilmJobs,
  createFilmsDoor,
  createMediaDoor,
  createMediaJobs,
  type DeliveryGate,
  type EditJobsDoor,
  type EditsDoor,
  type FilmJobsDoor,
  type FilmsDoor,
  type MediaDoor,
  type MediaJobsDoor,
  sealMediaPass,
} from "./domains/media/index.server.ts";
import { MAX_UPLOAD_BYTES } from "./domains/media/index.ts";
import type { BlobStore } from "./domains/media/ports.ts";
import {
  createPlacementJobs,
  createPlacementsDoor,
  createPublishedDocuments,
  createVideoPagesDoor,
  type PlacementJobsDoor,
  type PlacementsDoor,
  type PublishedDocuments,
  type VideoPagesDoor,
} from "./domains/placements/index.server.ts";
import { createPlaylistsDoor, type PlaylistsDoor } from "./domains/playlists/index.server.ts";
import {
  createShopDoor,
  createShopsDoor,
  createWebhookInbox,
  type ShopDoor,
  type ShopsDoor,
  type WebhookInbox,
} from "./domains/shop/index.server.ts";
import type { ShopRef } from "./domains/shop/index.ts";
import {
  createWaitingDoor,
  createWishesDoor,
  createWishesJobs,
  type WaitingDoor,
  type WishesDoor,
  type WishesJobsDoor,
} from "./domains/wishes/index.server.ts";
import { JOB_POLICIES } from "./jobs/policies.ts";
import { type Clock, systemClock } from "./kernel/clock.ts";
import { createMetrics, type Metrics } from "./metrics.server.ts";
import {
  openBlobStore,
  openCaptionWriters,
  openPlatformSources,
  openVideoEngine,
} from "./wiring/choose-adapters.server.ts";

/** Every domain's door, already bound to one shop: what a route gets after signing in. */
export interface ShopDoors {
  shop: ShopDoor;
  catalog: CatalogDoor;
  discounts: DiscountsDoor;
  media: MediaDoor;
  edits: EditsDoor;
  films: FilmsDoor;
  intake: IntakeDoor;
  library: LibraryDoor;
  rights: RightsDoor;
  reviews: ReviewDoor;
  playlists: PlaylistsDoor;
  placements: PlacementsDoor;
  moderation: ModerationDoor;
  waiting: WaitingDoor;
  analytics: AnalyticsDoor;
}

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

  const blobs = openBlobStore(config, clock);
  const ffmpeg = once(() => locateFfmpeg(config.FFMPEG_PATH));
  const engine = openVideoEngine(config, { blobs, clock, log, ffmpeg });
  const passSecret = derivedSecret(config.SHOPIFY_API_SECRET, "media-pass");
  const mediaPorts = {
    clock,
    log,
    store: stores.media,
    blobs,
    engine,
    mediaBaseUrl: config.MEDIA_BASE_URL ?? `${config.SHOPIFY_APP_URL}/media`,
    // Never through a cache in front of /media, nor straight from a bucket: only this door knows passes.
    passBaseUrl: (shopId: string, videoId: string) =>
      `${config.SHOPIFY_APP_URL}/media/${sealMediaPass(passSecret, shopId, videoId, clock.now())}`,
    room: async (shopId: string) => (await shops.plan(shopId)).limits,
  };

  const renderer = createEditRenderer({ ffmpeg, blobs, clock, log });
  const editPorts = {
    ...mediaPorts,
    edits: stores.edits,
    renderer,
    text: createTextDrawer(),
    captionWriters: openCaptionWriters(config, { log, renderer }),
  };

  const trusted = config.SANDBOX_URL ? [config.SANDBOX_URL] : [];
  const filmPorts = {
    ...mediaPorts,
    films: stores.films,
    pictures: createPictureFetcher(trusted),
    drawer: createFilmDrawer(),
    filmRenderer: createFilmRenderer({ ffmpeg, blobs, clock, log }),
  };

  const mediaJobs = createMediaJobs(mediaPorts);
  const plansAreSold = config.PLANS === "shopify";
  const shops = createShopsDoor({
    store: stores.shops,
    clock,
    belongings: { erase: mediaJobs.eraseShop },
    plansAreSold,
  });
  const shopify = createShopify({
    config,
    clock,
    sessionStorage: stores.sessions,
    shops,
    log: (message) => log.warn({}, message),
    onRetry: (event) => log.warn(event, "waiting for the Admin API"),
  });

  const intakePorts: IntakePorts = {
    clock,
    log,
    store: stores.intake,
    accounts: stores.accounts,
    archives: stores.archives,
    zip: createZipArchives(),
    blobs,
    fetcher: createFileFetcher({ clock, trusted }),
    sources: [
      createLinkSource("link"),
      createLinkSource("list"),
      shopify.videos,
      ...openPlatformSources(config, clock),
    ],
    products: shopify.products,
    async limits(shop) {
      const { clips, fileBytes } = (await shops.plan(shop.id)).limits;
      return { clips, fileBytes: Math.min(fileBytes ?? MAX_UPLOAD_BYTES, MAX_UPLOAD_BYTES) };
    },
    uploadBaseUrl: `${config.SHOPIFY_APP_URL}/upload`,
    uploadSecret: derivedSecret(config.SHOPIFY_API_SECRET, "upload-ticket"),
    sealKeys: config.TOKEN_KEYS ?? [],
    connectUrl: `${config.SHOPIFY_APP_URL}/connect`,
  };
  const catalogPorts = { store: stores.catalog, shopCatalog: shopify.catalog };
  const discountPorts = {
    discounts: stores.discounts,
    shopDiscounts: shopify.discounts,
    enqueue: mediaPorts.store.enqueue,
    clock,
  };
  const libraryPorts = {
    categories: stores.categories,
    views: stores.views,
    bulk: stores.bulk,
    suggestions: stores.suggestions,
    index: stores.libraryIndex,
    enqueue: mediaPorts.store.enqueue,
    clock,
  };
  const rightsPorts = {
    rights: stores.rights,
    permissions: stores.permissions,
    clock,
    permissionSecret: derivedSecret(config.SHOPIFY_API_SECRET, "permission"),
    permissionBaseUrl: `${config.SHOPIFY_APP_URL}/rights`,
  };
  const reviewPorts = {
    reviews: stores.reviews,
    inspector: createPictureInspector({ ffmpeg, blobs }),
    nudity: config.NUDITY_URL
      ? createModerationService({
          ...{ url: config.NUDITY_URL, key: config.NUDITY_KEY ?? null, log },
          model: config.NUDITY_MODEL,
        })
      : null,
    enqueue: mediaPorts.store.enqueue,
    clock,
    log,
  };
  const placementPorts = {
    store: stores.placements,
    manifest: stores.manifest,
    syncs: stores.syncRecords,
    lock: stores.syncLock,
    metafields: shopify.metafields,
    files: shopify.files,
    info: shopify.info,
    themeEditor: shopify.themeEditor,
    clock,
  };
  const wishPorts = {
    store: stores.wishes,
    products: async (shopId: string, ids: string[]) =>
      (await stores.catalog.byIds(shopId, ids)).map(({ card }) => card),
    clock,
  };

  const analyticsPorts = { ledger: stores.ledger, reports: stores.reports, clock };

  const cards = (shop: ShopRef, ids: string[]) => forShop(shop).media.cards(ids);

  const forShop = (shop: ShopRef): ShopDoors => {
    const catalog = createCatalogDoor(catalogPorts, shop);
    const discounts = createDiscountsDoor(discountPorts, shop);
    const media = createMediaDoor(mediaPorts, shop, catalog, discounts);
    const edits = createEditsDoor(editPorts, shop.id);
    const playlists = createPlaylistsDoor({ store: stores.playlists, media, clock }, shop);
    const shopDoor = createShopDoor(
      { store: stores.shops, info: shopify.info, plansAreSold },
      shop,
    );
    const shopName = async () => (await shopDoor.profile()).name || shop.domain;
    return {
      shop: shopDoor,
      catalog,
      discounts,
      media,
      edits,
      films: createFilmsDoor(filmPorts, { shop, catalog }),
      intake: createIntakeDoor(intakePorts, { media, catalog, edits }, shop),
      library: createLibraryDoor(libraryPorts, shop, { media, catalog }),
      rights: createRightsDoor(rightsPorts, shop, { media, profile: shopDoor.profile }),
      reviews: createReviewDoor(reviewPorts, shop, { media }),
      playlists,
      placements: createPlacementsDoor(
        {
          ...{ ...placementPorts, catalog, discounts, media, playlists },
          proxyPath: async () => (await shopDoor.profile()).proxyPath,
        },
        shop,
      ),
      moderation: createModerationDoor({ store: stores.social, clock, shopName }, shop),
      waiting: createWaitingDoor(wishPorts, shop),
      analytics: createAnalyticsDoor({ ...analyticsPorts, cards }, shop),
    };
  };

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
    social: createSocialDoor({
      store: stores.social,
      clock,
      guestSecret: derivedSecret(config.SHOPIFY_API_SECRET, "guest-pass"),
    }),
    wishes: createWishesDoor(wishPorts),
    permission: createPermissionDoor({
      ...rightsPorts,
      async clipOf(shopId, videoId) {
        const shop = await shops.byId(shopId);
        return (shop && (await cards(shop, [videoId]))[0]) ?? null;
      },
    }),
    blobs,
    gate: createDeliveryGate({ store: stores.media, clock, log, passSecret }),
    jobs: {
      media: mediaJobs,
      edits: createEditJobs(editPorts),
      films: createFilmJobs(filmPorts, async (shopId) => {
        const shop = await shops.byId(shopId);
        return shop && { shop, catalog: forShop(shop).catalog };
      }),
      intake: createIntakeJobs(intakePorts, shops, forShop),
      library: createLibraryJobs({
        ...libraryPorts,
        log,
        remove: mediaJobs.removeVideos,
        async productNames(shopId) {
          const shop = await shops.byId(shopId);
          return shop && forShop(shop).catalog.names(MOST_PRODUCT_NAMES);
        },
      }),
      rights: createRightsJobs(rightsPorts),
      reviews: createReviewJobs(reviewPorts, shops, forShop),
      placements: createPlacementJobs({ ...placementPorts, shops, doors: forShop }),
      wishes: createWishesJobs(wishPorts),
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

/** A key for one purpose, so that what is signed for it is good for nothing else. */
function derivedSecret(secret: string, purpose: string): string {
  return createHmac("sha256", secret).update(`clipshelf ${purpose}`).digest("hex");
}

/** The same answer every time; the work is done when it is first asked for. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= work();
    return started;
  };
}
