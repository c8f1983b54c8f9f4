import { fitInside, type Rung } from "./ladder.ts";
import type { Ffmpeg } from "./locate.ts";
import type { Probe } from "./probe.ts";

/** Seconds of the first segment, and of the rest: a short one shows its first picture sooner. */
const FIRST_SEGMENT = 1;
const SEGMENT = 2;
const PREVIEW_SECONDS = 3;
const PREVIEW_SIDE = 360;
/** About 50 KB for three seconds. */
const PREVIEW_RATE = "130k";
const POSTER_SIDE = 1080;

/** Outputs of one ffmpeg run: filter graph and the arguments after the input. */
export interface Stage {
  graph: string[];
  outputs: string[];
}

export interface StageFiles {
  video(name: string): string;
  audio: string;
  remux: string;
  content: string;
  poster: string;
  placeholder: string;
  preview: string;
}

/** One run from several stages that read the same pictures once. */
export function joinStages(...stages: Stage[]): string[] {
  const graph = stages.flatMap((stage) => stage.graph);
  return [
    ...(graph.length > 0 ? ["-filter_complex", graph.join(";")] : []),
    ...stages.flatMap((stage) => stage.outputs),
  ];
}

/**
 * Pictures at a steady rate from time 0, split for several stages: all rungs then have the same
 * pictures at the same times, whatever the source's clock did. `labels` name the branches.
 */
export function headStage(probe: Probe, labels: string[]): Stage {
  const filters = [
    ...(probe.interlaced ? ["yadif"] : []),
    `fps=fps=${rational(steadyRate(probe))}:start_time=0`,
    ...(labels.length > 1 ? [`split=${labels.length}`] : []),
  ];
  const outs = labels.map((label) => `[${label}]`).join("");
  return { graph: [`[0:${probe.video.index}]${filters.join(",")}${outs}`], outputs: [] };
}

/** Rungs from one branch, each scaled from the next larger one: a fifth less work than from the source. */
export function rungsStage(probe: Probe, rungs: Rung[], from: string, files: StageFiles): Stage {
  const graph: string[] = [];
  let source = from;
  const falling = [...rungs].reverse();
  falling.forEach((rung, index) => {
    const last = index === falling.length - 1;
    const picture = index === 0 ? scale(probe, rung) : resize(rung);
    graph.push(
      `[${source}]${picture}${last ? "" : ",split=2"}[o${rung.name}]${last ? "" : `[n${rung.name}]`}`,
    );
    source = `n${rung.name}`;
  });
  return {
    graph,
    outputs: rungs.flatMap((rung) => [
      ...["-map", `[o${rung.name}]`, "-an", ...rungEncoding(rung)],
      files.video(rung.name),
    ]),
  };
}

/** How a rung is encoded, whatever comes before it. */
export function rungEncoding(rung: Rung): string[] {
  return [
    ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"],
    ...["-maxrate", `${rung.maxRate}k`, "-bufsize", `${Math.round(rung.maxRate * 1.5)}k`],
    // Key frames where segments begin and nowhere else, the same in every rung.
    ...["-g", "9999", "-sc_threshold", "0", "-force_key_frames", KEY_FRAMES],
    ...COLOUR,
    ...FRAGMENTED,
  ];
}

/** `chosen`: the second of the picture that somebody chose for the poster. */
export function stillsStage(
  probe: Probe,
  from: string,
  ffmpeg: Ffmpeg,
  files: StageFiles,
  chosen?: number,
): Stage {
  const poster = fitInside(probe.width, probe.height, POSTER_SIDE);
  const at = probe.duration > 2 ? 0.5 : 0;
  // Half a picture early, so that the chosen one is the first that is not too early.
  const exact = chosen === undefined ? 0 : Math.max(0, chosen - 0.5 / steadyRate(probe));
  const pick =
    chosen === undefined
      ? // The most typical of a few pictures: clips often begin with a blank or blurred one.
        `trim=start=${at}:end=${at + 1.5},${scale(probe, poster)},thumbnail=12`
      : `trim=start=${exact.toFixed(6)},trim=end_frame=1,${scale(probe, poster)}`;
  return {
    graph: [
      `[${from}]${pick},split=2[poster][blur]`,
      "[blur]scale=w=20:h=-2:flags=area[placeholder]",
    ],
    outputs: [
      ...["-map", "[poster]", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4"],
      ...["-f", "image2", "-update", "1", files.poster],
      ...["-map", "[placeholder]", "-frames:v", "1"],
      ...(ffmpeg.hasWebp ? ["-c:v", "libwebp", "-quality", "40"] : ["-c:v", "mjpeg", "-q:v", "10"]),
      ...["-f", "image2", "-update", "1", files.placeholder],
    ],
  };
}

export function previewStage(probe: Probe, from: string, files: StageFiles): Stage {
  const size = fitInside(probe.width, probe.height, PREVIEW_SIDE);
  return {
    graph: [`[${from}]trim=duration=${PREVIEW_SECONDS},${scale(probe, size)}[preview]`],
    outputs: [
      ...["-map", "[preview]", "-an", "-c:v", "libx264", "-preset", "faster", "-crf", "28"],
      ...["-profile:v", "main", "-maxrate", PREVIEW_RATE, "-bufsize", PREVIEW_RATE],
      ...COLOUR,
      ...["-movflags", "+faststart", "-f", "mp4", files.preview],
    ],
  };
}

/** Stereo AAC from time 0, with silence where the source has holes. Nothing without sound. */
export function audioStage(probe: Probe, files: StageFiles): Stage {
  if (probe.audio === null) return { graph: [], outputs: [] };
  return {
    graph: [],
    outputs: [
      ...["-map", `0:${probe.audio}`, "-vn", "-af", "aresample=48000:async=1000:first_pts=0"],
      ...["-c:a", "aac", "-ac", "2", "-b:a", "128k"],
      ...["-movflags", "+empty_moov+default_base_moof", "-frag_duration", `${SEGMENT * 1e6}`],
      ...["-f", "mp4", files.audio],
    ],
  };
}

/** The source's own pictures, cut at its own key frames. */
export function remuxStage(probe: Probe, files: StageFiles): Stage {
  return {
    graph: [],
    outputs: [
      ...["-map", `0:${probe.video.index}`, "-an", "-c:v", "copy"],
      ...FRAGMENTED,
      files.remux,
    ],
  };
}

/** A rung and the sound in one ordinary file that plays anywhere, from files of our own. */
export function contentFileArgs(video: string, audio: string | null, out: string): string[] {
  return [
    ...["-i", `file:${video}`, ...(audio ? ["-i", `file:${audio}`] : [])],
    ...["-c", "copy", "-movflags", "+faststart", "-f", "mp4", out],
  ];
}

/** Whether the source's pictures may be handed on as they are: the rest is seen after remuxing. */
export function mayRemux(probe: Probe, top: Rung): boolean {
  return (
    probe.video.codec === "h264" &&
    /^yuvj?420p$/.test(probe.video.pixelFormat) &&
    /^(Constrained Baseline|Baseline|Main|High)$/.test(probe.video.profile) &&
    !probe.rotated &&
    !probe.interlaced &&
    probe.squarePixels &&
    probe.hdr === null &&
    probe.fps >= 10 &&
    probe.fps <= 61 &&
    Math.abs(probe.firstPicture) < 0.05 &&
    probe.width === top.width &&
    probe.height === top.height
  );
}

/**
 * Pictures a second of what we make. Above 31 half of them go: twice the bits would show little in a
 * short clip. A clip with an uneven clock has no rate of its own, and gets the next whole one.
 */
export function steadyRate(probe: Probe): number {
  const rate = probe.fps > 61 || !(probe.fps >= 1) ? 30 : probe.fps;
  const halved = rate > 31 ? rate / 2 : rate;
  for (const exact of [24000 / 1001, 30000 / 1001])
    if (Math.abs(halved - exact) < 0.01) return exact;
  return Math.min(30, Math.ceil(halved - 0.15));
}

function scale(probe: Probe, size: { width: number; height: number }): string {
  return `${resize(size)},setsar=1${toneMapping(probe)},format=yuv420p`;
}

/** Filters that bring HDR pictures to what ordinary screens show; nothing for others. Begins with a comma. */
export function toneMapping(probe: Probe): string {
  return probe.hdr
    ? `,zscale=tin=${probe.hdr}:min=2020_ncl:pin=2020:t=linear:npl=100,format=gbrpf32le,zscale=p=709,tonemap=hable:desat=0,zscale=t=709:m=709:r=limited`
    : "";
}

function resize(size: { width: number; height: number }): string {
  return `scale=w=${size.width}:h=${size.height}:flags=bicubic`;
}

/** ffmpeg keeps time in fractions: 30000/1001 and not 29.97. */
export function fraction(rate: number): { num: number; den: number } {
  return Number.isInteger(rate)
    ? { num: rate, den: 1 }
    : { num: Math.round(rate * 1001), den: 1001 };
}

function rational(rate: number): string {
  const { num, den } = fraction(rate);
  return den === 1 ? String(num) : `${num}/${den}`;
}

export const KEY_FRAMES = `expr:gte(t,if(gte(n_forced,1),${FIRST_SEGMENT}+(n_forced-1)*${SEGMENT},0))`;
const COLOUR = ["-pix_fmt", "yuv420p"];
const FRAGMENTED = ["-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4"];
