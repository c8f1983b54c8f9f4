import { describe, expect, it } from "vitest";
import { createFormatters } from "./formatters.ts";

const english = createFormatters({ locale: "en", timeZone: "America/New_York" });
const chinese = createFormatters({ locale: "zh-CN", timeZone: "Asia/Shanghai" });
/** A no-break space, as formatters write every narrow one. */
const words = (text: string) => text.replaceAll("\u00a0", " ");

describe("formatters", () => {
  it("write money in its own currency, exactly", () => {
    expect(english.money({ amount: 123_456, currency: "USD" })).toBe("$1,234.56");
    expect(english.money({ amount: -5, currency: "USD" })).toBe("-$0.05");
    expect(english.money({ amount: 1234, currency: "JPY" })).toBe("¥1,234");
    expect(chinese.money({ amount: 9900, currency: "CNY" })).toBe("¥99.00");
  });

  it("write the ticks of a chart short, with their currency", () => {
    expect(english.compactMoney({ amount: 50_000, currency: "USD" })).toBe("$500");
    expect(english.compactMoney({ amount: 125_000, currency: "USD" })).toBe("$1.3K");
    expect(chinese.compactMoney({ amount: 1_300_000, currency: "CNY" })).toBe("¥1.3万");
  });

  it("write a clip's length as a clock", () => {
    expect(english.duration(0)).toBe("0:00");
    expect(english.duration(7_400)).toBe("0:07");
    expect(english.duration(842_000)).toBe("14:02");
    expect(english.duration(3_609_000)).toBe("1:00:09");
    expect(english.duration(-5)).toBe("0:00");
  });

  it("write watch time in its two largest units", () => {
    expect(words(english.watchTime(0))).toBe("0 sec");
    expect(words(english.watchTime(59_000))).toBe("59 sec");
    expect(words(english.watchTime(60_000))).toBe("1 min");
    expect(words(english.watchTime(11_530_000))).toBe("3 hr 12 min");
    expect(words(chinese.watchTime(11_530_000))).toBe("3小时 12分钟");
  });

  it("write sizes in steps of a thousand", () => {
    expect(words(english.bytes(0))).toBe("0 byte");
    expect(words(english.bytes(4_200_000))).toBe("4.2 MB");
    expect(words(english.bytes(42_000_000))).toBe("42 MB");
    expect(words(english.bytes(5_368_709_120))).toBe("5.4 GB");
  });

  it("write times in the shop's zone, days as they are", () => {
    const at = Date.parse("2026-11-01T03:30:00Z");
    expect(english.date(at)).toBe("Oct 31, 2026");
    expect(chinese.date(at)).toBe("2026年11月1日");
    expect(english.dateTime(at)).toBe("Oct 31, 2026, 23:30");
    expect(english.day("2026-11-01")).toBe("Nov 1, 2026");
    expect(chinese.shortDay("2026-11-01")).toBe("11月1日");
  });

  it("write shares and changes with their sign", () => {
    expect(english.percent(0.421)).toBe("42%");
    expect(english.percent(0.042)).toBe("4.2%");
    expect(english.percent(0)).toBe("0%");
    expect(english.change(0.12)).toBe("+12%");
    expect(english.change(-0.03)).toBe("-3%");
    expect(english.change(0)).toBe("0%");
  });

  it("write no narrow space, on which browsers and Node disagree", () => {
    const french = createFormatters({ locale: "fr", timeZone: "UTC" });
    const texts = [french.number(1_234_567), french.money({ amount: 123_456, currency: "EUR" })];
    expect(texts.join()).not.toMatch(/[\u202f\u2009]/);
  });
});
