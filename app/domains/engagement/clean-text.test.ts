import { describe, expect, it } from "vitest";
import { cleanLine, cleanText, lengthOf } from "./clean-text.ts";

describe("a comment's text", () => {
  it("loses what is invisible and what spills over, and nothing else", () => {
    expect(cleanText("  a\u202eb\u0000c\u200bd \r\n\r\n\r\n\r\n e\t f  ")).toBe("abcd\n\ne f");
    expect(cleanText("q\u0300\u0301\u0302\u0303\u0304")).toBe("q\u0300\u0301\u0302");
    expect(cleanText("👩‍👩‍👧 🏳️‍🌈 می‌خواهم ภาษา")).toBe("👩‍👩‍👧 🏳️‍🌈 می‌خواهم ภาษา");
    expect(cleanText("\ud800x")).toBe("x");
    expect(cleanLine("two\nlines \u2066")).toBe("two lines");
  });

  it("is counted as people count", () => {
    expect(lengthOf("👩‍👩‍👧é好")).toBe(3);
  });
});
