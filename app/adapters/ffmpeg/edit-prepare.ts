import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PreparedSource } from "../../domains/media/edits/ports.ts";
import { rateText, steady, TAGS_709, toBt709 } from "./edit-graph.ts";
import type { EditRun } from "./edit-run.ts";
import { inputArgs } from "./input.ts";
import { fitInside } from "./ladder.ts";
import { probe } from "./probe.ts";
import { need, Refused } from "./refused.ts";
import { fraction, steadyRate, toneMapping } from "./stages.ts";

const PROXY_SIDE = 480;
const STRIP_HEIGHT = 96;
const STRIP_PICTURES = 40;
const PEAK_HERTZ = 8_000;
const PEAKS_A_SECOND = 20;

/**
 * A light copy at the clip's steady rate whose pictures are found fast, small pictures for the timeline,
 * and the loudest of each stretch of sound, all from one reading of the original.
 */
export async function prepareFile(
  run: EditRun,
  file: string,
  prefix: string,
): Promise<PreparedSource> {
  const { ffmpeg, limits, signal, folder } = run;
  const found = need(await probe(ffmpeg, file, limits, signal));
  if (found.hdr && !ffmpeg.hasToneMapping) found.hdr = null;
  const rate = fraction(steadyRate(found));
  const size = fitInside(found.width, found.height, PROXY_SIDE);
  const every = Math.max(1, Math.ceil((found.duration * rate.num) / rate.den / STRIP_PICTURES));
  const tile = {
    height: STRIP_HEIGHT,
    width: 2 * Math.round((STRIP_HEIGHT * found.width) / found.height / 2),
  };
  const at = { proxy: join(folder, "proxy.mp4"), strip: join(folder, "strip.jpg") };
  const pcm = join(folder, "sound.pcm");
  const end = await run.ffmpegOver(found.duration, {
    args: [
      ...inputArgs(file, Math.min(found.duration + 1, limits.maxDurationSeconds + 1)),
      "-filter_complex",
      [
        `[0:${found.video.index}]${steady(found, rate)},scale=w=${size.width}:h=${size.height}:flags=bicubic:${toBt709(found)},setsar=1${toneMapping(found)},format=yuv420p,split=2[proxy][small]`,
        `[small]select='not(mod(n,${every}))',scale=w=${tile.width}:h=${tile.height},tile=${STRIP_PICTURES}x1[strip]`,
      ].join(";"),
      ...["-map", "[proxy]", "-r", rateText(rate), "-c:v", "libx264", "-preset", "veryfast"],
      // A key picture every few: whoever drags along the timeline waits for no more than those.
      ...["-crf", "22", "-g", "6", "-bf", "0", ...TAGS_709],
      ...(found.audio === null
        ? []
        : ["-map", `0:${found.audio}`, "-af", "aresample=48000:async=1000:first_pts=0"]),
      ...["-c:a", "aac", "-ac", "2", "-b:a", "128k", "-movflags", "+faststart", "-f", "mp4"],
      at.proxy,
      ...["-map", "[strip]", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "5"],
      ...["-f", "image2", "-update", "1", at.strip],
      ...(found.audio === null
        ? []
        : [
            ...["-map", `0:${found.audio}`, "-af", "aresample=8000:async=1000:first_pts=0"],
            ...["-ac", "1", "-c:a", "pcm_s16le", "-f", "s16le", pcm],
          ]),
    ],
    onShare: (share) => run.tell(share * 0.95),
  });
  if (end.frames === 0) throw new Refused({ kind: "file-damaged" });
  await run.put(
    `${prefix}proxy.mp4`,
    createReadStream(at.proxy),
    "video/mp4",
    (await stat(at.proxy)).size,
  );
  await run.put(`${prefix}strip.jpg`, await readFile(at.strip), "image/jpeg");
  return {
    ...{ size: { width: found.width, height: found.height }, rate, frames: end.frames },
    ...{ hasAudio: found.audio !== null, proxyKey: `${prefix}proxy.mp4` },
    strip: {
      ...{ key: `${prefix}strip.jpg`, ...tile },
      count: Math.min(STRIP_PICTURES, Math.ceil(end.frames / every)),
    },
    peaks: found.audio === null ? [] : peaksOf(await readFile(pcm)),
  };
}

/** From 16-bit mono to the loudest of each stretch, 0…100. */
function peaksOf(pcm: Buffer): number[] {
  const stretch = PEAK_HERTZ / PEAKS_A_SECOND;
  const total = Math.floor(pcm.length / 2);
  const peaks: number[] = [];
  for (let from = 0; from < total; from += stretch) {
    let loudest = 0;
    for (let at = from; at < Math.min(total, from + stretch); at++)
      loudest = Math.max(loudest, Math.abs(pcm.readInt16LE(at * 2)));
    peaks.push(Math.round((loudest / 32_768) * 100));
  }
  return peaks;
}
