import type { EditColour, Look } from "./document.ts";

/**
 * Colour as one affine map of red, green and blue (0…1, as encoded, not linear light). The preview
 * applies it to pixels; the renderer puts it in a table for ffmpeg's lut3d, which is exact between the
 * entries of a table because the map is affine.
 */
export interface Grade {
  /** Rows: red, green, blue. */
  matrix: [Row, Row, Row];
  offset: Row;
}
type Row = [number, number, number];

/** Shares of luma, Rec. ITU-R BT.709. */
const LUMA: Row = [0.2126, 0.7152, 0.0722];

interface Recipe {
  saturation: number;
  contrast: number;
  brightness: number;
  /** Gains of red and blue, in opposite directions. */
  warmth: number;
  /** How far black is lifted. */
  lift: number;
  /** 0…1 of the way to brown tones. */
  sepia: number;
}

const PLAIN: Recipe = {
  ...{ saturation: 1, contrast: 1, brightness: 0, warmth: 0, lift: 0, sepia: 0 },
};
const RECIPES: Record<Look, Partial<Recipe>> = {
  none: {},
  vivid: { saturation: 1.35, contrast: 1.1 },
  warm: { warmth: 0.09, saturation: 1.08, brightness: 0.01 },
  cool: { warmth: -0.09, saturation: 1.02 },
  soft: { contrast: 0.88, saturation: 0.92, brightness: 0.04, lift: 0.03 },
  film: { contrast: 1.06, saturation: 0.82, warmth: 0.04, lift: 0.06 },
  mono: { saturation: 0, contrast: 1.1 },
  sepia: { saturation: 0, sepia: 1, contrast: 0.98 },
};

/** How far a slider at its end goes. */
const REACH = { brightness: 0.35, contrast: 0.6, saturation: 1 };

export function gradeOf(colour: EditColour): Grade {
  const recipe = { ...PLAIN, ...RECIPES[colour.look] };
  const steps: Grade[] = [
    saturate(recipe.saturation * (1 + colour.saturation * REACH.saturation)),
    tint(recipe.sepia),
    gains([1 + recipe.warmth, 1, 1 - recipe.warmth]),
    contrast(recipe.contrast * (1 + colour.contrast * REACH.contrast)),
    shift(recipe.brightness + colour.brightness * REACH.brightness),
    lift(recipe.lift),
  ];
  return steps.reduce(follow);
}

export function isPlain(colour: EditColour): boolean {
  const { look, brightness, contrast, saturation } = colour;
  return look === "none" && brightness === 0 && contrast === 0 && saturation === 0;
}

/** One colour, 0…1 each, in and out. */
export function graded({ matrix, offset }: Grade, [red, green, blue]: Row): Row {
  const at = (row: 0 | 1 | 2) => {
    const [r, g, b] = matrix[row];
    return Math.max(0, Math.min(1, r * red + g * green + b * blue + offset[row]));
  };
  return [at(0), at(1), at(2)];
}

/** Pixels as a canvas gives them: red, green, blue and opacity, 0…255, changed in place. */
export function gradePixels({ matrix, offset }: Grade, pixels: Uint8ClampedArray): void {
  const [[a, b, c], [d, e, f], [g, h, i]] = matrix;
  const [x, y, z] = [offset[0] * 255, offset[1] * 255, offset[2] * 255];
  for (let at = 0; at < pixels.length; at += 4) {
    const red = pixels[at]!;
    const green = pixels[at + 1]!;
    const blue = pixels[at + 2]!;
    pixels[at] = a * red + b * green + c * blue + x;
    pixels[at + 1] = d * red + e * green + f * blue + y;
    pixels[at + 2] = g * red + h * green + i * blue + z;
  }
}

/** The map as a table in the format of Adobe's Cube LUT Specification 1.0: red runs fastest. */
export function cubeFile(grade: Grade, size = 33): string {
  const lines = [`LUT_3D_SIZE ${size}`];
  const step = (index: number) => index / (size - 1);
  for (let blue = 0; blue < size; blue++)
    for (let green = 0; green < size; green++)
      for (let red = 0; red < size; red++)
        lines.push(
          graded(grade, [step(red), step(green), step(blue)])
            .map((value) => value.toFixed(6))
            .join(" "),
        );
  return `${lines.join("\n")}\n`;
}

/** First one, then the other. */
function follow(first: Grade, second: Grade): Grade {
  const row = ([a, b, c]: Row): Row => {
    const [x, y, z] = first.matrix;
    return [
      a * x[0] + b * y[0] + c * z[0],
      a * x[1] + b * y[1] + c * z[1],
      a * x[2] + b * y[2] + c * z[2],
    ];
  };
  const sum = ([a, b, c]: Row, more: number) =>
    a * first.offset[0] + b * first.offset[1] + c * first.offset[2] + more;
  const [x, y, z] = second.matrix;
  return {
    matrix: [row(x), row(y), row(z)],
    offset: [sum(x, second.offset[0]), sum(y, second.offset[1]), sum(z, second.offset[2])],
  };
}

function saturate(amount: number): Grade {
  const rest = 1 - amount;
  const [r, g, b] = LUMA;
  return {
    matrix: [
      [rest * r + amount, rest * g, rest * b],
      [rest * r, rest * g + amount, rest * b],
      [rest * r, rest * g, rest * b + amount],
    ],
    offset: [0, 0, 0],
  };
}

/** Towards brown; meant for pictures that have no colour any more. */
function tint(amount: number): Grade {
  return gains([1 + 0.1 * amount, 1 - 0.02 * amount, 1 - 0.22 * amount]);
}

function gains([r, g, b]: Row): Grade {
  return {
    matrix: [
      [r, 0, 0],
      [0, g, 0],
      [0, 0, b],
    ],
    offset: [0, 0, 0],
  };
}

/** About the middle. */
function contrast(amount: number): Grade {
  const rest = (1 - amount) / 2;
  return { ...gains([amount, amount, amount]), offset: [rest, rest, rest] };
}

function shift(by: number): Grade {
  return { ...gains([1, 1, 1]), offset: [by, by, by] };
}

function lift(by: number): Grade {
  return { ...gains([1 - by, 1 - by, 1 - by]), offset: [by, by, by] };
}
