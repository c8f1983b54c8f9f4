import type { EditDocument, PlacedPart, Rate, Timeline } from "../../domains/media/index.ts";
import { type EditInput, Graph, seconds, seekBefore } from "./edit-graph.ts";
import { inputArgs, musicArgs } from "./input.ts";

const HERTZ = 48_000;
const STEREO = "aformat=sample_fmts=fltp:channel_layouts=stereo";

export interface SoundInput {
  document: EditDocument;
  timeline: Timeline;
  sources: Map<string, EditInput>;
  /** A local file, or null. */
  music: string | null;
}

/** The sound of a finished clip as one filter graph; null when there is none. */
export function soundGraph(input: SoundInput): { graph: Graph; out: string } | null {
  const { document, timeline, sources, music } = input;
  const { sound, fade } = document;
  const heard =
    !sound.muted &&
    !(music && sound.music?.replaces) &&
    timeline.parts.some(({ part }) => sources.get(part.source)?.probe.audio !== null);
  if (!heard && !music) return null;
  const graph = new Graph();
  const samples = samplesOf(timeline.count, timeline.rate);
  const tracks: string[] = [];
  if (heard) tracks.push(graph.chain([voice(graph, input)], `volume=${sound.volume}`));
  if (music) {
    const number = graph.input(musicArgs(music));
    tracks.push(
      graph.chain(
        [`${number}:a:0`],
        `aresample=${HERTZ},${STEREO},volume=${sound.music?.volume ?? 1},${exactly(samples)}`,
      ),
    );
  }
  const mixed =
    tracks.length === 1
      ? tracks[0]!
      : // amix gives each of two half its volume.
        graph.chain(tracks, "amix=inputs=2:duration=first:dropout_transition=0,volume=2");
  const length = seconds(timeline.count, timeline.rate);
  const fades = [
    ...(fade.soundIn > 0 ? [`afade=t=in:d=${fade.soundIn / 1000}`] : []),
    ...(fade.soundOut > 0
      ? [`afade=t=out:st=${Math.max(0, length - fade.soundOut / 1000)}:d=${fade.soundOut / 1000}`]
      : []),
  ];
  return { graph, out: graph.chain([mixed], [...fades, exactly(samples)].join(",")) };
}

/** What the parts sound like, one after the other. */
function voice(graph: Graph, input: SoundInput): string {
  const { rate, parts } = input.timeline;
  let sofar: string | null = null;
  for (const placed of parts) {
    const next = partSound(graph, input, placed);
    if (sofar === null) sofar = next;
    else if (placed.shared === 0) sofar = graph.chain([sofar, next], "concat=n=2:v=0:a=1");
    else {
      const shared = samplesOf(placed.first + placed.shared, rate) - samplesOf(placed.first, rate);
      sofar = graph.chain([sofar, next], `acrossfade=ns=${shared}:c1=tri:c2=tri`);
    }
  }
  return sofar!;
}

/** One part, of exactly the length of its pictures; silence where its source has no sound. */
function partSound(graph: Graph, input: SoundInput, placed: PlacedPart): string {
  const { rate } = input.timeline;
  const { part, sourceFirst, sourceCount, first, count } = placed;
  const samples = samplesOf(first + count, rate) - samplesOf(first, rate);
  const source = input.sources.get(part.source)!;
  if (source.probe.audio === null) {
    const silence = `anullsrc=r=${HERTZ}:cl=stereo,${STEREO},atrim=end_sample=${samples}`;
    return graph.chain([], silence);
  }
  const from = seekBefore(sourceFirst, rate);
  const length = seconds(sourceFirst + sourceCount - from, rate) + 0.5;
  const number = graph.input(inputArgs(source.file, length, seconds(from, rate)));
  const start = samplesOf(sourceFirst, rate) - samplesOf(from, rate);
  const end = start + samplesOf(sourceFirst + sourceCount, rate) - samplesOf(sourceFirst, rate);
  return graph.chain(
    [`${number}:${source.probe.audio}`],
    [
      // Silence where the source has holes, and before it begins.
      `aresample=${HERTZ}:async=1000:first_pts=0,${STEREO}`,
      `atrim=start_sample=${start}:end_sample=${end},asetpts=N/SR/TB`,
      ...(part.reversed ? ["areverse"] : []),
      ...tempo(part.speed).map((each) => `atempo=${each}`),
      exactly(samples),
    ].join(","),
  );
}

function exactly(samples: number): string {
  return `apad=whole_len=${samples},atrim=end_sample=${samples},asetpts=N/SR/TB`;
}

/** One filter goes from half to twice the speed: more takes several. */
function tempo(speed: number): number[] {
  if (speed === 1) return [];
  const steps = Math.ceil(Math.abs(Math.log2(speed)) - 1e-9);
  return Array.from({ length: Math.max(1, steps) }, () => speed ** (1 / Math.max(1, steps)));
}

function samplesOf(frames: number, rate: Rate): number {
  return Math.round((frames * rate.den * HERTZ) / rate.num);
}

// ── Loudness ─────────────────────────────────────────────────────────────────────────────────────

/** EBU R 128 as players of short clips want it: loudness, true peak, and range that is left as it is. */
const TARGET = "I=-14:TP=-1.5:LRA=20";

/** The first pass: measures. */
export const MEASURE = `loudnorm=${TARGET}:print_format=json`;

/** The second pass, from what the first one said; null for silence, which has no loudness. */
export function levelling(words: string): string | null {
  const said = /\{[^{}]*"input_i"[^{}]*\}/.exec(words)?.[0];
  if (!said) return null;
  const measured = JSON.parse(said) as Record<string, string>;
  const numbers = ["input_i", "input_tp", "input_lra", "input_thresh", "target_offset"].map(
    (name) => Number(measured[name]),
  );
  if (!numbers.every(Number.isFinite)) return null;
  const [loudness, peak, range, threshold, offset] = numbers;
  return [
    `loudnorm=${TARGET}:measured_I=${loudness}:measured_TP=${peak}:measured_LRA=${range}`,
    `:measured_thresh=${threshold}:offset=${offset}:linear=true,aresample=${HERTZ}`,
  ].join("");
}
