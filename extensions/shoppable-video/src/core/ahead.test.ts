import { describe, expect, it } from "vitest";
import { clipToPrepare, goalAhead, goalPrepared, poolSize } from "./ahead.ts";

const road = (speed: number) => ({ speed, segment: 2 });

describe("seconds ahead", () => {
  it("are few on a wide road and many on a narrow one", () => {
    expect(goalAhead(road(20), 0)).toBeCloseTo(0.4);
    expect(goalAhead(road(2), 0)).toBeCloseTo(1.3);
    expect(goalAhead(road(2), 10)).toBeCloseTo(2.3);
    expect(goalAhead(road(0.1), 0)).toBe(12);
  });

  it("cover the time that a segment takes to come", () => {
    for (const speed of [1, 1.5, 3, 6])
      expect(goalAhead(road(speed), 0)).toBeGreaterThan(2 / speed);
  });

  it("grow as the shopper stays", () => {
    expect(goalAhead(road(20), 12)).toBeGreaterThan(goalAhead(road(20), 1) * 2);
  });

  it("waste less than 30 % of what is fetched in segments of two seconds, on most roads", () => {
    // Segments that are there when a shopper leaves after so many seconds.
    const fetched = (stay: number) => {
      let until = 0;
      for (let at = 0; at <= stay; at += 0.05) if (until - at < goalAhead(road(4), at)) until += 2;
      return until;
    };
    const stays = [2, 6, 1, 9, 3, 4, 1, 12, 2, 5, 3, 7, 1, 4, 8, 3];
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(1 - sum(stays) / sum(stays.map(fetched))).toBeLessThan(0.3);
  });

  it("of a clip that waits are one picture, and more where the road is narrow", () => {
    expect(goalPrepared(road(10))).toBe(0.1);
    expect(goalPrepared(road(1))).toBe(1.5);
  });
});

describe("the clip to prepare", () => {
  const none = () => false;
  const inner = { at: 2, count: 5, step: 1 as const };

  it("is the one the swipe leads to, forwards and backwards", () => {
    expect(clipToPrepare(inner, none, {})).toBe(3);
    expect(clipToPrepare({ ...inner, step: -1 }, none, {})).toBe(1);
  });

  it("is the other neighbour once that one is ready, where bytes are cheap", () => {
    const ready = (index: number) => index === 3;
    expect(clipToPrepare(inner, ready, { effectiveType: "4g" })).toBe(1);
    expect(clipToPrepare(inner, ready, { effectiveType: "3g" })).toBeNull();
    expect(clipToPrepare(inner, ready, { batteryLow: true })).toBeNull();
    expect(clipToPrepare(inner, ready, { deviceMemory: 1 })).toBeNull();
  });

  it("is none at the end, and none for those who save", () => {
    expect(clipToPrepare({ at: 0, count: 1, step: 1 }, none, {})).toBeNull();
    expect(clipToPrepare(inner, none, { saveData: true })).toBeNull();
    expect(clipToPrepare(inner, none, { effectiveType: "slow-2g" })).toBeNull();
  });
});

it("keeps three video elements, two where memory is short", () => {
  expect(poolSize({})).toBe(3);
  expect(poolSize({ deviceMemory: 0.5 })).toBe(2);
});
