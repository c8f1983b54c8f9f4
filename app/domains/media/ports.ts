/**
 * What the media domain needs from outside: an engine that makes assets of uploads, a store for
 * blobs, a store for rows. Each has a fake in fakes.ts and a battery (`*.contract.ts`) that the fake
 * and every adapter must pass.
 */
import type { CmafPlayback, HlsPlayback } from "../../contract/feed.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { PlanLimits } from "../shop/index.ts";
import type { ClaimedWork } from "./claimed-work.ts";
import type {
  MediaFaultKind,
  SearchCorrection,
  VideoFacts,
  VideoFilter,
  VideoLanguage,
  VideoListQuery,
  VideoSource,
  VideoStatus,
  WithheldReason,
} from "./index.ts";
import type { Moment } from "./moments.ts";

export type MediaFault = Fault<MediaFaultKind>;

// ── Blobs ────────────────────────────────────────────────────────────────────────────────────────

export interface BlobInfo {
  bytes: number;
  /** Opaque, without quotes; differs when the bytes differ. */
  etag: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
}

export type BlobBody = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Files by key. A key is segments of [A-Za-z0-9._-] joined by slashes, the shop's id first; any other
 * key throws. Reads see a blob whole or not at all.
 */
export interface BlobStore {
  /**
   * Writes a blob, replacing an older one at once when all bytes are safe. When the body throws,
   * `signal` aborts or the size is not `bytes`, it throws and nothing is left.
   */
  put(
    key: string,
    body: BlobBody,
    options: { contentType: string; bytes?: number; signal?: AbortSignal },
  ): Promise<Result<BlobInfo, Fault<"storage-full">>>;
  /** Null when there is none. The range is inclusive and must lie inside the blob. */
  get(
    key: string,
    range?: { start: number; end: number },
  ): Promise<(BlobInfo & { body: AsyncIterable<Uint8Array> }) | null>;
  head(key: string): Promise<BlobInfo | null>;
  /** Removes one blob, or with a trailing slash all blobs under it. Idempotent. */
  remove(keyOrPrefix: string): Promise<void>;
  /** The blob as a file of this machine, where it is one: spares engines a copy. */
  localPath: ((key: string) => string) | null;
}

// ── Engine ───────────────────────────────────────────────────────────────────────────────────────

/** Playback as rows keep it: blob keys (or absolute URLs of the engine) where the feed has URLs. */
export type StoredPlayback = (CmafPlayback | HlsPlayback) & {
  /** A whole file that plays without scripts, once there is one. */
  contentKey: string | null;
};

/** What an engine made of a video. Published as a whole; a later one replaces it. */
export interface EngineAsset {
  /** The engine's own id, or the key prefix of our files: what `remove` takes. */
  engineRef: string;
  /** Pixels as shown, rotation applied. */
  width: number;
  height: number;
  /** Milliseconds. */
  duration: number;
  hasAudio: boolean;
  posterKey: string;
  previewKey: string | null;
  /** Data URI. */
  placeholder: string;
  playback: StoredPlayback;
  /** Blobs of earlier publications that this one no longer uses: removed when nobody can have them open. */
  obsolete?: string[];
  /** Whether every rung is there. */
  complete: boolean;
}

export interface EngineSource {
  shopId: string;
  videoId: string;
  /** Key of the original in the blob store; null when the engine received it itself. */
  sourceKey: string | null;
  /** What `directUpload.open` or an earlier asset said. */
  engineRef: string | null;
  /** Where this attempt's files go: ends with a slash, shared with no other attempt. */
  prefix: string;
  /** Milliseconds of the picture to be the poster; without it one is chosen by looking. */
  posterAt?: number;
}

/** How an engine reports. A false answer means: somebody else owns this video now, stop and clean up. */
export interface EngineSink {
  /** 0…1 */
  progress(share: number): Promise<boolean>;
  publish(asset: EngineAsset): Promise<boolean>;
}

export type EngineOutcome =
  | { kind: "complete" }
  /** The engine works elsewhere: ask again after that time, or when its webhook comes. */
  | { kind: "waiting"; retryAfterMs: number }
  /** The sink said stop; this attempt's files are gone. */
  | { kind: "superseded" };

/**
 * Makes an asset of an original.
 *
 * `process` may be called again at any time after a kill and starts over or goes on by itself. It
 * refuses with a fault when the file or its limits are at fault, throws when something else broke
 * (the queue tries again), and rejects with the signal's reason when aborted.
 */
export interface VideoEngine {
  readonly name: string;
  /** Set when the browser uploads to the engine itself; null: to our own store. */
  readonly directUpload: DirectUpload | null;
  process(
    source: EngineSource,
    sink: EngineSink,
    signal: AbortSignal,
  ): Promise<Result<EngineOutcome, MediaFault>>;
  /** Stops and removes what the engine keeps outside our blob store. Idempotent. */
  remove(engineRef: string): Promise<void>;
  /** Whether it writes captions of every clip that has sound: see CaptionWriter for who fetches them. */
  readonly writesCaptions: boolean;
  /** Reads a webhook of the engine's. Null for an engine that sends none. */
  readonly readWebhook:
    | ((body: string, headers: Headers) => Promise<Result<EngineNews, Fault<"signature-invalid">>>)
    | null;
}

export interface EngineNews {
  /** What it speaks of, newest first; none for news that is none of ours. */
  references: string[];
  about: "asset" | "captions";
}

export interface DirectUpload {
  open(file: {
    shopId: string;
    videoId: string;
  }): Promise<
    Result<
      { url: string; headers: Record<string, string>; engineRef: string },
      Fault<"engine-unavailable">
    >
  >;
  /** Whether all bytes are there. */
  arrived(engineRef: string): Promise<boolean>;
  /** Sends a whole file to where `open` said. Throws when it did not arrive. */
  send(
    url: string,
    file: { body: AsyncIterable<Uint8Array>; bytes: number },
    signal: AbortSignal,
  ): Promise<void>;
}

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

export interface StoredVideo {
  id: string;
  title: string;
  description: string;
  tags: string[];
  source: VideoSource;
  language: VideoLanguage | null;
  status: VideoStatus;
  progress: number;
  failure: MediaFault | null;
  sourceName: string;
  sourceBytes: number;
  sourceKey: string | null;
  /** A picture from where the clip is from: shown until the engine has made a poster. */
  coverKey: string | null;
  attempt: number;
  createdAt: number;
  updatedAt: number;
  asset: StoredAsset | null;
  products: StoredProductTag[];
  /** WebVTT by language, in the time of what shoppers see. */
  captions: { language: string; fileKey: string }[];
  moments: Moment[];
  withheld: WithheldReason[];
}

/** What lists show of a video. */
export interface StoredCard
  extends Pick<
      StoredVideo,
      | "id"
      | "title"
      | "tags"
      | "status"
      | "progress"
      | "failure"
      | "createdAt"
      | "withheld"
      | "coverKey"
    >,
    VideoFacts {
  asset: Pick<
    StoredAsset,
    "width" | "height" | "duration" | "posterKey" | "previewKey" | "placeholder"
  > | null;
  productCount: number;
}

/** As EngineAsset; empty but for the reference while the engine has not published. */
export interface StoredAsset {
  engine: string;
  engineRef: string;
  width: number | null;
  height: number | null;
  duration: number | null;
  hasAudio: boolean | null;
  posterKey: string | null;
  previewKey: string | null;
  placeholder: string | null;
  playback: StoredPlayback | null;
  complete: boolean;
}

export interface StoredProductTag {
  productId: string;
  variantId: string | null;
  from: number | null;
  to: number | null;
  x: number | null;
  y: number | null;
}

export interface NewVideo {
  id: string;
  title: string;
  description: string;
  tags: string[];
  products: StoredProductTag[];
  /** `upload` unless said. */
  source?: VideoSource;
  /** Nothing unless said. */
  withheld?: WithheldReason[];
  sourceName: string;
  sourceBytes: number;
  sourceKey: string | null;
  /** Set when the engine itself receives the upload. */
  engine: { name: string; ref: string } | null;
  /** Its file is yet to be added: `wanted` in the place of `uploading`. */
  wanted?: boolean;
  at: number;
}

/** How much a shop's library holds, all originals together. */
export interface LibraryUse {
  clips: number;
  bytes: number;
}

/** How much it may hold; null: as much as it likes. */
export type LibraryRoom = Pick<PlanLimits, "clips" | "bytes">;

/** `too-many-clips` {limit}; `plan-storage-full` {limit, used, bytes}. */
export type RoomFault = Fault<"too-many-clips" | "plan-storage-full">;

/** The file that a wanted clip gets. */
export type WantedFile = Pick<NewVideo, "sourceName" | "sourceBytes" | "sourceKey" | "engine">;

/**
 * Attempts are numbered round × TRIES_A_ROUND + try: queueing begins a round, claiming counts a try.
 * The number only grows, which fences, and tells how often a clip was tried since it was queued.
 */
export const TRIES_A_ROUND = 8;

/** Rows of videos. Every method is of one shop; jobs are enqueued in the same transaction. */
export interface MediaStore extends ClaimedWork<StoredVideo> {
  /**
   * As `uploading` or `wanted`. A clip that is there already is left as it is. Where `room` sets a limit, the
   * library is counted in the same transaction, one clip of a shop at a time.
   */
  insert(shopId: string, video: NewVideo, room?: LibraryRoom): Promise<Result<void, RoomFault>>;
  /** Says what file a `wanted` clip gets; it stays wanted. `room` as above. */
  expectFile(
    shopId: string,
    id: string,
    file: WantedFile,
    at: number,
    room?: LibraryRoom,
  ): Promise<Result<void, RoomFault | Fault<"file-not-wanted">>>;
  use(shopId: string): Promise<LibraryUse>;
  /** Answers the cover there was; undefined when there is no such clip. */
  setCover(shopId: string, id: string, key: string): Promise<string | null | undefined>;
  find(shopId: string, id: string): Promise<StoredVideo | null>;
  /** In the order of `ids`, missing ones left out. */
  byIds(shopId: string, ids: string[]): Promise<StoredVideo[]>;
  list(
    shopId: string,
    query: VideoListQuery,
  ): Promise<{
    rows: StoredCard[];
    next: string | null;
    total: number;
    more: boolean;
    meant: SearchCorrection[];
  }>;
  /** How many clips pass the filter, exactly. */
  count(shopId: string, filter: VideoFilter): Promise<number>;
  /** In the order of `ids`, missing ones left out. */
  cards(shopId: string, ids: string[]): Promise<StoredCard[]>;
  /** Ready videos that nothing withholds, by product, newest first. */
  readyByProduct(shopId: string): Promise<Map<string, string[]>>;

  /** To `queued` from one of these states, beginning a round of attempts. False when in none of them. */
  queue(
    shopId: string,
    id: string,
    from: VideoStatus[],
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** All of it or nothing; `products` and `moments` replace those there were, in this order. */
  update(
    shopId: string,
    id: string,
    change: {
      title?: string;
      description?: string;
      tags?: string[];
      language?: VideoLanguage | null;
      products?: StoredProductTag[];
      moments?: Moment[];
    },
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** Sets (`on`) or lifts a reason. Answers the ids of clips that this changed; the jobs are about those. */
  withhold(
    shopId: string,
    ids: string[],
    reason: WithheldReason,
    on: boolean,
    jobsFor: (changed: string[]) => JobRequest[],
  ): Promise<string[]>;
  /** False for clips that are not there. */
  isWithheld(shopId: string, id: string): Promise<boolean>;
  /** Answers what was there; `jobsFor` sees it before the transaction ends. */
  remove(
    shopId: string,
    ids: string[],
    jobsFor: (removed: StoredVideo[]) => JobRequest[],
  ): Promise<StoredVideo[]>;

  /** From `queued` a claim goes to `processing`. A ready video that is not complete stays ready. */
  claim: ClaimedWork<StoredVideo>["claim"];
  /** The rest are fenced, as `progress`. */
  publish(
    shopId: string,
    id: string,
    attempt: number,
    engine: string,
    asset: EngineAsset,
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  fail(
    shopId: string,
    id: string,
    attempt: number,
    fault: MediaFault,
    at: number,
  ): Promise<boolean>;

  /** Across shops, for the engine's webhook. */
  findByEngineRef(
    engine: string,
    engineRef: string,
  ): Promise<{ shopId: string; videoId: string } | null>;
  /** Every discount code that a clip shows, each once a shop; of this shop or across shops. */
  couponCodes(shopId?: string): Promise<{ shopId: string; codes: string[] }[]>;
  /** Every asset of a shop, by engine and its reference there. */
  assetsOf(shopId: string): Promise<{ engine: string; engineRef: string }[]>;
  /** Across shops, oldest first: videos in `status` that nothing has touched since `before`. */
  stale(
    status: VideoStatus,
    before: number,
    limit: number,
  ): Promise<{ shopId: string; video: StoredVideo }[]>;
  enqueue(jobs: JobRequest[]): Promise<void>;
}

// ── Together ─────────────────────────────────────────────────────────────────────────────────────

export interface MediaLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface MediaPorts {
  clock: Clock;
  log: MediaLog;
  store: MediaStore;
  blobs: BlobStore;
  engine: VideoEngine;
  /** Where media is fetched from, without a trailing slash. */
  mediaBaseUrl: string;
  /** The same for the merchant's own pages: reaches what is withheld from shoppers. */
  passBaseUrl(shopId: string, videoId: string): string;
  /** What the shop's plan has room for. */
  room(shopId: string): Promise<LibraryRoom>;
}
