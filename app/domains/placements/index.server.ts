import type { BlockKind } from "../../contract/feed.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { PlacementCard, ShopWrite } from "./index.ts";

export interface PlacementsDoor {
  list(): Promise<PlacementCard[]>;
  get(id: string): Promise<PlacementCard | null>;
  create(input: {
    title: string;
    block: BlockKind;
    /** Null only for `description`, which shows the clips tagged with the page's product. */
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
  feed(shopDomain: string, handle: string): Promise<PublishedDocument | null>;
  video(shopDomain: string, videoId: string): Promise<PublishedDocument | null>;
}

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
}
