import { formatMoney, type Money, minorDigits } from "../kernel/money.ts";

/** How the admin writes values: one object a language and time zone. */
export interface Formatters {
  /** `1,284` */
  number(value: number): string;
  /** `$1.3K`, `US$1.3万`: for the ticks of a chart. */
  compactMoney(money: Money): string;
  /** A share of one as `42%`; one decimal below ten percent. */
  percent(share: number): string;
  /** With a sign: `+12%`, `−3%`. */
  change(share: number): string;
  money(money: Money): string;
  /** Milliseconds of a clip as a clock: `0:07`, `14:02`, `1:00:09`. */
  duration(ms: number): string;
  /** Milliseconds of watching in the two largest units: `3 hr 12 min`. */
  watchTime(ms: number): string;
  /** `4.2 MB`, in steps of 1,000 as file managers count. */
  bytes(bytes: number): string;
  /** Epoch milliseconds as a date in the shop's time zone. */
  date(at: number): string;
  dateTime(at: number): string;
  /** A day of a report (`2026-11-01`), which has no time zone any more. */
  day(day: string): string;
  shortDay(day: string): string;
}

// Browsers and Node disagree about which narrow space stands between a number and its unit. React
// would call that a hydration error, so both write an ordinary no-break space.
const plain = (text: string) => text.replace(/[\u202f\u2009]/g, "\u00a0");

/** All numbers, dates and amounts of the admin go through here, and through Intl. */
export function createFormatters({
  locale,
  timeZone,
}: {
  locale: string;
  timeZone: string;
}): Formatters {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const finePercent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const change = new Intl.NumberFormat(locale, {
    style: "percent",
    signDisplay: "exceptZero",
    maximumFractionDigits: 0,
  });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const shortDay = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);

  return {
    number: (value) => plain(number.format(value)),
    compactMoney: ({ amount, currency }) =>
      plain(
        new Intl.NumberFormat(locale, {
          style: "currency",
          currency,
          notation: "compact",
          maximumFractionDigits: 1,
        }).format(amount / 10 ** minorDigits(currency)),
      ),
    percent: (share) =>
      plain((Math.abs(share) < 0.1 && share !== 0 ? finePercent : percent).format(share)),
    change: (share) => plain(change.format(share)),
    money: (money) => plain(formatMoney(money, locale)),
    duration(ms) {
      const seconds = Math.max(0, Math.round(ms / 1000));
      const two = (value: number) => String(value).padStart(2, "0");
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor(seconds / 60) % 60;
      return hours > 0
        ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
        : `${minutes}:${two(seconds % 60)}`;
    },
    watchTime(ms) {
      const seconds = Math.max(0, Math.round(ms / 1000));
      const parts = [
        [Math.floor(seconds / 3600), "hour"],
        [Math.floor(seconds / 60) % 60, "minute"],
        [seconds % 60, "second"],
      ] as const;
      const first = parts.findIndex(([value]) => value > 0);
      if (first === -1) return plain(unit(0, "second"));
      return plain(
        parts
          .slice(first, first + 2)
          .filter(([value]) => value > 0)
          .map(([value, name]) => unit(value, name))
          .join(" "),
      );
    },
    bytes(bytes) {
      const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
      let value = Math.max(0, bytes);
      let step = 0;
      while (value >= 1000 && step < units.length - 1) {
        value /= 1000;
        step += 1;
      }
      return plain(unit(value, units[step]!, value < 10 && step > 0 ? 1 : 0));
    },
    date: (at) => plain(date.format(at)),
    dateTime: (at) => plain(dateTime.format(at)),
    day: (value) => plain(day.format(Date.parse(`${value}T00:00:00Z`))),
    shortDay: (value) => plain(shortDay.format(Date.parse(`${value}T00:00:00Z`))),
  };
}
