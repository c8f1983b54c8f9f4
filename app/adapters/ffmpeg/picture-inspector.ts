import { createWriteStream } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClipMeasures, PictureInspector } from "../../domains/clearance/index.server.ts";
import type { BlobStore } from "../../domains/media/ports.ts";
import { ENGINE_LIMITS } from "./engine.ts";
import { inputArgs } from "./input.ts";
import type { Ffmpeg } from "./locate.ts";
import { runFfmpeg } from "./run.ts";
import { openFolder } from "./workspace.ts";

/** Pictures looked at a second, and how small they are made first: what matters is seen at that. */
const RATE = 4;
const SIDE = 64;
const PICTURE = SIDE * SIDE;
/** See judge-pictures.ts of the clearance domain: the defaults of ffmpeg's blackdetect and freezedetect. */
const DARK = 0.1 * 255;
const DARK_SHARE = 0.98;
const STILL = 0.001 * 255;
const STILL_MS = 2_000;

/**
 * Measures a clip by one reading of its smallest rung. The pictures come out small and grey, and are
 * compared here: the oldest ffmpeg in use knows no freezedetect.
 */
export function createPictureInspector({
  ffmpeg: locate,
  blobs,
}: {
  ffmpeg: () => Promise<Ffmpeg>;
  blobs: BlobStore;
}): PictureInspector {
  return {
    async inspect({ pictures, sound }, signal) {
      signal.throwIfAborted();
      const ffmpeg = await locate();
      const folder = await openFolder();
      try {
        const at = (name: string) => join(folder, name);
        const there = await joinBlobs(blobs, pictures, at("pictures.mp4"), signal);
        const heard = sound ? await joinBlobs(blobs, sound, at("sound.mp4"), signal) : false;
        if (!there || heard === null) return null;
        const end = await runFfmpeg(ffmpeg, {
          args: [
            ...inputArgs(at("pictures.mp4")),
            ...(heard ? inputArgs(at("sound.mp4")) : []),
            ...["-map", "0:v:0", "-an", "-pix_fmt", "gray"],
            ...["-vf", `fps=${RATE},scale=${SIDE}:${SIDE}:flags=area:in_range=tv:out_range=pc`],
            ...["-f", "rawvideo", at("pictures.grey")],
            ...(heard ? ["-map", "1:a:0", "-vn", "-af", "volumedetect", "-f", "null", "-"] : []),
          ],
          seconds: ENGINE_LIMITS.baseSeconds + ENGINE_LIMITS.maxDurationSeconds,
          memoryBytes: ENGINE_LIMITS.memoryBytes,
          signal,
          inBackground: true,
        });
        if (!end.ok) return null;
        const grey = await readFile(at("pictures.grey"));
        if (grey.length < PICTURE) return null;
        return { ...measurePictures(grey), sound: heard ? readVolume(end.words) : null };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },

    async frames(pictures, { everyMs, most }, signal) {
      signal.throwIfAborted();
      const ffmpeg = await locate();
      const folder = await openFolder();
      try {
        const film = join(folder, "pictures.mp4");
        if (!(await joinBlobs(blobs, pictures, film, signal))) return null;
        const end = await runFfmpeg(ffmpeg, {
          args: [
            ...inputArgs(film),
            ...["-map", "0:v:0", "-an", "-vf", `fps=1000/${everyMs}:round=down`],
            ...["-frames:v", String(most), "-q:v", "4", join(folder, "%04d.jpg")],
          ],
          seconds: ENGINE_LIMITS.baseSeconds + ENGINE_LIMITS.maxDurationSeconds,
          memoryBytes: ENGINE_LIMITS.memoryBytes,
          signal,
          inBackground: true,
        });
        if (!end.ok) return null;
        const names = (await readdir(folder)).filter((name) => name.endsWith(".jpg")).sort();
        return await Promise.all(
          names.map(async (name, at) => ({
            ms: at * everyMs,
            jpeg: await readFile(join(folder, name)),
          })),
        );
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Writes blobs one behind the other into one file. False: one of them has gone. */
async function joinBlobs(
  blobs: BlobStore,
  keys: string[],
  path: string,
  signal: AbortSignal,
): Promise<true | null> {
  let missing = false;
  async function* bytes() {
    for (const key of keys) {
      const blob = await blobs.get(key);
      if (blob) yield* blob.body;
      else missing = true;
    }
  }
  await pipeline(Readable.from(bytes()), createWriteStream(path), { signal });
  return missing ? null : true;
}

/** Grey pictures of `SIDE` squared, `RATE` a second, one behind the other. */
function measurePictures(grey: Buffer): Omit<ClipMeasures, "sound"> {
  const count = Math.floor(grey.length / PICTURE);
  const picture = (at: number) => grey.subarray(at * PICTURE, (at + 1) * PICTURE);
  let [black, blackRun, longestBlack] = [0, 0, 0];
  let [still, stillRun, longestStill] = [0, 0, 0];
  /** Pictures are compared with the first of their stretch, so that what creeps along counts as moving. */
  let first = 0;
  for (let at = 0; at < count; at++) {
    blackRun = isBlack(picture(at)) ? blackRun + 1 : 0;
    if (blackRun > 0) black++;
    longestBlack = Math.max(longestBlack, blackRun);
    const stands = at > 0 && difference(picture(first), picture(at)) < STILL;
    if (!stands) {
      if (isLong(stillRun)) still += stillRun;
      [first, stillRun] = [at, 0];
    }
    stillRun++;
    longestStill = Math.max(longestStill, stillRun);
  }
  if (isLong(stillRun)) still += stillRun;
  return {
    blackShare: black / count,
    longestBlack: (longestBlack * 1000) / RATE,
    stillShare: still / count,
    longestStill: isLong(longestStill) ? (longestStill * 1000) / RATE : 0,
  };
}

function isLong(pictures: number): boolean {
  return (pictures * 1000) / RATE >= STILL_MS;
}

function isBlack(picture: Buffer): boolean {
  let dark = 0;
  for (const light of picture) if (light < DARK) dark++;
  return dark >= DARK_SHARE * PICTURE;
}

/** Mean distance of two pictures' points, 0…255. */
function difference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let at = 0; at < PICTURE; at++) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / PICTURE;
}

/** `mean_volume: -20.3 dB` and `max_volume: -3.0 dB`; digital silence is -91 dB or -inf. */
function readVolume(words: string): ClipMeasures["sound"] {
  const read = (name: string) => {
    const text = new RegExp(`${name}: (-?(?:inf|[\\d.]+)) dB`).exec(words)?.[1];
    if (text === undefined) return null;
    return text.includes("inf") ? -120 : Number(text);
  };
  const [peak, mean] = [read("max_volume"), read("mean_volume")];
  return peak === null || mean === null ? null : { peak, mean };
}
