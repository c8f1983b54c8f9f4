import type { JobRequest } from "../../kernel/job.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { PlanLimits } from "../shop/index.ts";
import type { AssetWork } from "./claimed-work.ts";
import type {
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
import type { MediaFault, StoredPlayback } from "./video-engine.ts";

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
export interface MediaStore extends AssetWork<StoredVideo> {
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
  claim: AssetWork<StoredVideo>["claim"];

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
