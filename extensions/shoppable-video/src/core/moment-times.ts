import type {
  FeedBranch,
  FeedCall,
  FeedChapter,
  FeedCountdown,
  FeedCoupon,
  FeedMoment,
  FeedQuiz,
} from "../../../../app/contract/feed.ts";

export type Bar = FeedCall | FeedCountdown | FeedCoupon;
export type Question = FeedBranch | FeedQuiz;

/** A step longer than this between two reports of time is a jump and no playing. Milliseconds. */
const LONGEST_STEP = 1500;

export function chaptersOf(moments: readonly FeedMoment[]): FeedChapter[] {
  return moments.filter((moment) => moment.kind === "chapter");
}

/** The chapter that plays at `ms`, or null before the first. */
export function chapterAt(chapters: readonly FeedChapter[], ms: number): FeedChapter | null {
  return chapters.findLast(({ at }) => at <= ms) ?? null;
}

/**
 * What stands over the clip at `ms` of it, in their order: a coupon while its code is taken, a countdown
 * until its instant and after it only where it has something to say. `now`: epoch milliseconds.
 */
export function barsAt(moments: readonly FeedMoment[], ms: number, now: number): Bar[] {
  return moments.filter((moment): moment is Bar => {
    if (!("from" in moment) || ms < moment.from || ms >= (moment.to ?? Infinity)) return false;
    if (moment.kind === "coupon")
      return now >= (moment.starts ?? 0) && now < (moment.ends ?? Infinity);
    return moment.kind !== "countdown" || now < moment.until || moment.over !== null;
  });
}

/** The question that playing from `last` to `ms` came by, or null: jumps come by none. */
export function questionBetween(
  moments: readonly FeedMoment[],
  last: number,
  ms: number,
): Question | null {
  if (ms < last || ms - last > LONGEST_STEP) return null;
  return (
    moments.find(
      (moment): moment is Question => "question" in moment && last <= moment.at && moment.at < ms,
    ) ?? null
  );
}

export interface TimeLeft {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** Whole seconds up to an instant, the last one begun counted; all zero from the instant on. */
export function timeLeft(until: number, now: number): TimeLeft {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}

/** `2:03:04` of the hours, minutes and seconds; without the hours where there are none, nor days. */
export function writeTimeLeft({ days, hours, minutes, seconds }: TimeLeft): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(minutes)}:${two(seconds)}`;
  return days + hours > 0 ? `${days > 0 ? two(hours) : hours}:${clock}` : clock;
}

/** An instant on whose reaching a screen reader should hear of the time left: seldom, and near the end. */
export function isWorthSaying({ days, hours, minutes, seconds }: TimeLeft): boolean {
  return days + hours === 0 && seconds === 0 && [30, 10, 5, 1, 0].includes(minutes);
}
