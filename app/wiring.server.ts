import { createHmac } from "node:crypto";
import { createFileFetcher } from "./adapters/fetch/file-fetcher.ts";
import { createPictureFetcher } from "./adapters/fetch/picture-fetcher.ts";
import { createEditRenderer } from "./adapters/ffmpeg/edit-renderer.ts";
import { createFfmpegEngine } from "./adapters/ffmpeg/engine.ts";
import { createFilmRenderer } from "./adapters/ffmpeg/film-renderer.ts";
import { type Ffmpeg, locateFfmpeg } from "./adapters/ffmpeg/locate.ts";
import { createPictureInspector } from "./adapters/ffmpeg/picture-inspector.ts";
import { createJobQueue, type JobQueue } from "./adapters/jobs/queue.ts";
import { createLog, type Log } from "./adapters/log/log.ts";
import { createMuxEngine } from "./adapters/mux/engine.ts";
import { createBulkStore } from "./adapters/postgres/bulk-store.ts";
import { createCatalogStore } from "./adapters/postgres/catalog-store.ts";
import { createCategoryStore } from "./adapters/postgres/category-store.ts";
import { openDatabase } from "./adapters/postgres/database.ts";
import { createDiscountStore } from "./adapters/postgres/discount-store.ts";
import { createEditStore } from "./adapters/postgres/edit-store.ts";
import { createEventLog } from "./adapters/postgres/event-log.ts";
import { createFilmStore } from "./adapters/postgres/film-store.ts";
import { createAccountStore } from "./adapters/postgres/intake-accounts.ts";
import { createIntakeStore } from "./adapters/postgres/intake-store.ts";
import { createLedgerStore } from "./adapters/postgres/ledger-store.ts";
import { createLibraryIndex } from "./adapters/postgres/library-index.ts";
import { createManifest } from "./adapters/postgres/manifest.ts";
import { createMediaStore } from "./adapters/postgres/media-store.ts";
import { createPermissionStore } from "./adapters/postgres/permission-store.ts";
import { createPlacementStore } from "./adapters/postgres/placement-store.ts";
import { createPlaylistStore } from "./adapters/postgres/playlist-store.ts";
import { createPublishedStore } from "./adapters/postgres/published-store.ts";
import { createPublishingSignal } from "./adapters/postgres/publishing-signal.ts";
import { createReportViews } from "./adapters/postgres/report-views.ts";
import { createReviewStore } from "./adapters/postgres/review-store.ts";
import { createRightsStore } from "./adapters/postgres/rights-store.ts";
import { createRollUps } from "./adapters/postgres/rollup-store.ts";
import { createSessionStorage } from "./adapters/postgres/session-storage.ts";
import { createShopStore } from "./adapters/postgres/shop-store.ts";
import { createSocialStore } from "./adapters/postgres/social-store.ts";
import { createSuggestionStore } from "./adapters/postgres/suggestion-store.ts";
import { createSyncLock } from "./adapters/postgres/sync-lock.ts";
import { createSyncRecords } from "./adapters/postgres/sync-records.ts";
import { createViewStore } from "./adapters/postgres/view-store.ts";
import { createWebhookReceipts } from "./adapters/postgres/webhook-receipts.ts";
import { createWishStore } from "./adapters/postgres/wish-store.ts";
import { createFilmDrawer } from "./adapters/sharp/film-drawer.ts";
import { createTextDrawer } from "./adapters/sharp/text-drawer.ts";
import { createShopify, type Shopify } from "./adapters/shopify/shopify.ts";
import { createInstagramSource } from "./adapters/sources/instagram.ts";
import { createLinkSource } from "./adapters/sources/links.ts";
import type { PlatformOptions } from "./adapters/sources/platform-http.ts";
import { createTiktokSource } from "./adapters/sources/tiktok.ts";
import { createYoutubeSource } from "./adapters/sources/youtube.ts";
import { createSpeechService } from "./adapters/speech/speech-service.ts";
import { createDiskBlobStore } from "./adapters/storage/disk.ts";
import { createS3BlobStore } from "./adapters/storage/s3.ts";
import {
  type ExtensionFiles,
  readExtensionFiles,
} from "./adapters/theme-extension/extension-files.ts";
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
  createEditJobs,
  createEditsDoor,
  createFilmJobs,
  createFilmsDoor,
  createMediaDoor,
  createMediaJobs,
  type EditJobsDoor,
  type EditsDoor,
  type FilmJobsDoor,
  type FilmsDoor,
  type MediaDoor,
  type MediaJobsDoor,
  type VideoEngine,
} from "./domains/media/index.server.ts";
import { MAX_DURATION_MS, MAX_UPLOAD_BYTES } from "./domains/media/index.ts";
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
  const { prisma, pool } = database;

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
  const enqueue: JobQueue["enqueueWithin"] = (tx, jobs) => queue.enqueueWithin(tx, jobs);

  const blobs = openBlobStore(config, clock);
  const ffmpeg = once(() => locateFfmpeg(config.FFMPEG_PATH));
  const engine = openVideoEngine(config, { blobs, clock, log, ffmpeg });
  const mediaPorts = {
    clock,
    log,
    store: createMediaStore({ prisma, enqueue }),
    blobs,
    engine,
    mediaBaseUrl: config.MEDIA_BASE_URL ?? `${config.SHOPIFY_APP_URL}/media`,
  };

  const editPorts = {
    ...mediaPorts,
    edits: createEditStore({ prisma, enqueue }),
    renderer: createEditRenderer({ ffmpeg, blobs, clock, log }),
    text: createTextDrawer(),
    speech: config.SPEECH_URL
      ? createSpeechService({
          ...{ url: config.SPEECH_URL, key: config.SPEECH_KEY ?? null, log },
          model: config.SPEECH_MODEL,
        })
      : null,
  };

  const trusted = config.SANDBOX_URL ? [config.SANDBOX_URL] : [];
  const filmPorts = {
    ...mediaPorts,
    films: createFilmStore({ prisma, enqueue }),
    pictures: createPictureFetcher(trusted),
    drawer: createFilmDrawer(),
    filmRenderer: createFilmRenderer({ ffmpeg, blobs, clock, log }),
  };

  const mediaJobs = createMediaJobs(mediaPorts);
  const shopStore = createShopStore({ prisma, pool, enqueue });
  const shops = createShopsDoor({
    store: shopStore,
    clock,
    belongings: { erase: mediaJobs.eraseShop },
  });
  const shopify = createShopify({
    config,
    clock,
    sessionStorage: createSessionStorage(prisma),
    shops,
    log: (message) => log.warn({}, message),
    onRetry: (event) => log.warn(event, "waiting for the Admin API"),
  });

  const intakePorts: IntakePorts = {
    clock,
    log,
    store: createIntakeStore({ prisma, enqueue }),
    accounts: createAccountStore({ prisma }),
    blobs,
    fetcher: createFileFetcher({ clock, trusted }),
    sources: [
      createLinkSource("link"),
      createLinkSource("list"),
      shopify.videos,
      ...openPlatformSources(config, clock),
    ],
    products: shopify.products,
    limits: async () => ({ fileBytes: MAX_UPLOAD_BYTES, clips: null }),
    uploadBaseUrl: `${config.SHOPIFY_APP_URL}/upload`,
    uploadSecret: derivedSecret(config.SHOPIFY_API_SECRET, "upload-ticket"),
    sealKeys: config.TOKEN_KEYS ?? [],
    connectUrl: `${config.SHOPIFY_APP_URL}/connect`,
  };
  const catalogStore = createCatalogStore({ prisma, enqueue });
  const catalogPorts = { store: catalogStore, shopCatalog: shopify.catalog };
  const discountPorts = {
    discounts: createDiscountStore({ prisma, enqueue }),
    shopDiscounts: shopify.discounts,
    enqueue: mediaPorts.store.enqueue,
    clock,
  };
  const libraryPorts = {
    categories: createCategoryStore({ prisma }),
    views: createViewStore({ prisma }),
    bulk: createBulkStore({ prisma, enqueue }),
    suggestions: createSuggestionStore({ prisma }),
    index: createLibraryIndex({ pool }),
    enqueue: mediaPorts.store.enqueue,
    clock,
  };
  const rightsPorts = {
    rights: createRightsStore({ prisma, enqueue }),
    permissions: createPermissionStore({ prisma, enqueue }),
    clock,
    permissionSecret: derivedSecret(config.SHOPIFY_API_SECRET, "permission"),
    permissionBaseUrl: `${config.SHOPIFY_APP_URL}/rights`,
  };
  const reviewPorts = {
    reviews: createReviewStore({ prisma, enqueue }),
    inspector: createPictureInspector({ ffmpeg, blobs }),
    enqueue: mediaPorts.store.enqueue,
    clock,
    log,
  };
  const playlistStore = createPlaylistStore({ prisma });
  const placementPorts = {
    store: createPlacementStore({ prisma, enqueue }),
    manifest: createManifest({ prisma }),
    syncs: createSyncRecords({ prisma }),
    lock: createSyncLock({ pool }),
    metafields: shopify.metafields,
    files: shopify.files,
    info: shopify.info,
    themeEditor: shopify.themeEditor,
    clock,
  };
  const socialStore = createSocialStore({ pool });
  const wishPorts = {
    store: createWishStore({ pool }),
    products: async (shopId: string, ids: string[]) =>
      (await catalogStore.byIds(shopId, ids)).map(({ card }) => card),
    clock,
  };
  const eventLog = createEventLog({ pool });
  const ledger = createLedgerStore({ pool });
  const reports = createReportViews({ pool });

  const cards = (shop: ShopRef, ids: string[]) => forShop(shop).media.cards(ids);

  const forShop = (shop: ShopRef): ShopDoors => {
    const catalog = createCatalogDoor(catalogPorts, shop);
    const discounts = createDiscountsDoor(discountPorts, shop);
    const media = createMediaDoor(mediaPorts, shop, catalog, discounts);
    const edits = createEditsDoor(editPorts, shop.id);
    const playlists = createPlaylistsDoor({ store: playlistStore, media, clock }, shop);
    const shopDoor = createShopDoor({ store: shopStore, info: shopify.info }, shop);
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
      moderation: createModerationDoor({ store: socialStore, clock, shopName }, shop),
      waiting: createWaitingDoor(wishPorts, shop),
      analytics: createAnalyticsDoor({ ledger, reports, cards, clock }, shop),
    };
  };

  const signal = createPublishingSignal({
    url: config.DATABASE_URL,
    onLost: (error) => log.warn({ error }, "news of publishing is cut off for now"),
  });
  const publishedStore = createPublishedStore({ pool });
  const published = createPublishedDocuments({ store: publishedStore, signal, clock });

  return {
    config,
    clock,
    log,
    metrics,
    queue,
    shopify,
    shops,
    webhooks: createWebhookInbox({ receipts: createWebhookReceipts({ prisma }), clock }),
    forShop,
    published,
    videoPages: createVideoPagesDoor({ store: publishedStore }),
    extension: readExtensionFiles(),
    collect: createCollectDoor({
      log: eventLog,
      clock,
      onWriteFailed: (error) =>
        log.warn({ error }, "events could not be stored; senders try again"),
    }),
    social: createSocialDoor({
      store: socialStore,
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
        rollUps: createRollUps({ pool }),
        log: eventLog,
        ledger,
        clock,
      }),
    },
    start: () => queue.start(),
    async ready() {
      await pool.query("select 1");
    },
    async close() {
      published.close();
      await signal.close();
      await queue.stop();
      await database.close();
    },
  };
}

/** BLOB_STORE: a folder that web and worker share, or a bucket. */
function openBlobStore(config: Config, clock: Clock): BlobStore {
  if (config.BLOB_STORE === "disk")
    return createDiskBlobStore({ directory: config.BLOB_DIR, clock });
  return createS3BlobStore({
    endpoint: config.S3_ENDPOINT ?? "",
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? "",
    accessKeyId: config.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? "",
  });
}

/** TikTok, Instagram and YouTube, or what stands in for them beside a sandbox shop. */
function openPlatformSources(config: Config, clock: Clock) {
  const { SANDBOX_URL: sandbox } = config;
  const originOf = (host: string) => (sandbox ? `${sandbox}/platforms/${host}` : `https://${host}`);
  const options = (id: string | undefined, secret: string | undefined): PlatformOptions => ({
    keys: id && secret ? { id, secret } : null,
    clock,
    originOf,
  });
  return [
    createTiktokSource(options(config.TIKTOK_CLIENT_KEY, config.TIKTOK_CLIENT_SECRET)),
    createInstagramSource(options(config.INSTAGRAM_APP_ID, config.INSTAGRAM_APP_SECRET)),
    createYoutubeSource({
      ...options(config.GOOGLE_CLIENT_ID, config.GOOGLE_CLIENT_SECRET),
      apiKey: config.YOUTUBE_API_KEY ?? null,
    }),
  ];
}

/** VIDEO_ENGINE: ffmpeg on this machine, or Mux. */
function openVideoEngine(
  config: Config,
  shared: { blobs: BlobStore; clock: Clock; log: Log; ffmpeg: () => Promise<Ffmpeg> },
): VideoEngine {
  if (config.VIDEO_ENGINE === "ffmpeg") return createFfmpegEngine(shared);
  return createMuxEngine({
    ...shared,
    tokenId: config.MUX_TOKEN_ID ?? "",
    tokenSecret: config.MUX_TOKEN_SECRET ?? "",
    webhookSecret: config.MUX_WEBHOOK_SECRET ?? "",
    corsOrigin: new URL(config.SHOPIFY_APP_URL).origin,
    maxDurationSeconds: MAX_DURATION_MS / 1000,
    ...(config.MUX_BASE_URL ? { baseUrl: config.MUX_BASE_URL } : {}),
  });
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
