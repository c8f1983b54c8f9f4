import { foldedRunner, foldedTowel, napkins, runner, spoon } from "../objects/kitchen.ts";
import { bowl, tumbler } from "../objects/stoneware.ts";
import type { Scene } from "../scene.ts";
import { setting } from "../studio-set.ts";

const pile = { at: [0, 0.2, 0] as [number, number, number], span: 3.8, above: 27 };

export const linenScenes: Record<string, Scene> = {
  "linen-napkins-flax": setting([napkins("flax", 4, { turn: 34 })], { ...pile, tone: "cream" }),
  "linen-napkins-fog": setting([napkins("fog", 4, { turn: 34 })], { ...pile, tone: "mist" }),
  "linen-napkins-rust": setting(
    [
      napkins("rust", 4, { turn: 34 }),
      spoon(2.1, 0.19, { at: [0.55, 0.53, 0.95], turn: 28, pitch: 90 }),
    ],
    { ...pile, tone: "blush" },
  ),
  "striped-tea-towel-ink": setting([foldedTowel("ink", { turn: 26 })], {
    ...pile,
    at: [0, 0.12, 0],
    tone: "sand",
  }),
  "striped-tea-towel-rust": setting([foldedTowel("rust", { turn: 26 })], {
    ...pile,
    at: [0, 0.12, 0],
    tone: "mist",
  }),
  "linen-runner": setting([foldedRunner("flax", { turn: 30 })], {
    at: [0, 0.2, 0],
    span: 3.7,
    above: 25,
    tone: "sage",
  }),
  "linen-runner-table": setting(
    [
      runner("flax", 0.02, { turn: 12 }),
      bowl("oat", { at: [-0.05, 0.04, -0.6] }),
      tumbler("ink", { at: [0.75, 0.04, 0.75] }),
      tumbler("ink", { at: [-0.45, 0.04, 1.1], turn: 40 }),
    ],
    { at: [0.05, 0.3, 0.1], span: 4.4, above: 32, table: "oak", light: "leaves" },
  ),
};
