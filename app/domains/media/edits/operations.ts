import { type EditDocument, type EditPart, LIMITS, newPart } from "./document.ts";
import { planTimeline, type Rate, sourceFrameOf, type Timeline, timeOf } from "./timeline.ts";

/** Deeds on a document. Each answers a new one, or the same one where it would change nothing. */

/** Sets from where to where a part is taken; it keeps at least the shortest length and stays in its source. */
export function trimPart(
  document: EditDocument,
  id: string,
  range: { from: number; to: number },
  sourceLength: number,
): EditDocument {
  const from = clamp(Math.round(range.from), 0, Math.max(0, sourceLength - LIMITS.shortestPart));
  const to = clamp(Math.round(range.to), from + LIMITS.shortestPart, Math.round(sourceLength));
  return changePart(document, id, { from, to });
}

export function changePart(
  document: EditDocument,
  id: string,
  change: Partial<Omit<EditPart, "id">>,
): EditDocument {
  return {
    ...document,
    parts: document.parts.map((part) => (part.id === id ? { ...part, ...change } : part)),
  };
}

/** Divides the part that is seen at that time of the finished clip. Nothing where a half would be too short. */
export function splitAt(document: EditDocument, rate: Rate, milliseconds: number): EditDocument {
  const timeline = planTimeline(document, rate);
  const found = partAt(timeline, milliseconds);
  if (!found) return document;
  const { part } = found.placed;
  const at = Math.round(found.sourceTime);
  if (at - part.from < LIMITS.shortestPart || part.to - at < LIMITS.shortestPart) return document;
  const cut = { kind: "cut", duration: 0 } as const;
  const early: EditPart = { ...part, to: at };
  const late: EditPart = { ...part, from: at };
  const [first, second] = part.reversed ? [late, early] : [early, late];
  const halves = [
    { ...first, entry: part.entry },
    { ...second, id: freshId(document), entry: cut },
  ];
  return {
    ...document,
    parts: document.parts.flatMap((each) => (each.id === part.id ? halves : [each])),
  };
}

/** Takes a stretch of the finished clip out of it. Remains too short to see go with it. */
export function cutOut(
  document: EditDocument,
  rate: Rate,
  range: { from: number; to: number },
): EditDocument {
  if (range.to <= range.from) return document;
  const split = splitAt(splitAt(document, rate, range.from), rate, range.to);
  const timeline = planTimeline(split, rate);
  const kept = timeline.parts.filter(({ first, count }) => {
    const middle = timeOf(first + count / 2, rate);
    return middle < range.from || middle >= range.to;
  });
  if (kept.length === 0 || kept.length === timeline.parts.length) return document;
  return withFirstCut({ ...split, parts: kept.map(({ part }) => part) });
}

export function removePart(document: EditDocument, id: string): EditDocument {
  if (document.parts.length < 2) return document;
  return withFirstCut({ ...document, parts: document.parts.filter((part) => part.id !== id) });
}

/** Moves a part one place earlier (-1) or later (1). */
export function movePart(document: EditDocument, id: string, by: -1 | 1): EditDocument {
  const index = document.parts.findIndex((part) => part.id === id);
  const other = index + by;
  if (index < 0 || other < 0 || other >= document.parts.length) return document;
  const parts = [...document.parts];
  [parts[index], parts[other]] = [parts[other]!, parts[index]!];
  return withFirstCut({ ...document, parts });
}

/** Puts a whole clip at the end. */
export function joinClip(document: EditDocument, source: string, length: number): EditDocument {
  const part = newPart(freshId(document), source, 0, Math.round(length));
  return { ...document, parts: [...document.parts, part] };
}

/** The part under a time of the finished clip; of two, the one that comes in. */
export function partAt(timeline: Timeline, milliseconds: number) {
  const frame = Math.round((milliseconds * timeline.rate.num) / timeline.rate.den / 1000);
  const placed = timeline.parts.findLast(
    ({ first, count }) => frame >= first && frame < first + count,
  );
  if (!placed) return null;
  const sourceFrame = sourceFrameOf(placed, frame - placed.first);
  // Of a reversed part the picture's end is what comes first.
  const edge = placed.part.reversed ? sourceFrame + 1 : sourceFrame;
  return { placed, sourceFrame, sourceTime: timeOf(edge, timeline.rate) };
}

/** An id that no part or overlay of the document has. */
export function freshId(document: EditDocument): string {
  const taken = new Set([...document.parts, ...document.overlays].map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`p${number}`)) number++;
  return `p${number}`;
}

/** Nothing comes before the first part, so it comes in by itself. */
function withFirstCut(document: EditDocument): EditDocument {
  const [first, ...rest] = document.parts;
  if (!first || first.entry.kind === "cut") return document;
  return { ...document, parts: [{ ...first, entry: { kind: "cut", duration: 0 } }, ...rest] };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
