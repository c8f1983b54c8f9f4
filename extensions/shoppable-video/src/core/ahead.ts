/** Never more than this ahead, in seconds: short clips are over soon. */
const MOST = 12;
/** Decoding a segment on a slow phone, in seconds. */
const DECODE = 0.3;
/**
 * Held ahead for each second watched: who stayed is likely to stay (Dashlet, NSDI '23). Bytes that a
 * swipe throws away are bounded by it, beyond what the road itself asks for and the segment that is
 * being played: together under 30 % (`npm run bench -- swipe`).
 */
const PER_SECOND_WATCHED = 0.15;

export interface Road {
  /** The road's estimated width as a multiple of the media's bit rate. */
  speed: number;
  /** Length of the media's usual segment, in seconds. */
  segment: number;
}

/**
 * Seconds to hold ahead of the clip in front: a narrow road needs a store, a wide one does not. Most who
 * leave do so at once: at first there is time for a segment to come as the road has promised, and after
 * ten seconds for one that takes twice as long.
 */
export function goalAhead({ speed, segment }: Road, watched: number): number {
  const patience = 1 + Math.min(1, watched / 10);
  const safe = DECODE + (patience * segment) / speed;
  return Math.min(MOST, Math.max(safe, watched * PER_SECOND_WATCHED));
}

/** Seconds to fetch of a clip that is not in front yet: its first picture, and more on a narrow road. */
export function goalPrepared({ speed }: Road): number {
  return speed < 3 ? 1.5 : 0.1;
}

export interface Means {
  saveData?: boolean | undefined;
  /** `slow-2g` … `4g`, as browsers name it. */
  effectiveType?: string | undefined;
  /** Gigabytes, as browsers round it. */
  deviceMemory?: number | undefined;
  /** Less than a fifth left, and not charging. */
  batteryLow?: boolean | undefined;
}

/** How many video elements to keep: the clip in front, and the next and the last as far as there are means. */
export function poolSize({ deviceMemory = 8 }: Means): number {
  return deviceMemory <= 1 ? 2 : 3;
}

export interface Place {
  /** Index of the clip in front. */
  at: number;
  count: number;
  /** The way of the last swipe. */
  step: 1 | -1;
}

/**
 * Which clip to prepare next, by index; null: none. The way one swipes is the way one goes on; the
 * other way is worth it where bytes are cheap. `ready` are those that hold their first picture.
 */
export function clipToPrepare(
  place: Place,
  ready: (index: number) => boolean,
  means: Means,
): number | null {
  const { saveData, effectiveType = "4g", batteryLow } = means;
  if (saveData || effectiveType.includes("2g")) return null;
  const both = effectiveType === "4g" && !batteryLow && poolSize(means) > 2;
  for (const step of both ? [place.step, -place.step] : [place.step]) {
    const index = place.at + step;
    if (index >= 0 && index < place.count && !ready(index)) return index;
  }
  return null;
}
