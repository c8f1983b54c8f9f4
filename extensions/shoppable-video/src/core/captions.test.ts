import { describe, expect, it } from "vitest";
import { parseCues, pickCaptions } from "./captions.ts";

describe("parseCues", () => {
  it("reads cues with names, settings, hours, tags and entities, and leaves the rest out", () => {
    const vtt = [
      "WEBVTT - made by hand",
      "STYLE\n::cue { color: red }",
      "NOTE a note\nof two lines",
      "1\n00:01.000 --> 00:02.500 line:80% align:start\n<v Ana>Salt &amp; <i>pepper</i></v>\nsecond line",
      "01:00:03.000 --> 01:00:04.000\nlate",
    ].join("\r\n\r\n");
    expect(parseCues(vtt)).toEqual([
      { start: 1, end: 2.5, text: "Salt & pepper\nsecond line" },
      { start: 3603, end: 3604, text: "late" },
    ]);
  });

  it("drops what has no time, no length or no words", () => {
    expect(
      parseCues(
        "WEBVTT\n\nsoon --> later\nx\n\n00:02.000 --> 00:01.000\nx\n\n00:01.000 --> 00:02.000\n",
      ),
    ).toEqual([]);
  });
});

describe("pickCaptions", () => {
  const list = ["en", "zh-CN", "zh-Hant", "pt-BR"].map((language) => ({ language, url: language }));
  const pick = (...languages: string[]) => pickCaptions(list, languages)?.language;

  it("takes the reader's language, by region, then script, then at all", () => {
    expect(pick("pt-BR")).toBe("pt-BR");
    expect(pick("zh-TW")).toBe("zh-Hant");
    expect(pick("zh-SG")).toBe("zh-CN");
    expect(pick("pt-PT", "en")).toBe("pt-BR");
    expect(pick("xx", "en-GB")).toBe("en");
  });

  it("takes the first where nobody reads any of them, and nothing where there is none", () => {
    expect(pick("ko", "not a language")).toBe("en");
    expect(pickCaptions([], ["en"])).toBeUndefined();
  });
});
