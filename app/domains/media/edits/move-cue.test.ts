import { describe, expect, it } from "vitest";
import { type CueGrip, moveCue } from "./move-cue.ts";

const cue = (from: number, to: number) => ({ from, to, text: `${from}` });
const cues = [cue(1_000, 2_000), cue(3_000, 4_000), cue(4_000, 6_000)];

describe("a line on the waveform", () => {
  const moved = (grip: CueGrip, time: number, near: number[] = [], index = 1) => {
    const { from, to } = moveCue(cues, index, grip, time, { length: 10_000, near, reach: 150 });
    return [from, to];
  };

  it.each<[string, CueGrip, number, number[]]>([
    ["begins earlier", "from", 2_500, [2_500, 4_000]],
    ["begins no earlier than the line before ends", "from", 500, [2_000, 4_000]],
    ["begins a moment before it ends at the latest", "from", 3_990, [3_800, 4_000]],
    ["ends earlier", "to", 3_400.4, [3_000, 3_400]],
    ["ends a moment after it begins at the earliest", "to", 0, [3_000, 3_200]],
    ["ends no later than the next line begins", "to", 5_000, [3_000, 4_000]],
    ["moves as it is", "line", 2_400, [2_400, 3_400]],
    ["moves no further than its neighbours", "line", 0, [2_000, 3_000]],
    ["moves no further on than its neighbours", "line", 9_000, [3_000, 4_000]],
  ])("%s", (_name, grip, time, wanted) => {
    expect(moved(grip, time)).toEqual(wanted);
  });

  it("stays within the clip", () => {
    expect(moved("from", -500, [], 0)).toEqual([0, 2_000]);
    expect(moved("to", 99_000, [], 2)).toEqual([4_000, 10_000]);
    expect(moved("line", 99_000, [], 2)).toEqual([8_000, 10_000]);
  });

  it("sticks to where one is with whichever end comes near, and to nothing that a neighbour stands on", () => {
    expect(moved("from", 2_650, [2_600])).toEqual([2_600, 4_000]);
    expect(moved("to", 3_460, [3_600, 3_500])).toEqual([3_000, 3_500]);
    expect(moved("line", 2_450, [2_500])).toEqual([2_500, 3_500]);
    expect(moved("line", 2_250, [3_300])).toEqual([2_300, 3_300]);
    expect(moved("from", 2_400, [2_600])).toEqual([2_400, 4_000]);
    expect(moved("from", 1_980, [1_900])).toEqual([2_000, 4_000]);
  });

  it("may stay over another where it came so from a file, and comes no nearer", () => {
    const over = [cue(0, 2_000), cue(1_500, 3_000)];
    const move = (grip: CueGrip, time: number) => moveCue(over, 1, grip, time, { length: 5_000 });
    expect(move("from", 1_000)).toMatchObject({ from: 1_500, to: 3_000 });
    expect(move("from", 2_200)).toMatchObject({ from: 2_200, to: 3_000 });
    expect(move("line", 2_000)).toMatchObject({ from: 2_000, to: 3_500 });
    const short = [cue(0, 100), cue(100, 150)];
    expect(moveCue(short, 1, "to", 120, { length: 150 })).toMatchObject({ from: 100, to: 150 });
  });
});
