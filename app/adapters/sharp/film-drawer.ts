import sharp, { type OverlayOptions } from "sharp";
import type { FilmDrawer, FilmShot, SeenPicture } from "../../domains/media/films/ports.ts";
import type { FilmLayerStyle, FilmStyle, Size } from "../../domains/media/index.ts";
import { ok, refuse } from "../../kernel/result.ts";
import { seePicture } from "./see-picture.ts";
import { box, drawLetters, shadowOf } from "./text-drawer.ts";

/** Shots are drawn larger than the frame by this, so that moving nearer stays sharp. */
const LARGER = 1.15;
const FRAME = { width: 1080, height: 1920 };
const WHOLE = { width: 1242, height: 2208 };
/** Of a picture that is wider or taller than the frame: how much of that the frame may wander over. */
const WANDER = 1.3;
/** A picture is blown up no more than this. */
const BLOWN_UP = 2;
/** Of the preview. */
const SMALL = 0.5;

const PAPER = "#f3eee6";
const ARCH = "#e6ddcf";

/** Draws shots of product pictures and the words over them. */
export function createFilmDrawer(): FilmDrawer {
  return {
    async look(bytes) {
      try {
        return ok(await seePicture(bytes));
      } catch {
        return refuse("film-picture-unreadable");
      }
    },
    async drawShot(style, picture, shot, accent, large) {
      const seen = shot.close ? await closeUp(picture) : picture;
      const drawn = await DRAWN[style](seen, accent);
      if (large) return drawn;
      const width = Math.round(drawn.width * SMALL);
      const image = await sharp(drawn.image).resize({ width }).jpeg({ quality: 82 }).toBuffer();
      return { ...drawn, image };
    },
    drawLayer,
  };
}

const DRAWN: Record<FilmStyle, (picture: SeenPicture, accent: string) => Promise<FilmShot>> = {
  calm: drawCalm,
  bold: drawBold,
  stage: drawStage,
};

/** The part around what matters, where there is enough of it to be looked at from close by. */
async function closeUp(picture: SeenPicture): Promise<SeenPicture> {
  const share = Math.min(1, Math.max(0.55, 620 / Math.min(picture.width, picture.height)));
  const [width, height] = [picture.width * share, picture.height * share].map(Math.round) as [
    number,
    number,
  ];
  const at = (focus: number, all: number, part: number) =>
    Math.round(Math.max(0, Math.min(all - part, focus * all - part / 2)));
  const [left, top] = [
    at(picture.focus.x, picture.width, width),
    at(picture.focus.y, picture.height, height),
  ];
  const bytes = await sharp(picture.bytes).extract({ left, top, width, height }).png().toBuffer();
  return { ...picture, bytes, width, height, focus: { x: 0.5, y: 0.5 } };
}

// ── Styles ───────────────────────────────────────────────────────────────────────────────────────

/** On paper: photographs as a print with round corners, things on nothing before an arch. */
async function drawCalm(picture: SeenPicture): Promise<FilmShot> {
  const room = { left: 90, top: 150, width: 900, height: 1040 };
  const layers: OverlayOptions[] = [];
  if (isCutout(picture)) {
    layers.push(at(room, shape({ ...room, radius: [450, 36] }, ARCH)));
    const inside = inset(room, 80, 120);
    const thing = await fitted(picture, inside);
    layers.push({ ...at(thing.place, thing.bytes), blend: blendOf(picture) });
  } else {
    const print = printOf(picture, room);
    layers.push(at(print, await rounded(picture, print, 36)));
  }
  return finish(solid(PAPER), layers, { x: 0.5, y: (room.top + room.height / 2) / FRAME.height });
}

/** To the edges of the frame and beyond; things on nothing before a light tint of their colour. */
async function drawBold(picture: SeenPicture, accent: string): Promise<FilmShot> {
  if (isCutout(picture)) {
    const thing = await fitted(picture, { left: 50, top: 150, width: 980, height: 1200 });
    const layer: OverlayOptions = { ...at(thing.place, thing.bytes), blend: blendOf(picture) };
    return finish(solid(mixed(accent, "#ffffff", 0.72)), [layer], { x: 0.5, y: 0.4 });
  }
  const cover = Math.max(WHOLE.width / picture.width, WHOLE.height / picture.height);
  const wanted = Math.min(picture.width * cover, WHOLE.width * WANDER);
  if (cover > BLOWN_UP * 1.6) return drawStage(picture, accent);
  // On one colour up to its edges: that colour goes on, and nothing need be cut off.
  if (picture.kind === "plain" && picture.width / picture.height > 0.7) {
    const scale = Math.min(WHOLE.width / picture.width, BLOWN_UP * LARGER);
    const size = scaled(picture, scale);
    const above = Math.max(0, Math.round((WHOLE.height - size.height) * 0.32));
    const beside = Math.max(0, WHOLE.width - size.width);
    const resized = await sharp(picture.bytes).resize(size).png().toBuffer();
    const image = await sharp(resized)
      .extend({
        ...{ top: above, bottom: Math.max(0, WHOLE.height - size.height - above) },
        ...{ left: Math.floor(beside / 2), right: Math.ceil(beside / 2), extendWith: "copy" },
      })
      .png()
      .toBuffer();
    const y = (above + picture.focus.y * size.height) / WHOLE.height;
    return { image, ...WHOLE, focus: { x: 0.5, y } };
  }
  const size = { width: even(wanted), height: WHOLE.height };
  return { ...(await cropped(picture, size)), ...size };
}

/** A card before the picture's own colours out of focus. */
async function drawStage(picture: SeenPicture, accent: string): Promise<FilmShot> {
  const room = { left: 110, top: 150, width: 860, height: 1050 };
  const cutout = isCutout(picture);
  const card = cutout ? room : printOf(picture, room);
  const ground = cutout ? solid(mixed(accent, "#000000", 0.62)) : await outOfFocus(picture);
  const shadow = await shadowUnder(card);
  const layers: OverlayOptions[] = [
    at({ left: card.left - SHADOW, top: card.top - SHADOW + 24 }, shadow),
    at(card, shape({ ...card, radius: [48, 48] }, cutout ? mixed(accent, "#ffffff", 0.9) : "#fff")),
  ];
  if (cutout) {
    const thing = await fitted(picture, inset(card, 70, 70));
    layers.push({ ...at(thing.place, thing.bytes), blend: blendOf(picture) });
  } else layers.push(at(card, await rounded(picture, card, 48)));
  return finish(ground, layers, { x: 0.5, y: (room.top + room.height / 2) / FRAME.height });
}

// ── Pieces. Places and sizes are in pixels of the frame ──────────────────────────────────────────

function isCutout({ kind }: SeenPicture): boolean {
  return kind === "clear" || kind === "white";
}

/** What is white lets the ground through. */
function blendOf({ kind }: SeenPicture): "over" | "multiply" {
  return kind === "white" ? "multiply" : "over";
}

interface Place extends Size {
  left: number;
  top: number;
}

async function finish(
  ground: Buffer,
  layers: OverlayOptions[],
  focus: { x: number; y: number },
): Promise<FilmShot> {
  const image = await sharp(ground)
    .resize(WHOLE.width, WHOLE.height, { fit: "fill" })
    .composite(layers)
    .removeAlpha()
    .png({ compressionLevel: 3 })
    .toBuffer();
  return { image, ...WHOLE, focus };
}

function at({ left, top }: { left: number; top: number }, input: Buffer): OverlayOptions {
  return { input, left: Math.round(left * LARGER), top: Math.round(top * LARGER) };
}

function inset({ left, top, width, height }: Place, x: number, y: number): Place {
  return { left: left + x, top: top + y, width: width - 2 * x, height: height - 2 * y };
}

/** Where a photograph lies: as wide as there is room, as high as suits it, never blown up too far. */
function printOf(picture: SeenPicture, room: Place): Place {
  const ratio = picture.width / picture.height;
  const width = Math.min(room.width, Math.max(360, (picture.width * BLOWN_UP) / LARGER));
  const height = Math.max(width * 0.7, Math.min((room.height * width) / room.width, width / ratio));
  return {
    left: room.left + (room.width - width) / 2,
    top: room.top + (room.height - height) / 2,
    ...{ width, height },
  };
}

/** The whole of a thing on nothing, inside a place. */
async function fitted(picture: SeenPicture, place: Place) {
  const scale = Math.min(
    place.width / picture.width,
    place.height / picture.height,
    BLOWN_UP / LARGER,
  );
  const [width, height] = [picture.width * scale, picture.height * scale];
  const bytes = await sharp(picture.bytes)
    .resize(scaled({ width, height }, LARGER))
    .png()
    .toBuffer();
  const left = place.left + (place.width - width) / 2;
  return { bytes, place: { left, top: place.top + (place.height - height) / 2 } };
}

/** As small as nothing in it is sharp when it is large again: quicker than blurring what is large. */
async function outOfFocus({ bytes }: SeenPicture): Promise<Buffer> {
  const small = await sharp(bytes)
    .resize(69, 123, { fit: "cover", position: "centre" })
    .blur(9)
    .modulate({ brightness: 0.55 })
    .png()
    .toBuffer();
  return sharp(small).resize(WHOLE.width, WHOLE.height, { kernel: "cubic" }).png().toBuffer();
}

/** It reaches so far around what casts it. */
const SHADOW = 80;

async function shadowUnder({ width, height }: Size): Promise<Buffer> {
  const whole = { width: width + 2 * SHADOW, height: height + 2 * SHADOW };
  const dark = shape({ ...whole, radius: [60, 60] }, "#000000", { inset: SHADOW, opacity: 0.5 });
  const small = await sharp(dark)
    .resize(Math.round(whole.width / 4))
    .png()
    .toBuffer();
  const soft = await sharp(small).blur(8).png().toBuffer();
  const size = scaled(whole, LARGER);
  return sharp(soft)
    .resize({ ...size, fit: "fill" })
    .png()
    .toBuffer();
}

/** A picture cut to a place around what matters, with round corners. */
async function rounded(picture: SeenPicture, place: Size, radius: number): Promise<Buffer> {
  const size = scaled(place, LARGER);
  const { image } = await cropped(picture, size);
  const corners = shape({ ...place, radius: [radius, radius] }, "#ffffff");
  return sharp(image)
    .ensureAlpha()
    .composite([{ input: corners, blend: "dest-in" }])
    .png()
    .toBuffer();
}

/** A picture that fills a size, cut so that what matters is as near to the middle as can be. */
async function cropped(picture: SeenPicture, size: Size) {
  const scale = Math.max(size.width / picture.width, size.height / picture.height);
  const whole = {
    width: Math.max(size.width, Math.round(picture.width * scale)),
    height: Math.max(size.height, Math.round(picture.height * scale)),
  };
  const offset = (focus: number, all: number, part: number) =>
    Math.round(Math.max(0, Math.min(all - part, focus * all - part / 2)));
  const left = offset(picture.focus.x, whole.width, size.width);
  const top = offset(picture.focus.y, whole.height, size.height);
  const image = await sharp(picture.bytes)
    .resize({ ...whole, fit: "fill" })
    .extract({ left, top, ...size })
    .removeAlpha()
    .png({ compressionLevel: 3 })
    .toBuffer();
  const focus = {
    x: (picture.focus.x * whole.width - left) / size.width,
    y: (picture.focus.y * whole.height - top) / size.height,
  };
  return { image, focus };
}

/** `radius`: of the upper and of the lower corners. */
function shape(
  { width, height, radius }: Size & { radius: [number, number] },
  colour: string,
  { inset: by = 0, opacity = 1 } = {},
): Buffer {
  const size = scaled({ width, height }, LARGER);
  const [w, h, edge] = [size.width, size.height, by * LARGER];
  const limit = (value: number) => Math.min(value * LARGER, (w - 2 * edge) / 2);
  const [a, b] = [limit(radius[0]), limit(radius[1])];
  const path = [
    `M${edge + a} ${edge}H${w - edge - a}A${a} ${a} 0 0 1 ${w - edge} ${edge + a}`,
    `V${h - edge - b}A${b} ${b} 0 0 1 ${w - edge - b} ${h - edge}H${edge + b}`,
    `A${b} ${b} 0 0 1 ${edge} ${h - edge - b}V${edge + a}A${a} ${a} 0 0 1 ${edge + a} ${edge}Z`,
  ].join("");
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><path d="${path}" fill="${colour}" fill-opacity="${opacity}"/></svg>`,
  );
}

function solid(colour: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WHOLE.width}" height="${WHOLE.height}"><rect width="100%" height="100%" fill="${colour}"/></svg>`,
  );
}

function scaled({ width, height }: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function even(value: number): number {
  return Math.round(value / 2) * 2;
}

/** `share` of the second colour in the first. */
function mixed(colour: string, other: string, share: number): string {
  const part = (text: string, at: number) => Number.parseInt(text.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((index) =>
      Math.round(part(colour, index) * (1 - share) + part(other, index) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

// ── Words ────────────────────────────────────────────────────────────────────────────────────────

/** Of the font, in letter heights. */
const LINE = 1.45;
const SMALLEST = 0.5;

async function drawLayer(style: FilmLayerStyle) {
  if (style.kind === "shade") {
    const { width, height, colour } = style;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colour}" stop-opacity="0"/><stop offset="0.55" stop-color="${colour}" stop-opacity="0.42"/><stop offset="1" stop-color="${colour}" stop-opacity="0.72"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
    return { png: await sharp(Buffer.from(svg)).png().toBuffer(), width, height, room: 0 };
  }
  const { letters, size, text, width: lineWidth } = await fitLetters(style);
  if (style.ground) {
    const { colour, x, y, radius } = style.ground;
    const width = letters.width + 2 * x;
    // As high for every text, whether its letters reach below the line or not.
    const height = Math.max(letters.height, Math.round(size)) + 2 * y;
    const png = await sharp(box({ width, height }, colour, Math.min(radius, height / 2)))
      .composite([{ input: letters.png, left: x, top: Math.round((height - letters.height) / 2) }])
      .png()
      .toBuffer();
    return { png, width, height, room: 0 };
  }
  if (!style.shadow) return { ...letters, room: 0 };
  const room = Math.round(size * 0.35);
  const ground = await shadowOf({ ...style, text }, size, lineWidth, room);
  const [width, height] = [letters.width + 2 * room, letters.height + 2 * room];
  const png = await sharp(await sharp(ground).resize(width, height).png().toBuffer())
    .composite([{ input: letters.png, left: room, top: room }])
    .png()
    .toBuffer();
  return { png, width, height, room };
}

type Text = Extract<FilmLayerStyle, { kind: "text" }>;

/** As large as was asked for, or as small as it takes; what even then is too long is cut off. */
async function fitLetters(style: Text) {
  let text = style.text.trim();
  for (let size = style.size; ; ) {
    const letters = await drawLetters({ ...style, text }, style.colour, size, style.width);
    const fits = letters.height <= size * (LINE * (style.lines - 1) + 1.3);
    if (fits && letters.width <= style.width + 2)
      return balanced({ ...style, text }, size, letters);
    if (size > style.size * SMALLEST) size = Math.round(size * 0.92);
    else if (text.length > 8) text = `${[...text].slice(0, -4).join("").trimEnd()}…`;
    else return { letters, size, text, width: style.width };
  }
}

/** In lines of about one length: one word, or one sign, alone on the last line looks lost. */
async function balanced(
  style: Text,
  size: number,
  letters: Awaited<ReturnType<typeof drawLetters>>,
) {
  let best = { letters, size, text: style.text, width: style.width };
  if (letters.height < size * LINE) return best;
  for (let share = 0.92; share > 0.5; share -= 0.08) {
    const width = Math.round(style.width * share);
    const tried = await drawLetters(style, style.colour, size, width);
    if (tried.height > letters.height + 2 || tried.width > width + 2) break;
    best = { ...best, letters: tried, width };
  }
  return best;
}
