import type { BlockKind } from "../../contract/feed.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { PlacementCard, ShopWrite } from "./index.ts";

export { createPlacementJobs } from "./placement-jobs.server.ts";
export { createPlacementsDoor } from "./placements-door.server.ts";
export type {
  FileToCopy,
  Manifest,
  ManifestEntry,
  PlacementRecord,
  PlacementStore,
  Publication,
  PublicationSource,
  PublishedStore,
  PublishingSignal,
  ShopFiles,
  ShopMetafields,
  SyncLock,
  SyncRecord,
  SyncRecords,
  ThemeEditorLinks,
} from "./ports.ts";
export { createPublishedDocuments } from "./published-documents.server.ts";
export {
  createVideoPagesDoor,
  type PageClip,
  type VideoAlone,
  type VideoList,
  type VideoPagesDoor,
} from "./read-video-page.server.ts";

export interface PlacementsDoor {
  list(): Promise<PlacementCard[]>;
  get(id: string): Promise<PlacementCard | null>;
  create(input: {
    title: string;
    block: BlockKind;
    /** Null only for kinds that show the clips tagged with the page's product. */
    playlistId: string | null;
  }): Promise<
    Result<
      { id: string },
      Fault<"title-empty" | "title-too-long" | "playlist-not-found" | "playlist-needed">
    >
  >;
  update(
    id: string,
    change: { title?: string; playlistId?: string | null },
  ): Promise<
    Result<
      void,
      Fault<
        | "placement-not-found"
        | "title-empty"
        | "title-too-long"
        | "playlist-not-found"
        | "playlist-needed"
      >
    >
  >;
  /**
   * The one publishing verb: makes the feed document of the next revision, serves it from now on, and
   * enqueues writing the shop's metafields. Two at once: both succeed, the later document stays.
   */
  publish(
    id: string,
  ): Promise<
    Result<{ rev: number }, Fault<"placement-not-found" | "playlist-empty" | "nothing-ready">>
  >;
  /** Takes it off the storefront and enqueues removing what was written. Idempotent. */
  unpublish(id: string): Promise<Result<void, Fault<"placement-not-found">>>;
  remove(id: string): Promise<Result<void, Fault<"placement-not-found">>>;
  /** The manifest. */
  written(): Promise<ShopWrite[]>;
  /** Unpublishes everything and removes all we wrote: what a merchant does before uninstalling. */
  removeAllFromShop(): Promise<{ enqueued: true }>;
}

/** What the hot door serves: bytes made at publishing, not per request. */
export interface PublishedDocuments {
  /** Null when nothing of that name is live. Revalidated across processes within a second of publishing. */
  feed(shopDomain: string, handle: string): MaybeAtOnce<PublishedDocument | null>;
  /** One video of a live document. */
  video(shopDomain: string, videoId: string): MaybeAtOnce<PublishedDocument | null>;
}

/** What is in memory comes without a promise: the hot door answers in the same turn. */
export type MaybeAtOnce<T> = T | Promise<T>;

export interface PublishedDocument {
  etag: string;
  identity: Buffer;
  gzip: Buffer;
  brotli: Buffer;
}

/** What the worker calls. Converges the shop's metafields and files to what is live; may be killed anywhere. */
export interface PlacementJobsDoor {
  syncShop(payload: { shopId: string }, signal: AbortSignal): Promise<void>;
  /** A video became ready, changed or went: republish what shows it. */
  refreshPlacements(payload: { shopId: string; videoIds: string[] }): Promise<void>;
  /** Products changed what a feed shows of them, or went. */
  refreshProducts(payload: { shopId: string; productIds: string[] }): Promise<void>;
  refreshDiscounts(payload: { shopId: string; codes: string[] }): Promise<void>;
  /**
   * The app was uninstalled at `at`: takes off what was published until then, and notes that app-data
   * metafields went with the installation. Files and product metafields stay noted: they stay on the shop.
   */
  forgetShop(payload: { shopId: string; at: number }): Promise<void>;
}
