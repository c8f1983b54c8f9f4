import type { Size } from "../edits/geometry.ts";
import { FILM_FRAME, FILM_RATE, type FilmStyle, type FilmWords } from "./film.ts";

/**
 * Which part of which picture is seen at every moment of a film, and which words lie over it. The preview
 * in the browser and the renderer in the worker read the same plan, and show the same drawings.
 */

/** One picture as it is used once: whole, or from close by. */
export interface Shot {
  picture: number;
  close: boolean;
}

/** What is known of a shot once it is drawn: a still, larger than the frame, that the frame moves over. */
export interface DrawnShot extends Size {
  /** Where to look, 0…1. */
  focus: { x: number; y: number };
}

/** A stretch of a drawn shot of the frame's shape: its middle, and its width, 0…1 of the shot. */
export interface FilmWindow {
  x: number;
  y: number;
  width: number;
}

export type FilmEntry = "cut" | "dissolve" | "slide" | "wipe";

export interface PlacedShot {
  first: number;
  count: number;
  /** Pictures that it shares with the shot before. */
  shared: number;
  kind: FilmEntry;
  from: FilmWindow;
  to: FilmWindow;
}

export const WORD_LAYERS = ["shade", "title", "price", "call"] as const;
export type FilmLayerId = (typeof WORD_LAYERS)[number];

/** How a layer is drawn: letters, or a ground behind them. Sizes in pixels of the frame. */
export type FilmLayerStyle =
  | {
      kind: "text";
      text: string;
      size: number;
      weight: 400 | 700;
      colour: string;
      align: "left" | "centre";
      /** At most so wide and so many lines: else the letters are made smaller. */
      width: number;
      lines: number;
      ground: { colour: string; x: number; y: number; radius: number } | null;
      shadow: boolean;
    }
  /** From nothing at the top to a colour at the bottom. */
  | { kind: "shade"; width: number; height: number; colour: string };

export interface FilmLayer {
  id: FilmLayerId;
  style: FilmLayerStyle;
  /** Pixels of the frame: where the point `anchor` (0…1 of the layer) lies. */
  x: number;
  y: number;
  anchor: { x: number; y: number };
  /** Pictures of the film, `end` not included. */
  first: number;
  end: number;
  /** Pictures it takes to appear; it rises by so many pixels meanwhile. */
  appears: number;
  rises: number;
}

export interface FilmPlan {
  /** Pictures of the film. */
  count: number;
  shots: PlacedShot[];
  /** Later ones lie on top. */
  layers: FilmLayer[];
}

interface Pace {
  /** Pictures a shot lasts, what it shares with the one before included. */
  shot: number;
  shared: number;
  entries: FilmEntry[];
  /** How much longer the last one stays, so that the call can be read. */
  stays: number;
}

const PACES: Record<FilmStyle, Pace> = {
  calm: { shot: 84, shared: 15, entries: ["dissolve"], stays: 30 },
  bold: { shot: 54, shared: 8, entries: ["slide", "wipe"], stays: 36 },
  stage: { shot: 75, shared: 12, entries: ["dissolve"], stays: 30 },
};

/** The shots of a film of so many pictures: few pictures are seen twice, once from close by. */
export function shotsOf(pictures: number): Shot[] {
  const whole = (picture: number) => ({ picture, close: false });
  const close = (picture: number) => ({ picture, close: true });
  if (pictures <= 0) return [];
  if (pictures === 1) return [whole(0), close(0), whole(0)];
  if (pictures === 2) return [whole(0), whole(1), close(1), whole(0)];
  if (pictures === 3) return [whole(0), whole(1), whole(2), whole(0)];
  return Array.from({ length: pictures }, (_, picture) => whole(picture));
}

export function planFilm(
  style: FilmStyle,
  drawn: DrawnShot[],
  words: FilmWords,
  accent: string,
): FilmPlan {
  const pace = PACES[style];
  const shots: PlacedShot[] = [];
  let end = 0;
  for (const [index, shot] of drawn.entries()) {
    const last = index === drawn.length - 1;
    const count = pace.shot + (last ? pace.stays : 0);
    const shared = index === 0 ? 0 : pace.shared;
    const first = end - shared;
    const kind = index === 0 ? "cut" : pace.entries[(index - 1) % pace.entries.length]!;
    shots.push({ first, count, shared, kind, ...windowsOf(style, shot, index) });
    end = first + count;
  }
  const finale = shots.at(-1)?.first ?? 0;
  return { count: end, shots, layers: layersOf(style, words, accent, { finale, count: end }) };
}

/** Where the frame goes over a shot: nearer and farther by turns, or across what is wider than it. */
function windowsOf(style: FilmStyle, shot: DrawnShot, index: number) {
  const shape = FILM_FRAME.width / FILM_FRAME.height;
  const widest = Math.min(1, (shot.height * shape) / shot.width);
  const inside = (x: number, y: number, width: number): FilmWindow => {
    const tall = (width * shot.width) / shape / shot.height;
    const within = (at: number, size: number) => Math.max(size / 2, Math.min(1 - size / 2, at));
    return { x: within(x, width), y: within(y, tall), width };
  };
  const { x, y } = shot.focus;
  const spare = 1 - widest;
  if (spare > 0.05) {
    const reach = Math.min(spare, 0.16) / 2;
    const [a, b] = index % 2 === 0 ? [-reach, reach] : [reach, -reach];
    const middle = Math.max(widest / 2 + reach, Math.min(1 - widest / 2 - reach, x));
    return { from: inside(middle + a, y, widest), to: inside(middle + b, y, widest) };
  }
  const near = widest * (style === "bold" ? 0.86 : 0.9);
  const [start, stop] = index % 2 === 0 ? [widest, near] : [near, widest];
  return { from: inside(x, y, start), to: inside(x, y, stop) };
}

/** What of a shot is seen at its n-th picture. */
export function windowAt({ from, to, count }: PlacedShot, index: number): FilmWindow {
  const share = count > 1 ? index / (count - 1) : 0;
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    x: between(from.x, to.x),
    y: between(from.y, to.y),
    width: between(from.width, to.width),
  };
}

/** How far a layer has appeared, 0…1, and how many pixels it is still below its place. */
export function layerAt({ first, appears, rises }: FilmLayer, frame: number) {
  const share = appears === 0 ? 1 : Math.max(0, Math.min(1, (frame - first) / appears));
  return { opacity: share, below: rises * (1 - share) ** 3 };
}

const SECOND = FILM_RATE.num / FILM_RATE.den;

interface Times {
  /** When the last shot comes, and when the film ends. */
  finale: number;
  count: number;
}

function layersOf(style: FilmStyle, words: FilmWords, accent: string, times: Times): FilmLayer[] {
  const made = { calm: calmLayers, bold: boldLayers, stage: stageLayers }[style](
    words,
    accent,
    times,
  );
  const said = ({ style: drawn }: FilmLayer) => drawn.kind !== "text" || drawn.text.trim() !== "";
  const leftward = runsLeftward(words.title || words.call);
  const layers = made.filter(said).map((layer) => (leftward ? mirrored(layer) : layer));
  return layers.some(({ style: drawn }) => drawn.kind === "text") ? layers : [];
}

/** Whether a text runs from right to left: by its first letter. */
function runsLeftward(text: string): boolean {
  return /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(
    text,
  );
}

/** What begins at the left begins at the right. */
function mirrored(layer: FilmLayer): FilmLayer {
  if (layer.style.kind !== "text" || layer.anchor.x !== 0) return layer;
  return { ...layer, x: FILM_FRAME.width - layer.x, anchor: { ...layer.anchor, x: 1 } };
}

const TEXT = { kind: "text", ground: null, shadow: false } as const;

/** Dark letters on paper, to the left, below the picture. */
function calmLayers({ title, price, call }: FilmWords, _: string, times: Times): FilmLayer[] {
  const ink = { ...TEXT, colour: "#211d18", align: "left" } as const;
  const place = { x: 90, appears: 14, rises: 36, end: times.count };
  return [
    {
      ...{ id: "title", ...place, y: 1500, anchor: { x: 0, y: 1 }, first: 0.4 * SECOND },
      style: { ...ink, text: title, size: 74, weight: 700, width: 900, lines: 2 },
    },
    {
      ...{ id: "price", ...place, y: 1530, anchor: { x: 0, y: 0 }, first: 0.8 * SECOND },
      style: { ...ink, text: price, size: 54, weight: 400, width: 900, lines: 1 },
    },
    {
      ...{ id: "call", ...place, y: 1650, anchor: { x: 0, y: 0 }, first: times.finale + 14 },
      style: {
        ...{ ...ink, text: call, size: 46, weight: 700, width: 700, lines: 1, colour: "#ffffff" },
        ground: { colour: "#211d18", x: 54, y: 30, radius: 60 },
      },
    },
  ];
}

/** Large letters in the product's own colour, over pictures that fill the frame. */
function boldLayers({ title, price, call }: FilmWords, accent: string, times: Times): FilmLayer[] {
  const on = inkOn(accent);
  const place = { x: 72, appears: 8, rises: 60, end: times.count };
  const white = { ...TEXT, colour: "#ffffff", align: "left", shadow: true } as const;
  return [
    {
      ...{ id: "shade", x: 0, y: 1920, anchor: { x: 0, y: 1 }, first: 0, end: times.count },
      ...{ appears: 0, rises: 0 },
      style: { kind: "shade", width: 1080, height: 1050, colour: "#000000" },
    },
    {
      ...{ id: "title", ...place, y: 1440, anchor: { x: 0, y: 1 }, first: 0.2 * SECOND },
      style: { ...white, text: title, size: 112, weight: 700, width: 936, lines: 3 },
    },
    {
      ...{ id: "price", ...place, y: 1470, anchor: { x: 0, y: 0 }, first: 0.5 * SECOND },
      style: {
        ...{ ...white, text: price, size: 84, weight: 700, width: 860, lines: 1, colour: on },
        ...{ shadow: false, ground: { colour: accent, x: 36, y: 18, radius: 14 } },
      },
    },
    {
      ...{ id: "call", ...place, y: 1648, anchor: { x: 0, y: 0 }, first: times.finale + 10 },
      style: {
        ...{ ...white, text: call, size: 56, weight: 700, width: 800, lines: 1 },
        ...{ colour: "#111111", shadow: false },
        ground: { colour: "#ffffff", x: 44, y: 28, radius: 14 },
      },
    },
  ];
}

/** Light letters in the middle, under a card that stands before the picture's own colours. */
function stageLayers({ title, price, call }: FilmWords, accent: string, times: Times): FilmLayer[] {
  const place = { x: 540, appears: 12, rises: 40, end: times.count };
  const light = { ...TEXT, colour: "#ffffff", align: "centre", shadow: true } as const;
  return [
    {
      ...{ id: "title", ...place, y: 1500, anchor: { x: 0.5, y: 1 }, first: 0.3 * SECOND },
      style: { ...light, text: title, size: 68, weight: 700, width: 880, lines: 2 },
    },
    {
      ...{ id: "price", ...place, y: 1532, anchor: { x: 0.5, y: 0 }, first: 0.7 * SECOND },
      style: { ...light, text: price, size: 56, weight: 400, width: 860, lines: 1 },
    },
    {
      ...{ id: "call", ...place, y: 1652, anchor: { x: 0.5, y: 0 }, first: times.finale + 12 },
      style: {
        ...{ ...light, text: call, size: 48, weight: 700, width: 800, lines: 1 },
        ...{ colour: inkOn(accent), shadow: false },
        ground: { colour: accent, x: 64, y: 32, radius: 70 },
      },
    },
  ];
}

/** Black or white, whichever is read more easily on a colour: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function inkOn(colour: string): "#111111" | "#ffffff" {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  const light = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return light > 0.22 ? "#111111" : "#ffffff";
}
