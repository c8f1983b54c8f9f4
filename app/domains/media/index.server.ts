import type { FeedVideo } from "../../contract/feed.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { CatalogDoor, DiscountsDoor } from "../catalog/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { eraseShop } from "./erase-shop.server.ts";
import {
  awaitClip,
  type ClipPlace,
  type ComingClip,
  expectClip,
  expectFile,
  takeClip,
} from "./expect-clip.server.ts";
import { finishUpload } from "./finish-upload.server.ts";
import { hearEngine } from "./hear-engine.server.ts";
import type {
  Moment,
  VideoCard,
  VideoDetail,
  VideoFilter,
  VideoListQuery,
  VideoPage,
  WithheldReason,
} from "./index.ts";
import { incomingPrefix, originalKey } from "./keys.ts";
import type { LibraryUse, MediaPorts, RoomFault, StoredProductTag } from "./ports.ts";
import { processVideo } from "./process-video.server.ts";
import { removeFiles } from "./remove-files.server.ts";
import { cancelVideo, removeVideos } from "./remove-videos.server.ts";
import { retryVideo } from "./retry-video.server.ts";
import { setCover } from "./set-cover.server.ts";
import { sweepVideos } from "./sweep-videos.server.ts";
import { type UpdateFault, updateVideo, type VideoChange } from "./update-video.server.ts";
import { type LightFiles, lightFiles, readyVideo, videoCard, videoDetail } from "./views.server.ts";
import { withholdVideos } from "./withhold-videos.server.ts";

export { createDeliveryGate, type DeliveryGate } from "./delivery-gate.server.ts";
export {
  createEditJobs,
  createEditsDoor,
  type EditJobsDoor,
  type EditsDoor,
} from "./edits/index.server.ts";
export { listeningWriter } from "./edits/listen.server.ts";
export type {
  CaptionWriter,
  EditRenderer,
  HeardSegment,
  SpeechFault,
  SpeechToText,
} from "./edits/ports.ts";
export type { ClipPlace, ComingClip } from "./expect-clip.server.ts";
export { cleanFileName, looksLikeVideo, titleFromFileName } from "./file-name.ts";
export {
  createFilmJobs,
  createFilmsDoor,
  type FilmJobsDoor,
  type FilmsDoor,
} from "./films/index.server.ts";
export type { PictureFetcher } from "./films/ports.ts";
export { videoChangedJob } from "./jobs.ts";
export { deliveredType, incomingPrefix } from "./keys.ts";
export { sealMediaPass } from "./media-pass.server.ts";
export type { BlobStore, MediaLog, MediaPorts, RoomFault, VideoEngine } from "./ports.ts";
export { checkWords } from "./update-video.server.ts";

/** What a published document takes from a ready video: everything but its products and moments. */
export type ReadyVideo = Omit<FeedVideo, "products" | "moments"> & {
  description: string;
  tags: string[];
  /** Plays without scripts; for VideoObject. Null when the engine has no such file. */
  contentUrl: string | null;
  createdAt: number;
  /** Bytes and type of the poster, to copy it to the shop's own CDN. */
  posterFile: { key: string; contentType: string };
  products: StoredProductTag[];
  moments: Moment[];
};

/** The media domain, bound to one shop. */
export interface MediaDoor {
  list(query: VideoListQuery): Promise<VideoPage>;
  /** How many clips pass the filter, to the last one. */
  count(filter: VideoFilter): Promise<number>;
  /** Cards by id, in that order, missing ones left out: live status polling and pickers. */
  cards(ids: string[]): Promise<VideoCard[]>;
  /** How much the library holds. */
  use(): Promise<LibraryUse>;
  get(id: string): Promise<VideoDetail | null>;

  /** Makes the row of a clip whose bytes come next, and says where they go. Idempotent but for engines' places. */
  expectClip(clip: ComingClip): Promise<Result<ClipPlace, RoomFault | Fault<"engine-unavailable">>>;
  /** Makes the row of a clip whose file somebody has yet to add. Idempotent. */
  awaitClip(clip: Omit<ComingClip, "bytes">): Promise<Result<void, RoomFault>>;
  /** The file of a wanted clip comes next, and this is where it goes. */
  expectFile(file: {
    id: string;
    name: string;
    bytes: number;
  }): Promise<Result<ClipPlace, RoomFault | Fault<"engine-unavailable" | "file-not-wanted">>>;
  /** A picture to show until the engine has made one: JPEG, PNG or WebP, anything else is left. */
  setCover(id: string, picture: Uint8Array): Promise<void>;
  /** Where a whole original stands before `takeClip`. */
  originalPlace(id: string): string;
  /** Whether the engine takes originals itself, so that none stay with us. */
  engineTakesOriginals(): boolean;
  /** Makes a clip of the whole blob `key`, or gives it to the wanted one. Idempotent. Enqueues `media.process-video`. */
  takeClip(
    clip: ComingClip,
    key: string,
    signal: AbortSignal,
  ): Promise<Result<void, RoomFault | Fault<"engine-unavailable" | "upload-missing">>>;
  /** All bytes of an expected clip are said to be there. Idempotent. Enqueues `media.process-video`. */
  finishUpload(id: string): Promise<Result<void, Fault<"video-not-found" | "upload-incomplete">>>;
  /** Stops an upload or the processing under way and removes the video. Idempotent. */
  cancel(id: string): Promise<Result<void, Fault<"video-not-found">>>;
  retry(id: string): Promise<Result<void, Fault<"video-not-found" | "video-not-failed">>>;
  /** All that is given or nothing. Enqueues republishing of placements that show the video. */
  update(id: string, change: VideoChange): Promise<Result<void, UpdateFault>>;
  /** Removes the video, its files (later, by job) and its place in playlists. Idempotent. */
  remove(ids: string[]): Promise<{ removed: number }>;

  /**
   * Keeps clips from the storefront for this reason (`on`), or lifts it; documents follow within seconds.
   * Idempotent. Answers the ids that this changed.
   */
  withhold(ids: string[], reason: WithheldReason, on: boolean): Promise<string[]>;

  /** For publishing: those of `ids` that are ready and that nothing withholds, in that order. */
  readyVideos(ids: string[]): Promise<ReadyVideo[]>;
  /** The same, tagged with a product, newest first; key is the product id. */
  readyVideosByProduct(): Promise<Map<string, string[]>>;
  /** The smallest rung of a clip as blobs, for who looks it through. Null when none of its files is ours. */
  lightFiles(id: string): Promise<LightFiles | null>;
  /** Bytes of a blob named by ReadyVideo.posterFile; null when it is gone. */
  readFile(key: string): Promise<Uint8Array | null>;
}

/** What the worker calls; not bound to a shop. Each is idempotent and may be killed at any point. */
export interface MediaJobsDoor {
  processVideo(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  removeFiles(payload: {
    shopId: string;
    keys: string[];
    engineRef?: string | null;
  }): Promise<void>;
  /** As the shop's own door does, for what works across shops. */
  removeVideos(shopId: string, ids: string[]): Promise<{ removed: number }>;
  /** As the shop's own door does, for what works across shops. */
  withholdVideos(
    shopId: string,
    ids: string[],
    reason: WithheldReason,
    on: boolean,
  ): Promise<string[]>;
  /** Removes everything a shop has in the engine and the blob store; its rows are left. */
  eraseShop(shopId: string): Promise<void>;
  /** Every few minutes: finishes or forgets uploads that nobody finished, and frees stuck videos. */
  sweep(): Promise<void>;
  /** Every discount code that a clip shows, of this shop or across shops. */
  couponCodes(shopId?: string): Promise<{ shopId: string; codes: string[] }[]>;
  /** The engine's webhook, raw: looks at the video it speaks of. Idempotent; unknown ones are ignored. */
  engineWebhook(
    body: string,
    headers: Headers,
  ): Promise<Result<void, Fault<"webhook-unknown" | "signature-invalid">>>;
}

export function createMediaDoor(
  ports: MediaPorts,
  shop: ShopRef,
  catalog: Pick<CatalogDoor, "products">,
  discounts: Pick<DiscountsDoor, "ask">,
): MediaDoor {
  const { store, mediaBaseUrl } = ports;
  /** Where the merchant's own pages fetch a clip's files: shoppers' caches serve what shoppers may see. */
  const baseOf = ({ id, withheld }: { id: string; withheld: WithheldReason[] }) =>
    withheld.length > 0 ? ports.passBaseUrl(shop.id, id) : mediaBaseUrl;
  return {
    async list(query) {
      const { rows, ...rest } = await store.list(shop.id, query);
      const videos = rows.map((row) => ({
        ...videoCard(row, baseOf(row)),
        plays: row.plays,
        revenue: row.revenue,
        categories: row.categories,
      }));
      return { ...rest, videos };
    },
    count: (filter) => store.count(shop.id, filter),
    use: () => store.use(shop.id),
    cards: async (ids) =>
      (await store.cards(shop.id, ids)).map((video) => videoCard(video, baseOf(video))),
    async get(id) {
      const video = await store.find(shop.id, id);
      if (!video) return null;
      const products = await catalog.products(video.products.map((tag) => tag.productId));
      return videoDetail(video, products, baseOf(video));
    },
    expectClip: (clip) => expectClip(ports, catalog, shop, clip),
    awaitClip: (clip) => awaitClip(ports, catalog, shop, clip),
    expectFile: (file) => expectFile(ports, shop.id, file),
    setCover: (id, picture) => setCover(ports, shop.id, id, picture),
    originalPlace: (id) =>
      ports.engine.directUpload ? `${incomingPrefix(shop.id, id)}whole` : originalKey(shop.id, id),
    engineTakesOriginals: () => ports.engine.directUpload !== null,
    takeClip: (clip, key, signal) => takeClip(ports, catalog, shop, clip, key, signal),
    finishUpload: (id) => finishUpload(ports, shop.id, id),
    cancel: (id) => cancelVideo(ports, shop.id, id),
    retry: (id) => retryVideo(ports, shop.id, id),
    update: (id, change) => updateVideo(ports, catalog, discounts, shop.id, id, change),
    remove: (ids) => removeVideos(ports, shop.id, ids),
    withhold: (ids, reason, on) => withholdVideos(ports, shop.id, ids, reason, on),
    readyVideos: async (ids) =>
      (await store.byIds(shop.id, ids)).flatMap((video) => readyVideo(video, mediaBaseUrl) ?? []),
    readyVideosByProduct: () => store.readyByProduct(shop.id),
    async lightFiles(id) {
      const video = await store.find(shop.id, id);
      return video && lightFiles(video);
    },
    async readFile(key) {
      if (!key.startsWith(`${shop.id}/`)) return null;
      const blob = await ports.blobs.get(key);
      if (!blob) return null;
      const chunks: Uint8Array[] = [];
      for await (const chunk of blob.body) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

export function createMediaJobs(ports: MediaPorts): MediaJobsDoor {
  return {
    processVideo: (payload, signal) => processVideo(ports, payload, signal),
    removeFiles: (payload) => removeFiles(ports, payload),
    removeVideos: (shopId, ids) => removeVideos(ports, shopId, ids),
    withholdVideos: (shopId, ids, reason, on) => withholdVideos(ports, shopId, ids, reason, on),
    eraseShop: (shopId) => eraseShop(ports, shopId),
    sweep: () => sweepVideos(ports),
    couponCodes: (shopId) => ports.store.couponCodes(shopId),
    engineWebhook: (body, headers) => hearEngine(ports, body, headers),
  };
}
