import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ffmpeg from "@ffmpeg-installer/ffmpeg";
import type { DrawingStudio } from "../open-studio.ts";
import type { Film, Part } from "./film.ts";
import { soundTrack } from "./sound.ts";

const FPS = 24;
const MAX_CLIP_BYTES = 700 * 1024;

export interface ShootOptions {
  /** Where the MP4 goes. */
  file: string;
  /** Every so many frames only: for a look before the long run. Writes JPEGs beside the file instead. */
  every?: number;
  /** Share of the film's size. */
  scale?: number;
}

/** Draws every frame, then encodes H.264 with AAC, at the lowest quality that does not show. */
export async function shootFilm(
  studio: DrawingStudio,
  film: Film,
  options: ShootOptions,
): Promise<void> {
  const scale = options.scale ?? film.drawn ?? 0.7;
  const size = film.size.map((side) => Math.round((side * scale) / 2) * 2) as [number, number];
  const source = size.map((side) => Math.round(side * (film.source ?? 1))) as [number, number];
  const whole = { width: source[0], height: source[1] };
  const knob = (t: number) => ({ knob: film.motion?.knob(t), time: t });
  await studio.load(film.scene);
  // What is traced again must meet the rest without a seam: the same samples for both.
  const samples = film.motion ? 2 : 3;
  await studio.trace({ ...whole, samples, ...knob(0) });
  const folder = mkdtempSync(join(tmpdir(), "clipshelf-film-"));
  try {
    const frames = Math.round(film.seconds * FPS);
    const step = options.every ?? 1;
    // What repeats is traced once: frames are drawn in the order of their shapes.
    const groups = new Map<number, number[]>();
    for (let frame = 0; frame < frames; frame += step) {
      const shape = film.motion ? shapeTime(film.motion, frame / FPS) : 0;
      const key = Math.round(shape * FPS);
      groups.set(key, [...(groups.get(key) ?? []), frame]);
    }
    let before: string | undefined;
    for (const [key, list] of groups) {
      const now = JSON.stringify(film.motion?.knob(key / FPS));
      if (film.motion && now !== before) {
        const { parts } = film.motion;
        const only = parts ? parts.map((part) => partOf(part, source)) : [undefined];
        for (const part of only)
          await studio.trace({ ...whole, ...knob(key / FPS), samples, only: part });
      }
      before = now;
      for (const frame of list) {
        const t = frame / FPS;
        const picture = await studio.shoot(
          size,
          { grain: (frame % 7) + 1, taps: 16, ...film.view(t) },
          "image/jpeg",
          0.96,
        );
        const name = options.every
          ? `${options.file}-${String(frame).padStart(4, "0")}.jpg`
          : join(folder, `${String(frame).padStart(4, "0")}.jpg`);
        writeFileSync(name, picture);
      }
    }
    if (!options.every) await encode(film, folder, options.file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shapeTime(motion: NonNullable<Film["motion"]>, t: number): number {
  if (!motion.period) return t;
  const inside = t % motion.period;
  return motion.mirrored && Math.floor(t / motion.period) % 2 === 1
    ? motion.period - inside
    : inside;
}

function partOf(part: Part, [width, height]: [number, number]) {
  return {
    x: Math.floor(part.x * width),
    y: Math.floor(part.y * height),
    width: Math.ceil(part.width * width),
    height: Math.ceil(part.height * height),
  };
}

async function encode(film: Film, folder: string, file: string): Promise<void> {
  const sound = join(folder, "sound.wav");
  if (film.sound) writeFileSync(sound, soundTrack(film.sound, film.seconds));
  for (let crf = 22; ; crf += 2) {
    await run([
      "-framerate",
      String(FPS),
      "-i",
      join(folder, "%04d.jpg"),
      ...(film.sound ? ["-i", sound, "-c:a", "aac", "-b:a", "80k"] : []),
      "-vf",
      `scale=${film.size.join(":")}:flags=lanczos:out_color_matrix=bt709:out_range=tv,format=yuv420p`,
      "-c:v",
      "libx264",
      "-preset",
      "slow",
      "-profile:v",
      "high",
      "-crf",
      String(crf),
      "-g",
      "48",
      "-colorspace",
      "bt709",
      "-color_primaries",
      "bt709",
      "-color_trc",
      "bt709",
      "-color_range",
      "tv",
      "-movflags",
      "+faststart",
      "-map_metadata",
      "-1",
      "-y",
      file,
    ]);
    if (statSync(file).size <= MAX_CLIP_BYTES) return;
  }
}

function run(words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg.path, ["-v", "error", ...words], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`)),
    );
  });
}
