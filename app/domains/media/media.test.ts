import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { blobStoreContract } from "./blob-store.contract.ts";
import { fakeBlobStore, fakeMediaStore, fakeVideoEngine } from "./fakes.ts";
import { createMediaDoor } from "./index.server.ts";
import {
  catalog,
  discounts,
  file,
  NOW,
  openRoom,
  plain,
  type Room,
  shop,
  upload,
  work,
} from "./media-room.fixture.ts";
import { mediaStoreContract } from "./media-store.contract.ts";
import { TRIES_A_ROUND, type VideoEngine } from "./ports.ts";
import { videoEngineContract } from "./video-engine.contract.ts";

blobStoreContract("the fake", async () => fakeBlobStore());
mediaStoreContract("the fake", async () => {
  const store = fakeMediaStore();
  return { store, jobs: async () => store.jobs, shop: async () => newId() };
});
videoEngineContract("the fake", async () => {
  const blobs = fakeBlobStore();
  return {
    engine: fakeVideoEngine(blobs),
    blobs,
    clip: { width: 1080, height: 1920, milliseconds: 12_000, hasAudio: true },
    async upload(what, shopId, videoId) {
      const sourceKey = `${shopId}/original/${videoId}`;
      const body = Buffer.from(what === "clip" ? "video" : "a letter");
      if (what !== "nothing") await blobs.put(sourceKey, body, { contentType: "video/mp4" });
      return { sourceKey, engineRef: null };
    },
  };
});

let room: Room;
beforeEach(() => {
  room = openRoom();
});

describe("uploading", () => {
  it("makes a row, once, and says where its bytes go", async () => {
    const id = newId();
    const key = room.media.originalPlace(id);
    for (const title of ["Dress", "Again"])
      expect(
        await room.media.expectClip({
          id,
          ...file,
          title,
          tags: [" a", "A", "b"],
          productIds: ["2", "9"],
        }),
      ).toEqual({ ok: true, value: { kind: "blob", key } });
    expect(await room.media.get(id)).toMatchObject({
      title: "Dress",
      status: "uploading",
      tags: ["a", "b"],
      sourceName: "Linen dress.mp4",
      products: [{ product: { id: "2" } }],
    });
  });

  it("takes a blob that is whole, and the same again", async () => {
    const id = newId();
    const key = room.media.originalPlace(id);
    await room.blobs.put(key, Buffer.from("video"), plain);
    const signal = new AbortController().signal;
    for (let times = 0; times < 2; times++)
      expect(await room.media.takeClip({ id, ...file }, key, signal)).toEqual({ ok: true });
    expect((await room.media.get(id))?.status).toBe("queued");
    const gone = { id: newId(), ...file };
    expect(
      await room.media.takeClip(gone, room.media.originalPlace(gone.id), signal),
    ).toMatchObject({
      fault: { kind: "upload-missing" },
    });
  });

  it.each([
    ["夏の\u202Eドレス_01.MOV", "夏のドレス 01"],
    ["/etc/passwd.mp4", "/etc/passwd"],
    ["a\u0000b\n\tc.webm", "abc"],
    ["e\u0301te\u0301.mp4", "été"],
    ["👩‍👩‍👧‍👦.mp4", "👩‍👩‍👧‍👦"],
    ["broken \ud83d.mp4", "broken"],
    [".mp4", "Clip"],
    ["", "clip"],
    [`${"é".repeat(400)}.mp4`, "é".repeat(255)],
  ])("names a clip after its file: %j", async (name, title) => {
    const id = newId();
    await room.media.expectClip({ ...file, id, name });
    expect((await room.media.get(id))?.title).toBe(title);
  });

  it("finishes once all bytes are there, and only once", async () => {
    const id = await upload(room, null);
    const incomplete = { ok: false, fault: { kind: "upload-incomplete" } };
    expect(await room.media.finishUpload(id)).toEqual(incomplete);
    await room.blobs.put(`${shop.id}/original/${id}`, Buffer.from("vid"), plain);
    expect(await room.media.finishUpload(id)).toEqual(incomplete);
    await room.blobs.put(`${shop.id}/original/${id}`, Buffer.from("video"), plain);
    expect(await room.media.finishUpload(id)).toEqual({ ok: true });
    expect(await room.media.finishUpload(id)).toEqual({ ok: true });
    expect(room.store.jobs.map(({ name, key }) => [name, key])).toEqual([
      ["media.process-video", id],
    ]);
    expect(await room.media.finishUpload(newId())).toMatchObject({
      fault: { kind: "video-not-found" },
    });
  });
});

describe("processing", () => {
  it("brings a clip to ready, and tells placements each time", async () => {
    const id = await upload(room);
    await room.media.finishUpload(id);
    expect(await work(room)).toEqual([
      "media.process-video",
      "media.video-changed",
      "media.video-changed",
      "media.remove-files",
    ]);
    const card = (await room.media.cards([id]))[0]!;
    const base = `https://cdn.example/media/${shop.id}/media/${id}/${TRIES_A_ROUND + 1}`;
    expect(card).toMatchObject({ status: "ready", progress: 1 });
    // Kept from the storefront until somebody looked at it; the merchant's own pages have a pass.
    expect(card.withheld).toEqual(["review"]);
    expect(card.poster).toMatch(/^https:\/\/app\.example\/media\/pass\/.*\/poster\.jpg$/);
    expect(await room.media.readyVideos([id])).toEqual([]);
    expect(await room.media.withhold([id], "review", false)).toEqual([id]);
    expect((await room.media.cards([id]))[0]?.poster).toBe(`${base}/poster.jpg`);
    const [ready] = await room.media.readyVideos([newId(), id]);
    expect(ready).toMatchObject({
      id,
      duration: 12_000,
      playback: { kind: "hls", hls: `${base}/master-1.m3u8` },
      posterFile: { contentType: "image/jpeg" },
    });
    expect(ready!.playback).not.toHaveProperty("contentKey");
    expect(String(await room.media.readFile(ready!.posterFile.key))).toBe("jpg");
    const before = room.store.jobs.length;
    expect(await room.media.withhold([id, newId()], "rights", true)).toEqual([id]);
    expect(await room.media.withhold([id], "rights", true)).toEqual([]);
    expect(await room.media.readyVideos([id])).toEqual([]);
    expect((await room.media.cards([id]))[0]?.withheld).toEqual(["rights"]);
    expect(room.store.jobs.slice(before)).toEqual([
      { name: "media.video-changed", payload: { shopId: shop.id, videoIds: [id] } },
    ]);
    expect(await room.jobs.withholdVideos(shop.id, [id], "rights", false)).toEqual([id]);
    expect(await room.media.readyVideos([id])).toHaveLength(1);
    expect(await room.media.readFile(`${newId()}/media/x/1/poster.jpg`)).toBeNull();
  });

  it("fails with the engine's fault; a retry queues it again", async () => {
    const id = await upload(room, "no clip");
    await room.media.finishUpload(id);
    await work(room);
    expect(await room.media.get(id)).toMatchObject({
      status: "failed",
      failure: { kind: "file-not-video" },
    });
    expect(await room.media.readyVideos([id])).toEqual([]);
    await room.blobs.put(`${shop.id}/original/${id}`, Buffer.from("video"), plain);
    expect(await room.media.retry(id)).toEqual({ ok: true });
    await work(room);
    expect((await room.media.get(id))?.status).toBe("ready");
    expect(await room.media.retry(id)).toMatchObject({ fault: { kind: "video-not-failed" } });
    expect(await room.media.retry(newId())).toMatchObject({ fault: { kind: "video-not-found" } });
  });

  it("says so when worker after worker dies over a clip", async () => {
    const dying: VideoEngine = {
      ...room.engine,
      process: () => Promise.reject(new Error("killed")),
    };
    const mortal = openRoom({ engine: dying, store: room.store, blobs: room.blobs });
    const id = await upload(mortal);
    await mortal.media.finishUpload(id);
    const payload = { shopId: shop.id, videoId: id };
    const { signal } = new AbortController();
    for (let tries = 1; tries < TRIES_A_ROUND; tries++)
      await expect(mortal.jobs.processVideo(payload, signal)).rejects.toThrow("killed");
    await mortal.jobs.processVideo(payload, signal);
    expect(await mortal.media.get(id)).toMatchObject({
      status: "failed",
      failure: { kind: "processing-interrupted" },
    });
  });

  it("asks an engine elsewhere again at the time it names", async () => {
    const waiting: VideoEngine = {
      ...room.engine,
      process: async () => ({ ok: true, value: { kind: "waiting", retryAfterMs: 9_000 } }),
    };
    const patient = openRoom({ engine: waiting, store: room.store, blobs: room.blobs });
    const id = await upload(patient);
    await patient.media.finishUpload(id);
    const first = room.store.jobs.shift()!;
    await patient.jobs.processVideo(first.payload as never, new AbortController().signal);
    expect(room.store.jobs).toMatchObject([
      { name: "media.process-video", startAfter: NOW + 9_000 },
    ]);
    expect(room.store.jobs[0]!.key).not.toBe(first.key);
  });

  it("does nothing for a clip that has gone", async () => {
    await room.jobs.processVideo(
      { shopId: shop.id, videoId: newId() },
      new AbortController().signal,
    );
    expect(room.store.jobs).toEqual([]);
  });
});

describe("removing", () => {
  it("takes the clip at once and its files by job, and no other shop's", async () => {
    const id = await upload(room);
    await room.media.finishUpload(id);
    await work(room);
    const kept = await upload(room);
    const other = createMediaDoor(room.ports, { id: newId(), domain: "b" }, catalog, discounts);
    expect(await other.remove([id])).toEqual({ removed: 0 });
    expect(await other.cancel(id)).toMatchObject({ fault: { kind: "video-not-found" } });
    expect(await room.media.remove([id, newId()])).toEqual({ removed: 1 });
    expect(await room.media.remove([id])).toEqual({ removed: 0 });
    expect(await work(room)).toEqual(["media.video-changed", "media.remove-files"]);
    expect([...room.blobs.blobs.keys()]).toEqual([`${shop.id}/original/${kept}`]);
    expect(room.engine.removed).toHaveLength(1);
  });

  it("stops a worker that is at it", async () => {
    const id = await upload(room);
    await room.media.finishUpload(id);
    const payload = room.store.jobs.shift()!.payload as { shopId: string; videoId: string };
    const begun = { ...room.engine };
    const cancelled: VideoEngine = {
      ...begun,
      async process(source, sink, signal) {
        expect(await room.media.cancel(id)).toEqual({ ok: true });
        return begun.process(source, sink, signal);
      },
    };
    const { jobs } = openRoom({ engine: cancelled, store: room.store, blobs: room.blobs });
    await jobs.processVideo(payload, new AbortController().signal);
    await work(room);
    expect(room.blobs.blobs.size).toBe(0);
    expect(await room.media.get(id)).toBeNull();
  });

  it("refuses to remove files of another shop", async () => {
    await expect(
      room.jobs.removeFiles({ shopId: shop.id, keys: [`${newId()}/media/`] }),
    ).rejects.toThrow("does not belong");
  });
});

describe("sweeping", () => {
  it("finishes uploads that came whole, forgets those that never can, wakes the stuck", async () => {
    const whole = await upload(room);
    const never = await upload(room, null);
    room.clock.advance(11 * 60_000);
    await room.jobs.sweep();
    expect((await room.media.get(whole))?.status).toBe("queued");
    expect((await room.media.get(never))?.status).toBe("uploading");
    // The job was lost with its queue: nothing else would ever look at the clip again.
    room.store.jobs.length = 0;
    room.clock.advance(16 * 60_000);
    await room.jobs.sweep();
    expect(room.store.jobs).toMatchObject([{ name: "media.process-video", key: whole }]);
    room.clock.advance(8 * 24 * 60 * 60_000);
    await room.jobs.sweep();
    expect(await room.media.get(never)).toBeNull();
  });
});

describe("erasing a shop", () => {
  it("removes what the engine and the store keep of it, and of nobody else", async () => {
    await upload(room);
    const id = await upload(room);
    await room.media.finishUpload(id);
    await work(room);
    const ref = (await room.store.find(shop.id, id))?.asset?.engineRef;
    await room.blobs.put("other/media/poster.jpg", Buffer.from("poster"), plain);
    for (let times = 0; times < 2; times++) await room.jobs.eraseShop(shop.id);
    expect(room.engine.removed).toContain(ref);
    expect([...room.blobs.blobs.keys()]).toEqual(["other/media/poster.jpg"]);
  });
});
