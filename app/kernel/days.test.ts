import { describe, expect, it } from "vitest";
import { addDays, dayAt, isDay, startOfDay } from "./days.ts";

describe("days in a time zone", () => {
  it("turn where the shop is, not in Greenwich", () => {
    const at = Date.parse("2026-11-30T10:30:00Z");
    expect(dayAt(at, "UTC")).toBe("2026-11-30");
    expect(dayAt(at, "Pacific/Kiritimati")).toBe("2026-12-01");
    expect(dayAt(at, "Pacific/Pago_Pago")).toBe("2026-11-29");
  });

  it("begin to the millisecond, also where clocks are moved", () => {
    const begins = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString();
    expect(begins("2026-11-30", "UTC")).toBe("2026-11-30T00:00:00.000Z");
    expect(begins("2026-11-30", "Asia/Shanghai")).toBe("2026-11-29T16:00:00.000Z");
    expect(begins("2026-11-30", "Asia/Kathmandu")).toBe("2026-11-29T18:15:00.000Z");
    // Summer time: before and after the change of the day before.
    expect(begins("2026-03-08", "America/New_York")).toBe("2026-03-08T05:00:00.000Z");
    expect(begins("2026-03-09", "America/New_York")).toBe("2026-03-09T04:00:00.000Z");
    // Clocks went from midnight to one: the day has no midnight.
    expect(begins("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns"]) {
      const start = startOfDay("2026-06-15", zone);
      expect([dayAt(start - 1, zone), dayAt(start, zone)]).toEqual(["2026-06-14", "2026-06-15"]);
    }
  });

  it("are counted over months and leap years, and read only when there are such", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(isDay("2028-02-29")).toBe(true);
    for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "", "2026-11-30T00:00", "tomorrow"])
      expect(isDay(text), text).toBe(false);
  });
});
