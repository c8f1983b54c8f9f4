import { describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { MEDIA_FAULT_KINDS } from "./index.ts";
import { attemptPrefix } from "./keys.ts";
import type {
  BlobStore,
  EngineAsset,
  EngineOutcome,
  EngineSink,
  EngineSource,
  MediaFault,
  VideoEngine,
} from "./ports.ts";

export interface EngineHarness {
  engine: VideoEngine;
  blobs: BlobStore;
  /** Brings an original to where the engine takes it from. `nothing`: it was announced and never came. */
  upload(
    what: "clip" | "not-video" | "nothing",
    shopId: string,
    videoId: string,
  ): Promise<{
    sourceKey: string | null;
    engineRef: string | null;
  }>;
  /** Of the clip. */
  clip: { width: number; height: number; milliseconds: number; hasAudio: boolean };
}

/** What every VideoEngine must do. `open` gives a working one; it may be slow, and is called once a case. */
export function videoEngineContract(name: string, open: () => Promise<EngineHarness>): void {
  describe(`${name} as a VideoEngine`, () => {
    it("makes of a clip what can be played, seen and measured", async () => {
      const { engine, blobs, upload, clip } = await open();
      const source = await place(upload, "clip");
      const seen = recorder();
      expect(await settle(engine, source, seen.sink)).toEqual({
        ok: true,
        value: { kind: "complete" },
      });
      const last = seen.published.at(-1)!;
      expect(last).toMatchObject({
        width: clip.width,
        height: clip.height,
        hasAudio: clip.hasAudio,
        complete: true,
      });
      expect(Math.abs(last.duration - clip.milliseconds)).toBeLessThan(200);
      expect(last.placeholder).toMatch(/^data:image\/(webp|jpeg|png);base64,.{20,2000}$/);
      for (const each of seen.published) {
        expect(each.playback.hls).toMatch(/\.m3u8$/);
        expect(each.posterKey.startsWith(source.prefix)).toBe(true);
        expect((await blobs.head(each.posterKey))?.bytes).toBeGreaterThan(2);
        if (each.previewKey) expect(await blobs.head(each.previewKey)).not.toBeNull();
      }
      for (const share of seen.progress) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect([...seen.progress].sort((a, b) => a - b)).toEqual(seen.progress);
    });

    it("refuses what is no video, with a fault that can be worded, and leaves nothing", async () => {
      const { engine, blobs, upload } = await open();
      const source = await place(upload, "not-video");
      const seen = recorder();
      const result = await settle(engine, source, seen.sink);
      expect(result).toMatchObject({ ok: false, fault: { kind: "file-not-video" } });
      expect(MEDIA_FAULT_KINDS).toContain("file-not-video");
      expect(seen.published).toEqual([]);
      expect(await blobs.head(`${source.prefix}poster.jpg`)).toBeNull();
    });

    it("says so when the original never came", async () => {
      const { engine, upload } = await open();
      const source = await place(upload, "nothing");
      expect(await settle(engine, source, recorder().sink)).toMatchObject({
        ok: false,
        fault: { kind: "upload-missing" },
      });
    });

    it("does the same again under another attempt, as after a kill", async () => {
      const { engine, blobs, upload } = await open();
      const first = await place(upload, "clip");
      await settle(engine, first, recorder().sink);
      const again = { ...first, prefix: first.prefix.replace(/\d+\/$/, "2/") };
      const seen = recorder();
      expect(await settle(engine, again, seen.sink)).toMatchObject({ value: { kind: "complete" } });
      expect(await blobs.head(seen.published.at(-1)!.posterKey)).not.toBeNull();
      expect(seen.published.at(-1)!.posterKey.startsWith(again.prefix)).toBe(true);
    });

    it("stops and clears up when the video is no longer its own", async () => {
      const { engine, blobs, upload } = await open();
      const source = await place(upload, "clip");
      const sink: EngineSink = { progress: async () => true, publish: async () => false };
      expect(await settle(engine, source, sink)).toEqual({
        ok: true,
        value: { kind: "superseded" },
      });
      expect(await blobs.head(`${source.prefix}poster.jpg`)).toBeNull();
    });

    it("rejects with the reason when aborted", async () => {
      const { engine, upload } = await open();
      const source = await place(upload, "clip");
      const stop = new AbortController();
      stop.abort(new Error("The worker is told to stop"));
      await expect(engine.process(source, recorder().sink, stop.signal)).rejects.toThrow(
        "told to stop",
      );
    });

    it("removes what it keeps, twice over, and at any point", async () => {
      const { engine, upload } = await open();
      const source = await place(upload, "clip");
      if (source.engineRef) await engine.remove(source.engineRef);
      const other = await place(upload, "clip");
      const seen = recorder();
      await settle(engine, other, seen.sink);
      const { engineRef } = seen.published.at(-1)!;
      await engine.remove(engineRef);
      await engine.remove(engineRef);
      if (engine.directUpload)
        expect(await settle(engine, { ...other, engineRef }, recorder().sink)).toMatchObject({
          fault: { kind: "upload-missing" },
        });
    });
  });
}

async function place(
  upload: EngineHarness["upload"],
  what: Parameters<EngineHarness["upload"]>[0],
): Promise<EngineSource> {
  const [shopId, videoId] = [newId(), newId()];
  const placed = await upload(what, shopId, videoId);
  return { shopId, videoId, ...placed, prefix: attemptPrefix(shopId, videoId, 1) };
}

/** Asks until the engine need not be asked again. */
async function settle(
  engine: VideoEngine,
  source: EngineSource,
  sink: EngineSink,
): Promise<{ ok: true; value: EngineOutcome } | { ok: false; fault: MediaFault }> {
  for (let looks = 0; looks < 20; looks++) {
    const result = await engine.process(source, sink, new AbortController().signal);
    if (!result.ok || result.value.kind !== "waiting") return result;
    expect(result.value.retryAfterMs).toBeGreaterThan(0);
  }
  throw new Error("The engine never came to an end");
}

export function recorder(): {
  sink: EngineSink;
  published: EngineAsset[];
  progress: number[];
} {
  const published: EngineAsset[] = [];
  const progress: number[] = [];
  return {
    published,
    progress,
    sink: {
      async progress(share) {
        progress.push(share);
        return true;
      },
      async publish(asset) {
        published.push(asset);
        return true;
      },
    },
  };
}
