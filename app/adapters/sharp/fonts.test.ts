import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { FONT_ROOTS, fileOf } from "./fonts.ts";
import { drawLetters } from "./text-drawer.ts";

/** What a font draws that is asked for by name and by file alone. */
const alone = (text: string, font: string, file: string, height: number) =>
  sharp({
    text: {
      text: `<span foreground="#000000" line_height="${height}">${text}</span>`,
      ...{ font, fontfile: file, rgba: true, dpi: 72 },
    },
  })
    .raw()
    .toBuffer();
const ours = async (text: string, weight: 400 | 700 = 400) => {
  const { png } = await drawLetters({ text, weight, align: "left" }, "#000000", 48, 2_000);
  return sharp(png).raw().toBuffer();
};

describe("letters", () => {
  it.each([
    ["조개 머그컵", "korean", "NotoSansKR", "Noto Sans KR 48", 1],
    ["كوب", "arabic", "NotoSansArabic", "Noto Sans Arabic 48", 0.85],
    ["潮汐马克杯 Mug", "main", "NotoSansSC", "Noto Sans SC 48", 1],
  ] as const)("of %s are drawn from a font of ours, whatever the machine has", async (text, root, stem, family, height) => {
    const wanted = await alone(text, family, fileOf({ root: FONT_ROOTS[root], stem }, 400), height);
    expect((await ours(text)).equals(wanted)).toBe(true);
  });

  it("are joined and run from right to left where the script does", async () => {
    const width = async (text: string) => {
      const { width } = await drawLetters({ text, weight: 700, align: "left" }, "#000", 48, 2_000);
      return width;
    };
    // Letters that stand alone are wider than those that join.
    expect(await width("كوب")).toBeLessThan((await width("ك\u200cو\u200cب")) - 4);
    // The last letter is the leftmost: a long tail that hangs below the line.
    const { png } = await drawLetters(
      { text: "ااار", weight: 700, align: "left" },
      ...(["#000000", 48, 2_000] as const),
    );
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    const lowest = data.subarray(-info.width * info.channels);
    const inked = Array.from({ length: info.width }, (_, x) => lowest[x * info.channels + 3]!);
    expect(inked.findIndex((alpha) => alpha > 40)).toBeLessThan(info.width / 2);
  });

  it("of several scripts keep to their lines", async () => {
    const two = (text: string) =>
      drawLetters({ text, weight: 700, align: "left" }, "#000000", 48, 2_000);
    const latin = await two("Mug\nMug");
    const arabic = await two("كوب\nكوب");
    expect(arabic.height).toBeLessThan(latin.height * 1.35);
  });
});
