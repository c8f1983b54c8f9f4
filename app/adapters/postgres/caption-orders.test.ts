import { describe, expect, it } from "vitest";
import type { CaptionWriter } from "../../domains/media/edits/ports.ts";
import { type EditRoom, fourSeconds, NOW, never, stageEdits } from "./edit-room.fixture.ts";

let given: EditRoom;
const { save, prepared } = stageEdits((opened) => {
  given = opened;
});

describe("captions in PostgreSQL", () => {
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
});
