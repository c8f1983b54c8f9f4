import { vec } from "./compile-scene.ts";
import type { Vec3 } from "./scene.ts";

/** Colours of glazes and cloth, in linear light. */
export const palette = {
  oat: [0.66, 0.56, 0.43],
  chalk: [0.76, 0.73, 0.67],
  seaGlass: [0.34, 0.47, 0.39],
  ink: [0.022, 0.038, 0.066],
  rust: [0.36, 0.1, 0.043],
  flax: [0.62, 0.5, 0.36],
  fog: [0.35, 0.41, 0.45],
  white: [0.8, 0.78, 0.73],
  oak: [0.47, 0.29, 0.145],
  cherry: [0.4, 0.165, 0.075],
  honey: [0.72, 0.4, 0.09],
} satisfies Record<string, Vec3>;

export type Colour = keyof typeof palette;

export const colour = (name: Colour) => vec(palette[name]);
