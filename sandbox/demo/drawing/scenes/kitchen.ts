import { board, notebook, pencil, spoon } from "../objects/kitchen.ts";
import { bowl, caddy, tumbler } from "../objects/stoneware.ts";
import { colour } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { setting } from "../studio-set.ts";

export const kitchenScenes: Record<string, Scene> = {
  "driftwood-board": setting([board({ at: [0, 1.38, -0.62], pitch: 13, turn: -4 })], {
    at: [0, 1.3, -0.4],
    span: 4.0,
    above: 8,
    tone: "cream",
    wall: -1.05,
    light: "window",
  }),
  "driftwood-board-table": setting(
    [
      board({ at: [0, 0.085, 0], turn: 62, pitch: 90 }),
      bowl("seaGlass", { at: [-0.35, 0.17, 0.1], scale: 0.72 }),
    ],
    { at: [0.05, 0.2, 0.05], span: 3.7, above: 33, tone: "sand" },
  ),
  "cherry-spoons": setting(
    [
      caddy("chalk"),
      spoon(2.45, 0.2, { at: [0.08, 0.12, 0.05], roll: -9, turn: 14 }),
      spoon(2.2, 0.18, { at: [-0.1, 0.12, 0.08], roll: 11, turn: -10 }),
      spoon(2.75, 0.21, { at: [0, 0.12, -0.12], roll: 1.5 }),
    ],
    { at: [0, 1.3, 0], span: 3.6, above: 9, tone: "sage" },
  ),
  "cherry-spoons-flat": setting(
    [-0.52, 0, 0.52].map((x, i) =>
      spoon([2.2, 2.6, 2.95][i]!, 0.19 + i * 0.012, {
        at: [x - 0.2, 0.1, 1.2 + i * 0.12],
        turn: -8 + i * 4,
        pitch: 90,
      }),
    ),
    { at: [0.02, 0.05, 0], span: 3.6, above: 50, tone: "mist", table: "linen" },
  ),
  "field-notebook": setting(
    [
      notebook(colour("oak"), { turn: 24 }),
      notebook("vec3(.12,.16,.085)", { at: [0.06, 0.272, 0.05], turn: 8 }),
    ].flat(),
    { at: [0, 0.25, 0], span: 3.2, above: 32, tone: "mist" },
  ),
  "desk-cup": setting(
    [
      tumbler("ink", { scale: 1.2 }),
      pencil({ at: [0.05, 0.12, 0.05], roll: -9, turn: 20 }),
      pencil({ at: [-0.1, 0.12, 0], roll: 10 }),
      pencil({ at: [0.02, 0.12, -0.1], roll: -2 }),
    ],
    { at: [0, 0.95, 0], span: 2.8, above: 10, tone: "cream" },
  ),
  "cedar-pencils": setting(
    [0, 1, 2, 3, 4, 5].map((i) =>
      pencil({
        at: [-0.35 + i * 0.125, 0.037, 0.95 + 0.03 * Math.sin(i * 2.2)],
        turn: -14 + 1.2 * Math.sin(i * 5),
        pitch: 90,
      }),
    ),
    { at: [0.02, 0.04, 0.1], span: 2.5, above: 48, tone: "sage" },
  ),
};
