import type { DayRange } from "./index.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days a report shows at most: two years and a leap day. */
export const MAX_REPORT_DAYS = 731;

/** Every day of a range, in order. Throws on what is no range of days: routes check theirs before. */
export function daysOf(range: DayRange): string[] {
  const from = dayNumber(range.from);
  const to = dayNumber(range.to);
  if (to < from)
    throw new Error(`A range that ends before it begins: ${range.from} to ${range.to}`);
  if (to - from >= MAX_REPORT_DAYS) throw new Error(`More than ${MAX_REPORT_DAYS} days`);
  return Array.from({ length: to - from + 1 }, (_, index) => dayOfNumber(from + index));
}

/** The range of the same length that ends the day before. */
export function rangeBefore(range: DayRange): DayRange {
  const from = dayNumber(range.from);
  const length = dayNumber(range.to) - from + 1;
  return { from: dayOfNumber(from - length), to: dayOfNumber(from - 1) };
}

function dayNumber(day: string): number {
  const number = /^\d{4}-\d\d-\d\d$/.test(day)
    ? Date.parse(`${day}T00:00:00Z`) / DAY_MS
    : Number.NaN;
  if (Number.isNaN(number) || dayOfNumber(number) !== day) throw new Error(`Not a day: ${day}`);
  return number;
}

function dayOfNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
