import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FilmInput, FilmRenderer } from "../../domains/media/films/ports.ts";
import {
  FILM_FRAME,
  FILM_RATE,
  type FilmMood,
  MUSIC_HERTZ,
  makeMusic,
} from "../../domains/media/index.ts";
import type { BlobStore, MediaLog } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok } from "../../kernel/result.ts";
import { seconds } from "./edit-graph.ts";
import { type EditRun, inRunFolder } from "./edit-run.ts";
import { levelling, MEASURE } from "./edit-sound.ts";
import { ENGINE_LIMITS } from "./engine.ts";
import { filmGraph } from "./film-graph.ts";
import { FINISHED_FILE, FINISHED_SOUND, finishedPicture } from "./finished-args.ts";
import { musicArgs } from "./input.ts";
import type { Ffmpeg } from "./locate.ts";

export interface FilmRendererOptions {
  ffmpeg: () => Promise<Ffmpeg>;
  blobs: BlobStore;
  clock: Clock;
  log: MediaLog;
}

const SOUND_DONE = 0.08;
/** The music goes out with the last picture. */
const FADE_SECONDS = 1.2;

/** Makes films with ffmpeg processes on this machine, run as the engine runs them. */
export function createFilmRenderer(options: FilmRendererOptions): FilmRenderer {
  return {
    async render(input, say, signal) {
      const whole = { ...options, limits: ENGINE_LIMITS };
      const made = await inRunFolder(whole, say, signal, (run) => renderFilm(run, input));
      return made.ok && made.value !== "superseded" ? ok({ bytes: made.value }) : (made as never);
    },
  };
}

async function renderFilm(run: EditRun, input: FilmInput): Promise<number> {
  const { plan, shots, layers } = input;
  const length = seconds(plan.count, FILM_RATE);
  const keep = async (name: string, bytes: Uint8Array) => {
    const path = join(run.folder, name);
    await writeFile(path, bytes);
    return path;
  };
  const files = {
    shots: await Promise.all(shots.map(({ image }, index) => keep(`shot${index}`, image))),
    layers: await Promise.all(layers.map(({ png }, index) => keep(`layer${index}`, png))),
  };
  const sound = input.music ? await makeSound(run, input.music, length) : null;
  run.tell(SOUND_DONE);
  const { graph, out } = filmGraph(plan, input, files);
  const number = sound ? graph.input(["-i", `file:${sound.file}`]) : null;
  const finished = join(run.folder, "finished.mp4");
  await run.ffmpegOver(length, {
    args: [
      ...graph.inputs,
      ...["-filter_complex", graph.filters.join(";"), "-map", `[${out}]`],
      ...finishedPicture(FILM_FRAME, FILM_RATE),
      ...(sound
        ? ["-map", `${number}:a`, ...(sound.filter ? ["-af", sound.filter] : []), ...FINISHED_SOUND]
        : ["-an"]),
      ...["-frames:v", String(plan.count), ...FINISHED_FILE],
      finished,
    ],
    onShare: (share) => run.tell(SOUND_DONE + (1 - SOUND_DONE) * share),
  });
  const { size } = await stat(finished);
  await run.put(input.outKey, createReadStream(finished), "video/mp4", size);
  return size;
}

/** As many rounds of the music as the film is long, going out at its end, at the loudness of players. */
async function makeSound(run: EditRun, mood: FilmMood, length: number) {
  const round = join(run.folder, "music");
  await writeFile(round, waveFile(makeMusic(mood)));
  const file = join(run.folder, "sound.wav");
  const fade = `afade=t=out:st=${Math.max(0, length - FADE_SECONDS)}:d=${FADE_SECONDS}`;
  await run.ffmpegOver(length, {
    args: [...musicArgs(round), "-t", String(length), "-af", fade, "-c:a", "pcm_f32le", file],
  });
  const measured = await run.ffmpegOver(length, {
    args: ["-i", `file:${file}`, "-af", MEASURE, "-f", "null", "-"],
  });
  return { file, filter: levelling(measured.words) };
}

/** 16-bit PCM: http://soundfile.sapp.org/doc/WaveFormat/ */
export function waveFile({ left, right }: { left: Float32Array; right: Float32Array }): Buffer {
  const bytes = left.length * 4;
  const file = Buffer.alloc(44 + bytes);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + bytes, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(MUSIC_HERTZ, 24);
  file.writeUInt32LE(MUSIC_HERTZ * 4, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(bytes, 40);
  for (let at = 0; at < left.length; at++) {
    file.writeInt16LE(Math.round(left[at]! * 32_000), 44 + at * 4);
    file.writeInt16LE(Math.round(right[at]! * 32_000), 46 + at * 4);
  }
  return file;
}
