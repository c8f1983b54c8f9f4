import { branch, candleHolder, runner, stem } from "../objects/kitchen.ts";
import {
  bowl,
  drink,
  estuaryVase,
  mug,
  pebbleVase,
  plate,
  teapot,
  tumbler,
} from "../objects/stoneware.ts";
import type { Vec3 } from "../scene.ts";
import { setting } from "../studio-set.ts";
import { distance, ease, type Film, mix, UPRIGHT } from "./film.ts";

const level = "uKnob.z";
export const pour: Film = {
  name: "first-pour",
  size: UPRIGHT,
  seconds: 9,
  scene: setting(
    [
      tumbler("oat"),
      {
        shape: `disc(p-vec3(0,${level}-.03,0),.265+.105*smoothstep(.15,.72,${level}),.03,.004)`,
        bound: [[0, 0.4, 0], 0.6],
        material: "teaLiquid(m,p)",
        relief:
          "uKnob.w*(.010*sin(length(p.xz-vec2(.03,0.))*52.-uTime*17.)*exp(-length(p.xz)*5.)+.004*sin(p.x*31.+uTime*9.)*sin(p.z*27.-uTime*11.))",
        shadowless: true,
      },
      {
        shape:
          "smax(length(p.xz-vec2(.03+.020*(p.y-.5)+.0035*sin(p.y*9.-uTime*13.),0.))-(.021+.008*smoothstep(.4,2.4,p.y)+.0025*sin(p.y*14.-uTime*21.)),max(p.y-uKnob.y,uKnob.x-p.y),.03)*.9",
        bound: [[0, 1.6, 0], 1.75],
        material:
          "m.albedo=vec3(.06,.017,.004);m.emit=vec3(.22,.062,.008)*(.12+.88*smoothstep(.35,1.,abs(n.x)));m.rough=.04;m.coat=.9;m.spec=.03",
        shadowless: true,
      },
      tumbler("ink", { at: [0.85, 0, -0.85] }),
      plate("seaGlass", { at: [-0.9, 0, -1.1], scale: 0.6 }),
    ],
    {
      at: [0.06, 0.68, 0],
      span: 2.7,
      above: 27,
      table: "oak",
      tone: "cream",
      light: "leaves",
      blur: 0.45,
      focus: [0, 0.6, 0.2],
      steam: [{ at: [0, 0.72, 0], size: 0.36, strength: 0.5 }],
    },
  ),
  view: (t) => ({
    time: t,
    shift: [mix(-0.35, 0.35, ease(t, 0, 9)), 0],
    zoom: mix(1.02, 1.16, ease(t, 0, 9)),
    steam: [0.55 * ease(t, 2, 5.5)],
  }),
  motion: {
    knob: (t) => [
      mix(2.6, 0.05, ease(t, 0.5, 1.0)) + 0.57 * ease(t, 0.9, 5.2),
      mix(3.4, 0.3, ease(t, 5.0, 5.5)),
      0.15 + 0.47 * ease(t, 0.9, 5.3),
      ease(t, 0.8, 1.2) * (1 - ease(t, 5.2, 6.6)),
    ],
    parts: [
      { x: 0.18, y: 0.36, width: 0.56, height: 0.2 },
      { x: 0.43, y: 0.56, width: 0.13, height: 0.44 },
    ],
  },
  sound: { mood: "kitchen", seed: 3 },
};

export const slowMorning: Film = {
  name: "slow-morning",
  size: UPRIGHT,
  seconds: 8,
  scene: setting(
    [
      mug("seaGlass", { turn: 30 }),
      drink(0.395, 0.84),
      plate("oat", { at: [0, -0.02, -1.9], scale: 0.8, turn: 20 }),
      pebbleVase("chalk", { at: [-0.95, 0, -1.3] }),
      stem(2.05, 0.5, { at: [-0.95, 0, -1.3], turn: 15 }),
      stem(1.7, -0.6, { at: [-0.95, 0, -1.3], turn: -20 }),
    ],
    {
      at: [0.05, 0.82, 0],
      span: 2.9,
      above: 12,
      table: "oak",
      tone: "cream",
      light: "leaves",
      wall: -2.9,
      blur: 0.6,
      focus: [0, 0.6, 0.4],
      steam: [{ at: [0, 0.9, 0], size: 0.46, strength: 0.8 }],
    },
  ),
  view: (t) => ({
    time: t,
    shift: [mix(0.4, -0.4, ease(t, -1, 9)), 0],
    pan: [mix(0.015, -0.015, ease(t, -1, 9)), mix(-0.008, 0.012, ease(t, -1, 9))],
    zoom: mix(1.05, 1.16, t / 8),
    steam: [0.8],
  }),
  sound: { mood: "morning", seed: 5 },
};

export const teapotTurn: Film = {
  name: "teapot-turn",
  drawn: 0.7,
  size: UPRIGHT,
  seconds: 8,
  scene: setting(
    [
      teapot("oat").map((thing) => ({ ...thing, spin: "uKnob.x" })),
      tumbler("oat", { at: [-0.55, 0, 1.75], scale: 0.85 }),
    ],
    { at: [0.02, 0.75, 0], span: 5.1, above: 15, tone: "sage" },
  ),
  view: (t) => ({ time: t, zoom: mix(1.02, 1.1, ease(t, 0, 8)) }),
  motion: {
    knob: (t) => [mix(-0.75, 0.95, ease(t, -0.6, 4.6)), 0, 0, 0],
    parts: [{ x: 0, y: 0.27, width: 1, height: 0.37 }],
    period: 4,
    mirrored: true,
  },
  sound: { mood: "kitchen", seed: 21 },
};

export const table: Film = {
  name: "the-table",
  size: [1280, 720],
  seconds: 9,
  source: 1.2,
  scene: setting(
    [
      runner("flax", 0.02, { turn: 84 }),
      bowl("oat", { at: [-0.1, 0.04, -0.25] }),
      plate("seaGlass", { at: [-1.9, 0.04, 0.5], scale: 0.8 }),
      tumbler("ink", { at: [1.25, 0.04, 0.35] }),
      tumbler("ink", { at: [1.75, 0.04, -0.35], turn: 40 }),
      pebbleVase("rust", { at: [-1.75, 0.04, -1.15], scale: 0.85 }),
      stem(2.0, 0.6, { at: [-1.75, 0.04, -1.15], scale: 0.85, turn: 20 }),
      candleHolder("brass(m,p,.2)", { at: [2.6, 0.02, -0.9], turn: 20 }),
    ],
    {
      at: [0, 0.35, 0],
      span: 2.9,
      above: 24,
      table: "oak",
      tone: "cream",
      light: "leaves",
      blur: 0.5,
      focus: [0, 0.4, 0.5],
    },
  ),
  view: (t) => ({
    time: t,
    pan: [mix(-0.06, 0.06, ease(t, -0.5, 9.5)), 0],
    shift: [mix(0.3, -0.3, ease(t, -0.5, 9.5)), 0],
    zoom: 1.18,
  }),
  sound: { mood: "morning", seed: 34 },
};

const vaseScene = setting(
  [
    estuaryVase({ turn: 140, scale: 0.9 }),
    branch(4.6, 0.42, { turn: 20 }),
    branch(4.2, -0.4, { turn: -50 }),
    pebbleVase("ink", { at: [1.15, 0, 0.6], scale: 0.75 }),
  ],
  { at: [0.1, 2.2, 0], span: 6.2, above: 6, tone: "cream", light: "window", wall: -1.5 },
);
export const vaseLight: Film = {
  name: "window-light",
  size: UPRIGHT,
  seconds: 8,
  scene: vaseScene,
  view: (t) => ({
    time: t,
    gobo: [mix(1.7, -0.8, ease(t, -1, 9)), mix(0.55, -0.1, ease(t, -1, 9))],
    levels: [mix(0.85, 1.05, ease(t, 0, 6)), mix(0.85, 1.05, ease(t, 0, 6)), 1],
    shift: [mix(-0.4, 0.4, ease(t, -1, 9)), 0],
    zoom: mix(1.04, 1.14, t / 8),
  }),
  sound: { mood: "air", seed: 55 },
};

const mugsScene = setting(
  [
    mug("oat", { at: [-0.42, 0, 1.3], turn: 150 }),
    drink(0.395, 0.84, { at: [-0.42, 0, 1.3] }),
    mug("seaGlass", { at: [0.25, 0, -0.1], turn: 25 }),
    drink(0.395, 0.84, { at: [0.25, 0, -0.1] }),
    mug("ink", { at: [-0.55, 0, -1.5], turn: 20 }),
    drink(0.395, 0.84, { at: [-0.55, 0, -1.5] }),
  ],
  {
    at: [0, 0.72, 0],
    span: 3.2,
    above: 17,
    tone: "blush",
    blur: 1.5,
    steam: [
      { at: [-0.42, 0.9, 1.3], size: 0.4, strength: 0.4 },
      { at: [0.25, 0.9, -0.1], size: 0.4, strength: 0.4 },
    ],
  },
);
const mugFocus = [
  [-0.42, 0.5, 1.72],
  [0.25, 0.5, 0.3],
  [-0.55, 0.5, -1.1],
].map((point) => distance(point as Vec3, mugsScene.camera.from));
export const threeMugs: Film = {
  name: "three-mugs",
  size: UPRIGHT,
  seconds: 8,
  scene: mugsScene,
  view: (t) => ({
    time: t,
    focus: mix(mix(mugFocus[2]!, mugFocus[1]!, ease(t, 1.8, 3.0)), mugFocus[0]!, ease(t, 4.8, 6.0)),
    shift: [mix(-0.25, 0.25, ease(t, -1, 9)), 0],
    zoom: mix(1.13, 1.06, t / 8),
    steam: [0.45, 0.4],
  }),
  sound: { mood: "morning", seed: 89 },
};
