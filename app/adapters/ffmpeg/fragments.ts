import { type FileHandle, open } from "node:fs/promises";
import { boxHeader, type InitTrack, readFragment, readInit } from "./boxes.ts";

/** One track as ffmpeg wrote it: a fragmented MP4 file, and where its parts are. */
export interface FragmentedTrack extends InitTrack {
  file: string;
  /** Bytes of `ftyp` and `moov`. */
  init: { start: number; end: number };
  segments: Segment[];
  /** Seconds at which the first sample is shown. */
  start: number;
}

/** `moof` and `mdat`: one media segment. */
export interface Segment {
  start: number;
  end: number;
  seconds: number;
}

/**
 * Finds the init segment and the fragments of a file. Reads only headers and `moof` boxes, so memory
 * does not grow with the file. Null when the file holds no fragment.
 */
export async function readFragmented(file: string): Promise<FragmentedTrack | null> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    let initStart = 0;
    let track: InitTrack | null = null;
    let initEnd = 0;
    let start = 0;
    const segments: Segment[] = [];
    let pending: { start: number; seconds: number } | null = null;
    for (let at = 0; at + 8 <= size; ) {
      const header = boxHeader(await read(handle, at, Math.min(16, size - at)));
      const end = header.size === 0 ? size : at + header.size;
      if (end <= at || end > size) break;
      if (header.type === "ftyp") initStart = at;
      if (header.type === "moov") {
        initEnd = end;
        track = readInit(await read(handle, initStart, end - initStart));
      }
      if (header.type === "moof" && track) {
        const timing = readFragment(await read(handle, at, end - at), track);
        if (segments.length === 0) start = timing.presentationTime / track.timescale;
        pending = { start: at, seconds: timing.duration / track.timescale };
      }
      if (header.type === "mdat" && pending) {
        segments.push({ start: pending.start, end, seconds: pending.seconds });
        pending = null;
      }
      at = end;
    }
    if (!track || segments.length === 0) return null;
    return { ...track, file, init: { start: initStart, end: initEnd }, segments, start };
  } finally {
    await handle.close();
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Peak bits a second over the segments, as HLS defines BANDWIDTH (RFC 8216, 4.3.4.2). */
export function peakBandwidth(segments: Segment[]): number {
  let peak = 0;
  for (const segment of segments)
    if (segment.seconds > 0)
      peak = Math.max(peak, ((segment.end - segment.start) * 8) / segment.seconds);
  return Math.ceil(peak);
}

export function averageBandwidth(segments: Segment[]): number {
  let bytes = 0;
  let seconds = 0;
  for (const segment of segments) {
    bytes += segment.end - segment.start;
    seconds += segment.seconds;
  }
  return seconds > 0 ? Math.ceil((bytes * 8) / seconds) : 0;
}
