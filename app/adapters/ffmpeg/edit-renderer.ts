import { createReadStream } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EditRenderer, RenderInput, SayProgress } from "../../domains/media/edits/ports.ts";
import {
  cubeFile,
  frameSize,
  framesBetween,
  gradeOf,
  isPlain,
  planTimeline,
} from "../../domains/media/index.ts";
import type { BlobStore, MediaLog } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type EditInput, seconds } from "./edit-graph.ts";
import { type LaidOver, pictureGraph } from "./edit-picture.ts";
import { prepareFile } from "./edit-prepare.ts";
import { type EditRun, inRunFolder } from "./edit-run.ts";
import { levelling, MEASURE, soundGraph } from "./edit-sound.ts";
import { ENGINE_LIMITS, type EngineLimits } from "./engine.ts";
import { FINISHED_FILE, FINISHED_SOUND, finishedPicture } from "./finished-args.ts";
import { inputArgs, stillArgs } from "./input.ts";
import type { Ffmpeg } from "./locate.ts";
import { probe } from "./probe.ts";
import { need, Refused } from "./refused.ts";
import { toneMapping } from "./stages.ts";
import { localFile } from "./workspace.ts";

export interface EditRendererOptions {
  ffmpeg: () => Promise<Ffmpeg>;
  blobs: BlobStore;
  clock: Clock;
  log: MediaLog;
  limits?: Partial<EngineLimits>;
}

/** Makes files of edit documents with ffmpeg processes on this machine, run as the engine runs them. */
export function createEditRenderer(options: EditRendererOptions): EditRenderer {
  const limits = { ...ENGINE_LIMITS, ...options.limits };
  const inFolder = <T>(say: SayProgress, signal: AbortSignal, work: (run: EditRun) => Promise<T>) =>
    inRunFolder({ ...options, limits }, say, signal, work);
  return {
    prepare: ({ key, prefix }, say, signal) =>
      inFolder(say, signal, async (run) => {
        const file = need(
          await localFile(run.blobs, key, join(run.folder, "original"), run.signal),
        );
        return prepareFile(run, file, prefix);
      }),
    sound: ({ key }, say, signal) => inFolder(say, signal, (run) => soundOf(run, key)),
    render: (input, say, signal) =>
      inFolder(say, signal, async (run) => {
        await renderFile(run, input);
        return "made" as const;
      }),
  };
}

/** Enough for speech, and ten minutes of it stay below what speech services take. */
const SPEECH = ["-ac", "1", "-ar", "16000", "-c:a", "aac", "-b:a", "48k", "-f", "ipod"];

async function soundOf(run: EditRun, key: string): Promise<Uint8Array | null> {
  const { ffmpeg, limits, signal } = run;
  const file = need(await localFile(run.blobs, key, join(run.folder, "original"), signal));
  const found = need(await probe(ffmpeg, file, limits, signal));
  if (found.audio === null) return null;
  const sound = join(run.folder, "speech.m4a");
  await run.ffmpegOver(found.duration, {
    args: [
      ...inputArgs(file, limits.maxDurationSeconds + 1),
      ...["-map", `0:${found.audio}`, "-vn", "-af", "aresample=async=1000:first_pts=0"],
      ...[...SPEECH, sound],
    ],
    onShare: (share) => run.tell(share),
  });
  return readFile(sound);
}

/** Shares of the work: the sound is quick, the pictures are not. */
const SOUND_DONE = 0.08;

async function renderFile(run: EditRun, input: RenderInput): Promise<void> {
  const { document, rate } = input;
  const sources = new Map<string, EditInput>();
  for (const [id, { key }] of input.sources)
    sources.set(id, await openSource(run, key, `source${sources.size}`));
  const timeline = planTimeline(document, rate);
  const length = seconds(timeline.count, rate);
  const sound = await makeSound(run, input, { sources, timeline }, length);
  run.tell(SOUND_DONE);

  const first = sources.get(document.parts[0]!.source)!.probe;
  const frame = frameSize(document, first);
  const { graph, out } = pictureGraph({
    ...{ document, timeline, frame, sources },
    overlays: await layers(run, input, { frame, timeline }),
    cube: isPlain(document.colour) ? null : await writeCube(run, document),
  });
  const finished = join(run.folder, "finished.mp4");
  const soundInput = sound ? graph.input(["-i", `file:${sound.file}`]) : null;
  const end = await run.ffmpegOver(length, {
    args: [
      ...graph.inputs,
      ...["-filter_complex", graph.filters.join(";"), "-map", `[${out}]`],
      ...finishedPicture(frame, rate),
      ...(sound
        ? ["-map", `${soundInput}:a`, ...(sound.filter ? ["-af", sound.filter] : [])]
        : ["-an"]),
      ...FINISHED_SOUND,
      ...FINISHED_FILE,
      finished,
    ],
    onShare: (share) => run.tell(SOUND_DONE + (1 - SOUND_DONE) * share),
  });
  // A source whose end cannot be read leaves pictures out, and with them everything that follows.
  if (end.frames < timeline.count) throw new Refused({ kind: "file-damaged" });
  await run.put(input.outKey, createReadStream(finished), "video/mp4", (await stat(finished)).size);
}

/** A source that can be read from any place: as it is, or brought into such a form. */
async function openSource(run: EditRun, key: string, name: string): Promise<EditInput> {
  const { ffmpeg, limits, signal, folder } = run;
  const file = need(await localFile(run.blobs, key, join(folder, name), signal));
  const found = need(await probe(ffmpeg, file, limits, signal));
  if (found.hdr && !ffmpeg.hasToneMapping) found.hdr = null;
  if (found.seekable) return { file, probe: found };
  const made = join(folder, `${name}.mkv`);
  await run.ffmpegOver(found.duration, {
    args: [
      ...inputArgs(file, Math.min(found.duration + 1, limits.maxDurationSeconds + 1)),
      ...["-map", `0:${found.video.index}`, "-vf", `null${toneMapping(found)}`],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-g", "15"],
      ...(found.audio === null ? [] : ["-map", `0:${found.audio}`, "-c:a", "pcm_s16le"]),
      ...["-vsync", "vfr", "-f", "matroska", made],
    ],
  });
  const again = need(await probe(ffmpeg, made, limits, signal));
  return { file: made, probe: { ...again, matrix: found.hdr ? "bt709" : found.matrix } };
}

async function makeSound(
  run: EditRun,
  { document, music }: RenderInput,
  planned: { sources: Map<string, EditInput>; timeline: ReturnType<typeof planTimeline> },
  length: number,
): Promise<{ file: string; filter: string | null } | null> {
  const musicFile = music
    ? need(await localFile(run.blobs, music.key, join(run.folder, "music"), run.signal))
    : null;
  const made = soundGraph({ document, ...planned, music: musicFile });
  if (!made) return null;
  const file = join(run.folder, "sound.wav");
  const { graph, out } = made;
  await run
    .ffmpegOver(length, {
      args: [
        ...graph.inputs,
        ...["-filter_complex", graph.filters.join(";"), "-map", `[${out}]`],
        ...["-c:a", "pcm_f32le", "-f", "wav", file],
      ],
    })
    .catch((error: unknown) => {
      const damaged = error instanceof Refused && error.fault.kind === "file-damaged";
      throw damaged && musicFile ? new Refused({ kind: "edit-file-unreadable" }) : error;
    });
  if (!document.sound.levelled) return { file, filter: null };
  const measured = await run.ffmpegOver(length, {
    args: ["-i", `file:${file}`, "-af", MEASURE, "-f", "null", "-"],
  });
  return { file, filter: levelling(measured.words) };
}

async function writeCube(run: EditRun, document: RenderInput["document"]): Promise<string> {
  const path = join(run.folder, "colour.cube");
  await writeFile(path, cubeFile(gradeOf(document.colour)));
  return path;
}

/** Overlays in the document's order, as files. */
async function layers(
  run: EditRun,
  { document, pictures }: RenderInput,
  planned: {
    frame: ReturnType<typeof frameSize>;
    timeline: ReturnType<typeof planTimeline>;
  },
): Promise<LaidOver[]> {
  const { frame, timeline } = planned;
  const laid: LaidOver[] = [];
  for (const overlay of document.overlays) {
    const picture = pictures.get(overlay.id);
    const range = framesBetween(overlay, timeline);
    if (!picture || range.end <= range.first) continue;
    const name = join(run.folder, `over${laid.length}`);
    const common = { x: overlay.x, y: overlay.y, opacity: overlay.opacity, ...range };
    if (picture.kind === "drawn") {
      await writeFile(name, picture.text.png);
      laid.push({ file: name, width: null, ...common });
      continue;
    }
    const file = need(await localFile(run.blobs, picture.key, name, run.signal));
    await checkPicture(run, file);
    laid.push({ file, width: Math.max(2, Math.round(overlay.width * frame.width)), ...common });
  }
  return laid;
}

/** Told apart from a clip that cannot be read, because the merchant must change something else. */
async function checkPicture(run: EditRun, file: string): Promise<void> {
  await run
    .ffmpegOver(1, { args: [...stillArgs(file), "-frames:v", "1", "-f", "null", "-"] })
    .catch((error: unknown) => {
      const damaged = error instanceof Refused && error.fault.kind === "file-damaged";
      throw damaged ? new Refused({ kind: "edit-file-unreadable" }) : error;
    });
}
