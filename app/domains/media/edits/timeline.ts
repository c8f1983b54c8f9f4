import type { EditDocument, EditPart, EntryKind } from "./document.ts";

/**
 * From a time in the finished clip to a picture of a source. Counted in pictures, because that is what
 * can be exact: every source is first brought to a steady rate, and the finished clip has the rate of
 * the clip being edited. The renderer's filters are made from the same numbers.
 */

/** Pictures a second as a fraction: 30000/1001 and not 29.97. */
export interface Rate {
  num: number;
  den: number;
}

export interface PlacedPart {
  part: EditPart;
  /** Pictures of the source: the first one, and how many. */
  sourceFirst: number;
  sourceCount: number;
  /** Pictures of the finished clip: the first one, and how many, those shared with neighbours included. */
  first: number;
  count: number;
  /** How many of them it shares with the part before, and in what way. */
  shared: number;
  kind: EntryKind;
  /** Pictures that come out of black at the beginning, and go into black at the end. */
  fromBlack: number;
  intoBlack: number;
}

export interface Timeline {
  rate: Rate;
  /** Pictures of the finished clip. */
  count: number;
  parts: PlacedPart[];
}

/** One picture of a source that takes part in a picture of the finished clip. */
export interface ShownPicture {
  placed: PlacedPart;
  sourceFrame: number;
  /** 0…1: how far the part has come in. The first of two is always whole. */
  share: number;
  /** 0…1: how much of it is left by fading through black. */
  light: number;
}

export function frameAt(milliseconds: number, rate: Rate): number {
  return Math.round((milliseconds * rate.num) / rate.den / 1000);
}

/** Milliseconds at which a picture begins. */
export function timeOf(frame: number, rate: Rate): number {
  return (frame * rate.den * 1000) / rate.num;
}

export function planTimeline(document: EditDocument, rate: Rate): Timeline {
  const parts: PlacedPart[] = [];
  let end = 0;
  for (const part of document.parts) {
    const sourceFirst = frameAt(part.from, rate);
    const sourceCount = Math.max(1, frameAt(part.to, rate) - sourceFirst);
    const count = Math.max(1, Math.round(sourceCount / part.speed));
    const before = parts.at(-1);
    const wanted = before ? frameAt(part.entry.duration, rate) : 0;
    // A part gives at most half of itself to each neighbour, so that its own middle is always seen.
    const room = before ? Math.min(Math.floor(before.count / 2), Math.floor(count / 2)) : 0;
    const length = part.entry.kind === "cut" ? 0 : Math.min(wanted, room);
    const black = part.entry.kind === "black" ? Math.ceil(length / 2) : 0;
    const shared = part.entry.kind === "black" ? 0 : length;
    if (before) before.intoBlack = black;
    const first = end - shared;
    parts.push({
      ...{ part, sourceFirst, sourceCount, first, count, shared, fromBlack: black, intoBlack: 0 },
      kind: length === 0 ? "cut" : part.entry.kind,
    });
    end = first + count;
  }
  return { rate, count: end, parts };
}

/** Which picture of the source a part shows as its n-th. */
export function sourceFrameOf(placed: PlacedPart, index: number): number {
  const { part, sourceFirst, sourceCount } = placed;
  // The least bit more keeps 3 × (1 / 3) from falling below 1.
  const step = Math.min(sourceCount - 1, Math.floor(index * part.speed + 1e-9));
  return part.reversed ? sourceFirst + sourceCount - 1 - step : sourceFirst + step;
}

/** What is seen at a picture of the finished clip: one picture, or two where one part follows another. */
export function picturesAt(timeline: Timeline, frame: number): ShownPicture[] {
  const shown: ShownPicture[] = [];
  for (const placed of timeline.parts) {
    const index = frame - placed.first;
    if (index < 0 || index >= placed.count) continue;
    const left = placed.count - index;
    shown.push({
      placed,
      sourceFrame: sourceFrameOf(placed, index),
      share: index < placed.shared ? entryShare(index, placed.shared) : 1,
      light:
        (index < placed.fromBlack ? index / placed.fromBlack : 1) *
        (left <= placed.intoBlack ? (left - 1) / placed.intoBlack : 1),
    });
  }
  return shown;
}

/** How far a part has come in at its n-th shared picture: never wholly out, never wholly in. */
export function entryShare(index: number, shared: number): number {
  return (index + 1) / (shared + 1);
}

/** Light of a fade over the whole clip, 0…1, at a picture. */
export function fadeLight(document: EditDocument, timeline: Timeline, frame: number): number {
  const { rate, count } = timeline;
  const into = Math.min(count - 1, frameAt(document.fade.pictureIn, rate));
  const out = Math.min(count - 1, frameAt(document.fade.pictureOut, rate));
  const rising = frame < into ? frame / into : 1;
  const falling = frame >= count - out ? (count - 1 - frame) / out : 1;
  return rising * falling;
}

/** From and to (exclusive) in pictures of the finished clip. */
export function framesBetween(
  range: { from: number | null; to: number | null },
  timeline: Timeline,
): { first: number; end: number } {
  const first = range.from === null ? 0 : frameAt(range.from, timeline.rate);
  const end = range.to === null ? timeline.count : frameAt(range.to, timeline.rate);
  return { first: Math.max(0, first), end: Math.min(timeline.count, end) };
}

/** Milliseconds of the finished clip. */
export function lengthOf(timeline: Timeline): number {
  return timeOf(timeline.count, timeline.rate);
}

/**
 * Where a stretch of a source is found in the finished clip: nowhere, or several times where parts repeat
 * it. Stretches that touch are one. Milliseconds, in order.
 */
export function whereIs(
  timeline: Timeline,
  source: string,
  range: { from: number; to: number },
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { part, first, count } of timeline.parts) {
    const from = Math.max(range.from, part.from);
    const to = Math.min(range.to, part.to);
    if (part.source !== source || to <= from) continue;
    const begins = timeOf(first, timeline.rate);
    const ends = timeOf(first + count, timeline.rate);
    const start = part.reversed ? part.to - to : from - part.from;
    const stop = part.reversed ? part.to - from : to - part.from;
    const at = {
      from: Math.round(Math.min(ends, begins + start / part.speed)),
      to: Math.round(Math.min(ends, begins + stop / part.speed)),
    };
    const last = found.at(-1);
    if (last && at.from - last.to <= 1 && at.from >= last.from) last.to = Math.max(last.to, at.to);
    else if (at.to > at.from) found.push(at);
  }
  return found;
}
