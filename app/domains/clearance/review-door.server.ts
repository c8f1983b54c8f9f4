import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { videoChangedJob } from "../media/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import {
  type ClipReview,
  MAX_REVIEW_REASON,
  MAX_REVIEW_WORD_LENGTH,
  MAX_REVIEW_WORDS,
  REVIEW_DECISIONS,
  type ReviewDecision,
  type ReviewDeed,
  type ReviewDeedKind,
  type ReviewPolicy,
  type ReviewQueue,
  type ReviewState,
} from "./index.ts";
import { policyOf } from "./policy.ts";
import type { ReviewPorts, StoredReview } from "./ports.ts";
import type { ReviewNeighbours } from "./read-content.server.ts";
import { reviewClip } from "./review-clip.server.ts";
import { reviewClipJob } from "./review-jobs.ts";

export type DecideFault = Fault<
  /** Somebody else decided meanwhile, or what the clip says or shows has changed. */
  "review-moved" | "review-reason-missing" | "review-reason-too-long"
>;

/** Reviews of clips, bound to one shop. */
export interface ReviewDoor {
  policy(): Promise<ReviewPolicy>;
  /** Who looks at pictures for nudity; null: nobody does. */
  readonly nudityHost: string | null;
  /** Holds for clips that come or change from now on. */
  setPolicy(
    policy: ReviewPolicy,
  ): Promise<Result<void, Fault<"too-many-review-words" | "review-word-too-long">>>;
  /** Longest waiting first. An unknown cursor starts over. */
  queue(query: { state: ReviewState; after: string | null }): Promise<ReviewQueue>;
  waiting(): Promise<number>;
  /** Null: nobody has looked at it yet. */
  ofClip(videoId: string): Promise<{ review: ClipReview | null; deeds: ReviewDeed[] }>;
  /**
   * Each clip at the version that `staff` looked at; those that moved meanwhile are passed over and counted.
   * Refusing and asking for changes take a reason.
   */
  decide(
    clips: { videoId: string; version: number }[],
    decision: ReviewDecision,
    reason: string,
    staff: string,
  ): Promise<Result<{ decided: number; moved: number }, DecideFault>>;
  /** Who did what, newest first. */
  history(limit: number): Promise<ReviewDeed[]>;
}

/** What the worker calls; not bound to a shop. Each is idempotent and may be killed at any point. */
export interface ReviewJobsDoor {
  /** Before documents follow a change of these clips: what they say is judged at once. Throws never. */
  hearClips(payload: { shopId: string; videoIds: string[] }, signal: AbortSignal): Promise<void>;
  reviewClip(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  /** Every few minutes: clips that were forgotten, and those that were here before reviews were. */
  sweepReviews(payload: object, signal: AbortSignal): Promise<void>;
}

const PAGE = 25;
const DEEDS_OF_CLIP = 100;
const DEEDS: Record<ReviewDecision, ReviewDeedKind> = {
  approve: "approved",
  refuse: "refused",
  ask: "asked",
};

export function createReviewDoor(
  { reviews, clock, nudity }: Pick<ReviewPorts, "reviews" | "clock" | "nudity">,
  shop: ShopRef,
  { media }: Pick<ReviewNeighbours, "media">,
): ReviewDoor {
  return {
    policy: () => policyOf(reviews, shop.id),
    nudityHost: nudity?.host ?? null,

    async setPolicy(policy) {
      const words = [
        ...new Set(policy.words.map((word) => word.replace(/\s+/g, " ").trim()).filter(Boolean)),
      ];
      if (words.length > MAX_REVIEW_WORDS)
        return refuse("too-many-review-words", { max: MAX_REVIEW_WORDS });
      const long = words.find((word) => word.length > MAX_REVIEW_WORD_LENGTH);
      if (long) return refuse("review-word-too-long", { word: long, max: MAX_REVIEW_WORD_LENGTH });
      await reviews.setPolicy(shop.id, { ...policy, words }, clock.now());
      return ok();
    },

    async queue(query) {
      const page = await reviews.queue(shop.id, { ...query, limit: PAGE });
      const clips = await Promise.all(
        page.reviews.map(async (review) => {
          const video = await media.get(review.videoId);
          return video ? [{ review: shown(review), video }] : [];
        }),
      );
      return { clips: clips.flat(), next: page.next, counts: page.counts };
    },
    async waiting() {
      const { counts } = await reviews.queue(shop.id, { state: "waiting", after: null, limit: 0 });
      return counts.waiting;
    },

    async ofClip(videoId) {
      const [review, deeds] = await Promise.all([
        reviews.find(shop.id, videoId),
        reviews.deeds(shop.id, { videoId, limit: DEEDS_OF_CLIP }),
      ]);
      return { review: review && shown(review), deeds };
    },

    async decide(clips, decision, given, staff) {
      const reason = given.replace(/\s+/g, " ").trim();
      if (decision !== "approve" && reason === "") return refuse("review-reason-missing");
      if (reason.length > MAX_REVIEW_REASON)
        return refuse("review-reason-too-long", { max: MAX_REVIEW_REASON });
      const state = REVIEW_DECISIONS[decision];
      const decided = await reviews.decide(
        shop.id,
        clips,
        { state, by: `staff:${staff}`, reason: reason || null, deed: DEEDS[decision] },
        clock.now(),
        (changed) => [videoChangedJob(shop.id, changed)],
      );
      if (decided.length === 0) return refuse("review-moved");
      return ok({ decided: decided.length, moved: clips.length - decided.length });
    },

    history: (limit) => reviews.deeds(shop.id, { videoId: null, limit }),
  };
}

/** Without what only reviewing needs. */
function shown({ words: _, pictures: _p, measures: _m, ...review }: StoredReview): ClipReview {
  return review;
}

/** Reviews that nobody came to within so long are asked for again. */
const FORGOTTEN_MS = 2 * 60 * 1000;
const SWEPT = 1_000;

export function createReviewJobs(
  ports: ReviewPorts,
  shops: { byId(id: string): Promise<ShopRef | null> },
  neighboursOf: (shop: ShopRef) => ReviewNeighbours,
): ReviewJobsDoor {
  const review = async (
    clip: { shopId: string; videoId: string },
    depth: "words" | "all",
    signal: AbortSignal,
  ) => {
    const shop = await shops.byId(clip.shopId);
    if (shop) await reviewClip(ports, neighboursOf(shop), clip, depth, signal);
  };
  return {
    async hearClips({ shopId, videoIds }, signal) {
      for (const videoId of videoIds)
        try {
          await review({ shopId, videoId }, "words", signal);
        } catch (error) {
          // News of other clips must not wait: a job of its own tries again.
          ports.log.error({ shop: shopId, video: videoId, error }, "A clip could not be reviewed");
          await ports.enqueue([reviewClipJob(shopId, videoId)]);
        }
    },
    reviewClip: (payload, signal) => review(payload, "all", signal),
    async sweepReviews(_payload, signal) {
      const found = await ports.reviews.unreviewed(ports.clock.now() - FORGOTTEN_MS, SWEPT);
      await ports.enqueue(
        found.flatMap(({ shopId, videoId, fresh }) =>
          fresh ? [reviewClipJob(shopId, videoId)] : [],
        ),
      );
      for (const { fresh, ...clip } of found) if (!fresh) await review(clip, "words", signal);
    },
  };
}
