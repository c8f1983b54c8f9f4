import { describe, expect, it } from "vitest";
import { parseClock, writeClock } from "./clock.ts";

describe("a place in a clip", () => {
  it("is read as people write it", () => {
    expect(parseClock("7")).toBe(7_000);
    expect(parseClock(" 7.5 ")).toBe(7_500);
    expect(parseClock("7,5")).toBe(7_500);
    expect(parseClock("0:07")).toBe(7_000);
    expect(parseClock("1:02.5")).toBe(62_500);
    expect(parseClock("90")).toBe(90_000);
  });

  it("is not guessed from anything else", () => {
    for (const text of ["", "abc", "-3", "1:60", "1:2:3", "1e3", "0x10", ":", "5s"])
      expect(parseClock(text), text).toBeNull();
  });

  it("is written so that it reads back", () => {
    for (const ms of [0, 100, 7_000, 59_900, 60_000, 62_500, 599_900])
      expect(parseClock(writeClock(ms))).toBe(ms);
    expect(writeClock(59_960)).toBe("1:00");
  });
});
