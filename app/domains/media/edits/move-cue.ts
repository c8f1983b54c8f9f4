import type { Cue } from "./captions.ts";

/** What of a line is moved: an end, or the line as it is. */
export type CueGrip = "from" | "to" | "line";

/** The shortest time a line can stand, milliseconds. */
export const SHORTEST_CUE = 200;

/**
 * Moves a line, or an end of it, to a time: `time` is that of the end, or of the line's beginning. Lines
 * never come to stand over each other, and last at least SHORTEST_CUE; lines that do so already may stay,
 * but come no nearer. `near`: what is within `reach` of one of these times sticks to it. Milliseconds of the
 * original, which lasts `length`. Answers the line as it then stands.
 */
export function moveCue(
  cues: readonly Cue[],
  index: number,
  grip: CueGrip,
  time: number,
  { length, near = [], reach = 0 }: { length: number; near?: readonly number[]; reach?: number },
): Cue {
  const cue = cues[index]!;
  const others = cues.filter((_, at) => at !== index);
  const before = others.filter((other) => isBefore(other, cue));
  const after = others.filter((other) => !isBefore(other, cue));
  const floor = Math.min(cue.from, Math.max(0, ...before.map(({ to }) => to)));
  const ceiling = Math.max(cue.to, Math.min(length, ...after.map(({ from }) => from)));
  const lasts = cue.to - cue.from;

  const stuck = (at: number) => {
    const found = near.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
    return found !== undefined && Math.abs(found - at) <= reach ? found : null;
  };
  const within = (at: number, low: number, high: number) =>
    Math.round(Math.max(low, Math.min(high, at)));
  if (grip === "from") {
    const from = within(stuck(time) ?? time, floor, Math.max(floor, cue.to - SHORTEST_CUE));
    return { ...cue, from };
  }
  if (grip === "to") {
    const to = within(stuck(time) ?? time, Math.min(ceiling, cue.from + SHORTEST_CUE), ceiling);
    return { ...cue, to };
  }
  // Either end of the line may stick, the first one before the last.
  const end = stuck(time + lasts);
  const start = stuck(time) ?? (end === null ? time : end - lasts);
  const from = within(start, floor, Math.max(floor, ceiling - lasts));
  return { ...cue, from, to: from + lasts };
}

function isBefore(other: Cue, cue: Cue): boolean {
  return other.from < cue.from || (other.from === cue.from && other.to < cue.to);
}
