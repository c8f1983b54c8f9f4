import { ColorDrop, fromHsl, parseColor } from "../drops/color.ts";
import { float, toNumber } from "../liquid/numbers.ts";
import { type Call, defineAll, text } from "./define.ts";

function color(value: unknown): ColorDrop {
  const found = parseColor(value);
  if (!found) throw new Error(`'${text(value)}' is not a valid color`);
  return found;
}

/** Gives text for text and a colour for a colour setting. */
function shift(change: (of: ColorDrop, amount: number) => ColorDrop) {
  return (value: unknown, { args }: Call) => {
    const made = change(color(value), toNumber(args[0]));
    return value instanceof ColorDrop ? made : made.toString();
  };
}

function lighten(of: ColorDrop, amount: number): ColorDrop {
  const [h, s, l] = of.hsl;
  return fromHsl(h, s, l + amount, of.opacity);
}

function saturate(of: ColorDrop, amount: number): ColorDrop {
  const [h, s, l] = of.hsl;
  return fromHsl(h, s + amount, l, of.opacity);
}

function part(of: ColorDrop, component: string): number {
  const [h, s, l] = of.hsl;
  const parts: Record<string, number> = {
    red: of.red,
    green: of.green,
    blue: of.blue,
    alpha: of.opacity,
    hue: h,
    saturation: s,
    lightness: l,
  };
  const found = parts[component];
  if (found === undefined) throw new Error(`'${component}' is not a component of a color`);
  return found;
}

function modify(of: ColorDrop, component: string, value: number): ColorDrop {
  part(of, component);
  const [h, s, l] = of.hsl;
  if (component === "hue") return fromHsl(value, s, l, of.opacity);
  if (component === "saturation") return fromHsl(h, value, l, of.opacity);
  if (component === "lightness") return fromHsl(h, s, value, of.opacity);
  return new ColorDrop(
    component === "red" ? value : of.red,
    component === "green" ? value : of.green,
    component === "blue" ? value : of.blue,
    component === "alpha" ? value : of.opacity,
  );
}

function mix(left: ColorDrop, right: ColorDrop, percent: number): ColorDrop {
  const share = percent / 100;
  const blend = (a: number, b: number) => a * share + b * (1 - share);
  return new ColorDrop(
    blend(left.red, right.red),
    blend(left.green, right.green),
    blend(left.blue, right.blue),
    blend(left.opacity, right.opacity),
  );
}

function toOklch(of: ColorDrop): string {
  const linear = [of.red, of.green, of.blue].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [r, g, b] = linear as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b2 = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = ((Math.atan2(b2, a) * 180) / Math.PI + 360) % 360;
  const fixed = (value: number) => Number(value.toFixed(3));
  return `oklch(${fixed(lightness * 100)}% ${fixed(Math.hypot(a, b2))} ${fixed(hue)})`;
}

export const colorFilters = defineAll({
  brightness_difference: (value, { args }) =>
    float(Math.abs(color(value).brightness - color(args[0]).brightness)),
  color_brightness: (value) => float(Number(color(value).brightness.toFixed(2))),
  color_contrast: (value, { args }) => {
    const pair = [color(value).luminance, color(args[0]).luminance].sort((a, b) => b - a);
    return float(Number(((pair[0]! + 0.05) / (pair[1]! + 0.05)).toFixed(1)));
  },
  color_darken: shift((of, amount) => lighten(of, -amount)),
  color_desaturate: shift((of, amount) => saturate(of, -amount)),
  color_difference: (value, { args }) => {
    const [a, b] = [color(value), color(args[0])];
    return Math.abs(a.red - b.red) + Math.abs(a.green - b.green) + Math.abs(a.blue - b.blue);
  },
  color_extract: (value, { args }) => {
    const found = part(color(value), text(args[0]));
    return text(args[0]) === "alpha" ? float(found) : Math.round(found);
  },
  color_lighten: shift(lighten),
  color_mix: (value, { args }) => mix(color(value), color(args[0]), toNumber(args[1])).toString(),
  color_modify: (value, { args }) =>
    modify(color(value), text(args[0]), toNumber(args[1])).toString(),
  color_saturate: shift(saturate),
  color_to_hex: (value) => color(value).hex,
  color_to_hsl: (value) => {
    const of = color(value);
    const [h, s, l] = of.hsl.map(Math.round);
    return of.opacity === 1
      ? `hsl(${h}, ${s}%, ${l}%)`
      : `hsla(${h}, ${s}%, ${l}%, ${float(of.opacity)})`;
  },
  color_to_oklch: (value) => toOklch(color(value)),
  color_to_rgb: (value) => {
    const of = color(value);
    return of.opacity === 1
      ? `rgb(${of.red}, ${of.green}, ${of.blue})`
      : `rgba(${of.red}, ${of.green}, ${of.blue}, ${float(of.opacity)})`;
  },
  hex_to_rgba: (value, { args }) => {
    const of = color(value);
    return `rgba(${of.red},${of.green},${of.blue},${args[0] === undefined ? 1 : text(args[0])})`;
  },
});
