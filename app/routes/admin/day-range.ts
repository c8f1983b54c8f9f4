import type { DayRange } from "../../domains/analytics/index.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
export const RANGES = [7, 30, 90] as const;
export type RangeDays = (typeof RANGES)[number];

/** Reads how many days a report covers; 30 unless it is one of those offered. */
export function readDays(search: URLSearchParams): RangeDays {
  return RANGES.find((days) => String(days) === search.get("days")) ?? 30;
}

/** The last `days` whole days in the shop's time zone, today among them. */
export function lastDays(now: number, timeZone: string, days: number): DayRange {
  const to = dayOf(now, timeZone);
  const from = new Date(Date.parse(`${to}T00:00:00Z`) - (days - 1) * DAY_MS);
  return { from: from.toISOString().slice(0, 10), to };
}

function dayOf(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}
