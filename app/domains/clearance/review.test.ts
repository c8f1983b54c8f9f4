import { beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { fakeAsset, fakeMediaStore } from "../media/fakes.ts";
import type { MediaDoor } from "../media/index.server.ts";
import type { CaptionTrack, EditDocument } from "../media/index.ts";
import { fakeReviewStore, PLAIN_CLIP, PLAIN_MEASURES } from "./fakes.ts";
import { createReviewDoor, createReviewJobs } from "./index.server.ts";
import { FIRST_REVIEW_POLICY } from "./index.ts";
import type { ClipMeasures } from "./judge-pictures.ts";
import type { FrameVerdict, LightFiles, NudityDetector } from "./ports.ts";
import { reviewStoreContract } from "./review-store.contract.ts";

reviewStoreContract("in memory", async () => {
  const media = fakeMediaStore();
  return { store: fakeReviewStore(media), media, jobs: async () => media.jobs };
});

describe("a clip's review", () => {
  const shop = { id: newId(), domain: "one.myshopify.com" };
  const clock = fixedClock(1_760_000_000_000);
  const signal = new AbortController().signal;
  let room: ReturnType<typeof open>;
  beforeEach(() => {
    room = open();
  });

  function open() {
    const store = fakeMediaStore();
    const reviews = fakeReviewStore(store);
    const state = {
      measures: PLAIN_MEASURES as ClipMeasures | null | Error,
      live: null as { document: EditDocument } | null,
      captions: [] as CaptionTrack[],
      files: { pictures: ["p"], sound: ["s"], small: true } as
        | (LightFiles & { small: boolean })
        | null,
      looked: 0,
      frames: [0, 2_000, 4_000] as number[] | null | Error,
      verdicts: [] as FrameVerdict[] | null,
      asked: [] as number[],
    };
    const nudity: NudityDetector = {
      host: "look.example",
      async look(frames) {
        state.asked.push(...frames.map(({ ms }) => ms));
        return state.verdicts;
      },
    };
    const media = {
      async get(id: string) {
        const video = await store.find(shop.id, id);
        return video && { ...video, ...PLAIN_CLIP, hls: null };
      },
      cards: async () => [],
      lightFiles: async () => state.files,
    } as unknown as MediaDoor;
    const ports = {
      ...{ reviews, clock, nudity: null as NudityDetector | null },
      inspector: {
        async inspect() {
          state.looked++;
          if (state.measures instanceof Error) throw state.measures;
          return state.measures;
        },
        async frames() {
          if (state.frames instanceof Error) throw state.frames;
          return state.frames?.map((ms) => ({ ms, jpeg: Buffer.from("picture") })) ?? null;
        },
      },
      log: { info() {}, warn() {}, error() {} },
      enqueue: store.enqueue,
    };
    const neighbours = {
      media,
      edits: { captions: async () => state.captions, live: async () => state.live },
    };
    const door = createReviewDoor(ports, shop, neighbours);
    const jobs = createReviewJobs(ports, { byId: async () => shop }, () => neighbours);
    const clip = async (title: string, withheld: "review"[] = ["review"]) => {
      const id = newId();
      await store.insert(shop.id, {
        ...{ id, title, description: "", tags: [], products: [], withheld },
        ...{ sourceName: "a.mp4", sourceBytes: 1, sourceKey: "k", engine: null, at: clock.now() },
      });
      await store.queue(shop.id, id, ["uploading"], clock.now(), []);
      const { attempt } = (await store.claim(shop.id, id, clock.now()))!;
      const asset = fakeAsset("p/", true);
      await store.publish(shop.id, id, attempt, "fake", asset, clock.now(), []);
      return id;
    };
    /** As the worker: what is told of clips, and the jobs that come of it, until there are none. */
    const hear = async (...ids: string[]) => {
      await jobs.hearClips({ shopId: shop.id, videoIds: ids }, signal);
      for (let job = store.jobs.shift(); job; job = store.jobs.shift()) {
        const payload = job.payload as { shopId: string; videoId: string; videoIds: string[] };
        if (job.name === "clearance.review-clip") await jobs.reviewClip(payload, signal);
        if (job.name === "media.video-changed") await jobs.hearClips(payload, signal);
      }
    };
    const stateOf = async (id: string) => (await door.ofClip(id)).review;
    const withheld = async (id: string) => (await store.find(shop.id, id))?.withheld;
    const retitle = (id: string, title: string) =>
      store.update(shop.id, id, { title }, clock.now(), []);
    return {
      store,
      state,
      ports,
      nudity,
      door,
      jobs,
      clip,
      hear,
      stateOf,
      withheld,
      retitle,
      reviews,
    };
  }

  it("lets a clip without a grave finding be shown by itself, and looks at it once", async () => {
    const id = await room.clip("A mug");
    expect(await room.withheld(id)).toEqual(["review"]);
    await room.hear(id);
    expect(await room.stateOf(id)).toMatchObject({ state: "approved", by: "policy", findings: [] });
    expect(await room.withheld(id)).toEqual([]);
    await room.hear(id, id);
    expect(room.state.looked).toBe(1);
    const { deeds } = await room.door.ofClip(id);
    expect(deeds.map(({ deed }) => deed)).toEqual(["published"]);
  });

  it("holds one with a grave finding; approving shows it, refusing takes it off", async () => {
    const id = await room.clip("Cures eczema");
    await room.hear(id);
    expect(await room.withheld(id)).toEqual(["review"]);
    const queue = await room.door.queue({ state: "waiting", after: null });
    expect(queue.clips.map(({ review }) => review.videoId)).toEqual([id]);
    expect(queue.counts.waiting).toBe(1);
    const [{ review }] = queue.clips as [(typeof queue.clips)[0]];
    const looked = [{ videoId: id, version: review.version }];
    expect(await room.door.decide(looked, "refuse", "  ", "7")).toMatchObject({
      fault: { kind: "review-reason-missing" },
    });
    expect(await room.door.decide(looked, "ask", "x".repeat(501), "7")).toMatchObject({
      fault: { kind: "review-reason-too-long" },
    });
    expect(await room.door.decide(looked, "approve", "", "7")).toEqual({
      ok: true,
      value: { decided: 1, moved: 0 },
    });
    expect(await room.withheld(id)).toEqual([]);
    // The second of two at once is told, and changes nothing.
    expect(await room.door.decide(looked, "refuse", "No", "8")).toMatchObject({
      fault: { kind: "review-moved" },
    });
    const now = [{ videoId: id, version: (await room.stateOf(id))!.version }];
    await room.door.decide(now, "refuse", " It  claims too much ", "8");
    expect(await room.withheld(id)).toEqual(["review"]);
    expect(await room.stateOf(id)).toMatchObject({
      ...{ state: "refused", by: "staff:8", reason: "It claims too much" },
    });
    expect((await room.door.history(9)).map(({ deed, by }) => `${deed} ${by}`)).toEqual([
      "refused staff:8",
      "approved staff:7",
      "held policy",
    ]);
  });

  it("keeps a person's decision until words or pictures change", async () => {
    const id = await room.clip("Cures eczema");
    await room.hear(id);
    const version = async () => [{ videoId: id, version: (await room.stateOf(id))!.version }];
    await room.door.decide(await version(), "approve", "", "7");
    await room.hear(id);
    expect(await room.stateOf(id)).toMatchObject({ state: "approved", by: "staff:7" });
    await room.retitle(id, "Cures eczema and gout");
    await room.hear(id);
    expect(await room.stateOf(id)).toMatchObject({ state: "waiting", by: "policy" });
    expect(room.state.looked).toBe(1);
    await room.retitle(id, "A calm cream");
    await room.hear(id);
    expect(await room.stateOf(id)).toMatchObject({ state: "approved", findings: [] });
    // Whoever said no sees what became of it, though nothing is found any more.
    await room.door.decide(await version(), "ask", "Say what it is made of", "7");
    await room.retitle(id, "A calm cream of oats");
    await room.hear(id);
    expect(await room.stateOf(id)).toMatchObject({ state: "waiting" });
    // Captions and what is laid over the picture are words too; a new edit is looked at anew.
    await room.door.decide(await version(), "approve", "", "7");
    room.state.captions = [
      { language: "zh-CN", automatic: false, cues: [{ from: 900, to: 2_000, text: "最 佳" }] },
    ];
    await room.hear(id);
    expect((await room.stateOf(id))?.findings).toMatchObject([
      { rule: "absolute", spot: { place: "captions", language: "zh-CN", ms: 900, found: "最 佳" } },
    ]);
    room.state.captions = [];
    const overlay = { kind: "text", text: "100% effective", from: 400 };
    room.state.live = { document: { overlays: [overlay] } as unknown as EditDocument };
    room.state.measures = { ...PLAIN_MEASURES, blackShare: 1 };
    await room.hear(id);
    expect(room.state.looked).toBe(2);
    expect((await room.stateOf(id))?.findings.map(({ kind }) => kind)).toEqual(["claim", "black"]);
    expect(await room.withheld(id)).toEqual(["review"]);
  });

  it("holds a shown clip whose pictures changed before they are looked at, where every one waits", async () => {
    const id = await room.clip("A mug");
    await room.hear(id);
    await room.door.setPolicy({ ...FIRST_REVIEW_POLICY, bySource: { upload: "every" } });
    room.state.live = { document: { overlays: [] } as unknown as EditDocument };
    await room.jobs.hearClips({ shopId: shop.id, videoIds: [id] }, signal);
    expect(room.state.looked).toBe(1);
    expect(await room.withheld(id)).toEqual(["review"]);
    await room.hear(id);
    expect(room.state.looked).toBe(2);
    expect(await room.stateOf(id)).toMatchObject({ state: "waiting", findings: [] });
  });

  it("counts what was here before as approved, and judges its next change", async () => {
    const id = await room.clip("Cures eczema", []);
    clock.advance(3 * 60_000);
    await room.jobs.sweepReviews({}, signal);
    expect(await room.stateOf(id)).toMatchObject({ state: "approved", by: "before" });
    expect((await room.stateOf(id))?.findings).toHaveLength(1);
    expect(await room.withheld(id)).toEqual([]);
    await room.retitle(id, "Cures gout");
    await room.hear(id);
    expect(await room.withheld(id)).toEqual(["review"]);
  });

  it("asks again for a clip that was forgotten", async () => {
    const id = await room.clip("A mug");
    await room.jobs.sweepReviews({}, signal);
    expect(room.store.jobs).toEqual([]);
    clock.advance(3 * 60_000);
    await room.jobs.sweepReviews({}, signal);
    expect(room.store.jobs).toMatchObject([
      { name: "clearance.review-clip", payload: { videoId: id }, key: id },
    ]);
  });

  it("waits for the small rung, and for people where nobody can look", async () => {
    const id = await room.clip("A mug");
    room.state.files = { pictures: ["p"], sound: null, small: false };
    await room.hear(id);
    expect(await room.stateOf(id)).toBeNull();
    clock.advance(11 * 60_000);
    room.state.measures = new Error("no such disk");
    await room.hear(id);
    expect(await room.stateOf(id)).toMatchObject({
      state: "waiting",
      findings: [{ kind: "unread", severity: "stop" }],
    });
    const elsewhere = await room.clip("A bowl");
    room.state.files = null;
    await room.hear(elsewhere);
    expect(await room.stateOf(elsewhere)).toMatchObject({
      state: "approved",
      findings: [{ kind: "not-ours", severity: "note" }],
    });
  });

  describe("where somebody looks for nudity", () => {
    const clear: FrameVerdict = { verdict: "clear", confidence: 0.02, reason: "sexual" };
    const nude: FrameVerdict = { verdict: "nude", confidence: 0.93, reason: "sexual" };
    beforeEach(() => {
      room.ports.nudity = room.nudity;
    });
    const findings = async (id: string) => (await room.stateOf(id))?.findings;

    it("holds a clip in which it is, with the times, and asks about its pictures once", async () => {
      const id = await room.clip("A towel");
      room.state.verdicts = [clear, nude, { ...nude, confidence: 0.6 }];
      await room.hear(id);
      expect(await room.stateOf(id)).toMatchObject({ state: "waiting" });
      expect(await findings(id)).toEqual([
        {
          ...{ kind: "nude", severity: "stop" },
          spots: [
            { ms: 2_000, confidence: 0.93, reason: "sexual" },
            { ms: 4_000, confidence: 0.6, reason: "sexual" },
          ],
        },
      ]);
      await room.retitle(id, "A large towel");
      await room.hear(id);
      expect(await findings(id)).toHaveLength(1);
      expect(room.state.asked).toEqual([0, 2_000, 4_000]);
    });

    it("lets one be shown in which there is none, or as much as a swimsuit leaves", async () => {
      const id = await room.clip("A swimsuit");
      room.state.verdicts = [clear, { ...clear, verdict: "suggestive", confidence: 0.3 }, clear];
      await room.hear(id);
      expect(await room.stateOf(id)).toMatchObject({ state: "approved" });
      expect(await findings(id)).toMatchObject([{ kind: "suggestive", severity: "note" }]);
    });

    it("sends no picture of a shop that does not want it", async () => {
      await room.door.setPolicy({ ...FIRST_REVIEW_POLICY, nudity: false });
      const id = await room.clip("A towel");
      room.state.verdicts = [nude, nude, nude];
      await room.hear(id);
      expect(await findings(id)).toEqual([]);
      expect(room.state.asked).toEqual([]);
    });

    it.each([
      ["does not answer", () => (room.state.verdicts = null)],
      ["gets no pictures", () => (room.state.frames = null)],
      ["cannot be given any", () => (room.state.frames = new Error("no such disk"))],
    ])("holds a clip for people while it %s, also after its words change", async (_why, break_) => {
      break_();
      const id = await room.clip("A towel");
      await room.hear(id);
      expect(await findings(id)).toEqual([{ kind: "nudity-unseen", severity: "stop" }]);
      await room.retitle(id, "A large towel");
      await room.hear(id);
      expect(await room.stateOf(id)).toMatchObject({ state: "waiting" });
      expect(await findings(id)).toEqual([{ kind: "nudity-unseen", severity: "stop" }]);
    });
  });

  it("tidies the shop's words, and refuses too many and too long ones", async () => {
    const put = (words: string[]) => room.door.setPolicy({ ...FIRST_REVIEW_POLICY, words });
    expect(await put([" a  b ", "a b", "", "茶"])).toEqual({ ok: true });
    expect((await room.door.policy()).words).toEqual(["a b", "茶"]);
    expect(await put(["x".repeat(51)])).toMatchObject({ fault: { kind: "review-word-too-long" } });
    expect(await put(Array.from({ length: 501 }, (_, at) => `w${at}`))).toMatchObject({
      fault: { kind: "too-many-review-words" },
    });
  });
});
