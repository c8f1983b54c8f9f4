import { describe, expect, it } from "vitest";
import { checkDocument } from "./check-document.ts";
import { cubeFile, graded, gradeOf, gradePixels } from "./colour.ts";
import { blankDocument, type EditDocument, LIMITS, newPart, ORIGINAL } from "./document.ts";
import { cropOffset, fillSize, focusAt, frameSize } from "./geometry.ts";
import { cutOut, joinClip, movePart, removePart, splitAt, trimPart } from "./operations.ts";
import {
  entryShare,
  fadeLight,
  frameAt,
  picturesAt,
  planTimeline,
  type Rate,
  timeOf,
  whereIs,
} from "./timeline.ts";

const rate: Rate = { num: 25, den: 1 };
const tenSeconds = blankDocument(10_000);
const ranges = (document: EditDocument) => document.parts.map(({ from, to }) => [from, to]);
const withPart = (change: Partial<EditDocument["parts"][0]>): EditDocument => ({
  ...tenSeconds,
  parts: [{ ...tenSeconds.parts[0]!, ...change }],
});
/** Source pictures shown one after the other, where only one is. */
const order = (document: EditDocument) => {
  const timeline = planTimeline(document, rate);
  return Array.from(
    { length: timeline.count },
    (_, frame) => picturesAt(timeline, frame)[0]!.sourceFrame,
  );
};

describe("times and pictures", () => {
  it("turns times to pictures and back without drifting, at broadcast rates too", () => {
    const ntsc = { num: 30_000, den: 1001 };
    for (const each of [rate, ntsc, { num: 24_000, den: 1001 }])
      for (const frame of [0, 1, 29, 30, 17_981])
        expect(frameAt(timeOf(frame, each), each)).toBe(frame);
  });

  it("shows the pictures of a trimmed part, its end not included", () => {
    expect(order(withPart({ from: 1_000, to: 1_200 }))).toEqual([25, 26, 27, 28, 29]);
  });

  it("leaves pictures out at twice the speed and repeats them at half", () => {
    expect(order(withPart({ to: 240, speed: 2 }))).toEqual([0, 2, 4]);
    expect(order(withPart({ to: 120, speed: 0.5 }))).toEqual([0, 0, 1, 1, 2, 2]);
    // A third of 3 must not fall below 1 by rounding.
    expect(order(withPart({ to: 240, speed: 1 / 3 })).slice(0, 7)).toEqual([0, 0, 0, 1, 1, 1, 2]);
  });

  it("runs backwards from the last picture", () => {
    expect(order(withPart({ from: 400, to: 560, reversed: true }))).toEqual([13, 12, 11, 10]);
    expect(order(withPart({ from: 400, to: 560, reversed: true, speed: 2 }))).toEqual([13, 11]);
  });

  it("lets two parts share pictures while one comes in, and is shorter by them", () => {
    const entry = { kind: "dissolve", duration: 400 } as const;
    const document: EditDocument = {
      ...tenSeconds,
      parts: [newPart("a", ORIGINAL, 0, 2_000), { ...newPart("b", ORIGINAL, 5_000, 7_000), entry }],
    };
    const timeline = planTimeline(document, rate);
    expect(timeline.count).toBe(90);
    expect(picturesAt(timeline, 39)).toHaveLength(1);
    expect(picturesAt(timeline, 40).map(({ sourceFrame }) => sourceFrame)).toEqual([40, 125]);
    expect(picturesAt(timeline, 40)[1]!.share).toBeCloseTo(1 / 11);
    expect(picturesAt(timeline, 49)[1]!.share).toBeCloseTo(10 / 11);
    expect(picturesAt(timeline, 50).map(({ sourceFrame }) => sourceFrame)).toEqual([135]);
    expect(entryShare(0, 1)).toBe(0.5);
  });

  it("never lets a part vanish in its neighbours", () => {
    const entry = { kind: "wipe", duration: 2_000 } as const;
    const short = ["a", "b", "c"].map((id) => ({ ...newPart(id, ORIGINAL, 0, 200), entry }));
    const timeline = planTimeline({ ...tenSeconds, parts: short }, rate);
    expect(timeline.parts.map(({ shared }) => shared)).toEqual([0, 2, 2]);
    expect(timeline.count).toBe(11);
  });

  it("goes through black without sharing a picture", () => {
    const entry = { kind: "black", duration: 320 } as const;
    const parts = [
      newPart("a", ORIGINAL, 0, 1_000),
      { ...newPart("b", ORIGINAL, 0, 1_000), entry },
    ];
    const timeline = planTimeline({ ...tenSeconds, parts }, rate);
    expect(timeline.count).toBe(50);
    const light = (frame: number) => picturesAt(timeline, frame)[0]!.light;
    expect([light(20), light(21), light(24), light(25), light(28), light(29)]).toEqual([
      ...[1, 0.75, 0, 0, 0.75, 1],
    ]);
  });

  it("fades the whole from black and into it", () => {
    const document = {
      ...withPart({ to: 400 }),
      fade: { pictureIn: 160, pictureOut: 80, soundIn: 0, soundOut: 0 },
    };
    const timeline = planTimeline(document, rate);
    const light = Array.from({ length: 10 }, (_, frame) => fadeLight(document, timeline, frame));
    expect(light).toEqual([0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 0.5, 0]);
  });

  it("finds a stretch of the source in the finished clip", () => {
    const cut = cutOut(tenSeconds, rate, { from: 2_000, to: 4_000 });
    const timeline = planTimeline(cut, rate);
    expect(whereIs(timeline, ORIGINAL, { from: 1_000, to: 5_000 })).toEqual([
      { from: 1_000, to: 3_000 },
    ]);
    expect(whereIs(timeline, ORIGINAL, { from: 2_500, to: 3_500 })).toEqual([]);
    const backwards = planTimeline(withPart({ reversed: true, speed: 2 }), rate);
    expect(whereIs(backwards, ORIGINAL, { from: 0, to: 1_000 })).toEqual([
      { from: 4_500, to: 5_000 },
    ]);
  });
});

describe("deeds", () => {
  it("trims inside the source and keeps the shortest length", () => {
    expect(ranges(trimPart(tenSeconds, "p1", { from: -5, to: 99_000 }, 10_000))).toEqual([
      [0, 10_000],
    ]);
    expect(ranges(trimPart(tenSeconds, "p1", { from: 5_000, to: 5_000 }, 10_000))).toEqual([
      [5_000, 5_000 + LIMITS.shortestPart],
    ]);
  });

  it("splits where one looks, in a faster and in a reversed part too", () => {
    expect(ranges(splitAt(tenSeconds, rate, 4_000))).toEqual([
      [0, 4_000],
      [4_000, 10_000],
    ]);
    expect(ranges(splitAt(withPart({ speed: 2 }), rate, 2_000))).toEqual([
      [0, 4_000],
      [4_000, 10_000],
    ]);
    expect(ranges(splitAt(withPart({ reversed: true }), rate, 1_000))).toEqual([
      [9_000, 10_000],
      [0, 9_000],
    ]);
    expect(splitAt(tenSeconds, rate, 20)).toBe(tenSeconds);
  });

  it("shows after a split exactly what it showed before", () => {
    for (const part of [{ speed: 1 }, { reversed: true }, { speed: 2, from: 440 }]) {
      const document = withPart(part);
      expect(order(splitAt(document, rate, 2_000))).toEqual(order(document));
    }
  });

  it("cuts several ranges out, whole parts among them, and never everything", () => {
    const once = cutOut(tenSeconds, rate, { from: 1_000, to: 2_000 });
    const twice = cutOut(once, rate, { from: 3_000, to: 5_000 });
    expect(ranges(twice)).toEqual([
      [0, 1_000],
      [2_000, 4_000],
      [6_000, 10_000],
    ]);
    expect(ranges(cutOut(twice, rate, { from: 1_000, to: 3_000 }))).toEqual([
      [0, 1_000],
      [6_000, 10_000],
    ]);
    expect(cutOut(tenSeconds, rate, { from: 0, to: 10_000 })).toBe(tenSeconds);
  });

  it("joins, moves and removes; what comes first comes in by itself", () => {
    const joined = joinClip(tenSeconds, "other", 3_000);
    const second = joined.parts[1]!.id;
    const entry = { kind: "slide", duration: 500 } as const;
    const parts = joined.parts.map((part) => (part.id === second ? { ...part, entry } : part));
    const moved = movePart({ ...joined, parts }, second, -1);
    expect(moved.parts.map(({ source }) => source)).toEqual(["other", ORIGINAL]);
    expect(moved.parts[0]!.entry.kind).toBe("cut");
    expect(movePart(moved, second, -1)).toBe(moved);
    expect(removePart(moved, second).parts.map(({ source }) => source)).toEqual([ORIGINAL]);
    expect(removePart(tenSeconds, "p1")).toBe(tenSeconds);
  });
});

describe("the frame", () => {
  const shaped = (ratio: EditDocument["frame"]["ratio"], fill: "crop" | "blur" = "crop") => ({
    ...tenSeconds,
    frame: { ratio, fill },
  });

  it("is the largest of its shape inside the picture, or the smallest around it", () => {
    const wide = { width: 1920, height: 1080 };
    expect(frameSize(shaped("9:16"), wide)).toEqual({ width: 608, height: 1080 });
    expect(frameSize(shaped("1:1"), wide)).toEqual({ width: 1080, height: 1080 });
    expect(frameSize(shaped("9:16", "blur"), wide)).toEqual({ width: 1080, height: 1920 });
    expect(frameSize(shaped("source"), { width: 2160, height: 3840 })).toEqual({
      width: 1080,
      height: 1920,
    });
    const turnedPart = withPart({ turn: 90 });
    expect(frameSize(turnedPart, wide)).toEqual({ width: 1080, height: 1920 });
  });

  it("is filled by any picture", () => {
    for (const width of [333, 640, 1081, 1920])
      for (const zoom of [1, 1.37]) {
        const filled = fillSize({ width, height: 719 }, { width: 608, height: 1080 }, zoom);
        expect(filled.width).toBeGreaterThanOrEqual(608);
        expect(filled.height).toBeGreaterThanOrEqual(1080);
      }
  });

  it("follows the focus in straight lines, and stays inside the picture", () => {
    const focus = [
      { at: 2_000, x: 0.8, y: 0.5 },
      { at: 1_000, x: 0.2, y: 0.5 },
    ];
    const part = withPart({ focus }).parts[0]!;
    expect([0, 25, 30, 50, 90].map((frame) => focusAt(part, frame, rate).x)).toEqual([
      ...[0.2, 0.2, expect.closeTo(0.32), 0.8, 0.8],
    ]);
    expect(cropOffset(1000, 400, 0.5)).toBe(300);
    expect(cropOffset(1000, 400, 0.05)).toBe(0);
    expect(cropOffset(1000, 400, 0.99)).toBe(600);
  });
});

describe("colour", () => {
  const plain = { look: "none", brightness: 0, contrast: 0, saturation: 0 } as const;

  it("leaves a plain picture as it is", () => {
    expect(graded(gradeOf(plain), [0.2, 0.5, 0.9])).toEqual([
      ...[0.2, 0.5, 0.9].map((value) => expect.closeTo(value, 6)),
    ]);
  });

  it("takes colour away and keeps the light", () => {
    const [r, g, b] = graded(gradeOf({ ...plain, saturation: -1 }), [1, 0, 0]);
    expect(r).toBeCloseTo(0.2126);
    expect([g, b]).toEqual([expect.closeTo(r), expect.closeTo(r)]);
  });

  it("does to pixels what it does to colours, and writes the same as a table", () => {
    const grade = gradeOf({ look: "film", brightness: 0.2, contrast: 0.3, saturation: -0.4 });
    const pixels = new Uint8ClampedArray([200, 100, 30, 255]);
    gradePixels(grade, pixels);
    const expected = graded(grade, [200 / 255, 100 / 255, 30 / 255]);
    for (const index of [0, 1, 2]) expect(pixels[index]! / 255).toBeCloseTo(expected[index]!, 2);
    const lines = cubeFile(grade, 3).trim().split("\n");
    expect(lines).toHaveLength(1 + 27);
    const red = graded(grade, [0.5, 0, 0]).map((value) => value.toFixed(6));
    expect(lines[2]).toBe(red.join(" "));
  });
});

describe("what can be rendered", () => {
  const around = { rate, lengths: new Map([[ORIGINAL, 10_000]]), files: new Set(["logo"]) };
  const kind = (document: EditDocument) => {
    const checked = checkDocument(document, around);
    return checked.ok ? "fine" : checked.fault.kind;
  };
  const place = { id: "o", from: null, to: null, x: 0.5, y: 0.5, width: 0.2, opacity: 1 };

  it("accepts a whole clip and a half picture of rounding", () => {
    expect(kind(tenSeconds)).toBe("fine");
    expect(kind(withPart({ to: 10_020 }))).toBe("fine");
  });

  it("refuses what does not fit its sources", () => {
    expect(kind({ ...tenSeconds, parts: [] })).toBe("edit-empty");
    expect(kind(withPart({ to: 11_000 }))).toBe("edit-range-invalid");
    expect(kind(withPart({ from: 3_000, to: 2_000 }))).toBe("edit-range-invalid");
    expect(kind(withPart({ to: 300, speed: 4 }))).toBe("edit-part-too-short");
    expect(kind(withPart({ source: "gone" }))).toBe("edit-source-missing");
    expect(kind({ ...tenSeconds, overlays: [{ ...place, kind: "image", file: "no" }] })).toBe(
      "edit-file-missing",
    );
    const late = { ...place, kind: "image", file: "logo", from: 12_000 } as const;
    expect(kind({ ...tenSeconds, overlays: [late] })).toBe("edit-range-invalid");
  });

  it("refuses what would take too long or too much memory", () => {
    const lengths = new Map([[ORIGINAL, 600_000]]);
    const long = blankDocument(600_000);
    const check = (document: EditDocument) => checkDocument(document, { ...around, lengths });
    expect(check(long)).toEqual({ ok: true });
    const slow = { ...long, parts: [{ ...long.parts[0]!, speed: 0.5 }] };
    expect(check(slow)).toMatchObject({ fault: { kind: "edit-too-long", params: { limit: 600 } } });
    const back = { ...long, parts: [{ ...long.parts[0]!, reversed: true }] };
    expect(check(back)).toMatchObject({ fault: { kind: "edit-reversed-too-long" } });
    const many = Array.from({ length: 41 }, (_, index) => newPart(`p${index}`, ORIGINAL, 0, 200));
    expect(check({ ...long, parts: many })).toMatchObject({
      fault: { kind: "edit-too-many-parts" },
    });
  });
});
