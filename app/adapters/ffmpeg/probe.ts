import type { MediaFault } from "../../domains/media/ports.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { faultOf } from "./faults.ts";
import { inputArgs, MAX_PIXELS } from "./input.ts";
import type { Ffmpeg } from "./locate.ts";
import { type RunEnd, runFfmpeg } from "./run.ts";

/** What a file is, by its header and its first picture. */
export interface Probe {
  /** Pixels as shown: rotation and pixel shape applied. */
  width: number;
  height: number;
  /** Seconds; by header, or counted where the header says nothing or too much. */
  duration: number;
  /** Whether `duration` was counted: then it is what can be read. */
  counted: boolean;
  fps: number;
  video: { index: number; codec: string; profile: string; pixelFormat: string };
  /** Seconds at which the first picture is shown. */
  firstPicture: number;
  rotated: boolean;
  squarePixels: boolean;
  interlaced: boolean;
  /** ffmpeg's name of the transfer curve when the pictures are HDR. */
  hdr: "smpte2084" | "arib-std-b67" | null;
  /** ffmpeg's name of the colour matrix, or null when the file does not say. */
  matrix: "bt709" | "bt601" | "bt2020" | null;
  /** Whether a place in it is found exactly: true of formats that carry an index. */
  seekable: boolean;
  /** Index of the sound to use. */
  audio: number | null;
}

export interface ProbeLimits {
  maxDurationSeconds: number;
  memoryBytes: number;
}

/**
 * Reads the header as ffmpeg words it and decodes one picture: nothing else says whether a file is
 * what it claims. ffprobe is not asked, because the npm build comes without it.
 */
export async function probe(
  ffmpeg: Ffmpeg,
  file: string,
  limits: ProbeLimits,
  signal: AbortSignal,
): Promise<Result<Probe, MediaFault>> {
  const seconds = 60;
  const end = await runFfmpeg(ffmpeg, {
    args: [
      ...inputArgs(file),
      ...["-map", "0:V:0", "-frames:v", "1", "-vf", "showinfo", "-an", "-f", "null", "-"],
    ],
    seconds,
    memoryBytes: limits.memoryBytes,
    signal,
  });
  const found = readWords(end);
  if ("kind" in found) {
    const fault = end.ok ? found : faultOf(end, { seconds });
    return { ok: false, fault: fault.kind === "file-damaged" ? found : fault };
  }
  const duration = found.duration;
  if (duration !== null && duration > 0 && duration <= limits.maxDurationSeconds)
    return ok({ ...found, duration, counted: false });

  const counted = await countSeconds(ffmpeg, file, found.video.index, limits, signal);
  if (counted > limits.maxDurationSeconds)
    return fault("video-too-long", {
      duration: Math.round(Math.max(counted, duration ?? 0)),
      limit: limits.maxDurationSeconds,
    });
  if (counted <= 0) return fault("file-damaged");
  return ok({ ...found, duration: counted, counted: true });
}

/** Reads packets without decoding, until there are no more or too many. */
async function countSeconds(
  ffmpeg: Ffmpeg,
  file: string,
  stream: number,
  limits: ProbeLimits,
  signal: AbortSignal,
): Promise<number> {
  const end = await runFfmpeg(ffmpeg, {
    args: [
      ...inputArgs(file),
      // As an option of the output: as one of the input, old versions copy nothing of some files.
      ...["-map", `0:${stream}`, "-c", "copy", "-t", `${limits.maxDurationSeconds + 2}`],
      ...["-f", "null", "-"],
    ],
    seconds: 120,
    memoryBytes: limits.memoryBytes,
    signal,
  });
  return end.written;
}

type Found = Omit<Probe, "duration" | "counted"> & { duration: number | null };

function readWords({ words }: RunEnd): Found | MediaFault {
  // Only what stands before "Output" is of the input; a later showinfo line is of the picture.
  const header = words.split(/^Output #/m)[0]!;
  const streams = readStreams(header);
  const pictures = streams.filter((each) => each.kind === "Video" && !each.cover);
  if (/exceeds specified max pixel count/.test(words)) {
    const size = /(\d{2,6})x(\d{2,6})/.exec(pictures[0]?.text ?? words);
    return {
      kind: "video-too-large-picture",
      params: { width: Number(size?.[1] ?? 0), height: Number(size?.[2] ?? 0), limit: MAX_PIXELS },
    };
  }
  if (!/^Input #0/m.test(header))
    return {
      kind: /moov atom not found|EBML header parsing failed|Truncated/i.test(header)
        ? "file-damaged"
        : "file-not-video",
    };
  const video = pictures[0];
  if (!video) return { kind: "video-has-no-picture" };
  const shown =
    /\bn:\s*0 .*?pts_time:\s*(-?[\d.]+|NOPTS)?.*?\bfmt:(\S+) .*?\bsar:(\d+)\/(\d+) s:(\d+)x(\d+) i:(\S)/.exec(
      words,
    );
  if (!shown)
    return {
      kind:
        /(^|\D)0x0(\D|$)/.test(video.text) || !/\d{1,6}x\d{1,6}/.test(video.text)
          ? "video-has-no-picture"
          : "file-damaged",
    };

  const fields = splitFields(video.text);
  const [codec = "", profile = ""] =
    /^(\S+)(?: \(([^)]+)\))?/.exec(fields[0] ?? "")?.slice(1) ?? [];
  const sar = ratio(Number(shown[3]), Number(shown[4]));
  const width = Number(shown[5]);
  const height = Number(shown[6]);
  const transfer = /smpte2084|arib-std-b67/.exec(fields[1] ?? "")?.[0] as Found["hdr"] | undefined;
  const duration = /Duration: (\d+):(\d+):([\d.]+)/.exec(header);
  return {
    width: sar >= 1 ? Math.round(width * sar) : width,
    height: sar < 1 ? Math.round(height / sar) : height,
    duration: duration
      ? Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])
      : null,
    fps: Number(
      /, ([\d.]+) fps/.exec(video.text)?.[1] ?? /, ([\d.]+) tbr/.exec(video.text)?.[1] ?? 0,
    ),
    video: { index: video.index, codec, profile, pixelFormat: shown[2]! },
    firstPicture: Number(shown[1] ?? 0) || 0,
    rotated: /rotate\s*:\s*-?(90|180|270)|rotation of -?(90|180|270)/.test(header),
    squarePixels: Math.abs(sar - 1) < 0.001,
    interlaced: /top first|bottom first|top coded|bottom coded/.test(fields[1] ?? ""),
    hdr: transfer ?? null,
    matrix: matrixOf(fields[1] ?? ""),
    seekable: /^Input #0, (mov,mp4|matroska)/m.test(header),
    audio: pickAudio(streams),
  };
}

/** `yuv420p(tv, bt709)` where all three agree, else `yuv420p(tv, <matrix>/<primaries>/<transfer>)`. */
function matrixOf(text: string): Probe["matrix"] {
  const [, name = ""] = /(bt709|smpte170m|bt470bg|bt2020nc|bt2020c)\b/.exec(text) ?? [];
  if (name === "bt709") return "bt709";
  if (name.startsWith("bt2020")) return "bt2020";
  return name ? "bt601" : null;
}

interface StreamWords {
  index: number;
  kind: string;
  text: string;
  cover: boolean;
  isDefault: boolean;
}

/** `Stream #0:1[0x2](und): Audio: aac (LC) …, 44100 Hz, stereo, fltp, 128 kb/s (default)` */
function readStreams(header: string): StreamWords[] {
  return [
    ...header.matchAll(/^\s*Stream #0:(\d+)(?:\[[^\]]*\])?(?:\([^)]*\))?: (\w+): (.*)$/gm),
  ].map(([, index, kind, text]) => ({
    index: Number(index),
    kind: kind!,
    text: text!,
    cover: text!.includes("(attached pic)"),
    isDefault: text!.includes("(default)"),
  }));
}

/** The track marked as default, else the first, of those that can be decoded. */
function pickAudio(streams: StreamWords[]): number | null {
  const tracks = streams.filter(
    ({ kind, text }) =>
      kind === "Audio" && !/^(none|unknown)\b/.test(text) && !/\b0 (channels|Hz)\b/.test(text),
  );
  return (tracks.find((track) => track.isDefault) ?? tracks[0])?.index ?? null;
}

/** Splits at commas that stand outside brackets. */
function splitFields(text: string): string[] {
  return text.split(/,\s*(?![^()[\]]*[)\]])/);
}

/** Pixel shape; 0 to 1 and 1 to 0 mean that nothing is known. */
function ratio(across: number, down: number): number {
  const value = across / down;
  return Number.isFinite(value) && value > 0.1 && value < 10 ? value : 1;
}

function fault(
  kind: MediaFault["kind"],
  params?: MediaFault["params"],
): { ok: false; fault: MediaFault } {
  return { ok: false, fault: params ? { kind, params } : { kind } };
}
