import { describe, expect, it } from "vitest";
import { cuesOf } from "./cues-of.ts";

describe("captions of what was heard", () => {
  it("are one a segment, without empty ones", () => {
    expect(
      cuesOf([
        { start: 0.5, end: 2, text: "  Pour the\ntea. " },
        { start: 2, end: 3, text: " " },
        { start: 4, end: 4, text: "Never" },
      ]),
    ).toEqual([{ from: 500, to: 2_000, text: "Pour the tea." }]);
  });

  it("divide what is too long to read at once where words end, and its time with it", () => {
    const text =
      "Warm the bowl before you pour the water, then wait until the leaves have opened and sunk to its ground.";
    const cues = cuesOf([{ start: 10, end: 16, text }]);
    expect(cues).toHaveLength(2);
    expect(cues.map((cue) => cue.text).join(" ")).toBe(text);
    expect([cues[0]!.from, cues[0]!.to, cues[1]!.to]).toEqual([10_000, cues[1]!.from, 16_000]);
    const chinese = cuesOf([
      {
        start: 0,
        end: 8,
        text: "先用热水温一温茶碗，再把水慢慢倒进去，等茶叶舒展开来，沉到碗底就可以喝了。",
      },
    ]);
    expect(chinese.map((cue) => cue.text)).toEqual([
      "先用热水温一温茶碗，再把水慢慢倒进去，",
      "等茶叶舒展开来，沉到碗底就可以喝了。",
    ]);
  });
});
