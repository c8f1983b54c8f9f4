import type { CmafRendition } from "../../../../app/contract/feed.ts";

/** Smaller answers measure the way there more than the width of the road. */
const SMALLEST_SAMPLE_BYTES = 4096;
/** Below this a clock says more about the browser than about the network. */
const QUICKEST_SECONDS = 0.01;
/** Used when nothing is known: what four phones in five have. Bits per second. */
const FIRST_GUESS = 2_500_000;
/** Bits per second that a road of each name has at most (Network Information API, section 6.5). */
const WIDEST: Record<string, number> = { "slow-2g": 50_000, "2g": 70_000, "3g": 700_000 };
/** Browsers round their figure of the road's width, and cap it: it is believed only in part. */
const TRUST = 0.7;
/** Shoppers who save data see no more pixels than this, on the shorter side. */
const FRUGAL_SIDE = 360;
/** The first picture should not take longer to load than this, in seconds. */
const START_SECONDS = 0.6;
/** With less than this ahead, in seconds, nothing steps up. */
const LOW_BUFFER = 4;
const HIGH_BUFFER = 10;

/**
 * Throughput as two exponentially weighted means, a quick and a slow one; the lower counts, so that
 * a drop is believed at once and a rise only when it lasts.
 */
export class BandwidthEstimator {
  #quick = new WeightedMean(2);
  #slow = new WeightedMean(8);
  #seed: number;

  /** `seed`: bits per second to believe in before anything is measured. */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /** `seconds` from the first to the last byte of an answer. */
  sample(bytes: number, seconds: number): void {
    if (bytes < SMALLEST_SAMPLE_BYTES) return;
    const bits = (bytes * 8) / Math.max(seconds, QUICKEST_SECONDS);
    // On a wide road answers take no time at all: by time alone they would hardly count.
    const weight = Math.max(seconds, 1);
    this.#quick.add(bits, weight);
    this.#slow.add(bits, weight);
  }

  /** Bits per second. */
  get estimate(): number {
    const quick = this.#quick.value;
    const slow = this.#slow.value;
    return quick === null || slow === null ? this.#seed : Math.min(quick, slow);
  }

  /** False until the first sample: the estimate is then only a guess. */
  get measured(): boolean {
    return this.#quick.value !== null;
  }
}

/** What is known of the road before anything came over it. */
export interface RoadHints {
  /** Bits per second that an earlier page measured; 0: none did. */
  remembered?: number;
  /** Megabits per second, `effectiveType` and `saveData` as the browser tells them. */
  downlink?: number | undefined;
  effectiveType?: string | undefined;
}

/** Bits per second to begin with: what was measured before, else what the browser says, never more than its kind of road bears. */
export function firstEstimate({ remembered = 0, downlink = 0, effectiveType = "" }: RoadHints) {
  const guess = remembered || downlink * 1_000_000 * TRUST || FIRST_GUESS;
  return Math.min(guess, WIDEST[effectiveType] ?? guess);
}

class WeightedMean {
  readonly #keep: number;
  #mean = 0;
  #weight = 0;

  constructor(halfLifeSeconds: number) {
    this.#keep = Math.exp(Math.log(0.5) / halfLifeSeconds);
  }

  add(value: number, weight: number): void {
    const keep = this.#keep ** weight;
    this.#mean = value * (1 - keep) + keep * this.#mean;
    this.#weight += weight;
  }

  /** Corrected for having started at zero. */
  get value(): number | null {
    const trust = 1 - this.#keep ** this.#weight;
    return trust > 0 ? this.#mean / trust : null;
  }
}

export interface RungLimits {
  /** Device pixels of the picture on screen, the shorter side. */
  shortSide: number;
  /** Rungs above this index failed to decode. */
  ceiling: number;
}

/**
 * Pixels of the shorter side worth loading for a picture of `side` CSS pixels. Beyond two device pixels
 * each, more are not seen on a moving picture.
 */
export function pixelsWorth(side: number, devicePixels: number, saveData = false): number {
  const seen = side * Math.min(devicePixels, 2);
  return saveData ? Math.min(seen, FRUGAL_SIDE) : seen;
}

/** The highest rung worth having: one above the size on screen is never seen. */
export function highestUseful(renditions: readonly CmafRendition[], limits: RungLimits): number {
  const enough = renditions.findIndex(
    (rung) => Math.min(rung.width, rung.height) >= limits.shortSide,
  );
  const bySize = enough < 0 ? renditions.length - 1 : enough;
  return Math.max(0, Math.min(bySize, limits.ceiling));
}

/** The rung to start on: the highest whose first segment arrives within START_SECONDS. */
export function startRung(
  renditions: readonly CmafRendition[],
  estimate: number,
  limits: RungLimits,
): number {
  const highest = highestUseful(renditions, limits);
  for (let index = highest; index > 0; index--) {
    const rung = renditions[index];
    const seconds = rung?.segments[0]?.[1] ?? 2;
    if (rung && (rung.bandwidth * seconds) / estimate <= START_SECONDS) return index;
  }
  return 0;
}

/**
 * The rung for the next segment: by throughput, with room to spare that shrinks as the buffer grows.
 * One step up at a time; down as far as it must.
 */
export function nextRung(
  renditions: readonly CmafRendition[],
  now: { current: number; estimate: number; ahead: number },
  limits: RungLimits,
): number {
  const highest = highestUseful(renditions, limits);
  const share = now.ahead >= HIGH_BUFFER ? 0.9 : 0.75;
  let wanted = 0;
  for (let index = highest; index > 0; index--) {
    if ((renditions[index]?.bandwidth ?? 0) <= now.estimate * share) {
      wanted = index;
      break;
    }
  }
  if (wanted > now.current)
    return now.ahead < LOW_BUFFER ? Math.min(now.current, highest) : now.current + 1;
  // A full buffer forgives a dip: only leave the rung when it could not be kept up at all.
  if (now.ahead >= HIGH_BUFFER && wanted < now.current) {
    const keep = (renditions[now.current]?.bandwidth ?? 0) <= now.estimate;
    return keep ? Math.min(now.current, highest) : Math.max(wanted, 0);
  }
  return wanted;
}
