import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CmafPlayback, CmafTrack } from "../../contract/feed.ts";
import { attemptPrefix, originalKey } from "../../domains/media/keys.ts";
import type { BlobStore, EngineAsset, EngineSink, VideoEngine } from "../../domains/media/ports.ts";
import { recorder, videoEngineContract } from "../../domains/media/video-engine.contract.ts";
import { systemClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createDiskBlobStore } from "../storage/disk.ts";
import { boxesIn, readFragment, readInit } from "./boxes.ts";
import { createFfmpegEngine, type EngineLimits } from "./engine.ts";
import { type Ffmpeg, locateFfmpeg } from "./locate.ts";

const execute = promisify(execFile);
const shopId = newId();

let folder: string;
let ffmpeg: Ffmpeg;
let blobs: BlobStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ffmpeg-engine-"));
  // Working folders of our own to count: other test files transcode at the same time.
  vi.stubEnv("TMPDIR", folder);
  ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH || undefined);
  blobs = createDiskBlobStore({ directory: join(folder, "blobs"), clock: systemClock });
  await make("small.mp4", ["-g", "25"], "180x320");
  await make("portrait.mp4", ["-g", "25", "-b:v", "900k"], "540x960", 3);
  await make("long.mp4", ["-g", "999"], "480x854", 12);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A clip with moving pictures and a tone. */
async function make(name: string, options: string[], size: string, seconds = 3): Promise<void> {
  await execute(ffmpeg.path, [
    ...["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc2=s=${size}:r=25:d=${seconds}`],
    ...["-f", "lavfi", "-i", `sine=f=330:d=${seconds}`, "-c:v", "libx264", "-preset", "ultrafast"],
    ...["-pix_fmt", "yuv420p", "-c:a", "aac", ...options, join(folder, name)],
  ]);
}

const engineWith = (limits: Partial<EngineLimits> = {}): VideoEngine =>
  createFfmpegEngine({
    ffmpeg: async () => ffmpeg,
    blobs,
    clock: systemClock,
    log: { info() {}, warn() {}, error() {} },
    limits,
  });

async function place(name: string) {
  const videoId = newId();
  const sourceKey = originalKey(shopId, videoId);
  await blobs.put(sourceKey, await readFile(join(folder, name)), { contentType: "video/mp4" });
  return { shopId, videoId, sourceKey, engineRef: null, prefix: attemptPrefix(shopId, videoId, 1) };
}

async function bytesOf(key: string): Promise<Buffer> {
  const blob = await blobs.get(key);
  if (!blob) throw new Error(`No blob ${key}`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Times of a packaged track, read back from its segments, in seconds. */
async function timesOf(playback: CmafPlayback, track: CmafTrack) {
  const init = readInit(await bytesOf(playback.base + track.init));
  const segments = [];
  for (const [file, seconds] of track.segments) {
    const bytes = await bytesOf(playback.base + file);
    const moof = boxesIn(bytes).find((box) => box.type === "moof")!;
    const timing = readFragment(bytes.subarray(moof.start, moof.end), init);
    segments.push({
      from: timing.presentationTime / init.timescale,
      decode: timing.decodeTime / init.timescale,
      seconds,
    });
  }
  return { init, segments };
}

const cmaf = (asset: EngineAsset): CmafPlayback => {
  if (asset.playback.kind !== "cmaf") throw new Error("Not CMAF");
  return asset.playback;
};
const never = new AbortController().signal;

videoEngineContract("ffmpeg", async () => ({
  engine: engineWith(),
  blobs,
  clip: { width: 180, height: 320, milliseconds: 3_000, hasAudio: true },
  async upload(what, shop, videoId) {
    const sourceKey = originalKey(shop, videoId);
    const body =
      what === "clip" ? await readFile(join(folder, "small.mp4")) : Buffer.from("a letter");
    if (what !== "nothing") await blobs.put(sourceKey, body, { contentType: "video/mp4" });
    return { sourceKey, engineRef: null };
  },
}));

describe("the ffmpeg engine", () => {
  it("encodes a ladder whose rungs begin at 0 and are cut at the same times", async () => {
    // Pixels that browsers do not play: it cannot be handed on as it is.
    await make("444.mp4", ["-pix_fmt", "yuv444p", "-bf", "2"], "540x960", 8);
    const seen = recorder();
    const result = await engineWith().process(await place("444.mp4"), seen.sink, never);
    expect(result).toMatchObject({ value: { kind: "complete" } });
    expect(seen.published.map(({ complete }) => complete)).toEqual([false, true]);
    const [first, last] = seen.published.map(cmaf) as [CmafPlayback, CmafPlayback];
    expect(first.renditions.map(({ width, height }) => [width, height])).toEqual([[240, 426]]);
    expect(last.renditions.map(({ width, height }) => [width, height])).toEqual([
      [240, 426],
      [360, 640],
      [540, 960],
    ]);
    const rungs = await Promise.all(last.renditions.map((rung) => timesOf(last, rung)));
    for (const { segments, init } of rungs) {
      expect(segments.map(({ seconds }) => seconds)).toEqual([1, 2, 2, 2, 1]);
      expect(segments.map(({ from }) => from)).toEqual([0, 1, 3, 5, 7]);
      for (const segment of segments) expect(segment.decode).toBeGreaterThanOrEqual(0);
      expect([init.width, init.height]).toBeOneOf(
        last.renditions.map(({ width, height }) => [width, height]),
      );
    }
    const sound = await timesOf(last, last.audio!);
    expect(sound.segments[0]!.from).toBeLessThan(0.05);
    const heard = sound.segments.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(Math.abs(heard - 8)).toBeLessThan(0.2);
  });

  it("hands a fit source on at once, then fills in the smaller rungs", async () => {
    const seen = recorder();
    await engineWith().process(await place("portrait.mp4"), seen.sink, never);
    const heights = seen.published.map((asset) => cmaf(asset).renditions.map((r) => r.height));
    expect(heights).toEqual([[960], [426, 960], [426, 640, 960]]);
    const [quick, , last] = seen.published as [EngineAsset, EngineAsset, EngineAsset];
    expect(quick.previewKey).not.toBeNull();
    expect(quick.hasAudio).toBe(true);
    const top = await timesOf(cmaf(last), cmaf(last).renditions.at(-1)!);
    expect(top.segments[0]!.from).toBe(0);
    expect(top.segments.map(({ seconds }) => seconds)).toEqual([1, 1, 1]);
    const hls = new Set(seen.published.map((asset) => cmaf(asset).hls));
    expect(hls.size, "a playlist that grew has a new name").toBe(3);
  });

  it("lets a source that is too heavy to stay bridge the time until its rungs are there", async () => {
    await make(
      "heavy.mp4",
      ["-g", "25", "-b:v", "6M", "-minrate", "6M", "-bufsize", "1M"],
      "540x960",
    );
    const source = await place("heavy.mp4");
    const seen = recorder();
    await engineWith().process(source, seen.sink, never);
    const folders = seen.published.map((asset) =>
      cmaf(asset).renditions.map(({ init }) => init.split("/")[0]),
    );
    expect(folders).toEqual([["source"], ["v240", "v360", "v540"]]);
    expect(seen.published.map(({ obsolete }) => obsolete)).toEqual([
      [],
      [`${source.prefix}source/`],
    ]);
  });

  it("writes playlists, a still, a short preview and a whole file that another reader accepts", async () => {
    const seen = recorder();
    await engineWith().process(await place("portrait.mp4"), seen.sink, never);
    const asset = seen.published.at(-1)!;
    const playback = cmaf(asset);
    const master = (await bytesOf(playback.hls)).toString();
    expect(master).toMatch(/^#EXTM3U\n#EXT-X-VERSION:7\n/);
    expect(
      master.match(/#EXT-X-STREAM-INF:.*RESOLUTION=\d+x\d+.*CODECS="avc1\.\w{6},mp4a\.40\.2"/g),
    ).toHaveLength(3);
    expect(master).toContain('URI="a/index.m3u8"');
    const media = (await bytesOf(`${playback.base}v360/index.m3u8`)).toString();
    expect(media).toContain('#EXT-X-MAP:URI="init.mp4"');
    expect(media.match(/^\d+\.m4s$/gm)).toEqual(["0.m4s", "1.m4s"]);
    expect(media.trimEnd().endsWith("#EXT-X-ENDLIST")).toBe(true);

    // Read back by ffmpeg itself, through the playlists, from a copy of the blobs.
    const base = join(folder, "blobs", playback.base);
    const decoded = await execute(ffmpeg.path, [
      ...["-v", "error", "-i", join(base, "master-3.m3u8"), "-map", "0:v:2", "-map", "0:a:0"],
      ...["-f", "framecrc", "-"],
    ]);
    expect(decoded.stderr).toBe("");
    expect(decoded.stdout.match(/^0,/gm)).toHaveLength(75);

    const preview = await bytesOf(asset.previewKey!);
    expect(preview.length).toBeLessThan(90_000);
    expect(preview.indexOf("moov")).toBeLessThan(preview.indexOf("mdat"));
    expect((await bytesOf(asset.posterKey)).subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(playback).toHaveProperty("contentKey", `${playback.base}clip.mp4`);
    const whole = await execute(ffmpeg.path, [
      ...["-v", "error", "-i", join(base, "clip.mp4"), "-f", "null", "-"],
    ]);
    expect(whole.stderr).toBe("");
  });

  it("stops when the video has gone, and clears up", async () => {
    const source = await place("long.mp4");
    const sink: EngineSink = { progress: async () => false, publish: async () => true };
    expect(await engineWith().process(source, sink, never)).toEqual({
      ok: true,
      value: { kind: "superseded" },
    });
    expect(await processesOver(blobs.localPath!(source.sourceKey))).toEqual([]);
    expect(await blobs.head(`${source.prefix}poster.jpg`)).toBeNull();
  });

  it("ends its process and leaves no working files when aborted in the middle", async () => {
    const source = await place("long.mp4");
    const before = await workingFolders();
    const stop = new AbortController();
    const sink: EngineSink = {
      async progress() {
        stop.abort(new Error("The worker stops"));
        return true;
      },
      publish: async () => true,
    };
    await expect(engineWith().process(source, sink, stop.signal)).rejects.toThrow(
      "The worker stops",
    );
    expect(await workingFolders()).toEqual(before);
    expect(await processesOver(blobs.localPath!(source.sourceKey))).toEqual([]);
  });

  it("gives up after the time allowed", async () => {
    const limits = { baseSeconds: 0.5, secondsPerSecond: 0 };
    expect(
      await engineWith(limits).process(await place("long.mp4"), recorder().sink, never),
    ).toEqual({
      ok: false,
      fault: { kind: "processing-timeout", params: { seconds: expect.any(Number) } },
    });
  });

  it("gives up when the memory allowed is not enough", async () => {
    const limits = { memoryBytes: 150 * 1024 ** 2 };
    const result = await engineWith(limits).process(
      await place("long.mp4"),
      recorder().sink,
      never,
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: "processing-memory" } });
  });

  it("does not blame the file when ffmpeg itself does not start", async () => {
    const engine = createFfmpegEngine({
      ffmpeg: async () => ({ ...ffmpeg, path: join(folder, "gone") }),
      blobs,
      clock: systemClock,
      log: { info() {}, warn() {}, error() {} },
    });
    await expect(engine.process(await place("small.mp4"), recorder().sink, never)).rejects.toThrow(
      "ffmpeg did not start",
    );
  });

  it("says that storage is full, and leaves nothing half-written", async () => {
    const source = await place("portrait.mp4");
    let room = 6;
    const full: BlobStore = {
      ...blobs,
      put: async (key, body, options) =>
        room-- > 0 ? blobs.put(key, body, options) : { ok: false, fault: { kind: "storage-full" } },
    };
    const engine = createFfmpegEngine({
      ffmpeg: async () => ffmpeg,
      blobs: full,
      clock: systemClock,
      log: { info() {}, warn() {}, error() {} },
    });
    const seen = recorder();
    expect(await engine.process(source, seen.sink, never)).toEqual({
      ok: false,
      fault: { kind: "storage-full" },
    });
    expect(seen.published).toEqual([]);
    expect(await blobs.head(`${source.prefix}poster.jpg`)).toBeNull();
    expect(await blobs.head(`${source.prefix}a/init.mp4`)).toBeNull();
  });

  it("takes the original from a store that has no files of this machine", async () => {
    const elsewhere: BlobStore = { ...blobs, localPath: null };
    const engine = createFfmpegEngine({
      ffmpeg: async () => ffmpeg,
      blobs: elsewhere,
      clock: systemClock,
      log: { info() {}, warn() {}, error() {} },
    });
    const before = await workingFolders();
    const result = await engine.process(await place("small.mp4"), recorder().sink, never);
    expect(result).toMatchObject({ value: { kind: "complete" } });
    expect(await workingFolders()).toEqual(before);
  });
});

describe("finding ffmpeg", () => {
  it("says what to do when the configured one does not start", async () => {
    const broken = join(folder, "not-ffmpeg");
    await writeFile(broken, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    await expect(locateFfmpeg(broken)).rejects.toThrow("set FFMPEG_PATH");
  });
});

async function workingFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith("clipshelf-video-")).sort();
}

/** Processes whose command line names the file. */
async function processesOver(path: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) continue;
    const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (command.includes(path)) found.push(command);
  }
  return found;
}
