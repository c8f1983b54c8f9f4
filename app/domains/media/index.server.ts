import type { FeedVideo } from "../../contract/feed.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { CatalogDoor, DiscountsDoor } from "../catalog/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { beginUpload } from "./begin-upload.server.ts";
import { eraseShop } from "./erase-shop.server.ts";
import { finishUpload } from "./finish-upload.server.ts";
import { hearEngine } from "./hear-engine.server.ts";
import type {
  Moment,
  UploadTicket,
  VideoCard,
  VideoDetail,
  VideoListQuery,
  VideoPage,
} from "./index.ts";
import type { MediaPorts, StoredProductTag } from "./ports.ts";
import { processVideo } from "./process-video.server.ts";
import { removeFiles } from "./remove-files.server.ts";
import { cancelVideo, removeVideos } from "./remove-videos.server.ts";
import { retryVideo } from "./retry-video.server.ts";
import { sweepVideos } from "./sweep-videos.server.ts";
import { type UpdateFault, updateVideo, type VideoChange } from "./update-video.server.ts";
import { readyVideo, videoCard, videoDetail } from "./views.server.ts";

export {
  createEditJobs,
  createEditsDoor,
  type EditJobsDoor,
  type EditsDoor,
} from "./edits/index.server.ts";
export { deliveredType } from "./keys.ts";
export type { BlobStore, MediaLog, MediaPorts, VideoEngine } from "./ports.ts";
export { openUploadTicket, type UploadClaims } from "./upload-ticket.server.ts";

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
  /** Cards by id, in that order, missing ones left out: live status polling and pickers. */
  cards(ids: string[]): Promise<VideoCard[]>;
  get(id: string): Promise<VideoDetail | null>;

  beginUpload(file: {
    name: string;
    bytes: number;
    contentType: string;
  }): Promise<
    Result<
      UploadTicket,
      Fault<"upload-too-large" | "upload-empty" | "upload-not-video" | "engine-unavailable">
    >
  >;
  /** The browser says that all bytes are there. Idempotent. Enqueues `media.process-video`. */
  finishUpload(id: string): Promise<Result<void, Fault<"video-not-found" | "upload-incomplete">>>;
  /** Stops an upload or the processing under way and removes the video. Idempotent. */
  cancel(id: string): Promise<Result<void, Fault<"video-not-found">>>;
  retry(id: string): Promise<Result<void, Fault<"video-not-found" | "video-not-failed">>>;
  /** All that is given or nothing. Enqueues republishing of placements that show the video. */
  update(id: string, change: VideoChange): Promise<Result<void, UpdateFault>>;
  /** Removes the video, its files (later, by job) and its place in playlists. Idempotent. */
  remove(ids: string[]): Promise<{ removed: number }>;

  /** For publishing: those of `ids` that are ready, in that order. */
  readyVideos(ids: string[]): Promise<ReadyVideo[]>;
  /** Ready videos tagged with a product, newest first; key is the product id. */
  readyVideosByProduct(): Promise<Map<string, string[]>>;
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
  /** Removes everything a shop has in the engine and the blob store; its rows are left. */
  eraseShop(shopId: string): Promise<void>;
  /** Every few minutes: finishes or forgets uploads that nobody finished, and frees stuck videos. */
  sweep(): Promise<void>;
  /** Across shops: every discount code that a clip shows. */
  couponCodes(): Promise<{ shopId: string; codes: string[] }[]>;
  /** Whether a clip still waits for its bytes: a cancelled one takes none. For the upload door. */
  awaitsUpload(shopId: string, videoId: string): Promise<boolean>;
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
  return {
    async list(query) {
      const { rows, ...rest } = await store.list(shop.id, query);
      const videos = rows.map(({ video, facts }) => ({
        ...videoCard(video, mediaBaseUrl),
        ...facts,
      }));
      return { ...rest, videos };
    },
    cards: async (ids) =>
      (await store.byIds(shop.id, ids)).map((video) => videoCard(video, mediaBaseUrl)),
    async get(id) {
      const video = await store.find(shop.id, id);
      if (!video) return null;
      const products = await catalog.products(video.products.map((tag) => tag.productId));
      return videoDetail(video, products, mediaBaseUrl);
    },
    beginUpload: (file) => beginUpload(ports, shop, file),
    finishUpload: (id) => finishUpload(ports, shop.id, id),
    cancel: (id) => cancelVideo(ports, shop.id, id),
    retry: (id) => retryVideo(ports, shop.id, id),
    update: (id, change) => updateVideo(ports, catalog, discounts, shop.id, id, change),
    remove: (ids) => removeVideos(ports, shop.id, ids),
    readyVideos: async (ids) =>
      (await store.byIds(shop.id, ids)).flatMap((video) => readyVideo(video, mediaBaseUrl) ?? []),
    readyVideosByProduct: () => store.readyByProduct(shop.id),
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
    eraseShop: (shopId) => eraseShop(ports, shopId),
    sweep: () => sweepVideos(ports),
    couponCodes: () => ports.store.couponCodes(),
    awaitsUpload: async (shopId, videoId) =>
      (await ports.store.find(shopId, videoId))?.status === "uploading",
    engineWebhook: (body, headers) => hearEngine(ports, body, headers),
  };
}
