import { describe, expect, it } from "vitest";
import { bufferedUntil, gapEnd, holdsSome, segmentStarts, wantedSegment } from "./segment-plan.ts";

const track = {
  codec: "avc1.4d401e",
  bandwidth: 1,
  init: "i",
  segments: [
    ["0", 2],
    ["1", 2],
    ["2", 1.5],
  ] as [string, number][],
};
const starts = segmentStarts(track);

describe("segment plan", () => {
  it("knows where segments start and the last one ends", () => {
    expect(starts).toEqual([0, 2, 4, 5.5]);
  });

  it("wants the first segment of an empty buffer, and the one a seek landed in", () => {
    expect(wantedSegment(starts, [], 0)).toBe(0);
    expect(wantedSegment(starts, [[0, 2]], 4.5)).toBe(2);
  });

  it("goes on behind what is buffered, over gaps of a frame", () => {
    expect(wantedSegment(starts, [[0.08, 1.98]], 0)).toBe(1);
    expect(
      bufferedUntil(
        [
          [0, 2],
          [2.04, 4],
        ],
        1,
      ),
    ).toBe(4);
  });

  it("wants nothing more when the end is there", () => {
    expect(wantedSegment(starts, [[0, 5.44]], 1)).toBeNull();
  });

  it("does not ask again for a segment that gave less than it declared", () => {
    expect(wantedSegment(starts, [[0, 3.5]], 1)).toBe(1);
    expect(wantedSegment(starts, [[0, 3.5]], 1, new Set([1]))).toBe(2);
    expect(holdsSome(starts, [[0, 3.5]], 1)).toBe(true);
    expect(holdsSome(starts, [[0, 2.02]], 1)).toBe(false);
  });

  it("steps over a small hole only", () => {
    expect(gapEnd([[0.08, 2]], 0)).toBe(0.08);
    expect(gapEnd([[3, 4]], 0)).toBeNull();
  });
});
