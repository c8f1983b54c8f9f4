import { describe, expect, it } from "vitest";
import { pictureBox, pointInFrame } from "./picture-fit.ts";
import { tagAt } from "./tag-times.ts";

describe("which product a moment shows", () => {
  it("is the range that began last, else the first for the whole clip, else none", () => {
    const tags = [
      { from: null, to: null },
      { from: 1000, to: 5000 },
      { from: 2000, to: 3000 },
    ];
    expect([0, 1000, 2500, 3000, 5000].map((ms) => tagAt(tags, ms))).toEqual([0, 1, 2, 1, 0]);
    expect(tagAt(tags.slice(1), 6000)).toBe(-1);
  });
});

describe("where a hotspot lies", () => {
  const frame = { width: 100, height: 200 };
  it("is a share of the picture, shown whole or cropped", () => {
    expect(pictureBox(frame, 1, "contain")).toEqual({ left: 0, top: 50, width: 100, height: 100 });
    expect(pictureBox(frame, 1, "cover")).toEqual({ left: -50, top: 0, width: 200, height: 200 });
    expect(pictureBox(frame, 0.25, "contain")).toEqual({
      left: 25,
      top: 0,
      width: 50,
      height: 200,
    });
  });
  it("stays in reach where the picture is cropped", () => {
    const picture = pictureBox(frame, 1, "cover");
    expect(pointInFrame({ x: 0.5, y: 0.5 }, picture, frame, 22)).toEqual({ left: 50, top: 100 });
    expect(pointInFrame({ x: 0, y: 1 }, picture, frame, 22)).toEqual({ left: 22, top: 178 });
  });
});
