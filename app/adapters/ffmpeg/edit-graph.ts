import type { Rate } from "../../domains/media/index.ts";
import type { Probe } from "./probe.ts";

/** What the picture's and the sound's filter graphs have in common. */

/** A source of an edit, as a file that can be read at any place. */
export interface EditInput {
  file: string;
  probe: Probe;
}

/** Inputs and filters of one ffmpeg run, as they come together. */
export class Graph {
  readonly inputs: string[] = [];
  readonly filters: string[] = [];
  private count = 0;
  private labels = 0;

  /** Takes the arguments of one input, `-i` included; answers its number. */
  input(args: string[]): number {
    this.inputs.push(...args);
    return this.count++;
  }

  /** `from`: labels or streams, without brackets. Answers the new label. */
  chain(from: string[], filters: string): string {
    const [label] = this.split(from, filters, 1);
    return label!;
  }

  /** A chain with several ends. */
  split(from: string[], filters: string, ends: number): string[] {
    const labels = Array.from({ length: ends }, () => `x${this.labels++}`);
    this.filters.push(`${from.map(bracket).join("")}${filters}${labels.map(bracket).join("")}`);
    return labels;
  }
}

function bracket(name: string): string {
  return `[${name}]`;
}

export function rateText({ num, den }: Rate): string {
  return den === 1 ? String(num) : `${num}/${den}`;
}

/** Numbers the pictures anew at the rate: what comes before may round times, this cannot. */
export function renumber(rate: Rate): string {
  return `setpts=floor(N*${rate.den}/${rate.num}/TB+0.5)`;
}

/** Pictures of a source at a steady rate from time 0, as every stage sees them. */
export function steady(probe: Probe, rate: Rate): string {
  return `${probe.interlaced ? "yadif," : ""}fps=fps=${rateText(rate)}:start_time=0`;
}

/**
 * A picture before `frame`, at least a second early, whose time is a whole number of microseconds: seeking
 * there shifts times by exactly so many pictures, and none of them rounds to a neighbour.
 */
export function seekBefore(frame: number, rate: Rate): number {
  const early = frame - Math.ceil(rate.num / rate.den);
  const exact = (frames: number) => (frames * rate.den * 1e6) % rate.num === 0;
  const step = exact(1) ? 1 : exact(3) ? 3 : rate.num;
  return Math.max(0, Math.floor(early / step) * step);
}

export function seconds(frames: number, rate: Rate): number {
  return (frames * rate.den) / rate.num;
}

/** Colours as every screen expects them, whatever the source says or leaves out. */
export function toBt709(probe: Probe): string {
  // What browsers assume of a file that says nothing.
  const guess = Math.min(probe.width, probe.height) >= 720 ? "bt709" : "bt601";
  const matrix = probe.matrix ?? guess;
  return `in_color_matrix=${matrix}:out_color_matrix=bt709:out_range=tv`;
}

export const TAGS_709 = [
  ...["-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709"],
  ...["-color_trc", "bt709", "-color_range", "tv"],
];
