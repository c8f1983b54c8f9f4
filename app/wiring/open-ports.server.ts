/** What each domain asks for, made of stores, of Shopify and of the adapters that the configuration names. */

import { createHmac } from "node:crypto";
import { createFileFetcher } from "../adapters/fetch/file-fetcher.ts";
import { createPictureFetcher } from "../adapters/fetch/picture-fetcher.ts";
import { createEditRenderer } from "../adapters/ffmpeg/edit-renderer.ts";
import { createFilmRenderer } from "../adapters/ffmpeg/film-renderer.ts";
import { locateFfmpeg } from "../adapters/ffmpeg/locate.ts";
import { createPictureInspector } from "../adapters/ffmpeg/picture-inspector.ts";
import type { Log } from "../adapters/log/log.ts";
import { createModerationService } from "../adapters/moderation/moderation-service.ts";
import type { openStores } from "../adapters/postgres/stores.ts";
import { createFilmDrawer } from "../adapters/sharp/film-drawer.ts";
import { createTextDrawer } from "../adapters/sharp/text-drawer.ts";
import type { Shopify } from "../adapters/shopify/shopify.ts";
import { createLinkSource } from "../adapters/sources/links.ts";
import { createZipArchives } from "../adapters/zip/zip-archives.ts";
import type { Config } from "../config.server.ts";
import type { IntakePorts } from "../domains/intake/index.server.ts";
import { sealMediaPass } from "../domains/media/index.server.ts";
import { MAX_UPLOAD_BYTES } from "../domains/media/index.ts";
import type { BlobStore, MediaPorts } from "../domains/media/ports.ts";
import type { ShopsDoor } from "../domains/shop/index.server.ts";
import type { Clock } from "../kernel/clock.ts";
import {
  openBlobStore,
  openCaptionWriters,
  openPlatformSources,
  openVideoEngine,
} from "./choose-adapters.server.ts";

/** What every port may stand on. */
interface Ground {
  config: Config;
  stores: ReturnType<typeof openStores>;
  clock: Clock;
  log: Log;
}

/** For the domains that handle the files of clips. */
export function openMediaPorts(
  { config, stores, clock, log }: Ground,
  /** What a shop's plan has room for. */
  room: MediaPorts["room"],
) {
  const blobs = openBlobStore(config, clock);
  const ffmpeg = once(() => locateFfmpeg(config.FFMPEG_PATH));
  const engine = openVideoEngine(config, { blobs, clock, log, ffmpeg });
  const passSecret = derivedSecret(config.SHOPIFY_API_SECRET, "media-pass");
  const media = {
    clock,
    log,
    store: stores.media,
    blobs,
    engine,
    mediaBaseUrl: config.MEDIA_BASE_URL ?? `${config.SHOPIFY_APP_URL}/media`,
    // Never through a cache in front of /media, nor straight from a bucket: only this door knows passes.
    passBaseUrl: (shopId: string, videoId: string) =>
      `${config.SHOPIFY_APP_URL}/media/${sealMediaPass(passSecret, shopId, videoId, clock.now())}`,
    room,
  };

  const renderer = createEditRenderer({ ffmpeg, blobs, clock, log });
  const edits = {
    ...media,
    edits: stores.edits,
    renderer,
    text: createTextDrawer(),
    captionWriters: openCaptionWriters(config, { log, renderer }),
  };

  const films = {
    ...media,
    films: stores.films,
    pictures: createPictureFetcher(trustedOrigins(config)),
    drawer: createFilmDrawer(),
    filmRenderer: createFilmRenderer({ ffmpeg, blobs, clock, log }),
  };

  const reviews = {
    reviews: stores.reviews,
    inspector: createPictureInspector({ ffmpeg, blobs }),
    nudity: config.NUDITY_URL
      ? createModerationService({
          ...{ url: config.NUDITY_URL, key: config.NUDITY_KEY ?? null, log },
          model: config.NUDITY_MODEL,
        })
      : null,
    enqueue: stores.media.enqueue,
    clock,
    log,
  };
  const gate = { store: stores.media, clock, log, passSecret };
  return { media, edits, films, reviews, gate };
}

/** For the other domains: they also ask Shopify, and what a shop's plan allows. */
export function openPorts(
  { config, stores, clock, log }: Ground,
  { blobs, shops, shopify }: { blobs: BlobStore; shops: Pick<ShopsDoor, "plan">; shopify: Shopify },
) {
  const shop = {
    store: stores.shops,
    info: shopify.info,
    plansAreSold: plansAreSold(config),
  };
  const intake: IntakePorts = {
    clock,
    log,
    store: stores.intake,
    accounts: stores.accounts,
    archives: stores.archives,
    zip: createZipArchives(),
    blobs,
    fetcher: createFileFetcher({ clock, trusted: trustedOrigins(config) }),
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
  const catalog = { store: stores.catalog, shopCatalog: shopify.catalog };
  const discounts = {
    discounts: stores.discounts,
    shopDiscounts: shopify.discounts,
    enqueue: stores.media.enqueue,
    clock,
  };
  const library = {
    categories: stores.categories,
    views: stores.views,
    bulk: stores.bulk,
    suggestions: stores.suggestions,
    index: stores.libraryIndex,
    enqueue: stores.media.enqueue,
    clock,
  };
  const rights = {
    rights: stores.rights,
    permissions: stores.permissions,
    clock,
    permissionSecret: derivedSecret(config.SHOPIFY_API_SECRET, "permission"),
    permissionBaseUrl: `${config.SHOPIFY_APP_URL}/rights`,
  };
  const placements = {
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
  const wishes = {
    store: stores.wishes,
    products: async (shopId: string, ids: string[]) =>
      (await stores.catalog.byIds(shopId, ids)).map(({ card }) => card),
    clock,
  };
  const analytics = { ledger: stores.ledger, reports: stores.reports, clock };
  const social = {
    store: stores.social,
    clock,
    guestSecret: derivedSecret(config.SHOPIFY_API_SECRET, "guest-pass"),
  };
  const playlists = { store: stores.playlists, clock };
  return {
    ...{ shop, catalog, discounts, intake, library, rights, playlists, placements, social },
    ...{ wishes, analytics },
  };
}

/** Every domain's ports, by the domain. */
export type Ports = ReturnType<typeof openMediaPorts> & ReturnType<typeof openPorts>;

/** Whether Shopify sells plans; otherwise every shop has all there is. */
export function plansAreSold(config: Config): boolean {
  return config.PLANS === "shopify";
}

/** Origins that may be fetched from though they are on this machine or beside it. */
function trustedOrigins(config: Config): string[] {
  return config.SANDBOX_URL ? [config.SANDBOX_URL] : [];
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
