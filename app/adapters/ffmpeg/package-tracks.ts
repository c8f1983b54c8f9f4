import { open } from "node:fs/promises";
import type { CmafTrack } from "../../contract/feed.ts";
import type { BlobStore, MediaFault } from "../../domains/media/ports.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { boxesIn, findBox } from "./boxes.ts";
import { averageBandwidth, type FragmentedTrack, peakBandwidth } from "./fragments.ts";
import { mediaPlaylist } from "./playlists.ts";

/** A track whose files are in the blob store. */
export interface PackagedTrack {
  /** Name of its folder under the attempt's prefix. */
  name: string;
  track: CmafTrack;
  averageBandwidth: number;
  seconds: number;
}

/** Blobs written at the same time: enough to hide a store's latency. */
const AT_ONCE = 6;

/**
 * Cuts a fragmented file into an init segment and media segments, moves its first picture to time 0
 * where the encoder's reordering delayed it, and writes them with a media playlist under `prefix`.
 */
export async function packageTrack(
  blobs: BlobStore,
  prefix: string,
  name: string,
  source: FragmentedTrack,
  signal: AbortSignal,
): Promise<Result<PackagedTrack, MediaFault>> {
  const handle = await open(source.file, "r");
  const slice = async (start: number, end: number) => {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(end - start),
      0,
      end - start,
      start,
    );
    if (bytesRead !== end - start) throw new Error(`${source.file} is shorter than it was`);
    return buffer;
  };
  const shift = Math.round(source.start * source.timescale);
  let refused: MediaFault | null = null;
  const put = async (file: string, bytes: Uint8Array, contentType: string) => {
    signal.throwIfAborted();
    const put = await blobs.put(`${prefix}${name}/${file}`, bytes, { contentType });
    if (!put.ok) refused = put.fault;
  };
  try {
    await put("init.mp4", await slice(source.init.start, source.init.end), "video/mp4");
    const queue = source.segments.entries();
    const worker = async () => {
      for (const [index, segment] of queue) {
        if (refused) return;
        const bytes = await slice(segment.start, segment.end);
        if (shift !== 0) shiftPresentation(bytes, shift);
        await put(`${index}.m4s`, bytes, "video/iso.segment");
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const segments = source.segments.map(({ seconds }, index): [string, number] => [
      `${name}/${index}.m4s`,
      round(seconds),
    ]);
    const playlist = mediaPlaylist(
      "init.mp4",
      segments.map(([file, seconds]) => [file.slice(name.length + 1), seconds]),
    );
    await put("index.m3u8", Buffer.from(playlist), "application/vnd.apple.mpegurl");
    if (refused) return { ok: false, fault: refused };
    return ok({
      name,
      track: {
        codec: source.codec,
        bandwidth: peakBandwidth(source.segments),
        init: `${name}/init.mp4`,
        segments,
      },
      averageBandwidth: averageBandwidth(source.segments),
      seconds: segments.reduce((sum, [, seconds]) => sum + seconds, 0),
    });
  } finally {
    await handle.close();
  }
}

/**
 * Takes `units` off every sample's presentation time, by composition offsets alone (trun version 1 has
 * signed ones): decode times stay at zero and above, as they must.
 */
export function shiftPresentation(segment: Buffer, units: number): void {
  const traf = findBox(segment, ["moof", "traf"]);
  if (!traf) throw new Error("A segment without traf");
  for (const trun of boxesIn(segment, traf.body, traf.end)) {
    if (trun.type !== "trun") continue;
    const flags = segment.readUInt32BE(trun.body) & 0xffffff;
    // Without offsets of its own, decode time is presentation time, and the track began at 0.
    if (!(flags & 0x800)) continue;
    const version = segment[trun.body];
    const stride = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
    const count = segment.readUInt32BE(trun.body + 4);
    let at = trun.body + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0) + stride - 4;
    for (let i = 0; i < count; i++, at += stride) {
      const offset = version === 0 ? segment.readUInt32BE(at) : segment.readInt32BE(at);
      segment.writeInt32BE(offset - units, at);
    }
    segment[trun.body] = 1;
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
