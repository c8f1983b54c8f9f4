import { describe, expect, it } from "vitest";
import type { CmafRendition } from "../../../../app/contract/feed.ts";
import {
  BandwidthEstimator,
  firstEstimate,
  highestUseful,
  nextRung,
  pixelsWorth,
  startRung,
} from "./adaptive.ts";

const ladder: CmafRendition[] = [
  [240, 300_000],
  [480, 900_000],
  [720, 2_000_000],
  [1080, 4_500_000],
].map(([width = 0, bandwidth = 0]) => ({
  codec: "avc1.4d401e",
  bandwidth,
  init: "init.mp4",
  segments: [["0.m4s", 2]],
  width,
  height: (width * 16) / 9,
}));
const any = { shortSide: 1080, ceiling: Number.POSITIVE_INFINITY };

describe("BandwidthEstimator", () => {
  it("starts with what was known before, and believes measurements after", () => {
    const estimator = new BandwidthEstimator(5_000_000);
    expect(estimator.estimate).toBe(5_000_000);
    estimator.sample(100_000, 1);
    expect(estimator.estimate).toBeCloseTo(800_000, -1);
  });

  it("believes a drop sooner than a rise", () => {
    const estimator = new BandwidthEstimator(2_500_000);
    for (let turn = 0; turn < 10; turn++) estimator.sample(1_000_000, 1);
    for (let turn = 0; turn < 3; turn++) estimator.sample(100_000, 1);
    const dropped = estimator.estimate;
    expect(dropped).toBeLessThan(4_000_000);
    for (let turn = 0; turn < 3; turn++) estimator.sample(1_000_000, 1);
    expect(estimator.estimate).toBeLessThan(8_000_000 * 0.8);
    expect(estimator.estimate).toBeGreaterThan(dropped);
  });

  it("believes soon that a road has widened, though its answers take no time", () => {
    const estimator = new BandwidthEstimator(2_500_000);
    for (let turn = 0; turn < 3; turn++) estimator.sample(100_000, 1.5);
    for (let turn = 0; turn < 3; turn++) estimator.sample(100_000, 0.02);
    expect(estimator.estimate).toBeGreaterThan(2_000_000);
  });

  it("takes no measure from an answer too small to carry one", () => {
    const estimator = new BandwidthEstimator(1_000_000);
    estimator.sample(800, 0.2);
    expect(estimator.estimate).toBe(1_000_000);
  });
});

describe("the first estimate", () => {
  it("is what an earlier page measured, else part of what the browser says, else a guess", () => {
    expect(firstEstimate({ remembered: 3_000_000, downlink: 10, effectiveType: "4g" })).toBe(3e6);
    expect(firstEstimate({ downlink: 10, effectiveType: "4g" })).toBe(7e6);
    expect(firstEstimate({})).toBe(2_500_000);
  });

  it("is never more than the road's kind bears, whatever was measured on another one", () => {
    expect(firstEstimate({ remembered: 9e6, effectiveType: "3g" })).toBe(700_000);
    expect(firstEstimate({ downlink: 1.6, effectiveType: "2g" })).toBe(70_000);
    expect(firstEstimate({ effectiveType: "slow-2g" })).toBe(50_000);
    expect(firstEstimate({ downlink: 0.4, effectiveType: "3g" })).toBe(280_000);
  });

  it("starts low on a slow road, where the first segment of the next rung would not come soon", () => {
    for (const effectiveType of ["slow-2g", "2g", "3g"])
      expect(startRung(ladder, firstEstimate({ downlink: 10, effectiveType }), any)).toBe(0);
    expect(startRung(ladder, firstEstimate({ downlink: 1.6, effectiveType: "4g" }), any)).toBe(0);
    expect(startRung(ladder, firstEstimate({ downlink: 10, effectiveType: "4g" }), any)).toBe(2);
  });
});

describe("pixels worth loading", () => {
  it("are two by two for each of the picture's at most, and few for those who save data", () => {
    expect(pixelsWorth(390, 3)).toBe(780);
    expect(pixelsWorth(390, 1)).toBe(390);
    expect(pixelsWorth(390, 3, true)).toBe(360);
    expect(pixelsWorth(200, 1, true)).toBe(200);
    const limits = { shortSide: pixelsWorth(390, 3, true), ceiling: Number.POSITIVE_INFINITY };
    expect(startRung(ladder, 5e7, limits)).toBe(1);
  });
});

describe("rungs", () => {
  it("starts where the first segment comes quickly", () => {
    expect(startRung(ladder, 1_200_000, any)).toBe(0);
    expect(startRung(ladder, 8_000_000, any)).toBe(2);
    expect(startRung(ladder, 50_000_000, any)).toBe(3);
  });

  it("never shows more pixels than the screen does", () => {
    expect(highestUseful(ladder, { ...any, shortSide: 500 })).toBe(2);
    expect(startRung(ladder, 50_000_000, { ...any, shortSide: 200 })).toBe(0);
  });

  it("never climbs above a rung that failed to decode", () => {
    expect(startRung(ladder, 50_000_000, { ...any, ceiling: 1 })).toBe(1);
    expect(nextRung(ladder, { current: 1, estimate: 5e7, ahead: 9 }, { ...any, ceiling: 1 })).toBe(
      1,
    );
  });

  it("climbs one rung at a time, and only with something ahead", () => {
    expect(nextRung(ladder, { current: 0, estimate: 5e7, ahead: 1 }, any)).toBe(0);
    expect(nextRung(ladder, { current: 0, estimate: 5e7, ahead: 6 }, any)).toBe(1);
  });

  it("falls as far as it must, and rides out a dip on a full buffer", () => {
    expect(nextRung(ladder, { current: 3, estimate: 500_000, ahead: 3 }, any)).toBe(0);
    expect(nextRung(ladder, { current: 2, estimate: 2_100_000, ahead: 11 }, any)).toBe(2);
    expect(nextRung(ladder, { current: 2, estimate: 700_000, ahead: 11 }, any)).toBe(0);
  });
});
