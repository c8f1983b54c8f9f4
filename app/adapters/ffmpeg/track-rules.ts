import { averageBandwidth, type FragmentedTrack, peakBandwidth } from "./fragments.ts";
import type { Rung } from "./ladder.ts";
import type { Probe } from "./probe.ts";

/** A source is handed on as the top rung up to so many times that rung's own peak rate. */
const REMUX_RATE = 1.6;
const REMUX_SEGMENT = 5;
/** For the minute until the rungs are there, also what is too heavy to stay. */
const STOPGAP_SEGMENT = 10;
const STOPGAP_RATE = 40_000_000;
/** A file of which less than this share can be read was cut short. */
const READABLE = 0.9;

/** What the source's own pictures, cut at its key frames, may be used for. */
export type SourceUse = "rung" | "stopgap" | "unfit";

export function judgeSource(track: FragmentedTrack, found: Probe, top: Rung): SourceUse {
  if (!isWhole(lengthOf(track), found)) return "unfit";
  const longest = Math.max(...track.segments.map(({ seconds }) => seconds));
  const average = averageBandwidth(track.segments);
  const limit = top.maxRate * 1000 * REMUX_RATE;
  if (longest <= REMUX_SEGMENT && average <= limit && peakBandwidth(track.segments) <= 2 * limit)
    return "rung";
  return longest <= STOPGAP_SEGMENT && average <= STOPGAP_RATE ? "stopgap" : "unfit";
}

/** Whether so much of a file can be read that it is not cut short. */
export function isWhole(seconds: number, found: Probe): boolean {
  return found.counted || seconds >= found.duration * READABLE - 0.5;
}

/** Without the segments that begin at or after that second, but always with the first. */
export function endingAt(track: FragmentedTrack, seconds: number): FragmentedTrack {
  let at = 0;
  const segments = track.segments.filter((segment, index) => {
    const begins = at;
    at += segment.seconds;
    return index === 0 || begins < seconds - 0.05;
  });
  return { ...track, segments };
}

/** Seconds. */
export function lengthOf(track: FragmentedTrack): number {
  return track.segments.reduce((sum, { seconds }) => sum + seconds, 0);
}
