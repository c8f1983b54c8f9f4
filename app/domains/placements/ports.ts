import type { BlockKind, Feed, FeedVideo } from "../../contract/feed.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { ShopRef } from "../shop/index.ts";

/** A placement's row. Times are epoch milliseconds. */
export interface PlacementRecord {
  id: string;
  handle: string;
  title: string;
  block: BlockKind;
  playlistId: string | null;
  /** Of the document that is served; 0 when none ever was. */
  rev: number;
  live: boolean;
  /** Set, while live, by an edit that is not published yet. */
  changed: boolean;
  publishedAt: number | null;
  createdAt: number;
}

/** What a document was made from, kept beside it: enough to write the shop's copy and to make it anew. */
export interface PublicationSource {
  title: string;
  /** The playlist as it was; null: every clip tagged with a product. */
  videoIds: string[] | null;
  /** One for each video of the feed, in its order. */
  clips: PublishedClip[];
  /** Clips that branches lead to and the list does not hold: served by their ids. Left out: none. */
  linked?: FeedVideo[];
  /** What moments and linked clips were made from, ready or not; left out: nothing. */
  behind?: { videoIds: string[]; productIds: string[]; codes: string[] };
}

export interface PublishedClip {
  id: string;
  /** Epoch milliseconds. */
  uploadedAt: number;
  contentUrl: string | null;
  posterKey: string;
  posterType: string;
  /** Free words of the merchant; missing in documents made before they were kept. */
  tags?: string[];
  /** Every tagged product, those too that cannot be shown now. */
  productIds: string[];
}

export interface Publication {
  placement: PlacementRecord;
  feed: Feed;
  source: PublicationSource;
  publishedAt: number;
}

/**
 * Placements and their documents. Every change of what is live raises the shop's wish to be written
 * (ShopSync.wanted), enqueues `jobs` and tells every process, in the transaction of the change.
 */
export interface PlacementStore {
  /** Oldest first. */
  list(shopId: string): Promise<PlacementRecord[]>;
  get(shopId: string, id: string): Promise<PlacementRecord | null>;
  /** False when the handle is taken. */
  create(shopId: string, placement: PlacementRecord): Promise<boolean>;
  /** Marks a live one as changed. False when there is none. */
  update(
    shopId: string,
    id: string,
    change: { title?: string; playlistId?: string | null },
    at: number,
  ): Promise<boolean>;
  /**
   * Serves this document from now on, as revision `after` + 1. `after` is the revision the caller saw
   * before it read what the document is made of: when another came meanwhile nothing is written and
   * "moved" is the answer. `onlyLive` refuses to bring back one that has been taken off.
   */
  publish(
    shopId: string,
    id: string,
    document: { after: number; feed: Omit<Feed, "rev">; source: PublicationSource; at: number },
    options: { onlyLive: boolean },
    jobs: JobRequest[],
  ): Promise<{ rev: number } | "moved" | "gone">;
  /** False when there is no such placement. One that is not live is left as it is. */
  unpublish(shopId: string, id: string, jobs: JobRequest[]): Promise<boolean>;
  /** Those published before `before`; all when it is left out. */
  unpublishAll(shopId: string, jobs: JobRequest[], before?: number): Promise<void>;
  remove(shopId: string, id: string, jobs: JobRequest[]): Promise<boolean>;
  /** Oldest placement first. */
  publications(shopId: string): Promise<Publication[]>;
  enqueue(jobs: JobRequest[]): Promise<void>;
}

/** The documents by the names that storefronts ask for. Shops that left have none. */
export interface PublishedStore {
  feed(shopDomain: string, handle: string): Promise<Feed | null>;
  /** The video as the newest live document that shows it, or leads to it, has it. */
  video(shopDomain: string, videoId: string): Promise<Feed["videos"][number] | null>;
  /** The oldest live placement that is a page. */
  page(shopDomain: string): Promise<Pick<Publication, "feed" | "source"> | null>;
}

/** Tells of publishing in any process. */
export interface PublishingSignal {
  /** False while the line is down: what was said meanwhile is lost. */
  connected(): boolean;
  /** `null`: the line was down, everything may have changed. Returns how to stop listening. */
  subscribe(onChange: (shopDomain: string | null) => void): () => void;
}

/** One line of what this app wrote to a shop. */
export interface ManifestEntry {
  id: string;
  kind: "metafield" | "file";
  /** GID of the metafield's owner, or of the file; empty while a file has none yet. */
  ownerGid: string;
  namespace: string;
  /** The metafield's key, or the file's name. */
  key: string;
  /** Of what is there; empty while a write is under way, so that a cut-off one is done again. */
  digest: string;
  placementId: string | null;
  videoId: string | null;
  /** Where the file is served, once it is. */
  url: string | null;
  writtenAt: number;
  removedAt: number | null;
}

export interface Manifest {
  /** Everything, newest first. */
  all(shopId: string): Promise<ManifestEntry[]>;
  /** What is there, or may be there. */
  present(shopId: string): Promise<ManifestEntry[]>;
  /** Inserts or overwrites by id; an entry with the same owner, namespace and key gives up its place. */
  put(shopId: string, entries: ManifestEntry[]): Promise<void>;
  markRemoved(shopId: string, ids: string[], at: number): Promise<void>;
}

export interface SyncRecord {
  /** Raised with every wish to write. */
  wanted: number;
  /** The last wish that was fulfilled. */
  served: number;
  done: number;
  total: number;
  fault: { kind: string; params?: Record<string, string | number>; at: number } | null;
}

export interface SyncRecords {
  /** Zeros for a shop that never wrote. */
  read(shopId: string): Promise<SyncRecord>;
  progress(shopId: string, done: number, total: number, at: number): Promise<void>;
  /** Clears the fault. True when nothing newer is wanted. */
  served(shopId: string, wanted: number, at: number): Promise<boolean>;
  failed(shopId: string, fault: NonNullable<SyncRecord["fault"]>): Promise<void>;
}

/** Lets one process at a time write to a shop. */
export interface SyncLock {
  /**
   * Runs `work` holding the lock, or answers "busy" at once. The signal given to `work` is aborted when
   * the lock is lost.
   */
  hold(
    shopId: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<"done" | "busy">;
}

export interface MetafieldName {
  ownerGid: string;
  namespace: string;
  key: string;
}

/** The shop's metafields. All throw ShopFault. */
export interface ShopMetafields {
  /** Most that `set` and `delete` take. */
  perCall: number;
  /** All or none. */
  set(
    shop: ShopRef,
    metafields: (MetafieldName & { type: string; value: string })[],
    signal?: AbortSignal,
  ): Promise<void>;
  /** Those that are not there are no fault. */
  delete(shop: ShopRef, metafields: MetafieldName[], signal?: AbortSignal): Promise<void>;
  /** What is on the app's own installation. */
  list(
    shop: ShopRef,
    namespace: string,
  ): Promise<{ namespace: string; key: string; type: string; value: string }[]>;
}

export interface FileToCopy {
  filename: string;
  contentType: string;
  alt: string;
  bytes: Uint8Array;
}

/** Images on the shop's own CDN. All throw ShopFault. */
export interface ShopFiles {
  /** Most that `create` and `delete` take. */
  perCall: number;
  /** Their GIDs, in order. A file of the same name is replaced. */
  create(shop: ShopRef, files: readonly FileToCopy[], signal?: AbortSignal): Promise<string[]>;
  /** GID of the file that `create` gave this name, if there is one. */
  find(shop: ShopRef, filename: string, signal?: AbortSignal): Promise<string | null>;
  /** Waits until each is ready. Null: Shopify could not use it, or it is gone. */
  urls(shop: ShopRef, gids: string[], signal?: AbortSignal): Promise<Map<string, string | null>>;
  /** Those that are not there are no fault. */
  delete(shop: ShopRef, gids: string[], signal?: AbortSignal): Promise<void>;
}

/** Links to where a merchant puts a placement on the theme. */
export interface ThemeEditorLinks {
  /** The theme editor with a block of this kind added, or its embed turned on; a page has an address of its own. */
  url(shop: ShopRef, block: BlockKind, proxyPath: string): string;
}
