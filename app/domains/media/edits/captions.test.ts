import { describe, expect, it } from "vitest";
import { captionsIn, drawnCaptions, readCaptions, writeVtt } from "./captions.ts";
import { blankDocument, ORIGINAL } from "./document.ts";
import { cutOut } from "./operations.ts";
import { planTimeline } from "./timeline.ts";

const rate = { num: 25, den: 1 };
const cues = [
  { from: 1_000, to: 2_500, text: "Hello & welcome" },
  { from: 3_000, to: 4_000, text: "第一行\n第二行" },
];

describe("captions", () => {
  it.each([
    [
      "SubRip, as Windows writes it",
      "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\nHello &amp; <i>welcome</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n第一行\r\n第二行\r\n",
    ],
    [
      "WebVTT with notes, settings and short times",
      "WEBVTT - title\n\nNOTE not said\n\nfirst\n00:01.000 --> 00:02.500 align:start\n<v Ann>Hello &amp; welcome\n\n00:03.000 --> 00:04.000\n第一行\n第二行",
    ],
    [
      "ASS with styles and commas",
      "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,0:00:03.00,0:00:04.00,Default,第一行\\N第二行\nDialogue: 0,0:00:01.00,0:00:02.50,Default,{\\i1}Hello & welcome\n",
    ],
  ])("reads %s", (_name, file) => {
    expect(readCaptions(file)).toEqual({ ok: true, value: cues });
  });

  it("keeps commas of what is said, and leaves out what lasts no time or says nothing", () => {
    const ass =
      "[Script Info]\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,One, two, three\nDialogue: 0:00:02.00,0:00:02.00,Never\nDialogue: 0:00:03.00,0:00:04.00,{\\pos(1,2)}\n";
    expect(readCaptions(ass)).toMatchObject({ value: [{ text: "One, two, three" }] });
  });

  it("refuses what is none, and too many", () => {
    expect(readCaptions("Dear Sir")).toMatchObject({ fault: { kind: "captions-unreadable" } });
    const one = (index: number) => `00:00:00.000 --> 00:00:0${1 + (index % 9)}.000\nword\n`;
    const many = Array.from({ length: 2_001 }, (_, index) => one(index)).join("\n");
    expect(readCaptions(many)).toMatchObject({ fault: { kind: "captions-too-many" } });
  });

  it("writes what it reads", () => {
    const vtt = writeVtt(cues);
    expect(vtt).toContain("00:00:01.000 --> 00:00:02.500\nHello &amp; welcome\n");
    expect(readCaptions(vtt)).toEqual({ ok: true, value: cues });
    expect(writeVtt([{ from: 3_723_004, to: 3_724_000, text: "late" }])).toContain("01:02:03.004");
  });

  it("moves with the cuts of the clip, and goes with what is cut out", () => {
    const cut = cutOut(blankDocument(5_000), rate, { from: 2_000, to: 3_200 });
    expect(captionsIn(planTimeline(cut, rate), ORIGINAL, cues)).toEqual([
      { from: 1_000, to: 2_000, text: "Hello & welcome" },
      { from: 2_000, to: 2_800, text: "第一行\n第二行" },
    ]);
  });

  it("are texts over the picture where they are drawn into it", () => {
    const drawn = drawnCaptions(planTimeline(blankDocument(5_000), rate), cues);
    expect(drawn).toMatchObject([
      { kind: "text", from: 1_000, to: 2_500, text: "Hello & welcome", x: 0.5 },
      { kind: "text", from: 3_000, to: 4_000, text: "第一行\n第二行" },
    ]);
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(2);
  });
});
