import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createFfmpegEngine } from "../app/adapters/ffmpeg/engine.ts";
import { ladder, type Rung } from "../app/adapters/ffmpeg/ladder.ts";
import { type Ffmpeg, locateFfmpeg } from "../app/adapters/ffmpeg/locate.ts";
import { rungEncoding } from "../app/adapters/ffmpeg/stages.ts";
import { createDiskBlobStore } from "../app/adapters/storage/disk.ts";
import { attemptPrefix, originalKey } from "../app/domains/media/keys.ts";
import type { BlobStore } from "../app/domains/media/ports.ts";
import { systemClock } from "../app/kernel/clock.ts";
import { newId } from "../app/kernel/ids.ts";
import { type Bench, type BenchResult, judge, median } from "./bench.ts";

const execute = promisify(execFile);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 2);
const SECONDS = 30;
const WIDTH = 1080;
const HEIGHT = 1920;
/** 3 s on the machine where five passes take 51.7 s: an absolute time would judge the machine. */
const PLAYABLE = 3 / 51.7;

/**
 * From a finished upload to playable and to complete, beside ffmpeg alone with the same ladder and the
 * same encoder settings: one process with a split graph (the limit) and five passes (the peer). Two
 * clips: one that can be handed on as its own top rung, one that is too heavy to stay (too many bits, key
 * frames too far apart). ffmpeg alone makes no sound, poster, preview or segments; we do.
 */
export const bench: Bench = {
  name: "transcode",
  about: `a ${SECONDS} s clip of ${WIDTH}×${HEIGHT}, beside one split ffmpeg (limit) and five passes (peer)`,
  run,
};

async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), "bench-transcode-"));
  try {
    const ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH || undefined);
    console.log(`ffmpeg ${ffmpeg.version} (${ffmpeg.source})`);
    const fit = join(folder, "fit.mp4");
    const heavy = join(folder, "heavy.mp4");
    await makeClip(ffmpeg, fit, [
      "-b:v",
      "5500k",
      "-maxrate",
      "6500k",
      "-bufsize",
      "6500k",
      "-g",
      "60",
    ]);
    await makeClip(ffmpeg, heavy, [
      "-b:v",
      "16M",
      "-maxrate",
      "18M",
      "-bufsize",
      "18M",
      "-g",
      "240",
    ]);
    const rungs = ladder(WIDTH, HEIGHT);
    const rows: Record<string, number[]> = {};
    const note = (name: string, value: number) => {
      rows[name] = [...(rows[name] ?? []), value];
      console.log(`  ${name.padEnd(28)} ${Math.round(value)}`);
    };
    let quality = { ours: 0, peer: 0 };
    for (let round = 1; round <= ROUNDS; round++) {
      console.log(`Round ${round} of ${ROUNDS}, ms`);
      note("heavy_peer_ms", await fivePasses(ffmpeg, heavy, rungs, folder));
      const ours = await throughEngine(ffmpeg, heavy, folder);
      note("heavy_playable_ms", ours.playable);
      note("heavy_complete_ms", ours.complete);
      note("heavy_limit_ms", await oneSplit(ffmpeg, heavy, rungs, folder));
      note("fit_peer_ms", await fivePasses(ffmpeg, fit, rungs, folder));
      const quick = await throughEngine(ffmpeg, fit, folder);
      note("fit_playable_ms", quick.playable);
      note("fit_complete_ms", quick.complete);
      if (round === 1) quality = await compareQuality(ffmpeg, heavy, ours.rung480, folder);
    }
    const middle = (name: string) => median(rows[name] ?? []);
    return judge(
      "transcode",
      {
        ratios: {
          heavy_complete_by_peer: middle("heavy_complete_ms") / middle("heavy_peer_ms"),
          heavy_complete_by_limit: middle("heavy_complete_ms") / middle("heavy_limit_ms"),
          fit_complete_by_peer: middle("fit_complete_ms") / middle("fit_peer_ms"),
          heavy_playable_by_peer: middle("heavy_playable_ms") / middle("heavy_peer_ms"),
          fit_playable_by_peer: middle("fit_playable_ms") / middle("fit_peer_ms"),
          ssim_480_by_peer: quality.ours / quality.peer,
        },
        figures: Object.fromEntries(Object.keys(rows).map((name) => [name, middle(name)])),
      },
      {
        heavy_complete_by_peer: { atMost: 0.65 },
        fit_complete_by_peer: { atMost: 0.65 },
        fit_playable_by_peer: { atMost: PLAYABLE },
        heavy_playable_by_peer: { atMost: PLAYABLE },
        ssim_480_by_peer: { atLeast: 0.995 },
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Moving shapes under noise: neither a still nor what no encoder can do anything with. */
async function makeClip(ffmpeg: Ffmpeg, path: string, rate: string[]): Promise<void> {
  await ffmpegAlone(ffmpeg, [
    ...["-f", "lavfi", "-i", `testsrc2=s=${WIDTH}x${HEIGHT}:r=30:d=${SECONDS}`],
    ...["-f", "lavfi", "-i", `sine=f=220:d=${SECONDS}`, "-vf", "noise=alls=6:allf=t"],
    ...["-c:v", "libx264", "-preset", "superfast", "-pix_fmt", "yuv420p", "-bf", "2", ...rate],
    ...["-c:a", "aac", "-movflags", "+faststart", path],
  ]);
}

async function throughEngine(ffmpeg: Ffmpeg, clip: string, folder: string) {
  const blobs: BlobStore = createDiskBlobStore({
    directory: join(folder, "blobs"),
    clock: systemClock,
  });
  const [shopId, videoId] = [newId(), newId()];
  const sourceKey = originalKey(shopId, videoId);
  await blobs.put(sourceKey, await readFile(clip), { contentType: "video/mp4" });
  const engine = createFfmpegEngine({
    ffmpeg: async () => ffmpeg,
    blobs,
    clock: systemClock,
    log: { info() {}, warn: console.warn, error: console.error },
  });
  const prefix = attemptPrefix(shopId, videoId, 1);
  const started = performance.now();
  let playable = 0;
  const result = await engine.process(
    { shopId, videoId, sourceKey, engineRef: null, prefix },
    {
      progress: async () => true,
      async publish() {
        playable ||= performance.now() - started;
        return true;
      },
    },
    new AbortController().signal,
  );
  if (!result.ok) throw new Error(`The engine refused the clip: ${result.fault.kind}`);
  const complete = performance.now() - started;
  return { playable, complete, rung480: join(folder, "blobs", prefix, "v480", "index.m3u8") };
}

/** The peer: what a script would do, one rung after the other. */
async function fivePasses(ffmpeg: Ffmpeg, clip: string, rungs: Rung[], folder: string) {
  const started = performance.now();
  for (const rung of rungs)
    await ffmpegAlone(ffmpeg, [
      ...["-i", clip, "-an", "-vf", `scale=${rung.width}:${rung.height}`],
      ...[...rungEncoding(rung), join(folder, `peer-${rung.name}.mp4`)],
    ]);
  return performance.now() - started;
}

/** The limit: one process that decodes once and makes every rung of that. */
async function oneSplit(ffmpeg: Ffmpeg, clip: string, rungs: Rung[], folder: string) {
  const outs = rungs.map((rung) => `[i${rung.name}]`).join("");
  const scales = rungs.map(
    (rung) => `[i${rung.name}]scale=${rung.width}:${rung.height}[${rung.name}]`,
  );
  const started = performance.now();
  await ffmpegAlone(ffmpeg, [
    ...["-i", clip, "-filter_complex", [`[0:v]split=${rungs.length}${outs}`, ...scales].join(";")],
    ...rungs.flatMap((rung) => [
      ...["-map", `[${rung.name}]`, ...rungEncoding(rung)],
      join(folder, `limit-${rung.name}.mp4`),
    ]),
  ]);
  return performance.now() - started;
}

/** Likeness (SSIM) to the source of the 480 rung, ours and the peer's, over the first seconds. */
async function compareQuality(ffmpeg: Ffmpeg, clip: string, ours: string, folder: string) {
  const like = async (file: string) => {
    const graph = "[1:v]scale=480:852:flags=bicubic,fps=30[r];[0:v]fps=30[d];[d][r]ssim";
    const { stderr } = await execute(
      ffmpeg.path,
      ["-i", file, "-i", clip, "-t", "8", "-filter_complex", graph, "-f", "null", "-"],
      { maxBuffer: 50_000_000 },
    );
    const all = /All:([\d.]+)/.exec(stderr)?.[1];
    if (!all) throw new Error("ffmpeg measured no likeness");
    return Number(all);
  };
  const found = { ours: await like(ours), peer: await like(join(folder, "peer-v480.mp4")) };
  console.log(`  SSIM of the 480 rung: ours ${found.ours}, peer ${found.peer}`);
  return found;
}

async function ffmpegAlone(ffmpeg: Ffmpeg, args: string[]): Promise<void> {
  await execute(ffmpeg.path, ["-v", "error", "-y", "-nostdin", ...args], { maxBuffer: 50_000_000 });
}
