import type { JobRequest } from "../../kernel/job.ts";
import type { MediaStore } from "../media/ports.ts";
import { REVIEW_STATES, type ReviewDeed, type ReviewPolicy, type ReviewState } from "./index.ts";
import type { ClipMeasures } from "./judge-pictures.ts";
import type { ReviewStore, StoredReview } from "./ports.ts";

/** A clip, and measures of it, in which nothing is found. */
export const PLAIN_CLIP = { width: 1080, height: 1920, duration: 12_000 };
export const PLAIN_MEASURES: ClipMeasures = {
  ...{ blackShare: 0, longestBlack: 0, stillShare: 0, longestStill: 0 },
  sound: { peak: -3, mean: -20 },
};

/** Reviews in memory, beside the clips of `media`: what they set there lands among its jobs. */
export function fakeReviewStore(media: MediaStore): ReviewStore {
  const policies = new Map<string, ReviewPolicy>();
  const reviews = new Map<string, Map<string, StoredReview>>();
  const deeds = new Map<string, ReviewDeed[]>();
  const of = (shopId: string) => {
    const kept = reviews.get(shopId) ?? new Map<string, StoredReview>();
    reviews.set(shopId, kept);
    return kept;
  };
  const note = (shopId: string, more: ReviewDeed[]) =>
    deeds.set(shopId, [...more, ...(deeds.get(shopId) ?? [])]);
  const gate = (
    shopId: string,
    ids: string[],
    state: ReviewState,
    jobsFor: (changed: string[]) => JobRequest[],
  ) => media.withhold(shopId, ids, "review", state !== "approved", jobsFor);
  return {
    policy: async (shopId) => policies.get(shopId) ?? null,
    async setPolicy(shopId, policy) {
      policies.set(shopId, structuredClone(policy));
    },
    find: async (shopId, videoId) => structuredClone(of(shopId).get(videoId) ?? null),
    async save(shopId, review, deed, at, jobsFor) {
      const { videoId, version } = review;
      if ((of(shopId).get(videoId)?.version ?? 0) !== version) return false;
      if (!(await media.find(shopId, videoId))) return false;
      of(shopId).set(videoId, { ...structuredClone(review), version: version + 1 });
      if (deed) note(shopId, [{ videoId, ...deed, at }]);
      await gate(shopId, [videoId], review.state, () => jobsFor());
      return true;
    },
    async decide(shopId, clips, { deed, ...to }, at, jobsFor) {
      const moved = clips
        .filter(({ videoId, version }) => of(shopId).get(videoId)?.version === version)
        .map(({ videoId }) => videoId)
        .sort();
      for (const videoId of moved) {
        const review = of(shopId).get(videoId)!;
        of(shopId).set(videoId, {
          ...{ ...review, ...to, version: review.version + 1 },
          since: review.state === to.state ? review.since : at,
        });
        const findings = [...new Set(review.findings.map(({ kind }) => kind))];
        const title = (await media.find(shopId, videoId))?.title ?? "";
        note(shopId, [{ videoId, title, deed, by: to.by, reason: to.reason, findings, at }]);
      }
      await gate(shopId, moved, to.state, jobsFor);
      return moved;
    },
    async queue(shopId, { state, after, limit }) {
      const all = [...of(shopId).values()];
      const here = all
        .filter((review) => review.state === state)
        .sort((a, b) => a.since - b.since || (a.videoId < b.videoId ? -1 : 1));
      const start = after ? here.findIndex(({ videoId }) => videoId === after) + 1 : 0;
      const page = here.slice(start, start + limit);
      return {
        reviews: structuredClone(page),
        next: limit > 0 && start + limit < here.length ? (page.at(-1)?.videoId ?? null) : null,
        counts: Object.fromEntries(
          REVIEW_STATES.map((name) => [name, all.filter((one) => one.state === name).length]),
        ) as Record<ReviewState, number>,
      };
    },
    deeds: async (shopId, { videoId, limit }) =>
      (deeds.get(shopId) ?? [])
        .filter((deed) => videoId === null || deed.videoId === videoId)
        .slice(0, limit),
    async unreviewed(before, limit) {
      const stale = await media.stale("ready", before, limit);
      return stale
        .filter(({ shopId, video }) => !of(shopId).has(video.id))
        .map(({ shopId, video }) => ({
          ...{ shopId, videoId: video.id },
          fresh: video.withheld.includes("review"),
        }));
    },
  };
}
