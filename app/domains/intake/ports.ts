/**
 * What intake needs from outside: rows, a way to fetch files from the public internet, and one adapter
 * for each place that clips come from.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import type { BlobStore, EditsDoor, MediaDoor, MediaLog } from "../media/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import type { ArchiveOpener, ArchiveStore } from "./archives/ports.ts";
import type { FetchFaultKind, ItemFault, ItemState, SourceKind } from "./index.ts";
import type { AccountStore, ClipSource, SourceItem } from "./source-ports.ts";

export * from "./archives/ports.ts";
export * from "./source-ports.ts";

// ── Fetching ─────────────────────────────────────────────────────────────────────────────────────

export interface FetchedFile {
  /** As the server names it; empty when it does not. */
  name: string;
  /** Lower case, without parameters. */
  contentType: string;
  /** Null when the server does not say. */
  bytes: number | null;
  /** Throws FetchStopped when it breaks off for good, grows too large or takes too long. */
  body: AsyncIterable<Uint8Array>;
}

/** The fault that a file's body ends with. */
export class FetchStopped extends Error {
  readonly fault: Fault<FetchFaultKind>;

  constructor(fault: Fault<FetchFaultKind>) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** Opens files on the public internet, and nowhere else. */
export interface FileFetcher {
  open(
    url: string,
    options: {
      headers?: Record<string, string>;
      maxBytes: number;
      /** A video, unless said. */
      expects?: "video" | "picture";
      signal: AbortSignal;
    },
  ): Promise<Result<FetchedFile, Fault<FetchFaultKind>>>;
}

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

export interface StoredUpload {
  shopId: string;
  videoId: string;
  staff: string;
  name: string;
  bytes: number;
  mark: string;
  received: number;
  /** Set when the engine takes the bytes itself. */
  url: string | null;
  sha256: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface UploadPart {
  start: number;
  bytes: number;
  key: string;
}

export interface ClipOrigin {
  videoId: string;
  kind: "upload" | SourceKind;
  ref: string | null;
  page: string | null;
  bytes: number;
  /** Hex. */
  sha256: string | null;
}

export interface StoredImport {
  shopId: string;
  id: string;
  kind: SourceKind;
  staff: string;
  label: string;
  /** Whose posts are looked through. */
  accountId: string | null;
  /** `{ from }` while the source is being looked through; null when all of it is listed. */
  listing: { from: unknown } | null;
  fault: Fault | null;
  /** The place asked us to leave it alone until then. */
  waitUntil: number | null;
  createdAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  undoneAt: number | null;
}

export interface StoredItem {
  position: number;
  ref: string;
  source: SourceItem;
  state: ItemState;
  received: number;
  bytes: number | null;
  fault: ItemFault | null;
  /** The clip it becomes: known before it is fetched. */
  videoId: string;
  here: string | null;
}

/** Every method is of one shop, but for those that say so. Jobs are enqueued in the same transaction. */
export interface IntakeStore {
  // Uploads
  /** The upload under this mark of this person: a new one, or the one that was there. */
  beginUpload(upload: Omit<StoredUpload, "received" | "updatedAt">): Promise<StoredUpload>;
  findUpload(shopId: string, videoId: string): Promise<StoredUpload | null>;
  findByMark(shopId: string, staff: string, mark: string): Promise<StoredUpload | null>;
  uploads(shopId: string): Promise<StoredUpload[]>;
  /**
   * Notes a part down that is safe, if it begins where the last one ends. `jobs` are enqueued when it
   * makes the file whole. `behind`: another request was faster; `gone`: the upload is no more.
   */
  addPart(
    shopId: string,
    videoId: string,
    part: UploadPart,
    at: number,
    jobs: JobRequest[],
  ): Promise<"added" | "behind" | "gone">;
  parts(shopId: string, videoId: string): Promise<UploadPart[]>;
  removeUpload(shopId: string, videoId: string, jobs: JobRequest[]): Promise<void>;
  /** Across shops, oldest first. */
  staleUploads(before: number, limit: number): Promise<StoredUpload[]>;

  // Origins
  /** False when another clip has the same ref. A second time for the same clip changes it. */
  setOrigin(shopId: string, origin: ClipOrigin, at: number): Promise<boolean>;
  findOrigin(shopId: string, videoId: string): Promise<ClipOrigin | null>;
  /** Origins of clips with originals of exactly this size. */
  sameSize(shopId: string, bytes: number): Promise<(ClipOrigin & { title: string })[]>;
  byRefs(shopId: string, refs: string[]): Promise<Map<string, string>>;
  countClips(shopId: string): Promise<number>;

  // Imports
  /** False when an import of that id is there already: then nothing changed. */
  insertImport(
    batch: Omit<
      StoredImport,
      "updatedAt" | "cancelledAt" | "undoneAt" | "fault" | "waitUntil" | "accountId"
    > & { accountId?: string },
    items: { source: SourceItem; videoId: string }[],
    jobs: JobRequest[],
  ): Promise<boolean>;
  findImport(shopId: string, id: string): Promise<StoredImport | null>;
  imports(shopId: string, limit: number): Promise<StoredImport[]>;
  /** More items, and where listing stands. Refs that the import has are left out. */
  addItems(
    shopId: string,
    id: string,
    items: { source: SourceItem; videoId: string }[],
    listing: { from: unknown } | null,
    at: number,
  ): Promise<void>;
  stopListing(shopId: string, id: string, fault: Fault, at: number): Promise<void>;
  /** Nothing is asked before `until`; then the jobs go on. Null: no longer. */
  waitImport(
    shopId: string,
    id: string,
    until: number | null,
    at: number,
    jobs: JobRequest[],
  ): Promise<void>;
  /** An item that is being fetched waits again, as its place asked for. */
  putBack(shopId: string, id: string, position: number, at: number): Promise<void>;
  /**
   * Claims an item that waits, or whose worker has been silent since `silentSince`. Null when there is
   * none, or the import was cancelled.
   */
  nextItem(shopId: string, id: string, at: number, silentSince: number): Promise<StoredItem | null>;
  /** False when the item is no longer being fetched: cancelled meanwhile. */
  itemProgress(
    shopId: string,
    id: string,
    position: number,
    progress: { received: number; bytes: number | null },
    at: number,
  ): Promise<boolean>;
  settleItem(
    shopId: string,
    id: string,
    position: number,
    end: { state: "done" | "filled" | "here" | "failed"; fault?: ItemFault; here?: string },
    at: number,
  ): Promise<boolean>;
  items(
    shopId: string,
    id: string,
    filter: { states?: ItemState[]; limit?: number },
  ): Promise<StoredItem[]>;
  counts(shopId: string, ids: string[]): Promise<Map<string, Record<ItemState, number>>>;
  /** What waits or is being fetched is cancelled, listing stops. False when there is no such import. */
  cancelImport(shopId: string, id: string, at: number): Promise<boolean>;
  /** What failed, or was cancelled, waits again. How many. */
  retryImport(shopId: string, id: string, at: number, jobs: JobRequest[]): Promise<number>;
  markUndone(shopId: string, id: string, at: number): Promise<void>;
  /** Across shops: imports with work left that nothing has touched since. */
  staleImports(before: number, limit: number): Promise<{ shopId: string; id: string }[]>;
  enqueue(jobs: JobRequest[]): Promise<void>;
}

// ── Together ─────────────────────────────────────────────────────────────────────────────────────

/** Finds products by what people write in lists: handle, SKU, number or the product page's address. */
export interface ProductFinder {
  /** Product numbers by word; words that name none are left out. Throws ShopFault. */
  find(shop: ShopRef, words: string[]): Promise<Map<string, string[]>>;
}

/** What a shop may bring in, by its plan. */
export interface IntakeLimits {
  /** Bytes of one file. */
  fileBytes: number;
  /** Clips in the library; null: as many as it likes. */
  clips: number | null;
}

export interface IntakePorts {
  clock: Clock;
  log: Pick<MediaLog, "info" | "warn">;
  store: IntakeStore;
  accounts: AccountStore;
  archives: ArchiveStore;
  zip: ArchiveOpener;
  blobs: BlobStore;
  fetcher: FileFetcher;
  sources: ClipSource[];
  products: ProductFinder;
  limits(shop: ShopRef): Promise<IntakeLimits>;
  /** Origin and path of the upload door, without a trailing slash. */
  uploadBaseUrl: string;
  /** What upload tickets are signed with. */
  uploadSecret: string;
  /** 32 bytes each: the first seals, all open. */
  sealKeys: Buffer[];
  /** Where platforms send people back to, without the platform: `https://…/connect`. */
  connectUrl: string;
}

/** A shop's other doors, as intake uses them. */
export interface IntakeNeighbours {
  media: Pick<
    MediaDoor,
    | "expectClip"
    | "originalPlace"
    | "engineTakesOriginals"
    | "takeClip"
    | "finishUpload"
    | "remove"
    | "cards"
    | "awaitClip"
    | "expectFile"
    | "setCover"
    | "cancel"
    | "get"
    | "update"
  >;
  /** Keeps captions in the clip's own time. */
  edits: Pick<EditsDoor, "captions" | "putCaptions">;
  catalog: Pick<CatalogDoor, "products">;
}
