import { candleHolder, smallHolder, stem, taper } from "../objects/kitchen.ts";
import { beacon, cupCandle, tableLamp } from "../objects/light.ts";
import { mug, pebbleVase } from "../objects/stoneware.ts";
import type { Scene, Vec3 } from "../scene.ts";
import { setting } from "../studio-set.ts";

const warm: Vec3 = [2.6, 1.45, 0.62];
const lampLight = [
  { at: [0, 1.62, 0] as Vec3, colour: [2.2, 1.22, 0.5] as Vec3, radius: 0.3 },
  { at: [0, 3.15, 0] as Vec3, colour: [1.8, 1.0, 0.42] as Vec3, radius: 0.3 },
];
const beaconLight = [{ at: [0, 1.86, 0] as Vec3, colour: [2.4, 1.4, 0.66] as Vec3, radius: 0.98 }];
const candle = (at: Vec3, strength = 0.5): NonNullable<Scene["lamps"]>[number] => ({
  at,
  colour: [warm[0] * strength, warm[1] * strength, warm[2] * strength],
  radius: 0.12,
});

export const lightScenes: Record<string, Scene> = {
  "low-tide-lamp-oat": setting([tableLamp("oat", 1.5)], {
    at: [0, 1.62, 0],
    span: 4.9,
    above: 7,
    tone: "sand",
    light: "dusk",
    wall: -1.7,
    lamps: lampLight,
  }),
  "low-tide-lamp-ink": setting(
    [
      tableLamp("ink", 1.5),
      pebbleVase("chalk", { at: [1.15, 0, 0.5], scale: 0.8 }),
      stem(1.9, 0.5, { at: [1.15, 0, 0.5], scale: 0.8 }),
    ],
    {
      at: [0.2, 1.6, 0],
      span: 5.0,
      above: 8,
      tone: "blush",
      light: "dusk",
      wall: -1.7,
      table: "oak",
      lamps: lampLight,
    },
  ),
  "low-tide-lamp-day": setting([tableLamp("oat", 0.03)], {
    at: [0, 1.62, 0],
    span: 4.9,
    above: 7,
    tone: "sage",
  }),
  "beacon-lamp-brass": setting([beacon("brass", 0.95)], {
    at: [0, 1.18, 0],
    span: 3.9,
    above: 9,
    tone: "blush",
    light: "dusk",
    wall: -1.6,
    lamps: beaconLight,
  }),
  "beacon-lamp-graphite": setting(
    [beacon("graphite", 0.95), mug("oat", { at: [0.95, 0, 0.75], turn: -20, scale: 0.85 })],
    {
      at: [0.15, 1.15, 0],
      span: 4.0,
      above: 10,
      tone: "sand",
      light: "dusk",
      table: "oak",
      wall: -1.6,
      lamps: beaconLight,
    },
  ),
  "evening-tide-candle": setting([cupCandle("oat", 0.9)], {
    at: [0, 0.52, 0],
    span: 1.9,
    above: 15,
    tone: "sand",
    light: "dusk",
    lamps: [candle([0, 0.85, 0])],
    flames: [{ at: [0, 0.66, 0], size: 0.13 }],
  }),
  "evening-tide-candle-pair": setting(
    [
      cupCandle("oat", 0.9, { at: [-0.42, 0, 0.2] }),
      cupCandle("ink", 0.9, { at: [0.46, 0, -0.3] }),
    ],
    {
      at: [0, 0.5, 0],
      span: 2.3,
      above: 15,
      tone: "sand",
      light: "dusk",
      table: "oak",
      lamps: [candle([-0.42, 0.85, 0.2]), candle([0.46, 0.85, -0.3])],
      flames: [
        { at: [-0.42, 0.66, 0.2], size: 0.13 },
        { at: [0.46, 0.66, -0.3], size: 0.12 },
      ],
    },
  ),
  "beeswax-tapers-honey": setting(
    [
      smallHolder({ at: [-0.32, 0, 0.15] }),
      taper("honey", 2.3, 0.8, { at: [-0.32, 0.28, 0.15] }),
      smallHolder({ at: [0.38, 0, -0.25] }),
      taper("honey", 2.05, 0.8, { at: [0.38, 0.28, -0.25] }),
    ],
    {
      at: [0.02, 1.42, 0],
      span: 3.9,
      above: 6,
      tone: "sage",
      light: "dusk",
      lamps: [candle([-0.32, 2.8, 0.15], 0.6), candle([0.38, 2.55, -0.25], 0.6)],
      flames: [
        { at: [-0.31, 2.6, 0.15], size: 0.15 },
        { at: [0.39, 2.35, -0.25], size: 0.14 },
      ],
    },
  ),
  "beeswax-tapers-chalk": setting(
    [
      smallHolder({ at: [-0.32, 0, 0.15] }),
      taper("chalk", 2.3, 0, { at: [-0.32, 0.28, 0.15] }),
      smallHolder({ at: [0.38, 0, -0.25] }),
      taper("chalk", 2.3, 0, { at: [0.38, 0.28, -0.25] }),
    ],
    { at: [0.02, 1.3, 0], span: 3.6, above: 6, tone: "mist" },
  ),
  "anchor-candle-holder": setting(
    [candleHolder("brass(m,p,.2)", { turn: 28 }), taper("chalk", 1.35, 0.8, { at: [0, 0.3, 0] })],
    {
      at: [0.06, 0.92, 0],
      span: 2.9,
      above: 12,
      tone: "blush",
      light: "dusk",
      lamps: [candle([0, 1.86, 0], 0.6)],
      flames: [{ at: [0.01, 1.67, 0], size: 0.14 }],
    },
  ),
  "anchor-candle-holder-detail": setting([candleHolder("brass(m,p,.2)", { turn: 40 })], {
    at: [0.08, 0.12, 0],
    span: 1.9,
    above: 38,
    tone: "cream",
  }),
};
