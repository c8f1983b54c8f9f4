import { vec } from "./compile-scene.ts";
import type { Scene, Thing, Vec3 } from "./scene.ts";

/** One studio for every picture: light from the upper left, a paper sweep in one of a few tones. */
export const tones = {
  sand: [0.66, 0.59, 0.5],
  sage: [0.43, 0.47, 0.39],
  blush: [0.62, 0.45, 0.37],
  mist: [0.5, 0.53, 0.54],
  cream: [0.78, 0.73, 0.65],
  dusk: [0.2, 0.19, 0.19],
} satisfies Record<string, Vec3>;

export interface Setting {
  /** Point in the middle of the picture, and how much height it shows there. */
  at: Vec3;
  span: number;
  /** Degrees above the table, and round it. */
  above?: number;
  round?: number;
  tone?: keyof typeof tones;
  /** Moves the window's or the leaves' shadow, in units across the light. */
  gobo?: [number, number];
  light?: "day" | "dusk" | "window" | "leaves";
  table?: "oak" | "linen";
  wall?: number;
  blur?: number;
  focus?: Vec3;
  exposure?: number;
  lamps?: Scene["lamps"];
  flames?: Scene["flames"];
  steam?: Scene["steam"];
  label?: Scene["label"];
}

const FOV = 18;

export function setting(things: (Thing | Thing[])[], about: Setting): Scene {
  const tone = tones[about.tone ?? "sand"];
  const light = about.light ?? "day";
  const evening = light === "dusk";
  const up = ((about.above ?? 14) * Math.PI) / 180;
  const around = ((about.round ?? 0) * Math.PI) / 180;
  const far = about.span / 2 / Math.tan((FOV * Math.PI) / 360);
  const from: Vec3 = [
    about.at[0] + far * Math.cos(up) * Math.sin(around),
    about.at[1] + far * Math.sin(up),
    about.at[2] + far * Math.cos(up) * Math.cos(around),
  ];
  const low: Vec3 = tone;
  const high: Vec3 = [tone[0] * 0.88, tone[1] * 0.89, tone[2] * 0.92];
  return {
    things: things.flat(),
    camera: { from, to: about.at, fov: FOV, blur: about.blur ?? 0, focus: about.focus },
    floor:
      about.table === "oak"
        ? {
            colour: [0.42, 0.26, 0.13],
            material: "wood(m,vec3(p.z*.8,p.y+1.,p.x),vec3(.44,.27,.135),2.6);m.coat=.2;m.rough=.5",
            relief: ".0016*noise(vec3(p.x*5.,1.,p.z*80.))",
          }
        : about.table === "linen"
          ? {
              colour: tone,
              material: `linen(m,p,n,${vec([tone[0] * 1.06, tone[1] * 1.03, tone[2]])})`,
              relief:
                ".0024*weave(p.xz,88.)+.05*sin(p.x*1.3+p.z*.8+.7*sin(p.z*1.1))+.018*sin(p.x*3.1-p.z*2.2)",
            }
          : { colour: tone },
    backdrop: { low, high },
    wall: about.wall === undefined ? undefined : { z: about.wall, colour: tone },
    key: evening
      ? { from: [-0.8, 0.75, 0.45], colour: [0.26, 0.3, 0.4], size: 1.2, softness: 7 }
      : light === "day"
        ? { from: [-0.85, 0.85, 0.42], colour: [1.62, 1.48, 1.28], size: 0.95, softness: 9 }
        : {
            from: [-0.95, 0.62, 0.62],
            colour: [2.5, 2.06, 1.5],
            size: 0.14,
            softness: 26,
            gobo: light,
            goboShift: about.gobo,
          },
    ambient: evening
      ? [0.16, 0.18, 0.23]
      : light === "day"
        ? [0.34, 0.36, 0.4]
        : [0.33, 0.37, 0.44],
    lamps: about.lamps,
    flames: about.flames,
    steam: about.steam,
    label: about.label,
    exposure: about.exposure ?? (evening ? 1.15 : 0.92),
  };
}
