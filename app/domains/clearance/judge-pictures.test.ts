import { describe, expect, it } from "vitest";
import { PLAIN_CLIP, PLAIN_MEASURES } from "./fakes.ts";
import { type ClipMeasures, judgeBodies, judgePictures } from "./judge-pictures.ts";

describe("pictures and sound", () => {
  const found = (facts: Partial<typeof PLAIN_CLIP>, measures: Partial<ClipMeasures> | null) =>
    judgePictures({ ...PLAIN_CLIP, ...facts }, measures && { ...PLAIN_MEASURES, ...measures }).map(
      ({ kind, severity }) => `${kind} ${severity}`,
    );
  it.each([
    [{}, {}, []],
    [{}, null, []],
    [{ duration: 999 }, {}, ["short look"]],
    [{ duration: 1_000 }, {}, ["short note"]],
    [{ duration: 3_000 }, {}, []],
    [{ width: 359, height: 640 }, {}, ["small look"]],
    [{ width: 360, height: 640 }, {}, ["small note"]],
    [{ width: 960, height: 540 }, {}, []],
    [{ width: 1080, height: 2600 }, {}, ["odd-shape look"]],
    [{ width: 2560, height: 1080 }, {}, []],
    [{}, { blackShare: 0.9, stillShare: 1, longestStill: 12_000 }, ["black stop"]],
    [{}, { blackShare: 0.3, longestBlack: 2_000 }, ["black-stretch look"]],
    [{}, { blackShare: 0.1, longestBlack: 1_750 }, []],
    [{}, { stillShare: 0.95, longestStill: 11_400 }, ["frozen look"]],
    [{}, { stillShare: 0.5, longestStill: 5_000 }, ["frozen-stretch note"]],
    [{}, { stillShare: 0.4, longestStill: 4_750 }, []],
    [{}, { sound: { peak: -60.1, mean: -70 } }, ["silent note"]],
    [{}, { sound: { peak: -59, mean: -70 } }, []],
    [{}, { sound: null }, []],
    [{}, { sound: { peak: 0, mean: -6.9 } }, ["overdriven look"]],
    // As loud as pop music is, and as loud as an announcement with one peak.
    [{}, { sound: { peak: 0, mean: -8 } }, []],
    [{}, { sound: { peak: -1, mean: -6 } }, []],
  ])("%j, %j: %j", (facts, measures, kinds) => {
    expect(found(facts, measures)).toEqual(kinds);
  });

  it("finds nothing in measures from before", () => {
    expect(judgeBodies(PLAIN_MEASURES)).toEqual([]);
    expect(judgeBodies(null)).toEqual([]);
  });
});
