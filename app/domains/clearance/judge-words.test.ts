import { describe, expect, it } from "vitest";
import { FIRST_REVIEW_POLICY, type ReviewPolicy } from "./index.ts";
import { judgeWords } from "./judge-words.ts";

describe("words", () => {
  const policy: ReviewPolicy = { ...FIRST_REVIEW_POLICY, words: ["竞品", "Acme"] };
  it("are found with the place and the time where they stand", () => {
    const captions = "Welcome\nThis is sh1t\nBye\n";
    const findings = judgeWords(
      [
        { place: "title", text: "Better than A.c.m.e. and cures acne" },
        {
          ...{ place: "captions", language: "en", text: captions },
          times: [
            { from: 0, ms: 0 },
            { from: 8, ms: 1_500 },
            { from: 21, ms: 3_000 },
          ],
        },
      ],
      policy,
    );
    expect(findings).toEqual([
      {
        ...{ kind: "word", severity: "stop", list: "own" },
        spot: {
          place: "title",
          before: "Better than ",
          found: "A.c.m.e",
          after: ". and cures acne",
        },
      },
      expect.objectContaining({ kind: "claim", rule: "disease", severity: "stop" }),
      {
        ...{ kind: "word", severity: "stop", list: "common" },
        spot: {
          ...{ place: "captions", language: "en", ms: 1_500 },
          ...{ before: "This is ", found: "sh1t", after: "" },
        },
      },
    ]);
  });

  it("of our own list are left alone where the shop does not want it", () => {
    const pieces = [{ place: "tags" as const, text: "casino" }];
    expect(judgeWords(pieces, policy)).toHaveLength(1);
    expect(judgeWords(pieces, { ...policy, commonWords: false })).toEqual([]);
  });
});
