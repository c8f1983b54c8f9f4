export interface Rung {
  /** `v480`: folder of its files. */
  name: string;
  width: number;
  height: number;
  /** Kilobits a second that it never exceeds over a second or two. */
  maxRate: number;
}

/** Short side and peak rate at 16:9. Rates scale with the number of pixels for other shapes. */
const STEPS: [short: number, kilobits: number][] = [
  [240, 350],
  [360, 750],
  [480, 1250],
  [720, 2600],
  [1080, 5000],
];
const LARGEST = 1080;

/**
 * Sizes to make of a picture, smallest first, never larger than the picture. The last one has the
 * picture's own size up to 1080 on the short side; a step just below it is left out, because it would
 * cost time and storage and look the same.
 */
export function ladder(width: number, height: number): Rung[] {
  const short = Math.min(width, height);
  const top = Math.min(short, LARGEST);
  const steps = STEPS.filter(([side]) => side <= top * 0.8).map(([side]) => side);
  return [...steps, top].map((side) => rung(width, height, side));
}

/** The same picture with its short side at most `side`; sides are even, as 4:2:0 needs. */
export function fitInside(
  width: number,
  height: number,
  side: number,
): { width: number; height: number } {
  const scale = Math.min(1, side / Math.min(width, height));
  const even = (value: number) => Math.max(2, Math.floor((value * scale) / 2 + 1e-6) * 2);
  return { width: even(width), height: even(height) };
}

function rung(width: number, height: number, side: number): Rung {
  const size = fitInside(width, height, side);
  const pixels = size.width * size.height;
  return { name: `v${Math.min(size.width, size.height)}`, ...size, maxRate: rateFor(pixels) };
}

/** Between two steps, by the 0.75th power of pixels: larger pictures need fewer bits a pixel. */
function rateFor(pixels: number): number {
  const [side, kilobits] =
    STEPS.findLast(([short]) => (short * short * 16) / 9 <= pixels * 1.05) ?? STEPS[0]!;
  const area = (side * side * 16) / 9;
  return Math.max(120, Math.round(kilobits * (pixels / area) ** 0.75));
}
