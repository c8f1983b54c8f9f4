import { describe, expect, it } from "vitest";
import { renditionPrefix } from "../../domains/media/edits/edit-keys.ts";
import { fakeAsset } from "../../domains/media/fakes.ts";
import { blankDocument } from "../../domains/media/index.ts";
import { TRIES_A_ROUND } from "../../domains/media/ports.ts";
import { newId } from "../../kernel/ids.ts";
import { type EditRoom, fourSeconds, NOW, never, stageEdits } from "./edit-room.fixture.ts";

let given: EditRoom;
const { openOther, save, prepared, shownNow } = stageEdits((opened) => {
  given = opened;
});

describe("edits in PostgreSQL", () => {
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

  it("keeps the shop's own, and no other's", async () => {
    const { videoId } = given;
    await prepared();
    const { id } = await save();
    const other = (await openOther()).door;
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
