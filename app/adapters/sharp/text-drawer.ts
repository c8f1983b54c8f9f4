import sharp from "sharp";
import type { TextDrawer, TextStyle } from "../../domains/media/edits/ports.ts";
import { fontsFor } from "./fonts.ts";

/** Room around the letters for a shadow or a background, in letter heights. */
const ROOM = 0.35;
/** Drawn no larger than this share of the frame: a text longer than the frame is cut off by it anyway. */
const TALLEST = 1;

/**
 * Draws text with Pango, which lays out any script, from fonts that come with the app: every machine draws
 * the same, and the editor shows the very picture that the renderer lays over the clip.
 */
export function createTextDrawer(): TextDrawer {
  return {
    async draw(style, frame) {
      const letter = Math.max(8, Math.round(style.size * Math.min(frame.width, frame.height)));
      const width = Math.max(letter * 2, Math.round(style.width * frame.width));
      const room = Math.round(letter * ROOM);
      const letters = await drawLetters(style, style.colour, letter, width);
      const size = {
        width: letters.width + 2 * room,
        height: Math.min(letters.height + 2 * room, Math.round(frame.height * TALLEST)),
      };
      const ground = style.background
        ? box(size, style.background, room)
        : await shadowOf(style, letter, width, room);
      const png = await sharp(await sharp(ground).resize(size).png().toBuffer())
        .composite([{ input: letters.png, left: room, top: room }])
        .png()
        .toBuffer();
      return { png, ...size };
    },
  };
}

type Letters = Pick<TextStyle, "text" | "weight" | "align">;

/** Letters of a height, in lines no wider than `width`; as large as what is inked. */
export async function drawLetters(style: Letters, colour: string, letter: number, width: number) {
  const { families, file, spacing } = await fontsFor(style.text, style.weight);
  const lines = spacing === 1 ? "" : ` line_height="${spacing}"`;
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}"${lines}>${escaped(style.text)}</span>`,
      font: `${families} ${style.weight === 700 ? "Bold " : ""}${letter}`,
      fontfile: file,
      // At 72 dots an inch a point is a pixel.
      ...{ width, dpi: 72, rgba: true, wrap: "word-char", align: style.align },
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

/** Dark and soft, just enough for light letters over a light picture. */
export async function shadowOf(style: Letters, letter: number, width: number, room: number) {
  const dark = await drawLetters(style, "#000000", letter, width);
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const around = { top: room, bottom: room, left: room, right: room, background: clear };
  return sharp(await sharp(dark.png).extend(around).png().toBuffer())
    .blur(Math.max(0.5, letter * 0.08))
    .png()
    .toBuffer();
}

export function box(
  size: { width: number; height: number },
  colour: string,
  radius: number,
): Buffer {
  const { width, height } = size;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="${radius}" fill="${colour}"/></svg>`,
  );
}

/** Pango reads markup; what a merchant types is not. */
function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
