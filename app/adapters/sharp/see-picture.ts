import sharp from "sharp";
import type { SeenPicture } from "../../domains/media/films/ports.ts";

/** Larger pictures are refused before they are unpacked. */
const MOST_PIXELS = 120_000_000;
/** Enough for the largest that is drawn of one. */
const ENOUGH = 2_600;
/** Colours are looked at in a picture this small. */
const GRID = 48;
const WHITE = 232;
/** How much the colours at the edges may differ and still be one: standard deviation, 0…255. */
const ALIKE = 9;
const NO_ACCENT = "#2f3b42";

/** Looks at a picture as a person would who has to put it into a frame. Throws when it is none. */
export async function seePicture(given: Uint8Array): Promise<SeenPicture> {
  const upright = await sharp(given, { limitInputPixels: MOST_PIXELS })
    .rotate()
    .resize({ width: ENOUGH, height: ENOUGH, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .png({ compressionLevel: 3 })
    .toBuffer();
  const { isOpaque } = await sharp(upright).stats();
  const edge = await edges(upright);
  const accent = await accentOf(upright);
  if (!isOpaque || (edge.light >= WHITE && edge.spread <= ALIKE)) {
    const thing = await cutFree(upright, isOpaque);
    return { ...thing, kind: isOpaque ? "white" : "clear", focus: { x: 0.5, y: 0.5 }, accent };
  }
  const { width = 1, height = 1 } = await sharp(upright).metadata();
  return {
    ...{ bytes: upright, width, height, accent },
    kind: edge.spread <= ALIKE ? "plain" : "photo",
    focus: await focusOf(upright, width, height),
  };
}

/** Without the nothing around it. White stays: drawn by multiplication it is nothing as well. */
async function cutFree(upright: Buffer, opaque: boolean) {
  const free = sharp(upright).trim(
    opaque ? { background: "#ffffff", threshold: 255 - WHITE + 4 } : { threshold: 8 },
  );
  const { data, info } = await free.png().toBuffer({ resolveWithObject: true });
  const empty = info.width < 8 || info.height < 8;
  if (!empty) return { bytes: data, width: info.width, height: info.height };
  const { width = 1, height = 1 } = await sharp(upright).metadata();
  return { bytes: upright, width, height };
}

/** How light the picture's edges are, and how much their colours differ. */
async function edges(upright: Buffer): Promise<{ light: number; spread: number }> {
  const { data, info } = await sharp(upright)
    .flatten({ background: "#ffffff" })
    .resize(GRID, GRID, { fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const values: number[][] = [[], [], []];
  for (let y = 0; y < GRID; y++)
    for (let x = 0; x < GRID; x++) {
      // The bottom edge is where things stand and cast shadows.
      if (x > 0 && x < GRID - 1 && y > 0) continue;
      for (const channel of [0, 1, 2])
        values[channel]!.push(
          data[(y * GRID + x) * info.channels + Math.min(channel, info.channels - 1)]!,
        );
    }
  const means = values.map(mean);
  const spreads = values.map((all, index) =>
    Math.sqrt(mean(all.map((value) => (value - means[index]!) ** 2))),
  );
  return { light: Math.min(...means), spread: Math.max(...spreads) };
}

/** Where the eye goes first: what libvips finds by skin, saturation and edges. */
async function focusOf(upright: Buffer, width: number, height: number) {
  const small = await sharp(upright).resize(320, 320, { fit: "inside" }).png().toBuffer();
  const meta = await sharp(small).metadata();
  const side = Math.max(16, Math.round(Math.min(meta.width ?? 320, meta.height ?? 320) * 0.6));
  const { info } = await sharp(small)
    .resize(side, side, { fit: "cover", position: sharp.strategy.attention })
    .toBuffer({ resolveWithObject: true });
  const scale = Math.max(side / (meta.width ?? side), side / (meta.height ?? side));
  const share = (value: number | undefined, all: number) =>
    value === undefined ? 0.5 : Math.max(0, Math.min(1, value / all));
  const found = {
    x: share(info.attentionX, width > 0 ? (meta.width ?? side) * scale : 1),
    y: share(info.attentionY, height > 0 ? (meta.height ?? side) * scale : 1),
  };
  // Half way to the middle: what is found is a point, and a product is more than that.
  return { x: (found.x + 0.5) / 2, y: (found.y + 0.5) / 2 };
}

/** The colour that most of what is colourful has, brought to where both inks can be read beside it. */
async function accentOf(upright: Buffer): Promise<string> {
  const { data, info } = await sharp(upright)
    .flatten({ background: "#ffffff" })
    .resize(GRID, GRID, { fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bins = Array.from({ length: 12 }, () => ({ weight: 0, hue: 0, saturation: 0 }));
  for (let at = 0; at < data.length; at += info.channels) {
    const [red, green, blue] = [data[at]!, data[at + 1] ?? data[at]!, data[at + 2] ?? data[at]!];
    const { hue, saturation, lightness } = hsl(red / 255, green / 255, blue / 255);
    if (saturation < 0.18 || lightness < 0.12 || lightness > 0.9) continue;
    const bin = bins[Math.floor(hue * 12) % 12]!;
    const weight = saturation * (1 - Math.abs(lightness - 0.5));
    bin.weight += weight;
    bin.hue += hue * weight;
    bin.saturation += saturation * weight;
  }
  const best = bins.reduce((a, b) => (b.weight > a.weight ? b : a));
  if (best.weight < GRID * GRID * 0.004) return NO_ACCENT;
  const saturation = Math.max(0.32, Math.min(0.62, best.saturation / best.weight));
  return rgb(best.hue / best.weight, saturation, 0.42);
}

function hsl(red: number, green: number, blue: number) {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const lightness = (most + least) / 2;
  const range = most - least;
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sixth =
    most === red
      ? ((green - blue) / range + 6) % 6
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  return { hue: sixth / 6, saturation, lightness };
}

function rgb(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (offset: number) => {
    const place = (offset + hue * 12) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
