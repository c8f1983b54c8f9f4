import { type Moment, momentFault, momentStart } from "../moments.ts";
import type { StoredProductTag } from "../ports.ts";
import { ORIGINAL } from "./document.ts";
import { partAt } from "./operations.ts";
import { lengthOf, type Timeline, timeOf, whereIs } from "./timeline.ts";

/**
 * Product tags and moments are kept in the time of what shoppers see. When another version takes its place,
 * they go along: to where their stretch of the clip as uploaded is found in the new version. What is not
 * found there is set aside, and comes back with a version that shows it.
 */

export interface TimedThings {
  products: StoredProductTag[];
  moments: Moment[];
}

/** Remembered from one version to the next, so that going back gives exactly what there was. */
export interface CarriedTimes {
  /** By thing: its times in the clip as uploaded (null: in a clip joined to it), and as they were set last. */
  kept: Record<string, { original: Times | null; shown: Times }>;
  aside: SetAside[];
}

interface SetAside {
  thing: Thing;
  /** The version it was last seen in; null: the clip as uploaded. */
  version: string | null;
  original: Times | null;
}

type Thing = { kind: "product"; tag: StoredProductTag } | { kind: "moment"; moment: Moment };
/** Stretches as pairs of from and to, points as one number each: see timesOf. */
type Times = (number | null)[];

/** A version as times are counted in it. */
export interface TimedVersion {
  /** Null: the clip as uploaded. */
  id: string | null;
  timeline: Timeline | null;
}

/** Shorter than that, nobody could see it. */
const SHORTEST_MS = 100;
/** A point is looked for as a stretch of about a picture. */
const POINT_MS = 40;

/** `length`: of the clip as uploaded, in milliseconds. */
export function carryTimes(
  now: TimedThings,
  memory: Partial<CarriedTimes>,
  from: TimedVersion,
  to: TimedVersion,
  length: number,
): { things: TimedThings; memory: CarriedTimes } {
  const before = { kept: memory.kept ?? {}, aside: memory.aside ?? [] };
  if (from.id === to.id) return { things: now, memory: before };
  const after: CarriedTimes = { kept: {}, aside: [] };
  const things: TimedThings = { products: [], moments: [] };
  const end = to.timeline ? lengthOf(to.timeline) : length;

  const place = ({ thing, version, original }: SetAside) => {
    const times =
      version === to.id
        ? timesOf(thing)
        : original && (to.timeline ? forward(thing, original, to.timeline, length) : original);
    const moved = times && withTimes(thing, times);
    if (!times || !moved || !fits(things, moved, end))
      return void after.aside.push({ thing, version, original });
    if (moved.kind === "product") things.products.push(moved.tag);
    else things.moments.push(moved.moment);
    after.kept[keyOf(moved)] = { original, shown: times };
  };

  const all: Thing[] = [
    ...now.products.map((tag): Thing => ({ kind: "product", tag })),
    ...now.moments.map((moment): Thing => ({ kind: "moment", moment })),
  ];
  for (const thing of all) {
    const times = timesOf(thing);
    const known = before.kept[keyOf(thing)];
    const same = known && String(known.shown) === String(times);
    const original = same
      ? known.original
      : from.timeline
        ? backward(thing, times, from.timeline)
        : times;
    place({ thing, version: from.id, original });
  }
  for (const aside of before.aside) place(aside);
  things.moments.sort((a, b) => momentStart(a) - momentStart(b));
  return { things, memory: after };
}

/** How many of each are set aside. */
export function countAside({ aside = [] }: Partial<CarriedTimes>) {
  const products = aside.filter(({ thing }) => thing.kind === "product").length;
  return { products, moments: aside.length - products };
}

function keyOf(thing: Thing): string {
  if (thing.kind === "moment") return `moment ${thing.moment.id}`;
  return `product ${thing.tag.productId} ${thing.tag.variantId ?? ""}`;
}

function fits(things: TimedThings, thing: Thing, end: number): boolean {
  if (thing.kind === "moment") return momentFault([...things.moments, thing.moment], end) === null;
  const key = keyOf(thing);
  return !things.products.some((tag) => keyOf({ kind: "product", tag }) === key);
}

/** Whether a thing lasts: then its first two times are where it begins and ends. */
function lasts(thing: Thing): boolean {
  return thing.kind === "product" || "from" in thing.moment;
}

function timesOf(thing: Thing): Times {
  if (thing.kind === "product") return [thing.tag.from, thing.tag.to];
  const { moment } = thing;
  if ("from" in moment) return [moment.from, moment.to];
  if (moment.kind !== "branch") return [moment.at];
  return [moment.at, ...moment.choices.map(({ at }) => at)];
}

function withTimes(thing: Thing, times: Times): Thing {
  const [first = null, second = null, ...rest] = times;
  if (thing.kind === "product")
    return { kind: "product", tag: { ...thing.tag, from: first, to: second } };
  const { moment } = thing;
  if ("from" in moment)
    return { kind: "moment", moment: { ...moment, from: first ?? 0, to: second } };
  if (moment.kind !== "branch") return { kind: "moment", moment: { ...moment, at: first ?? 0 } };
  const ats = [second, ...rest];
  const choices = moment.choices.map((choice, index) => ({ ...choice, at: ats[index] ?? null }));
  return { kind: "moment", moment: { ...moment, at: first ?? 0, choices } };
}

/** From the clip as uploaded to a version; null where the version does not show it. */
function forward(thing: Thing, times: Times, timeline: Timeline, length: number): Times | null {
  const find = (from: number, to: number) => whereIs(timeline, ORIGINAL, { from, to })[0];
  if (!lasts(thing)) {
    const moved = times.map((at) =>
      at === null ? null : (find(at, at + POINT_MS)?.from ?? Number.NaN),
    );
    return moved.some(Number.isNaN) ? null : moved;
  }
  const [from = null, to = null] = times;
  if (from === null && to === null) return times;
  const found = find(from ?? 0, to ?? length);
  if (!found || found.to - found.from < SHORTEST_MS) return null;
  return [from === null && found.from === 0 ? null : found.from, to === null ? null : found.to];
}

/** From a version to the clip as uploaded; null where the version shows another clip there. */
function backward(thing: Thing, times: Times, timeline: Timeline): Times | null {
  const last = timeOf(timeline.count - 1, timeline.rate);
  const sourceOf = (at: number) => {
    const found = partAt(timeline, Math.max(0, Math.min(last, at)));
    return found?.placed.part.source === ORIGINAL ? Math.round(found.sourceTime) : Number.NaN;
  };
  const moved = times.map((at) => (at === null ? null : sourceOf(at)));
  if (moved.some(Number.isNaN)) return null;
  if (!lasts(thing)) return moved;
  const [from = null, to = null] = moved;
  // Of a reversed part, what comes first is what was later.
  return from !== null && to !== null && from > to ? [to, from] : moved;
}
