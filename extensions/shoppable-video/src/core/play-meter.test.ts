import { describe, expect, it } from "vitest";
import { PlayMeter } from "./play-meter.ts";

function meterOf(seconds: number) {
  const said: [string, number?][] = [];
  const meter = new PlayMeter(seconds, (kind, value) =>
    said.push(value === undefined ? [kind] : [kind, value]),
  );
  const run = (from: number, to: number) => {
    meter.jump(from);
    for (let at = from; at < to; at += 0.25) meter.move(Math.min(to, at + 0.25));
  };
  return { meter, said, run };
}

describe("PlayMeter", () => {
  it("counts a play after two seconds of moving picture, once", () => {
    const { said, run } = meterOf(10);
    run(0, 1.75);
    expect(said).toEqual([]);
    run(1.75, 5);
    expect(said).toEqual([["play"]]);
  });

  it("counts a clip shorter than that when it ran to its end", () => {
    const { meter, said, run } = meterOf(1.2);
    run(0, 1);
    meter.end();
    expect(said).toContainEqual(["play"]);
  });

  it("does not count what a seek jumped over", () => {
    const { meter, said, run } = meterOf(10);
    run(0, 1);
    run(9, 9.5);
    meter.flush();
    expect(said).toEqual([["watch", 1500]]);
  });

  it("does not take a stall for watching", () => {
    const { meter, said } = meterOf(10);
    meter.jump(1);
    meter.move(1);
    meter.move(1);
    meter.flush();
    expect(said).toEqual([]);
  });

  it("completes at 95 % of the picture seen, not at the last second", () => {
    const { said, run } = meterOf(100);
    run(96, 100);
    expect(said).toEqual([["play"]]);
    run(0, 94);
    expect(said).toEqual([["play"], ["complete"]]);
  });

  it("keeps watching through loops without counting the play again", () => {
    const { meter, said, run } = meterOf(4);
    run(0, 4);
    meter.end();
    run(0, 4);
    meter.end();
    meter.flush();
    expect(said.map(([kind]) => kind)).toEqual(["play", "complete", "watch"]);
    expect(said.at(-1)).toEqual(["watch", 8000]);
  });

  it("reports only what is new since the last report", () => {
    const { meter, said, run } = meterOf(60);
    run(0, 1);
    meter.flush();
    run(1, 1.5);
    meter.flush();
    meter.flush();
    expect(said).toEqual([
      ["watch", 1000],
      ["watch", 500],
    ]);
  });
});
