import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpegEngine } from "../../app/adapters/ffmpeg/engine.ts";
import { type Ffmpeg, locateFfmpeg } from "../../app/adapters/ffmpeg/locate.ts";
import { createDiskBlobStore } from "../../app/adapters/storage/disk.ts";
import { MEDIA_FAULT_KINDS } from "../../app/domains/media/index.ts";
import { attemptPrefix, originalKey } from "../../app/domains/media/keys.ts";
import type { BlobStore, VideoEngine } from "../../app/domains/media/ports.ts";
import { recorder } from "../../app/domains/media/video-engine.contract.ts";
import { systemClock } from "../../app/kernel/clock.ts";
import { newId } from "../../app/kernel/ids.ts";
import { CORPUS } from "./corpus.ts";
import { type Tools, toolsFor } from "./make-file.ts";
import { corpusTable, TABLE } from "./table.ts";

/** Odd and hostile files through the real engine: what each becomes, and that nothing is left of the refused. */
describe("the corpus of odd and hostile files", () => {
  let folder: string;
  let ffmpeg: Ffmpeg;
  let tools: Tools;
  let blobs: BlobStore;
  let engine: VideoEngine;
  const shopId = newId();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "media-corpus-"));
    ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH || undefined);
    tools = toolsFor(ffmpeg.path, folder);
    await CORPUS[0]!.make(tools.plain, tools);
    blobs = createDiskBlobStore({ directory: join(folder, "blobs"), clock: systemClock });
    engine = createFfmpegEngine({
      ffmpeg: async () => ffmpeg,
      blobs,
      clock: systemClock,
      log: { info() {}, warn() {}, error() {} },
      limits: { maxDurationSeconds: 30 },
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const processed = async (path: string) => {
    const videoId = newId();
    const sourceKey = originalKey(shopId, videoId);
    const prefix = attemptPrefix(shopId, videoId, 1);
    await blobs.put(sourceKey, await readFile(path), { contentType: "video/mp4" });
    const seen = recorder();
    const source = { shopId, videoId, sourceKey, engineRef: null, prefix };
    const result = await engine.process(source, seen.sink, new AbortController().signal);
    return { result, published: seen.published, prefix };
  };

  it.each(CORPUS)("$name: $about", async ({ name, make, expect: expected }) => {
    const path = join(folder, name);
    await make(path, tools);
    const { result, published, prefix } = await processed(path);
    if ("fault" in expected) {
      expect(result.ok ? result.value : result.fault.kind).toBeOneOf([expected.fault].flat());
      if (!result.ok) expect(MEDIA_FAULT_KINDS).toContain(result.fault.kind);
      expect(published).toEqual([]);
      expect(await blobs.head(`${prefix}poster.jpg`)).toBeNull();
      expect(await blobs.head(`${prefix}master-1.m3u8`)).toBeNull();
      return;
    }
    expect(result).toEqual({ ok: true, value: { kind: "complete" } });
    const last = published.at(-1)!;
    const { width, height, hasAudio } = expected;
    expect(last).toMatchObject({ width, height, hasAudio, complete: true });
    expect(Math.abs(last.duration / 1000 - expected.seconds)).toBeLessThan(0.3);
    if (last.playback.kind !== "cmaf") throw new Error("ffmpeg makes CMAF");
    for (const rung of last.playback.renditions) {
      expect(Math.min(rung.width, rung.height)).toBeLessThanOrEqual(Math.min(width, height));
      expect((rung.width % 2) + (rung.height % 2)).toBe(0);
      expect(rung.codec).toMatch(/^avc1\.[0-9a-f]{6}$/);
      for (const [file] of rung.segments)
        expect((await blobs.head(`${last.playback.base}${file}`))?.bytes).toBeGreaterThan(0);
    }
    expect(last.playback.audio?.codec ?? null).toBe(hasAudio ? "mp4a.40.2" : null);
  });
});

it("stands in the docs as it is tested here", async () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(60);
  expect(await readFile(TABLE, "utf8")).toBe(corpusTable());
});
