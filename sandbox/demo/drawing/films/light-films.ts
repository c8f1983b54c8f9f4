import { smallHolder, stem, taper } from "../objects/kitchen.ts";
import { beacon, cupCandle, tableLamp } from "../objects/light.ts";
import { bowl, mug, pebbleVase } from "../objects/stoneware.ts";
import type { Vec3 } from "../scene.ts";
import { setting } from "../studio-set.ts";
import { ease, type Film, flicker, mix, UPRIGHT } from "./film.ts";

const lampLight = [
  { at: [0, 1.62, 0] as Vec3, colour: [2.2, 1.22, 0.5] as Vec3, radius: 0.3 },
  { at: [0, 3.15, 0] as Vec3, colour: [1.8, 1.0, 0.42] as Vec3, radius: 0.3 },
];
const glow = (at: Vec3, k = 0.5) => ({
  at,
  colour: [2.6 * k, 1.45 * k, 0.62 * k] as Vec3,
  radius: 0.12,
});

export const lampOn: Film = {
  name: "low-tide-lamp",
  size: [1080, 1920],
  drawn: 0.55,
  seconds: 8,
  scene: setting(
    [
      tableLamp("ink", 1.5),
      pebbleVase("chalk", { at: [0.98, 0, 0.6], scale: 0.7 }),
      stem(1.9, -0.3, { at: [0.98, 0, 0.6], scale: 0.7 }),
      bowl("oat", { at: [-1.1, 0, 0.75], scale: 0.45 }),
    ],
    {
      at: [0, 1.75, 0],
      span: 5.6,
      above: 7,
      tone: "blush",
      light: "dusk",
      wall: -1.7,
      table: "oak",
      lamps: lampLight,
    },
  ),
  view: (t) => {
    const on =
      0.35 * ease(t, 1.8, 1.95) * (1 - 0.6 * ease(t, 1.95, 2.1)) + 0.86 * ease(t, 2.1, 3.2);
    return {
      time: t,
      levels: [mix(0.95, 0.62, ease(t, 2, 4)), mix(0.95, 0.5, ease(t, 2, 4)), on],
      shift: [mix(-0.4, 0.4, ease(t, -1, 9)), 0],
      zoom: mix(1.03, 1.17, ease(t, 0, 8)),
    };
  },
  sound: { mood: "evening", seed: 8 },
};

export const candleEvening: Film = {
  name: "evening-tide",
  size: UPRIGHT,
  seconds: 9,
  scene: setting(
    [
      cupCandle("oat", 0.9, { at: [-0.28, 0, 0.35] }),
      cupCandle("ink", 0.9, { at: [0.42, 0, -0.45] }),
      smallHolder({ at: [-0.62, 0, -0.9] }),
      taper("honey", 1.25, 0.8, { at: [-0.62, 0.28, -0.9] }),
    ],
    {
      at: [0, 0.95, 0],
      span: 3.1,
      above: 13,
      tone: "dusk",
      light: "dusk",
      table: "oak",
      blur: 0.4,
      focus: [-0.28, 0.5, 0.7],
      lamps: [glow([-0.28, 0.85, 0.35]), glow([0.42, 0.85, -0.45]), glow([-0.62, 1.75, -0.9], 0.6)],
      flames: [
        { at: [-0.28, 0.66, 0.35], size: 0.13 },
        { at: [0.42, 0.66, -0.45], size: 0.12 },
        { at: [-0.61, 1.55, -0.9], size: 0.14 },
      ],
    },
  ),
  view: (t) => ({
    time: t,
    levels: [0.75, 0.6, 1.05 * flicker(t, 1)],
    flames: [flicker(t, 0), flicker(t, 4), flicker(t, 9)],
    shift: [mix(0.4, -0.4, ease(t, -1, 10)), 0],
    pan: [mix(0.012, -0.012, ease(t, -1, 10)), 0],
    zoom: mix(1.15, 1.05, t / 9),
  }),
  sound: { mood: "evening", seed: 13 },
};

export const beaconFilm: Film = {
  name: "beacon-three-lights",
  size: UPRIGHT,
  seconds: 8,
  scene: setting(
    [
      beacon("brass", 0.95),
      mug("oat", { at: [0.85, 0, 0.8], turn: -20, scale: 0.8 }),
      bowl("ink", { at: [-1.0, 0, 0.5], scale: 0.5 }),
    ],
    {
      at: [0, 1.3, 0],
      span: 4.5,
      above: 10,
      tone: "sand",
      light: "dusk",
      table: "oak",
      wall: -1.6,
      lamps: [{ at: [0, 1.86, 0], colour: [2.4, 1.4, 0.66], radius: 0.98 }],
    },
  ),
  view: (t) => {
    const low = 0.38;
    const lamp =
      ease(t, 0.9, 1.3) -
      (1 - low) * ease(t, 3.1, 3.6) -
      low * ease(t, 5.0, 5.4) +
      0.9 * ease(t, 6.2, 6.9);
    return {
      time: t,
      levels: [mix(0.8, 0.62, lamp), mix(0.85, 0.5, lamp), Math.max(0.015, lamp)],
      shift: [mix(0.35, -0.35, ease(t, -1, 9)), 0],
      zoom: mix(1.04, 1.15, t / 8),
    };
  },
  sound: { mood: "evening", seed: 144 },
};
