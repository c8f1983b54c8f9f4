import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { fakeAsset } from "../media/fakes.ts";
import type { MediaStore } from "../media/ports.ts";
import { FIRST_REVIEW_POLICY } from "./index.ts";
import type { NewDeed, ReviewStore, StoredReview } from "./ports.ts";

export interface ReviewStoreHarness {
  store: ReviewStore;
  /** Clips that reviews are of. */
  media: MediaStore;
  /** Jobs enqueued and committed so far. */
  jobs(): Promise<JobRequest[]>;
}

/** What every ReviewStore must do. */
export function reviewStoreContract(name: string, open: () => Promise<ReviewStoreHarness>): void {
  describe(`${name} as a ReviewStore`, () => {
    const at = 1_760_000_000_000;
    let made = 0;
    const clip = async (media: MediaStore, shopId: string, withheld: "review"[] = ["review"]) => {
      const id = newId(fixedClock(at + made++));
      await media.insert(shopId, {
        ...{ id, title: `Clip ${made}`, description: "", tags: [], products: [], withheld },
        ...{ sourceName: "a.mp4", sourceBytes: 1, sourceKey: `${shopId}/original/${id}` },
        ...{ engine: null, at },
      });
      await media.queue(shopId, id, ["uploading"], at, []);
      const { attempt } = (await media.claim(shopId, id, at))!;
      await media.publish(shopId, id, attempt, "fake", fakeAsset("p/", true), at, []);
      return id;
    };
    const review = (videoId: string, part: Partial<StoredReview> = {}): StoredReview => ({
      ...{ videoId, state: "waiting", by: "policy", reason: null, version: 0, since: at },
      findings: [{ kind: "black", severity: "stop" }],
      measures: { blackShare: 1, longestBlack: 9, stillShare: 1, longestStill: 9, sound: null },
      ...{ words: "w", pictures: "p" },
      ...part,
    });
    const held: NewDeed = {
      ...{ title: "Clip", deed: "held", by: "policy", reason: null, findings: ["black"] },
    };
    const job: JobRequest = { name: "media.video-changed", payload: {} };

    it("keeps a review once a version, and the clip from the storefront with it", async () => {
      const { store, media, jobs } = await open();
      const [shopId, other] = [newId(), newId()];
      const id = await clip(media, shopId, []);
      const before = (await jobs()).length;
      expect(await store.find(shopId, id)).toBeNull();
      expect(await store.save(shopId, review(id), held, at, () => [job])).toBe(true);
      expect(await store.save(shopId, review(id), held, at, () => [job])).toBe(false);
      expect(await store.find(shopId, id)).toEqual(review(id, { version: 1 }));
      expect(await store.find(other, id)).toBeNull();
      expect((await media.find(shopId, id))?.withheld).toEqual(["review"]);
      const better = review(id, { state: "approved", version: 1, findings: [], measures: null });
      expect(await store.save(shopId, better, null, at + 1, () => [job])).toBe(true);
      expect(await store.find(shopId, id)).toEqual({ ...better, version: 2 });
      expect((await media.find(shopId, id))?.withheld).toEqual([]);
      expect(await store.save(shopId, { ...better, version: 2 }, null, at, () => [job])).toBe(true);
      expect((await jobs()).length - before).toBe(2);
      expect(await store.save(shopId, review(newId()), held, at, () => [job])).toBe(false);
      expect(await store.save(other, review(id), held, at, () => [job])).toBe(false);
      expect(
        (await store.deeds(shopId, { videoId: id, limit: 9 })).map(({ deed }) => deed),
      ).toEqual(["held"]);
    });

    it("moves those that nobody else moved, with who did it and why", async () => {
      const { store, media, jobs } = await open();
      const [shopId, other] = [newId(), newId()];
      const [one, two, three] = [
        await clip(media, shopId),
        await clip(media, shopId),
        await clip(media, shopId),
      ];
      for (const id of [one, two, three])
        await store.save(shopId, review(id), held, at, () => [job]);
      const approve = { state: "approved", by: "staff:7", reason: null, deed: "approved" } as const;
      const looked = [one, two, newId()].map((videoId) => ({ videoId, version: 1 }));
      const told: string[][] = [];
      const tell = (changed: string[]) => {
        told.push(changed);
        return [job];
      };
      expect(await store.decide(other, looked, approve, at, tell)).toEqual([]);
      const before = (await jobs()).length;
      expect(await store.decide(shopId, looked, approve, at + 5, tell)).toEqual([one, two]);
      expect(await store.decide(shopId, looked, approve, at + 6, tell)).toEqual([]);
      const refuse = { state: "refused", by: "staff:8", reason: "No", deed: "refused" } as const;
      const again = [one, three].map((videoId) => ({ videoId, version: 1 }));
      expect(await store.decide(shopId, again, refuse, at + 7, tell)).toEqual([three]);
      // The third was kept from the storefront already.
      expect(told).toEqual([[one, two]]);
      expect((await jobs()).length - before).toBe(1);
      expect(await store.find(shopId, one)).toMatchObject({
        ...{ state: "approved", by: "staff:7", version: 2, since: at + 5 },
      });
      const now = [{ videoId: one, version: 2 }];
      expect(await store.decide(shopId, now, refuse, at + 8, tell)).toEqual([one]);
      expect((await media.find(shopId, one))?.withheld).toEqual(["review"]);
      expect(await store.deeds(shopId, { videoId: null, limit: 2 })).toMatchObject([
        { videoId: one, deed: "refused", by: "staff:8", reason: "No", at: at + 8 },
        { videoId: three, deed: "refused", title: expect.stringContaining("Clip ") },
      ]);
      const kept = await store.deeds(shopId, { videoId: one, limit: 9 });
      expect(kept.map(({ deed }) => deed)).toEqual(["refused", "approved", "held"]);
      expect(kept[0]?.findings).toEqual(["black"]);
      expect(await store.deeds(other, { videoId: null, limit: 9 })).toEqual([]);
    });

    it("remembers what was done after the clip has gone", async () => {
      const { store, media } = await open();
      const shopId = newId();
      const id = await clip(media, shopId);
      await store.save(shopId, review(id), held, at, () => []);
      await media.remove(shopId, [id], () => []);
      expect(await store.deeds(shopId, { videoId: null, limit: 9 })).toHaveLength(1);
    });

    it("lists a state by who waits longest, page by page, and counts all", async () => {
      const { store, media } = await open();
      const shopId = newId();
      const ids: string[] = [];
      for (let index = 0; index < 5; index++) ids.push(await clip(media, shopId));
      // Two of one instant: the id decides.
      for (const [index, id] of ids.entries())
        await store.save(
          shopId,
          review(id, { since: at + Math.max(1, index), state: index < 4 ? "waiting" : "changes" }),
          null,
          at,
          () => [],
        );
      const first = await store.queue(shopId, { state: "waiting", after: null, limit: 3 });
      expect(first.reviews.map(({ videoId }) => videoId)).toEqual(ids.slice(0, 3));
      expect(first.counts).toEqual({ waiting: 4, changes: 1, refused: 0, approved: 0 });
      const next = await store.queue(shopId, { state: "waiting", after: first.next, limit: 3 });
      expect(next.reviews.map(({ videoId }) => videoId)).toEqual([ids[3]]);
      expect(next.next).toBeNull();
      const none = await store.queue(newId(), { state: "waiting", after: null, limit: 3 });
      expect(none).toMatchObject({ reviews: [], next: null, counts: { waiting: 0 } });
      expect(
        (await store.queue(shopId, { state: "waiting", after: null, limit: 0 })).counts,
      ).toEqual(first.counts);
    });

    it("knows ready clips that nobody has reviewed", async () => {
      const { store, media } = await open();
      const shopId = newId();
      const [fresh, old, done] = [
        await clip(media, shopId),
        await clip(media, shopId, []),
        await clip(media, shopId),
      ];
      await store.save(shopId, review(done), null, at, () => []);
      const found = (await store.unreviewed(at + 1, 1000)).filter((one) => one.shopId === shopId);
      expect(found.sort((a, b) => (a.videoId < b.videoId ? -1 : 1))).toEqual([
        { shopId, videoId: fresh, fresh: true },
        { shopId, videoId: old, fresh: false },
      ]);
      expect((await store.unreviewed(at, 1000)).filter((one) => one.shopId === shopId)).toEqual([]);
    });

    it("keeps a policy a shop", async () => {
      const { store } = await open();
      const [shopId, other] = [newId(), newId()];
      expect(await store.policy(shopId)).toBeNull();
      const policy = {
        ...FIRST_REVIEW_POLICY,
        bySource: { tiktok: "every" as const },
        words: ["茶"],
      };
      await store.setPolicy(shopId, FIRST_REVIEW_POLICY, at);
      await store.setPolicy(shopId, policy, at);
      expect(await store.policy(shopId)).toEqual(policy);
      expect(await store.policy(other)).toBeNull();
    });
  });
}
