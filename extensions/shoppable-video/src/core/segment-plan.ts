import type { CmafTrack } from "../../../../app/contract/feed.ts";

/** Ranges in seconds, as TimeRanges reports them. */
export type Ranges = readonly (readonly [start: number, end: number])[];

/** Encoders leave gaps of a frame or two between segments and before the first. */
export const GAP = 0.35;

/** Seconds at which each segment starts, and one more: where the last ends. */
export function segmentStarts(track: CmafTrack): number[] {
  const starts = [0];
  let at = 0;
  for (const [, seconds] of track.segments) {
    at += seconds;
    starts.push(at);
  }
  return starts;
}

/** Where the buffered run that holds `time` ends; `time` itself when nothing is buffered there. */
export function bufferedUntil(ranges: Ranges, time: number): number {
  let until = time;
  for (const [start, end] of ranges) if (start <= until + GAP && end > until) until = end;
  return until;
}

/** Start of the next buffered run when `time` stands in a gap small enough to step over. */
export function gapEnd(ranges: Ranges, time: number): number | null {
  for (const [start] of ranges) if (start > time && start - time <= GAP * 2) return start;
  return null;
}

/**
 * The segment to fetch next so that playing on from `time` never stops; null when all is there.
 * `spent` are those that gave all they have, though less than was declared.
 */
export function wantedSegment(
  starts: readonly number[],
  ranges: Ranges,
  time: number,
  spent: ReadonlySet<number> = new Set(),
): number | null {
  const from = bufferedUntil(ranges, time) + GAP / 2;
  for (let index = 0; index < starts.length - 1; index++)
    if (endOf(starts, index) > from && !spent.has(index)) return index;
  return null;
}

/** True when anything of the segment is in the buffer. */
export function holdsSome(starts: readonly number[], ranges: Ranges, index: number): boolean {
  const start = starts[index] ?? 0;
  return ranges.some(([from, to]) => to > start + GAP / 2 && from < endOf(starts, index) - GAP / 2);
}

function endOf(starts: readonly number[], index: number): number {
  return starts[index + 1] ?? 0;
}
