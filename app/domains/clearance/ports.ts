/**
 * What reviews need from outside: rows, and somebody who looks at pictures and listens to sound.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type {
  BodyVerdict,
  ClipReview,
  ReviewActor,
  ReviewDeed,
  ReviewPolicy,
  ReviewState,
} from "./index.ts";
import type { ClipMeasures } from "./judge-pictures.ts";

/** Files that follow one another make a whole: a track's beginning and its segments. */
export interface LightFiles {
  pictures: string[];
  /** Null without sound. */
  sound: string[] | null;
}

/** Reads blobs that strangers' files became: in a process of its own, with limits and without a network. */
export interface PictureInspector {
  /** Null: they cannot be read. Throws when something else broke; rejects with the signal's reason. */
  inspect(files: LightFiles, signal: AbortSignal): Promise<ClipMeasures | null>;
  /**
   * One picture each `everyMs` from the beginning, at most `most`, each within a few kilobytes. Fails as
   * `inspect` does.
   */
  frames(
    pictures: string[],
    every: { everyMs: number; most: number },
    signal: AbortSignal,
  ): Promise<ClipFrame[] | null>;
}

/** A picture of a clip as JPEG. */
export interface ClipFrame {
  ms: number;
  jpeg: Buffer;
}

export interface FrameVerdict {
  verdict: BodyVerdict;
  /** 0…1: how sure it is that the picture shows a body. */
  confidence: number;
  /** In the looker's own words; at most a line. */
  reason: string;
}

/** Looks at pictures for nudity. A judgement of a machine's, which policy turns into what waits for people. */
export interface NudityDetector {
  /** Who looks, for people to read: pictures go there. */
  readonly host: string;
  /**
   * One verdict for each frame, in their order. Null: it cannot be reached, or refuses, which it has logged.
   * Rejects with the signal's reason.
   */
  look(frames: readonly ClipFrame[], signal: AbortSignal): Promise<FrameVerdict[] | null>;
}

export interface StoredReview extends ClipReview {
  /** Of the words, and which pictures: what the state was decided about. */
  words: string;
  pictures: string;
  /** Of those pictures; null when they were not looked at. */
  measures: ClipMeasures | null;
}

/** A deed before it has a clip. */
export type NewDeed = Pick<ReviewDeed, "title" | "deed" | "by" | "reason" | "findings">;

/**
 * Every method is of one shop; jobs are enqueued in the same transaction. Whoever writes a review sets or
 * lifts what keeps the clip from the storefront with it: only `approved` lifts it.
 */
export interface ReviewStore {
  policy(shopId: string): Promise<ReviewPolicy | null>;
  setPolicy(shopId: string, policy: ReviewPolicy, at: number): Promise<void>;

  find(shopId: string, videoId: string): Promise<StoredReview | null>;
  /**
   * Keeps a review over the version it was made from (0: there was none) and counts the version up. False,
   * and no change, when somebody else was first or the clip has gone. `jobsFor` is asked when the clip is
   * now kept from the storefront, or no longer.
   */
  save(
    shopId: string,
    review: Omit<StoredReview, "version"> & { version: number },
    deed: NewDeed | null,
    at: number,
    jobsFor: () => JobRequest[],
  ): Promise<boolean>;
  /**
   * Moves clips to a state, each only at the version that was looked at. Answers those that moved; `jobsFor`
   * hears of those among them that are now kept from the storefront, or no longer.
   */
  decide(
    shopId: string,
    clips: { videoId: string; version: number }[],
    to: { state: ReviewState; by: ReviewActor; reason: string | null; deed: ReviewDeed["deed"] },
    at: number,
    jobsFor: (changed: string[]) => JobRequest[],
  ): Promise<string[]>;

  /** Longest in that state first. */
  queue(
    shopId: string,
    query: { state: ReviewState; after: string | null; limit: number },
  ): Promise<{
    reviews: StoredReview[];
    next: string | null;
    counts: Record<ReviewState, number>;
  }>;
  /** Newest first; of one clip, or of all. */
  deeds(shopId: string, query: { videoId: string | null; limit: number }): Promise<ReviewDeed[]>;

  /**
   * Across shops, oldest first: clips that have been ready since before `before` and that nobody has
   * reviewed. `fresh`: kept from the storefront until they are; the others were here before.
   */
  unreviewed(
    before: number,
    limit: number,
  ): Promise<{ shopId: string; videoId: string; fresh: boolean }[]>;
}

export interface ReviewPorts {
  reviews: ReviewStore;
  inspector: PictureInspector;
  /** Null: nudity is not looked for. */
  nudity: NudityDetector | null;
  clock: Clock;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  enqueue(jobs: JobRequest[]): Promise<void>;
}
