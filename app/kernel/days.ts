const DAY_MS = 86_400_000;
/** Zones lie between 12 hours behind and 14 ahead of UTC; an hour more for whoever moves their clocks. */
const WIDEST_MS = 15 * 3_600_000;

const writers = new Map<string, Intl.DateTimeFormat>();

/** The calendar day (`2026-11-30`) that it is at a moment (epoch milliseconds) in an IANA time zone. */
export function dayAt(at: number, timeZone: string): string {
  let writer = writers.get(timeZone);
  if (!writer) {
    writer = new Intl.DateTimeFormat("en", {
      timeZone,
      calendar: "gregory",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    writers.set(timeZone, writer);
  }
  const parts = writer.formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/**
 * The first moment of a day in a time zone, to the millisecond. Found by halving, because a day need not
 * begin at midnight: where clocks are put forward at midnight it begins at one.
 */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - WIDEST_MS;
  let within = midnight + WIDEST_MS;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayAt(middle, timeZone) < day) before = middle;
    else within = middle;
  }
  return within;
}

/** A day so many days later, or with a negative number earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a text is a day there is, written as `2026-11-30`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
