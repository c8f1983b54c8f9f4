import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { ok } from "../../kernel/result.ts";
import { fakeVideoEngine } from "../media/fakes.ts";
import { UPLOAD_KEPT_MS } from "./index.ts";
import { fileOf, type IntakeRoom, stageIntake } from "./intake-room.fixture.ts";
import { notVideo } from "./sniff.ts";

let room: IntakeRoom;
const open = stageIntake((opened) => {
  room = opened;
});
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a file that is announced", () => {
  it.each([
    [{ bytes: 0 }, "upload-empty"],
    [{ bytes: 100_000_001 }, "upload-too-large"],
    [{ contentType: "image/png" }, "upload-not-video"],
    [{ name: "letter.pdf", contentType: "" }, "upload-not-video"],
    [{ duration: 11 * 60_000 }, "video-too-long"],
  ])("with %j is refused before a byte is sent: %s", async (more, kind) => {
    await open();
    expect(await room.intake.beginUpload("1", fileOf(more))).toMatchObject({ fault: { kind } });
    expect(await room.titles()).toEqual([]);
  });

  it("is refused when the plan's library is full", async () => {
    await open({ limits: { clips: 1 } });
    await room.upload("video");
    expect(await room.intake.beginUpload("1", fileOf({ modified: 8 }))).toEqual({
      ok: false,
      fault: { kind: "too-many-clips", params: { limit: 1 } },
    });
  });

  it("is the same upload when it is announced again by the same person, and by nobody else", async () => {
    await open();
    const ids: string[] = [];
    for (const [staff, more] of [
      ["1", {}],
      ["1", {}],
      ["2", {}],
      ["1", { modified: 8 }],
    ] as const) {
      const begun = await room.intake.beginUpload(staff, fileOf(more));
      if (begun.ok && begun.value.step === "send") ids.push(begun.value.videoId);
    }
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    const both = await Promise.all([1, 2].map(() => room.intake.beginUpload("3", fileOf())));
    const same = both.map((each) => each.ok && each.value.step === "send" && each.value.videoId);
    expect(same[0]).toBe(same[1]);
    expect(await room.titles()).toHaveLength(4);
  });

  it("goes on after a closed window, where its last byte was", async () => {
    await open();
    const begun = await room.intake.beginUpload("1", fileOf({ tags: ["summer"] }));
    if (!begun.ok || begun.value.step !== "send") throw new Error("refused");
    await room.send(begun.value.videoId, "vid", 5);
    expect(await room.intake.unfinished("1")).toMatchObject([
      { name: "Tea bowl.mp4", bytes: 5, received: 3, mine: true },
    ]);
    expect(await room.intake.unfinished("2")).toMatchObject([{ mine: false }]);
    expect(await room.openShop().intake.unfinished("1")).toEqual([]);
    expect(await room.intake.beginUpload("1", fileOf())).toMatchObject({ value: { received: 3 } });
    await room.send(begun.value.videoId, "eo", 5, 3);
    await room.work();
    expect(await room.media.get(begun.value.videoId)).toMatchObject({
      status: "ready",
      tags: ["summer"],
    });
    expect(await room.intake.unfinished("1")).toEqual([]);
  });

  it("is noticed when it is here already, and only when every byte is the same", async () => {
    await open();
    const id = await room.upload("video", { name: "First.mp4" });
    const again = fileOf({ name: "Copy.mp4", modified: 9 });
    expect(await room.intake.beginUpload("1", again)).toEqual(ok({ step: "digest" }));
    expect(await room.intake.beginUpload("1", { ...again, sha256: sha256("video") })).toEqual(
      ok({ step: "here", clip: { id, title: "First" } }),
    );
    expect(await room.intake.beginUpload("1", { ...again, sha256: sha256("other") })).toMatchObject(
      { value: { step: "send" } },
    );
    expect(await room.intake.beginUpload("2", { ...again, anyway: true })).toMatchObject({
      value: { step: "send" },
    });
    // Another shop's clip is none of theirs.
    expect(await room.openShop().intake.beginUpload("1", again)).toMatchObject({
      value: { step: "send" },
    });
  });

  it("goes to the engine, when that takes files itself, and is known again by what the browser counted", async () => {
    let there = false;
    await open({
      engine: (blobs) => ({
        ...fakeVideoEngine(blobs),
        directUpload: {
          open: async () => ok({ url: "https://mux.example/u", headers: {}, engineRef: newId() }),
          arrived: async () => there,
          send: async () => {},
        },
      }),
    });
    const given = fileOf({ sha256: sha256("video") });
    expect(await room.intake.beginUpload("1", fileOf())).toEqual(ok({ step: "digest" }));
    const begun = await room.intake.beginUpload("1", given);
    expect(begun).toMatchObject({ value: { protocol: "session", url: "https://mux.example/u" } });
    const id = begun.ok && begun.value.step === "send" ? begun.value.videoId : "";
    expect(await room.intake.finishUpload(id)).toMatchObject({ ok: false });
    there = true;
    for (let times = 0; times < 2; times++)
      expect(await room.intake.finishUpload(id)).toEqual({ ok: true });
    expect(await room.intake.beginUpload("1", { ...given, modified: 9 })).toMatchObject({
      value: { step: "here", clip: { id } },
    });
  });
});

describe("what was left", () => {
  it("is cleared when nobody goes on for a week, and put together when it is whole", async () => {
    await open();
    const left = await room.intake.beginUpload("1", fileOf());
    const whole = await room.intake.beginUpload("1", fileOf({ modified: 8 }));
    if (!left.ok || left.value.step !== "send" || !whole.ok || whole.value.step !== "send")
      throw new Error("refused");
    await room.send(left.value.videoId, "vid", 5);
    await room.send(whole.value.videoId, "video");
    room.jobs.length = 0;
    room.clock.advance(16 * 60_000);
    await room.intakeJobs.sweep();
    await room.work();
    expect((await room.media.get(whole.value.videoId))?.status).toBe("ready");
    expect((await room.media.get(left.value.videoId))?.status).toBe("uploading");
    room.clock.advance(UPLOAD_KEPT_MS);
    await room.intakeJobs.sweep();
    await room.work();
    expect(await room.media.get(left.value.videoId)).toBeNull();
    expect(await room.intake.unfinished("1")).toEqual([]);
  });
});

describe("the first bytes of a file", () => {
  it.each([
    ["<!DOCTYPE html><html>", "page"],
    ["\ufeff  <html lang=en>", "page"],
    ["#EXTM3U\n#EXTINF", "document"],
    ['{"error": "no"}', "document"],
    ["%PDF-1.7", "document"],
    ["GIF89a", "picture"],
    ["PK\u0003\u0004", "archive"],
    ["\u0000\u0000\u0000\u0018ftypheic", "picture"],
    ["\u0000\u0000\u0000\u0018ftypmp42", null],
    ["\u001aE\u00df\u00a3", null],
    ["RIFF....AVI ", null],
    ["video", null],
  ])("%j: %s", (text, what) => {
    expect(notVideo(Buffer.from(text, text.startsWith("\ufeff") ? "utf8" : "latin1"))).toBe(what);
  });
});
