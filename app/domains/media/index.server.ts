import type { FeedVideo } from "../../contract/feed.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { UploadTicket, VideoCard, VideoDetail, VideoListQuery, VideoPage } from "./index.ts";

/** What a published document takes from a ready video: everything but its products. */
export type ReadyVideo = Omit<FeedVideo, "products"> & {
  description: string;
  /** Plays without scripts; for VideoObject. Null when the engine has no such file. */
  contentUrl: string | null;
  createdAt: number;
  /** Bytes and type of the poster, to copy it to the shop's own CDN. */
  posterFile: { key: string; contentType: string };
  products: {
    productId: string;
    variantId: string | null;
    from: number | null;
    to: number | null;
    x: number | null;
    y: number | null;
  }[];
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
    Result<UploadTicket, Fault<"upload-too-large" | "upload-empty" | "upload-not-video">>
  >;
  /** The browser says that all bytes are there. Idempotent. Enqueues `media.process-video`. */
  finishUpload(id: string): Promise<Result<void, Fault<"video-not-found" | "upload-incomplete">>>;
  /** Stops an upload or the processing under way and removes the video. Idempotent. */
  cancel(id: string): Promise<Result<void, Fault<"video-not-found">>>;
  retry(id: string): Promise<Result<void, Fault<"video-not-found" | "video-not-failed">>>;
  update(
    id: string,
    change: { title?: string; description?: string; tags?: string[] },
  ): Promise<
    Result<void, Fault<"video-not-found" | "title-empty" | "title-too-long" | "too-many-tags">>
  >;
  /** Replaces the video's product tags. Enqueues republishing of placements that show it. */
  setProducts(
    id: string,
    products: {
      productId: string;
      variantId?: string | null;
      from?: number | null;
      to?: number | null;
      x?: number | null;
      y?: number | null;
    }[],
  ): Promise<
    Result<
      void,
      Fault<"video-not-found" | "product-not-found" | "too-many-products" | "range-invalid">
    >
  >;
  /** Removes the video, its files (later, by job) and its place in playlists. Idempotent. */
  remove(ids: string[]): Promise<{ removed: number }>;

  /** For publishing: those of `ids` that are ready, in that order. */
  readyVideos(ids: string[]): Promise<ReadyVideo[]>;
  /** Ready videos tagged with a product, newest first; key is the product id. */
  readyVideosByProduct(): Promise<Map<string, string[]>>;
}

/** What the worker calls; not bound to a shop. Each is idempotent and may be killed at any point. */
export interface MediaJobsDoor {
  processVideo(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  removeFiles(payload: {
    shopId: string;
    keys: string[];
    engineRef?: string | null;
  }): Promise<void>;
}
