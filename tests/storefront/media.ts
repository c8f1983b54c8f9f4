import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { locateFfmpeg } from "../../app/adapters/ffmpeg/locate.ts";
import type { CmafPlayback, CmafTrack } from "../../app/contract/feed.ts";

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL("../../.cache/storefront-media/", import.meta.url));
/** Part of the folder's name: raise it when the recipe changes. */
const RECIPE = "3";
const SECONDS = 6;

export const RUNGS = [
  { width: 180, height: 320, bits: 150_000 },
  { width: 360, height: 640, bits: 600_000 },
] as const;

export interface ClipMedia {
  folder: string;
  duration: number;
  /** `base` is empty: the shop puts its own in. */
  playback: CmafPlayback;
}

/**
 * A real clip of moving pictures, two rungs and a tone, in CMAF segments of two seconds, with poster
 * and preview. Made once and kept beside the other caches.
 */
export async function makeClip(
  name: string,
  withAudio = true,
  seconds = SECONDS,
): Promise<ClipMedia> {
  const length = seconds === SECONDS ? "" : `-${seconds}`;
  const folder = join(CACHE, `${RECIPE}-${name}-${withAudio ? "sound" : "mute"}${length}`);
  if (!existsSync(folder)) await record(folder, name, withAudio, seconds);
  return {
    folder,
    duration: seconds * 1000,
    playback: {
      kind: "cmaf",
      base: "",
      hls: "master.m3u8",
      renditions: await Promise.all(
        RUNGS.map(async ({ width, height, bits }, index) => ({
          ...(await readTrack(folder, `v${index}`, bits)),
          width,
          height,
        })),
      ),
      audio: withAudio ? await readTrack(folder, "a", 64_000) : null,
    },
  };
}

async function record(
  folder: string,
  name: string,
  withAudio: boolean,
  seconds: number,
): Promise<void> {
  const ffmpeg = await locateFfmpeg();
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, "making-"));
  const tone = 220 + [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const picture = ["-f", "lavfi", "-i", `testsrc2=size=360x640:rate=25:duration=${seconds}`];
  const h264 = [
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-pix_fmt",
    "yuv420p",
    "-profile:v",
    "main",
  ];
  const hls = (id: string) => [
    ...["-f", "hls", "-hls_segment_type", "fmp4", "-hls_time", "2", "-hls_playlist_type", "vod"],
    ...["-hls_fmp4_init_filename", `${id}_init.mp4`, "-hls_segment_filename", `${id}_%d.m4s`],
    `${id}.m3u8`,
  ];
  const call = (args: string[]) => run(ffmpeg.path, ["-y", "-v", "error", ...args], { cwd: work });
  for (const [index, { width, height, bits }] of RUNGS.entries())
    await call([
      ...picture,
      ...["-vf", `scale=${width}:${height}`, ...h264, "-g", "50", "-sc_threshold", "0"],
      ...["-b:v", String(bits), "-maxrate", String(bits), "-bufsize", String(bits)],
      ...hls(`v${index}`),
    ]);
  if (withAudio)
    await call([
      ...["-f", "lavfi", "-i", `sine=frequency=${tone}:duration=${seconds}`],
      ...["-c:a", "aac", "-b:a", "64k", "-ac", "1", ...hls("a")],
    ]);
  await call([
    ...[...picture, "-t", "3", "-vf", "scale=180:320", ...h264, "-b:v", "120k", "-an"],
    ...["-movflags", "+faststart", "preview.mp4"],
  ]);
  await call([...picture, "-frames:v", "1", "poster.jpg"]);
  // Another process may have been quicker: its folder is as good.
  await rename(work, folder).catch(() => rm(work, { recursive: true, force: true }));
}

async function readTrack(folder: string, id: string, bandwidth: number): Promise<CmafTrack> {
  const playlist = await readFile(join(folder, `${id}.m3u8`), "utf8");
  const segments = [...playlist.matchAll(/#EXTINF:([\d.]+),\s*\n(\S+)/g)].map(
    ([, seconds = "0", file = ""]): [string, number] => [file, Number(seconds)],
  );
  return { codec: await codecOf(folder, id), bandwidth, init: `${id}_init.mp4`, segments };
}

async function codecOf(folder: string, id: string): Promise<string> {
  if (id === "a") return "mp4a.40.2";
  const init = await readFile(join(folder, `${id}_init.mp4`));
  const box = init.indexOf("avcC");
  // Profile, constraints and level follow the version byte of the configuration record.
  return `avc1.${init.subarray(box + 5, box + 8).toString("hex")}`;
}
