import type { Scene, Vec3 } from "../scene.ts";
import type { View } from "../studio-page.ts";

export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A clip: one scene, traced once or (what moves in it) again for every frame, seen through a moving lens. */
export interface Film {
  name: string;
  size: [width: number, height: number];
  seconds: number;
  scene: Scene;
  /** Share of its size that the clip is drawn at; the encoder scales it up. Default .7. */
  drawn?: number;
  /** Pixels traced for each pixel drawn: above 1 leaves room for the camera to move. */
  source?: number;
  /** How the lens looks at second `t`. */
  view(t: number): View;
  /** What to trace again for second `t`; `parts` in shares of the picture from the lower left. */
  motion?: {
    knob(t: number): [number, number, number, number];
    parts?: Part[];
    /** The shapes repeat after so many seconds, forwards or there and back: traced once, used again. */
    period?: number;
    mirrored?: boolean;
  };
  /** Null: the file has no sound track at all. */
  sound: { mood: "morning" | "evening" | "kitchen" | "air"; seed: number } | null;
}

/** As a telephone is held. */
export const UPRIGHT: Film["size"] = [720, 1280];

/** 0 before `from`, 1 after `to`, smooth between. */
export function ease(t: number, from: number, to: number): number {
  const x = Math.min(1, Math.max(0, (t - from) / (to - from)));
  return x * x * x * (x * (x * 6 - 15) + 10);
}

export function mix(a: number, b: number, x: number): number {
  return a + (b - a) * x;
}

/** A flame's strength: never still, never out. */
export function flicker(t: number, seed: number): number {
  return (
    0.92 +
    0.05 * Math.sin(t * 9.1 + seed) +
    0.04 * Math.sin(t * 15.7 + seed * 2.3) * Math.sin(t * 2.3 + seed) +
    0.035 * Math.sin(t * 4.3 + seed * 1.7)
  );
}

export function distance(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
