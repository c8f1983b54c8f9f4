import { branch, lemon, stem } from "../objects/kitchen.ts";
import {
  bowl,
  drink,
  estuaryVase,
  mug,
  pebbleVase,
  plate,
  servingBowl,
  tumbler,
} from "../objects/stoneware.ts";
import type { Scene } from "../scene.ts";
import { setting } from "../studio-set.ts";

const mugView = { at: [0.12, 0.56, 0] as [number, number, number], span: 2.2, above: 15 };
const mugSteam = [{ at: [0, 0.9, 0] as [number, number, number], size: 0.42, strength: 0.5 }];

export const stonewareScenes: Record<string, Scene> = {
  "tide-mug-oat": setting([mug("oat", { turn: 28 }), drink(0.395, 0.84)], {
    ...mugView,
    steam: mugSteam,
  }),
  "tide-mug-sea-glass": setting([mug("seaGlass", { turn: 28 }), drink(0.395, 0.84)], {
    ...mugView,
    tone: "cream",
    steam: mugSteam,
  }),
  "tide-mug-ink": setting([mug("ink", { turn: 28 }), drink(0.395, 0.84)], {
    ...mugView,
    tone: "mist",
    steam: mugSteam,
  }),
  "morning-tumblers-oat": setting(
    [
      tumbler("oat", { at: [-0.42, 0, 0.2] }),
      drink(0.35, 0.64, { at: [-0.42, 0, 0.2] }),
      tumbler("oat", { at: [0.45, 0, -0.25], turn: 80 }),
    ],
    { at: [0, 0.44, 0], span: 2.3, above: 19, tone: "blush" },
  ),
  "morning-tumblers-ink": setting(
    [
      tumbler("ink", { at: [-0.45, 0, -0.2] }),
      tumbler("ink", { at: [0.06, 0.385, 0.25], turn: 24, roll: 87 }),
    ],
    { at: [0.02, 0.42, 0], span: 2.4, above: 17, tone: "sand" },
  ),
  "shoal-plate-oat": setting(
    [0, 1, 2, 3].map((i) =>
      plate("oat", {
        at: [0.015 * Math.sin(i * 2.4), i * 0.125, 0.012 * Math.cos(i * 3)],
        turn: i * 70,
      }),
    ),
    { at: [0, 0.24, 0], span: 3.5, above: 24, tone: "sage" },
  ),
  "shoal-plate-sea-glass": setting(
    [
      plate("seaGlass", { at: [0.28, 1.17, -0.82], pitch: -78 }),
      plate("seaGlass", { at: [-0.45, 0, 1.15] }),
    ],
    { at: [0, 0.8, 0.2], span: 4.6, above: 22, tone: "cream", wall: -1.15 },
  ),
  "cove-bowl-oat": setting([bowl("oat")], {
    at: [0, 0.26, 0],
    span: 3.0,
    above: 33,
    tone: "blush",
  }),
  "cove-bowl-ink": setting([bowl("ink"), bowl("ink", { at: [0.02, 0.2, 0.01] })], {
    at: [0, 0.42, 0],
    span: 3.1,
    above: 20,
    tone: "sand",
  }),
  "harbour-bowl-lemons": setting(
    [
      servingBowl("oat"),
      lemon({ at: [-0.5, 0.78, 0.25], turn: 30, roll: 12 }),
      lemon({ at: [0.3, 0.76, 0.55], turn: -50 }),
      lemon({ at: [0.55, 0.8, -0.3], turn: 100, roll: -15 }),
      lemon({ at: [-0.25, 0.8, -0.5], turn: 160 }),
      lemon({ at: [0.02, 1.18, 0.02], turn: -20, roll: 10 }),
    ],
    { at: [0, 0.66, 0], span: 4.5, above: 24, tone: "mist" },
  ),
  "harbour-bowl": setting([servingBowl("oat", { turn: 40 })], {
    at: [0, 0.45, 0],
    span: 4.6,
    above: 46,
    tone: "sand",
  }),
  "pebble-vase-chalk": setting(
    [pebbleVase("chalk"), stem(2.05, 0.5, { turn: 15 }), stem(1.75, -0.75, { turn: -25 })],
    { at: [0.02, 1.1, 0], span: 3.1, above: 8, tone: "blush" },
  ),
  "pebble-vase-rust": setting([pebbleVase("rust"), stem(1.95, 0.9, { turn: 30 })], {
    at: [0.06, 1.1, 0],
    span: 3.1,
    above: 8,
    tone: "sand",
  }),
  "pebble-vase-ink": setting(
    [
      pebbleVase("ink", { at: [-0.5, 0, 0.15] }),
      pebbleVase("chalk", { at: [0.58, 0, -0.35], turn: 60, scale: 1.12 }),
      branch(2.4, 0.4, { at: [0.58, 0, -0.35], turn: 40, scale: 0.9 }),
    ],
    { at: [0.08, 1.05, 0], span: 3.3, above: 9, tone: "sage" },
  ),
  "estuary-vase": setting([estuaryVase()], {
    at: [0, 1.52, 0],
    span: 4.6,
    above: 8,
    tone: "cream",
  }),
  "estuary-vase-branches": setting(
    [
      estuaryVase({ turn: 140, scale: 0.9 }),
      branch(4.6, 0.42, { turn: 20 }),
      branch(4.2, -0.4, { turn: -50 }),
    ],
    {
      at: [0.05, 2.25, 0],
      span: 5.9,
      above: 6,
      tone: "cream",
      light: "window",
      wall: -1.5,
      gobo: [0.3, 0.2],
    },
  ),
};
