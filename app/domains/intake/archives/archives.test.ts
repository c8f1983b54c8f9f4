import { describe, expect, it } from "vitest";
import { newId } from "../../../kernel/ids.ts";
import { UPLOAD_KEPT_MS } from "../index.ts";
import { type IntakeRoom, stageIntake } from "../intake-room.fixture.ts";
import { archiveDeeds, at } from "./archive-deeds.fixture.ts";
import { instagramExport, makeZip } from "./make-zip.fixture.ts";

let room: IntakeRoom;
const open = stageIntake((opened) => {
  room = opened;
});
const { send, view, bringIn, clips, wait } = archiveDeeds(() => room);

describe("an archive", () => {
  it("is begun once, undone without touching what was here, and can be begun anew", async () => {
    await open();
    const known = await wait("instagram", "17900000000000001", { title: "Mine", at: at(1) });
    const id = await send(
      makeZip(
        instagramExport([
          { name: "a", at: at(1), caption: "A", body: "video a" },
          { name: "b", at: at(2), caption: "B", body: "video b" },
          { name: "c", at: at(3), caption: "C", body: "<html>" },
        ]),
      ),
    );
    const importId = newId();
    await Promise.all(
      [importId, newId()].map((each) => room.intake.startArchive({ id: each, staff: "1" }, id)),
    );
    await room.work();
    expect(await room.intake.imports()).toHaveLength(1);
    const [batch] = await room.intake.imports();
    expect(batch).toMatchObject({ counts: { done: 1, filled: 1, failed: 1 } });
    expect(batch!.items[0]?.fault).toEqual({ kind: "archive-file-not-video" });
    expect(await room.intake.undoImport(batch!.id)).toEqual({ ok: true, value: { removed: 1 } });
    await room.work();
    expect(await clips()).toEqual([{ id: known, title: "Mine", status: "ready" }]);
    expect((await view(id)).state).toBe("read");
    expect(await bringIn(id)).toMatchObject({ counts: { done: 1, here: 1, failed: 1 } });
  });

  it("goes on where a worker died, with one clip of each file", async () => {
    await open();
    const files = Array.from({ length: 5 }, (_, index) => ({
      ...{ path: `${index}.mp4`, body: `video ${index}` },
    }));
    const id = await send(makeZip(files));
    await room.intake.startArchive({ id: newId(), staff: "1" }, id);
    const control = new AbortController();
    const { open: openEntry } = room.ports.zip;
    let opened = 0;
    room.ports.zip.open = async (...given) => {
      if (++opened === 2) control.abort(new Error("killed"));
      return openEntry(...given);
    };
    await expect(room.work(control.signal)).rejects.toThrow();
    room.clock.advance(20 * 60_000);
    await room.intakeJobs.sweep();
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ state: "done", counts: { done: 5 } });
    expect(await clips()).toHaveLength(5);
  });

  it("stops when it is told to, and goes with all that was sent of it", async () => {
    await open();
    const id = await send(makeZip([{ path: "a.mp4", body: "video a" }]));
    await room.intake.startArchive({ id: newId(), staff: "1" }, id);
    expect(await room.intake.removeArchive(id)).toEqual({ ok: true, value: undefined });
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ state: "cancelled" });
    expect(await clips()).toEqual([]);
    expect(await room.intake.archives()).toEqual([]);
    expect(await room.intake.startArchive({ id: newId(), staff: "1" }, id)).toMatchObject({
      fault: { kind: "archive-not-found" },
    });
    // Another shop's is none of theirs.
    const theirs = await send(makeZip([{ path: "a.mp4", body: "video a" }]));
    await room.openShop().intake.removeArchive(theirs);
    expect((await view(theirs)).state).toBe("read");
    // One that nobody touches is forgotten.
    room.clock.advance(UPLOAD_KEPT_MS + 1);
    await room.intakeJobs.sweep();
    await room.work();
    expect(await room.intake.archives()).toEqual([]);
  });

  it.each<[string, string, Buffer]>([
    ["archive-not-zip", "is no zip", Buffer.from("Rar! and more of the same")],
    ["archive-nothing", "holds no video", makeZip([{ path: "notes.txt", body: "nothing" }])],
    [
      "archive-encrypted",
      "has a password",
      makeZip([{ path: "a.mp4", body: "video", encrypted: true }]),
    ],
    [
      "archive-unreadable",
      "tells of its posts in no way that is known",
      makeZip([{ path: "user_data_tiktok.json", body: "{" }]),
    ],
    [
      "archive-bomb",
      "says too much",
      makeZip([{ path: "user_data_tiktok.json", body: Buffer.alloc(9_000_000), deflate: true }]),
    ],
  ])("that cannot be used says why: %s, because it %s", async (kind, _what, bytes) => {
    await open();
    const id = await send(bytes);
    expect(await view(id)).toMatchObject({ state: "refused", fault: { kind }, report: null });
    expect(await room.intake.startArchive({ id: newId(), staff: "1" }, id)).toMatchObject({
      fault: { kind: "archive-not-read" },
    });
  });

  it("is refused before a byte is sent when it cannot be read, or is too large", async () => {
    await open();
    const about = { name: "t.zip", bytes: 5, contentType: "", modified: 1 };
    for (const [more, kind] of [
      [{ name: "takeout.tgz" }, "archive-not-zip"],
      [{ bytes: 0 }, "upload-empty"],
      [{ bytes: 60 * 1024 ** 3 }, "archive-too-large"],
    ] as const)
      expect(await room.intake.beginUpload("1", { ...about, ...more })).toMatchObject({
        fault: { kind },
      });
  });

  it("of more posts than fit into a page is planned and listed in pages", async () => {
    await open();
    const films = Array.from({ length: 1_100 }, (_, index) => ({
      ...{ name: `f${index}`, at: at(index + 1), caption: `Clip ${index}`, body: `video ${index}` },
    }));
    const id = await send(makeZip(instagramExport(films)));
    expect((await view(id)).report).toMatchObject({ adds: 1_100 });
    const importId = newId();
    await room.intake.startArchive({ id: importId, staff: "1" }, id);
    // Only the listing: bringing in is stopped before its first file.
    room.ports.limits = async () => ({ fileBytes: 1, clips: 0 });
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ counts: { failed: 1_100 } });
  });
});
