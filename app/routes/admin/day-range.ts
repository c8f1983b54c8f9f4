import type { DayRange } from "../../domains/analytics/index.ts";
import { addDays, dayAt } from "../../kernel/days.ts";

export const RANGES = [7, 30, 90] as const;
export type RangeDays = (typeof RANGES)[number];

/** Reads how many days a report covers; 30 unless it is one of those offered. */
export function readDays(search: URLSearchParams): RangeDays {
  return RANGES.find((days) => String(days) === search.get("days")) ?? 30;
}

/** The last `days` whole days in the shop's time zone, today among them. */
export function lastDays(now: number, timeZone: string, days: number): DayRange {
  const to = dayAt(now, timeZone);
  return { from: addDays(to, 1 - days), to };
}
