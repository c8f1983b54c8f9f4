import { branch, candleHolder, runner, smallHolder, stem, taper } from "../objects/kitchen.ts";
import { beacon, cupCandle, tableLamp } from "../objects/light.ts";
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
import { colour } from "../palette.ts";
import type { Vec3 } from "../scene.ts";
import { setting } from "../studio-set.ts";
import { distance, ease, type Film, flicker, mix } from "./film.ts";

const upright: [number, number] = [720, 1280];
const lampLight = [
  { at: [0, 1.62, 0] as Vec3, colour: [2.2, 1.22, 0.5] as Vec3, radius: 0.3 },
  { at: [0, 3.15, 0] as Vec3, colour: [1.8, 1.0, 0.42] as Vec3, radius: 0.3 },
];
const glow = (at: Vec3, k = 0.5) => ({
  at,
  colour: [2.6 * k, 1.45 * k, 0.62 * k] as Vec3,
  radius: 0.12,
});

const level = "uKnob.z";
const pour: Film = {
  name: "first-pour",
  size: upright,
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

const slowMorning: Film = {
  name: "slow-morning",
  size: upright,
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

const lampOn: Film = {
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

const candleEvening: Film = {
  name: "evening-tide",
  size: upright,
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

const teapotTurn: Film = {
  name: "teapot-turn",
  drawn: 0.7,
  size: upright,
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

const table: Film = {
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

const wave = (x: string, y: string) =>
  `(.10*smoothstep(2.75,.6,${y})*(sin(${x}*4.2+uKnob.x)+.45*sin(${x}*7.9-${y}*1.3-2.*uKnob.x+1.)+.6*sin(${y}*2.1-uKnob.x*1.)*.8)+.055*sin(${x}*9.5+.6*sin(${y}*1.4))*smoothstep(2.8,2.2,${y}+.5))`;
const breeze: Film = {
  name: "linen-breeze",
  size: upright,
  seconds: 9,
  source: 0.8,
  scene: setting(
    [
      {
        shape: `(max(abs(p.z-${wave("p.x", "p.y")})-.012,box2(p.xy-vec2(0,1.5),vec2(.86,1.2),.03)))*.62`,
        bound: [[0, 1.5, 0], 1.62],
        material: `linen(m,vec3(p.x,p.y,0.),vec3(0,0,1),${colour("white")});float d=min(abs(p.y-.62),min(abs(p.y-.74),abs(p.y-.50)));m.albedo=mix(m.albedo,m.albedo*${colour("ink")}*2.2,1.-smoothstep(.018,.026,d));m.wrap=.55`,
        relief: ".0022*weave(p.xy,88.)",
      },
      {
        shape: "length(p.yz-vec2(2.68,.0))-.045",
        bound: [[0, 2.68, 0], 9],
        material: `wood(m,p.zyx,${colour("oak")},9.)`,
      },
    ],
    {
      at: [0, 1.5, 0],
      span: 3.9,
      above: 3,
      round: -12,
      tone: "cream",
      wall: -1.1,
      light: "window",
      gobo: [0, -0.3],
    },
  ),
  view: (t) => ({ time: t, zoom: 1.04, gobo: [0.12 * Math.sin((t / 9) * Math.PI * 2), -0.3] }),
  motion: { knob: (t) => [(t / 3) * Math.PI * 2, 0, 0, 0], period: 3 },
  sound: null,
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
const vaseLight: Film = {
  name: "window-light",
  size: upright,
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
const threeMugs: Film = {
  name: "three-mugs",
  size: upright,
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

const beaconFilm: Film = {
  name: "beacon-three-lights",
  size: upright,
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

export const allFilms: Film[] = [
  pour,
  slowMorning,
  lampOn,
  candleEvening,
  teapotTurn,
  table,
  breeze,
  vaseLight,
  threeMugs,
  beaconFilm,
];
