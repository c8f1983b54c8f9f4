import type { Profile } from "./profile.ts";

/** One unit is ten centimetres. y is up, the camera looks from +z. Colours are linear light, 0…1. */
export type Vec3 = [number, number, number];

export interface Thing {
  /**
   * GLSL expression: signed distance at the local point `p`. `LATHE` stands for the distance to
   * `profile`. May be an under-estimate, never an over-estimate by much.
   */
  shape: string;
  profile?: Profile;
  at?: Vec3;
  /** Degrees about y, then about x, then about z. */
  turn?: number;
  pitch?: number;
  roll?: number;
  scale?: number;
  /** Sphere around it, local: centre and radius. */
  bound: [Vec3, number];
  /** GLSL call that fills `m` from the local point `p` and normal `n`: see materials.glsl.ts. */
  material: string;
  /** GLSL expression: height of fine relief at local `p`, or none. */
  relief?: string;
  /** Thin glass: seen through, tinted. Not in shadows. */
  glass?: boolean;
  /** GLSL expression in radians, about y at the origin of the thing: for clips. */
  spin?: string;
  /** Casts no shadow: for what moves through a clip whose other shadows stand still. */
  shadowless?: boolean;
}

export interface Scene {
  things: Thing[];
  camera: { from: Vec3; to: Vec3; fov: number; blur?: number; focus?: Vec3 };
  /** `cove`: a floor that bends up into the backdrop. Else GLSL for a floor material; wall likewise. */
  floor: { colour: Vec3; material?: string; relief?: string };
  backdrop: { low: Vec3; high: Vec3 };
  /** Plaster wall this far behind the origin. */
  wall?: { z: number; colour: Vec3 };
  key: {
    from: Vec3;
    colour: Vec3;
    size: number;
    softness: number;
    gobo?: "window" | "leaves";
    goboShift?: [number, number];
  };
  ambient: Vec3;
  /** Point lights: flames and bulbs. */
  lamps?: { at: Vec3; colour: Vec3; radius: number }[];
  flames?: { at: Vec3; size: number }[];
  steam?: { at: Vec3; size: number; strength: number }[];
  /** Text on the tin, drawn by the page on a canvas. */
  label?: { lines: string[]; ink: string; paper: string };
  exposure?: number;
}
