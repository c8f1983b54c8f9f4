import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeBlobStore } from "../../domains/media/fakes.ts";
import type { EngineSource } from "../../domains/media/ports.ts";
import { recorder, videoEngineContract } from "../../domains/media/video-engine.contract.ts";
import { createMuxEngine, type MuxEngineOptions } from "./engine.ts";
import { MUX_KEYS, type MuxStandIn, startMux } from "./mux-stand-in.fixture.ts";

const clip = { width: 1080, height: 1920, milliseconds: 8_000, hasAudio: true };
const quiet = { info() {}, warn() {}, error() {} };

let mux: MuxStandIn;
beforeAll(async () => {
  mux = await startMux(clip);
});
afterAll(() => mux.close());

const open = (changes: Partial<MuxEngineOptions> = {}) => {
  const blobs = fakeBlobStore();
  const engine = createMuxEngine({
    ...MUX_KEYS,
    corsOrigin: "https://app.example",
    blobs,
    log: quiet,
    maxDurationSeconds: 600,
    baseUrl: mux.url,
    imageUrl: mux.url,
    ...changes,
  });
  return { engine, blobs };
};

const upload = async (
  engine: ReturnType<typeof open>["engine"],
  body: string | null,
  file = { shopId: "shop", videoId: "video" },
) => {
  const opened = await engine.directUpload!.open(file);
  if (!opened.ok) throw new Error(opened.fault.kind);
  const { url, headers, engineRef } = opened.value;
  if (body !== null) expect((await fetch(url, { method: "PUT", body, headers })).status).toBe(200);
  return { sourceKey: null, engineRef };
};

const sourceOf = (engineRef: string): EngineSource => ({
  shopId: "shop",
  videoId: "video",
  sourceKey: null,
  engineRef,
  prefix: "shop/media/video/1/",
});

const signal = new AbortController().signal;

videoEngineContract("mux", async () => {
  const { engine, blobs } = open();
  return {
    engine,
    blobs,
    clip,
    async upload(what, shopId, videoId) {
      const body = { clip: "video bytes", "not-video": "a letter", nothing: null }[what];
      const placed = await upload(engine, body, { shopId, videoId });
      if (what === "nothing") {
        const id = placed.engineRef.replace("upload:", "");
        mux.uploads.set(id, { ...mux.uploads.get(id)!, status: "timed_out" });
      }
      return placed;
    },
  };
});

describe("the Mux engine", () => {
  it("opens an upload for our own pages, public, with a file that plays without scripts", async () => {
    const { engine } = open();
    const { engineRef } = await upload(engine, null);
    expect(mux.uploads.get(engineRef.replace("upload:", ""))).toMatchObject({
      cors_origin: "https://app.example",
      new_asset_settings: {
        inputs: [{ generated_subtitles: [{ language_code: "auto", name: "Auto" }] }],
        playback_policies: ["public"],
        static_renditions: [{ resolution: "highest" }],
        passthrough: "shop.video",
      },
    });
    expect(await engine.directUpload!.arrived(engineRef)).toBe(false);
    expect(await engine.directUpload!.arrived("upload:unknown")).toBe(false);
  });

  it("is playable before its whole file is made, and complete with it", async () => {
    const { engine } = open();
    const { engineRef } = await upload(engine, "video");
    expect(await engine.directUpload!.arrived(engineRef)).toBe(true);
    const seen = recorder();
    let source = sourceOf(engineRef);
    for (let looks = 0; looks < 4; looks++) {
      await engine.process(source, seen.sink, signal);
      source = { ...source, engineRef: seen.published.at(-1)?.engineRef ?? engineRef };
    }
    expect(seen.progress).toEqual([0.3, 0.6]);
    expect(seen.published.map(({ complete }) => complete)).toEqual([false, true]);
    expect(seen.published[0]!.playback.contentKey).toBeNull();
    const id = source.engineRef!.replace("asset:", "");
    expect(seen.published[1]!.playback).toEqual({
      kind: "hls",
      hls: `https://stream.mux.com/play-${id}.m3u8`,
      contentKey: `https://stream.mux.com/play-${id}/highest.mp4`,
    });
  });

  it("asks again later when Mux is busy or broken", async () => {
    const { engine } = open();
    const { engineRef } = await upload(engine, "video");
    for (const status of [429, 503]) {
      // The client itself tries three times.
      mux.failNext(status, 3);
      const result = await engine.process(sourceOf(engineRef), recorder().sink, signal);
      expect(result).toMatchObject({ ok: true, value: { kind: "waiting" } });
    }
    const away = open({ baseUrl: "http://127.0.0.1:9" }).engine;
    expect(await away.process(sourceOf(engineRef), recorder().sink, signal)).toMatchObject({
      value: { kind: "waiting" },
    });
  }, 30_000);

  it("says that the engine is unavailable when Mux does not know our keys", async () => {
    const { engine } = open({ tokenSecret: "wrong" });
    expect(await engine.directUpload!.open({ shopId: "s", videoId: "v" })).toEqual({
      ok: false,
      fault: { kind: "engine-unavailable" },
    });
    expect(await engine.process(sourceOf("upload:any"), recorder().sink, signal)).toEqual({
      ok: false,
      fault: { kind: "engine-unavailable" },
    });
  });

  it("refuses what is longer than clips may be", async () => {
    const { engine, blobs } = open({ maxDurationSeconds: 5 });
    const { engineRef } = await upload(engine, "video");
    let result: unknown;
    for (let looks = 0; looks < 3; looks++)
      result = await engine.process(sourceOf(engineRef), recorder().sink, signal);
    expect(result).toEqual({
      ok: false,
      fault: { kind: "video-too-long", params: { duration: 8, limit: 5 } },
    });
    expect(blobs.blobs.size).toBe(0);
  });

  it("cancels an upload that waits, and deletes the asset of one that came", async () => {
    const { engine } = open();
    const waiting = (await upload(engine, null)).engineRef;
    await engine.remove(waiting);
    expect(mux.uploads.get(waiting.slice(7))?.status).toBe("cancelled");
    const before = mux.assets.size;
    const { engineRef } = await upload(engine, "video");
    expect(mux.assets.size).toBe(before + 1);
    await engine.remove(engineRef);
    expect(mux.assets.size).toBe(before);
    await engine.remove(engineRef);
  });

  it("reads signed webhooks and refuses forged and old ones", async () => {
    const { engine } = open();
    const read = (hook: { body: string; headers: Headers }) =>
      engine.readWebhook!(hook.body, hook.headers);
    const news = async (type: string, data: object) => {
      const heard = await read(mux.webhook(type, data));
      if (!heard.ok) throw new Error(heard.fault.kind);
      return heard.value;
    };
    const ready = { id: "as1", upload_id: "up1", status: "ready" };
    const both = { references: ["asset:as1", "upload:up1"], about: "asset" };
    expect(await news("video.asset.ready", ready)).toEqual(both);
    const created = { id: "up1", asset_id: "as1" };
    expect(await news("video.upload.asset_created", created)).toEqual(both);
    const part = { id: "r", asset_id: "as1" };
    const asset = { references: ["asset:as1"], about: "asset" };
    expect(await news("video.asset.static_rendition.ready", part)).toEqual(asset);
    const captions = { references: ["asset:as1"], about: "captions" };
    for (const end of ["ready", "errored"])
      expect(await news(`video.asset.track.${end}`, part)).toEqual(captions);
    expect((await news("video.live_stream.idle", { id: "x" })).references).toEqual([]);

    const invalid = { ok: false, fault: { kind: "signature-invalid" } };
    const forged = mux.webhook("video.asset.ready", ready, { secret: "other" });
    expect(await read(forged)).toEqual(invalid);
    const old = Math.floor(Date.now() / 1000) - 3600;
    expect(await read(mux.webhook("video.asset.ready", ready, { at: old }))).toEqual(invalid);
    const changed = mux.webhook("video.asset.ready", ready);
    expect(await read({ ...changed, body: changed.body.replace("as1", "as2") })).toEqual(invalid);
    expect(await read({ ...changed, headers: new Headers() })).toEqual(invalid);
  });
});
