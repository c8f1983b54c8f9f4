import { describe, expect, it } from "vitest";
import type { FeedMoment } from "../../../../app/contract/feed.ts";
import {
  barsAt,
  chapterAt,
  chaptersOf,
  isWorthSaying,
  questionBetween,
  timeLeft,
  writeTimeLeft,
} from "./moment-times.ts";

const moments: FeedMoment[] = [
  { kind: "chapter", id: "1", at: 1000, title: "One" },
  { kind: "call", id: "2", from: 0, to: 3000, text: "Go", url: "/pages/a" },
  { kind: "coupon", id: "3", from: 2000, to: null, text: "Off", code: "A", starts: 50, ends: 90 },
  { kind: "countdown", id: "4", from: 0, to: null, text: "In", until: 100, over: null },
  { kind: "countdown", id: "5", from: 0, to: null, text: "In", until: 100, over: "Open" },
  { kind: "branch", id: "6", at: 4000, question: "?", choices: [{ text: "A", at: 0 }] },
  { kind: "chapter", id: "7", at: 5000, title: "Two" },
];
const ids = (ms: number, now: number) => barsAt(moments, ms, now).map(({ id }) => id);

describe("a clip's moments in time", () => {
  it("are chapters, from the first one on", () => {
    const chapters = chaptersOf(moments);
    expect(chapterAt(chapters, 999)).toBeNull();
    expect(chapterAt(chapters, 1000)?.id).toBe("1");
    expect(chapterAt(chapters, 9000)?.id).toBe("7");
  });

  it("are bars in their ranges, coupons while the code is taken, countdowns until they are over", () => {
    expect(ids(0, 60)).toEqual(["2", "4", "5"]);
    expect(ids(2000, 49)).toEqual(["2", "4", "5"]);
    expect(ids(2000, 50)).toEqual(["2", "3", "4", "5"]);
    expect(ids(3000, 90)).toEqual(["4", "5"]);
    expect(ids(3000, 100)).toEqual(["5"]);
  });

  it("are questions that playing comes by, and jumping does not", () => {
    expect(questionBetween(moments, 3900, 4100)?.id).toBe("6");
    expect(questionBetween(moments, 4000, 4100)?.id).toBe("6");
    expect(questionBetween(moments, 3900, 4000)).toBeNull();
    expect(questionBetween(moments, 4001, 4200)).toBeNull();
    expect(questionBetween(moments, 1000, 4100)).toBeNull();
    expect(questionBetween(moments, 4100, 0)).toBeNull();
  });
});

describe("the time left", () => {
  const of = (seconds: number) => timeLeft(seconds * 1000, 0);
  it("is written with what it needs", () => {
    expect(writeTimeLeft(of(59))).toBe("00:59");
    expect(writeTimeLeft(of(3599))).toBe("59:59");
    expect(writeTimeLeft(of(3600))).toBe("1:00:00");
    expect(of(2 * 86_400 + 3 * 3600 + 5)).toEqual({ days: 2, hours: 3, minutes: 0, seconds: 5 });
    expect(writeTimeLeft(of(2 * 86_400 + 3 * 3600 + 5))).toBe("03:00:05");
    expect(writeTimeLeft(timeLeft(1, 0))).toBe("00:01");
    expect(writeTimeLeft(timeLeft(0, 500))).toBe("00:00");
  });

  it("is said seldom", () => {
    const said = Array.from({ length: 4000 }, (_, seconds) => seconds).filter((seconds) =>
      isWorthSaying(of(seconds)),
    );
    expect(said).toEqual([0, 60, 300, 600, 1800]);
  });
});
