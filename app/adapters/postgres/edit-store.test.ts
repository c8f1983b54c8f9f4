import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { renditionPrefix } from "../../domains/media/edits/edit-keys.ts";
import { createEditJobs, createEditsDoor } from "../../domains/media/edits/index.server.ts";
import { listeningWriter } from "../../domains/media/edits/listen.server.ts";
import type {
  CaptionWriter,
  EditPorts,
  EditRenderer,
  SpeechToText,
} from "../../domains/media/edits/ports.ts";
import { fakeAsset, fakeBlobStore, fakeVideoEngine } from "../../domains/media/fakes.ts";
import { blankDocument, type EditDocument } from "../../domains/media/index.ts";
import { TRIES_A_ROUND } from "../../domains/media/ports.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createEditStore } from "./edit-store.ts";
import { createMediaStore } from "./media-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

const NOW = 1_760_000_000_000;
const never = new AbortController().signal;
const fourSeconds = blankDocument(4_000);

/** Stands where ffmpeg would: takes what it is told to, and may be killed while it works. */
function fakeRenderer(blobs: EditPorts["blobs"]) {
  const state = {
    sound: Buffer.from("sound") as Uint8Array | null,
    heard: null as Awaited<ReturnType<SpeechToText["listen"]>> | null,
    whileListening: async () => {},
    killed: false,
    answer: "video" as "video" | "letter",
    renders: 0,
  };
  const renderer: EditRenderer = {
    async prepare({ prefix }, say) {
      if (!(await say(0.5))) return { ok: true, value: "superseded" };
      await blobs.put(`${prefix}proxy.mp4`, Buffer.from("proxy"), { contentType: "video/mp4" });
      return {
        ok: true,
        value: {
          ...{ size: { width: 360, height: 640 }, rate: { num: 25, den: 1 }, frames: 100 },
          ...{ hasAudio: true, proxyKey: `${prefix}proxy.mp4`, peaks: [1, 2] },
          strip: { key: `${prefix}strip.jpg`, count: 4, width: 54, height: 96 },
        },
      };
    },
    async sound(_source, say) {
      return { ok: true, value: (await say(0.5)) ? state.sound : "superseded" };
    },
    async render({ outKey }, say) {
      state.renders++;
      if (!(await say(0.5))) return { ok: true, value: "superseded" };
      if (state.killed) throw new Error("killed");
      await blobs.put(outKey, Buffer.from(state.answer), { contentType: "video/mp4" });
      return { ok: true, value: "made" };
    },
  };
  return { renderer, state };
}

async function open() {
  const shopId = newId();
  const jobs: JobRequest[] = [];
  const enqueue = async (_tx: unknown, wanted: readonly JobRequest[]) => {
    jobs.push(...wanted);
  };
  const store = createMediaStore({ ...database, enqueue });
  const edits = createEditStore({ ...database, enqueue });
  const blobs = fakeBlobStore();
  const { renderer, state } = fakeRenderer(blobs);
  const clock = fixedClock(NOW);
  const ports: EditPorts = {
    ...{ clock, log: { info() {}, warn() {}, error() {} }, store, edits, blobs },
    ...{ engine: fakeVideoEngine(blobs), renderer, mediaBaseUrl: "https://cdn.example/media" },
    passBaseUrl: () => "https://app.example/media/pass",
    text: { draw: async () => ({ png: new Uint8Array(), width: 10, height: 10 }) },
    captionWriters: [
      listeningWriter({
        renderer,
        speech: {
          listen: async (_sound, language) => {
            await state.whileListening();
            return (
              state.heard ?? { ok: true, value: [{ start: 0, end: 2, text: ` Tea, ${language} ` }] }
            );
          },
        },
      }),
    ],
  };
  await database.prisma.shop.create({
    data: { id: shopId, domain: `${shopId}.myshopify.com`, installedAt: new Date(0) },
  });
  const videoId = newId();
  await store.insert(shopId, {
    ...{
      id: videoId,
      title: "Tea",
      description: "",
      tags: [],
      products: [],
      sourceName: "tea.mp4",
      sourceBytes: 5,
      engine: null,
      at: NOW,
    },
    sourceKey: `${shopId}/original/${videoId}`,
  });
  await store.queue(shopId, videoId, ["uploading"], NOW, []);
  const claimed = await store.claim(shopId, videoId, NOW);
  const asset = fakeAsset(`${shopId}/media/${videoId}/1/`, true);
  await store.publish(shopId, videoId, claimed!.attempt, "fake", asset, NOW, []);
  jobs.length = 0;
  const door = createEditsDoor(ports, shopId);
  const worker = createEditJobs(ports);
  return {
    ...{ shopId, videoId, jobs, store, edits, blobs, state, door, worker },
    asset,
    ports,
    clock,
  };
}

describe("edits in PostgreSQL", () => {
  let given: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    given = await open();
  });
  const save = async (document: EditDocument = fourSeconds) => {
    const { door, videoId } = given;
    const saved = await door.save(videoId, { document, name: "", by: "someone" });
    if (!saved.ok) throw new Error(saved.fault.kind);
    return saved.value;
  };
  const prepared = async () => {
    const { door, worker, shopId, videoId } = given;
    await door.source(videoId);
    await worker.prepareSource({ shopId, videoId }, never);
  };
  const shownNow = async () => {
    const { store, shopId, videoId } = given;
    return (await store.find(shopId, videoId))!.asset!.engineRef;
  };

  it("prepares a clip once, however often it is asked for", async () => {
    const { door, videoId, jobs } = given;
    expect(await door.source(videoId)).toEqual({ status: "preparing", progress: 0 });
    await door.source(videoId);
    expect(jobs.map(({ name }) => name)).toEqual(["media.prepare-source"]);
    await prepared();
    const ready = await door.source(videoId);
    expect(ready).toMatchObject({ status: "ready", source: { length: 4_000, title: "Tea" } });
    expect(await door.source(newId())).toBeNull();
  });

  it("refuses a document that does not fit the clip, and before the clip is ready for it", async () => {
    const { door, videoId } = given;
    const long = blankDocument(9_000);
    const given2 = { document: long, name: "", by: "someone" };
    expect(await door.save(videoId, given2)).toMatchObject({
      fault: { kind: "edit-not-prepared" },
    });
    await prepared();
    expect(await door.save(videoId, given2)).toMatchObject({
      fault: { kind: "edit-range-invalid", params: { part: 1 } },
    });
    expect(await door.versions(videoId)).toEqual([]);
  });

  it("numbers versions without gaps though two are saved at once", async () => {
    await prepared();
    const saved = await Promise.all([save(), save(), save()]);
    expect(saved.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
  });

  it("shows a version in the old one's place only when all of it is there, and goes back", async () => {
    const { door, worker, shopId, videoId, jobs, asset, blobs } = given;
    await prepared();
    const { id } = await save();
    expect(await door.render(id)).toEqual({ ok: true });
    expect(await door.render(id)).toMatchObject({ fault: { kind: "edit-under-way" } });
    expect(await shownNow()).toBe(asset.engineRef);
    jobs.length = 0;
    await worker.renderEdit({ shopId, editId: id }, never);
    const [version] = await door.versions(videoId);
    expect(version).toMatchObject({ status: "ready", live: true, rendered: true, progress: 1 });
    expect(await shownNow()).toBe(renditionPrefix(shopId, videoId, id, 9));
    expect(jobs.map(({ name }) => name)).toEqual(["media.video-changed", "media.write-captions"]);
    // What was only on its way to the ladder is gone.
    expect([...blobs.blobs.keys()].filter((key) => key.includes("/edits/"))).toEqual([]);

    expect(await door.use(videoId, null)).toEqual({ ok: true });
    expect(await shownNow()).toBe(asset.engineRef);
    expect(await door.use(videoId, id)).toEqual({ ok: true });
    expect(await shownNow()).toBe(renditionPrefix(shopId, videoId, id, 9));
    expect((await door.versions(videoId))[0]!.live).toBe(true);
  });

  it("leaves the old one where it is when rendering or the ladder fails, and may be tried again", async () => {
    const { door, worker, shopId, videoId, asset, state } = given;
    await prepared();
    const { id } = await save();
    await door.render(id);
    state.answer = "letter";
    await worker.renderEdit({ shopId, editId: id }, never);
    expect((await door.versions(videoId))[0]).toMatchObject({
      ...{ status: "failed", live: false, failure: { kind: "file-not-video" } },
    });
    expect(await shownNow()).toBe(asset.engineRef);
    state.answer = "video";
    expect(await door.render(id)).toEqual({ ok: true });
    await worker.renderEdit({ shopId, editId: id }, never);
    expect((await door.versions(videoId))[0]!.status).toBe("ready");
  });

  it("goes on after a worker was killed, and lets a worker thought dead publish nothing", async () => {
    const { door, worker, shopId, videoId, asset, state, edits } = given;
    await prepared();
    const { id } = await save();
    await door.render(id);
    state.killed = true;
    await expect(worker.renderEdit({ shopId, editId: id }, never)).rejects.toThrow("killed");
    expect((await door.versions(videoId))[0]).toMatchObject({ status: "rendering" });
    expect(await shownNow()).toBe(asset.engineRef);
    state.killed = false;
    await worker.renderEdit({ shopId, editId: id }, never);
    expect(await shownNow()).toBe(renditionPrefix(shopId, videoId, id, 10));
    const late = fakeAsset("late/", true);
    expect(await edits.publish(shopId, id, 9, "fake", late, NOW, [])).toBe(false);
    expect(await shownNow()).toBe(renditionPrefix(shopId, videoId, id, 10));
    await worker.renderEdit({ shopId, editId: id }, never);
    expect(state.renders).toBe(2);
  });

  it("takes product tags and moments along, and brings back what was cut out", async () => {
    const { door, worker, store, shopId, videoId } = given;
    await prepared();
    const tag = (productId: string, from: number, to: number) => ({
      ...{ productId, variantId: null, from, to, x: 0.5, y: 0.5 },
    });
    const products = [tag("1", 500, 1_500), tag("2", 2_500, 3_500)];
    const moments = [{ kind: "chapter" as const, id: "c", at: 3_000, title: "Pour" }];
    await store.update(shopId, videoId, { products, moments }, NOW, []);
    const late = { ...fourSeconds.parts[0]!, from: 2_000 };
    const { id } = await save({ ...fourSeconds, parts: [late] });
    await door.render(id);
    await worker.renderEdit({ shopId, editId: id }, never);
    const shown = await store.find(shopId, videoId);
    expect(shown).toMatchObject({ products: [tag("2", 500, 1_500)], moments: [{ at: 1_000 }] });
    expect(await door.setAside(videoId)).toEqual({ products: 1, moments: 0 });
    await door.use(videoId, null);
    const back = await store.find(shopId, videoId);
    expect(back!.products).toHaveLength(2);
    expect(back!.products).toEqual(expect.arrayContaining(products));
    expect(back!.moments).toEqual(moments);
    expect(await door.setAside(videoId)).toEqual({ products: 0, moments: 0 });
  });

  it("clears away what was rendered of versions that nobody has seen for a month, and keeps their documents", async () => {
    const { door, worker, shopId, jobs, videoId, ports, clock } = given;
    const DAY = 24 * 60 * 60 * 1000;
    await prepared();
    const rendered = async () => {
      const { id } = await save();
      await door.render(id);
      await worker.renderEdit({ shopId, editId: id }, never);
      return id;
    };
    const first = await rendered();
    clock.advance(20 * DAY);
    const second = await rendered();
    clock.advance(20 * DAY);
    jobs.length = 0;
    // Shown until twenty days ago.
    await worker.sweepEdits();
    expect((await door.versions(videoId)).map((each) => each.rendered)).toEqual([true, true]);
    clock.advance(11 * DAY);
    await worker.sweepEdits();
    await worker.sweepEdits();
    expect(await door.versions(videoId)).toMatchObject([
      { id: second, rendered: true, live: true, status: "ready" },
      { id: first, rendered: false, live: false, status: "saved", document: fourSeconds },
    ]);
    const files = renditionPrefix(shopId, videoId, first, TRIES_A_ROUND + 1);
    // Other shops of this database are swept too.
    const ours = jobs.filter(({ payload }) => (payload as { shopId: string }).shopId === shopId);
    expect(ours).toMatchObject([{ name: "media.remove-files", payload: { keys: [files] } }]);
    expect(await door.use(videoId, first)).toMatchObject({ fault: { kind: "edit-not-rendered" } });
    expect(await door.render(first)).toEqual({ ok: true });
    await worker.renderEdit({ shopId, editId: first }, never);
    expect(await shownNow()).toContain(`/${first}-`);
    // Fenced by the moment, so a sweep that saw it before it was shown again takes nothing.
    const { edits } = ports;
    expect(await edits.forgetRendition(shopId, second, clock.now() - 30 * DAY, [])).toBe(false);
  });

  it("has captions written by a machine, as a track that is marked until somebody corrects it", async () => {
    const { door, worker, shopId, videoId, jobs } = given;
    expect(await door.orderCaptions(videoId, "en")).toEqual({ ok: true });
    expect(await door.orderCaptions(videoId, "en")).toMatchObject({
      fault: { kind: "captions-under-way" },
    });
    expect(jobs.map(({ name }) => name)).toEqual(["media.make-captions"]);
    await worker.makeCaptions({ shopId, videoId }, never);
    await worker.makeCaptions({ shopId, videoId }, never);
    const cues = [{ from: 0, to: 2_000, text: "Tea, en" }];
    expect(await door.captions(videoId)).toEqual([{ language: "en", automatic: true, cues }]);
    expect(await door.captionWork(videoId)).toEqual({
      ...{ can: "make", languages: null, order: null },
    });
    expect(jobs.map(({ name }) => name)).toContain("media.write-captions");
    await door.putCaptions(videoId, "en", cues);
    expect(await door.captions(videoId)).toMatchObject([{ automatic: false }]);
    expect(await door.orderCaptions(videoId, "en")).toMatchObject({
      fault: { kind: "captions-written" },
    });
    expect(await door.orderCaptions(videoId, "nonsense language")).toMatchObject({
      fault: { kind: "captions-language-invalid" },
    });
  });

  it("says why there are no captions, stops making them, and writes over nobody", async () => {
    const { door, worker, shopId, videoId, state } = given;
    const make = async () => {
      await door.orderCaptions(videoId, "en");
      await worker.makeCaptions({ shopId, videoId }, never);
      return (await door.captionWork(videoId)).order?.failure?.kind;
    };
    state.sound = null;
    expect(await make()).toBe("captions-no-sound");
    state.sound = Buffer.from("sound");
    state.heard = { ok: false, fault: { kind: "speech-unavailable" } };
    expect(await make()).toBe("speech-unavailable");
    state.heard = { ok: true, value: [] };
    expect(await make()).toBe("captions-nothing-said");
    state.heard = null;
    state.whileListening = async () => {
      expect(await door.dropCaptionOrder(videoId)).toEqual({ ok: true });
    };
    expect(await make()).toBeUndefined();
    expect(await door.captions(videoId)).toEqual([]);
    expect((await door.dropCaptionOrder(videoId)).ok).toBe(false);
    const mine = [{ from: 0, to: 500, text: "By hand" }];
    state.whileListening = async () => void (await door.putCaptions(videoId, "en", mine));
    expect(await make()).toBeUndefined();
    expect(await door.captions(videoId)).toEqual([
      { language: "en", automatic: false, cues: mine },
    ]);
  });

  it("waits for captions that an engine writes by itself, and keeps quiet where there are none", async () => {
    const { door, worker, shopId, videoId, jobs, ports } = given;
    const clip = { shopId, videoId };
    const cues = [{ from: 0, to: 900, text: "Thé" }];
    const answers: Awaited<ReturnType<CaptionWriter["write"]>>[] = [];
    const asked: string[] = [];
    ports.captionWriters.splice(0, 1, {
      ...{ languages: ["fr", "en"], remote: true },
      takes: ({ kept }) => kept?.engine === "fake",
      async write(_clip, language) {
        asked.push(language);
        return answers.shift() ?? { ok: true, value: { kind: "waiting", retryAfterMs: 5_000 } };
      },
    });
    await worker.awaitCaptions(clip);
    await worker.awaitCaptions(clip);
    // Longer than any worker may try: it is only asked.
    for (let looks = 0; looks < 10; looks++) await worker.makeCaptions(clip, never);
    expect(jobs.at(-1)).toMatchObject({ name: "media.make-captions", startAfter: NOW + 5_000 });
    expect((await door.captionWork(videoId)).order).toMatchObject({ language: "und" });
    answers.push({ ok: true, value: { kind: "made", cues, language: "fr" } });
    await worker.makeCaptions(clip, never);
    await worker.makeCaptions(clip, never);
    expect(await door.captions(videoId)).toEqual([{ language: "fr", automatic: true, cues }]);
    expect(new Set(asked)).toEqual(new Set(["und"]));

    // There are some, so none are waited for; and what nobody asked for fails in silence.
    await worker.awaitCaptions(clip);
    expect((await door.captionWork(videoId)).order).toBeNull();
    await door.putCaptions(videoId, "fr", []);
    await worker.awaitCaptions(clip);
    answers.push({ ok: false, fault: { kind: "captions-no-sound" } });
    await worker.makeCaptions(clip, never);
    expect((await door.captionWork(videoId)).order).toBeNull();

    expect(await door.orderCaptions(videoId, "zh-CN")).toMatchObject({
      fault: { kind: "captions-language-unheard" },
    });
    expect(await door.orderCaptions(videoId, "und")).toMatchObject({ ok: false });
    expect(await door.orderCaptions(videoId, "fr-CA")).toEqual({ ok: true });
    answers.push({ ok: false, fault: { kind: "captions-no-sound" } });
    await worker.makeCaptions(clip, never);
    expect((await door.captionWork(videoId)).order?.failure?.kind).toBe("captions-no-sound");
  });

  it("stops when it is cancelled, and when its clip is deleted", async () => {
    const { door, worker, shopId, videoId, asset, edits, store, blobs } = given;
    await prepared();
    const { id } = await save();
    await door.render(id);
    const claimed = await edits.claim(shopId, id, NOW);
    expect(await door.cancel(id)).toEqual({ ok: true });
    expect(await edits.progress(shopId, id, claimed!.attempt, 0.5, NOW)).toBe(false);
    expect(await door.cancel(id)).toMatchObject({ fault: { kind: "edit-not-under-way" } });
    expect(await shownNow()).toBe(asset.engineRef);
    await door.render(id);
    await store.remove(shopId, [videoId], () => []);
    await worker.renderEdit({ shopId, editId: id }, never);
    expect([...blobs.blobs.keys()].filter((key) => key.includes(`/${id}-`))).toEqual([]);
  });

  it("hands captions to shoppers in the time of the version they see", async () => {
    const { door, worker, shopId, videoId, jobs, store, blobs } = given;
    await prepared();
    const cues = [
      { from: 500, to: 1_000, text: "Early" },
      { from: 2_000, to: 3_000, text: "Late & <loud>" },
    ];
    expect(await door.putCaptions(videoId, "english", cues)).toMatchObject({
      fault: { kind: "captions-language-invalid" },
    });
    jobs.length = 0;
    expect(await door.putCaptions(videoId, "pt-BR", cues)).toEqual({ ok: true });
    expect(await door.captions(videoId)).toEqual([{ language: "pt-BR", automatic: false, cues }]);
    expect(jobs.map(({ name }) => name)).toEqual(["media.write-captions"]);
    const seen = async () => {
      await worker.writeCaptions({ shopId, videoId });
      const [track] = (await store.find(shopId, videoId))!.captions;
      if (!track) return null;
      expect(track.fileKey).toMatch(/pt-br\.vtt$/);
      return Buffer.from(blobs.blobs.get(track.fileKey)!).toString();
    };
    expect(await seen()).toContain("00:00:02.000 --> 00:00:03.000\nLate &amp; &lt;loud&gt;");
    const trimmed = {
      ...fourSeconds,
      parts: [{ ...fourSeconds.parts[0]!, from: 1_000, speed: 2 }],
    };
    const { id } = await save(trimmed);
    await door.render(id);
    await worker.renderEdit({ shopId, editId: id }, never);
    expect(await seen()).toMatch(/^WEBVTT\n\n00:00:00.500 --> 00:00:01.000\nLate/);
    const burnt = await save({ ...trimmed, burnIn: { language: "pt-BR" } });
    await door.render(burnt.id);
    await worker.renderEdit({ shopId, editId: burnt.id }, never);
    expect(await seen()).toBeNull();
    await door.putCaptions(videoId, "pt-BR", []);
    expect(await door.captions(videoId)).toEqual([]);
  });

  it("keeps the shop's own, and no other's", async () => {
    const { videoId } = given;
    await prepared();
    const { id } = await save();
    const other = (await open()).door;
    expect(await other.versions(videoId)).toEqual([]);
    expect(await other.source(videoId)).toBeNull();
    expect(await other.render(id)).toMatchObject({ fault: { kind: "edit-not-found" } });
    expect(await other.use(videoId, id)).toMatchObject({ fault: { kind: "edit-not-rendered" } });
  });

  it("takes pictures and music by what they are, not by what they are called", async () => {
    const { door } = given;
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(20)]);
    const added = await door.addFile({ name: "logo.exe", body: png });
    expect(added).toMatchObject({ value: { kind: "image", url: expect.stringMatching(/\.png$/) } });
    expect(await door.addFile({ name: "logo.png", body: Buffer.from("<svg/>") })).toMatchObject({
      fault: { kind: "edit-file-unknown" },
    });
    const large = Buffer.concat([png, Buffer.alloc(9 * 1024 ** 2)]);
    expect(await door.addFile({ name: "large.png", body: large })).toMatchObject({
      fault: { kind: "edit-file-too-large" },
    });
    expect((await door.files()).map(({ name }) => name)).toEqual(["logo.exe"]);
  });
});
