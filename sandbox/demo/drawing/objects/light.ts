import { num } from "../compile-scene.ts";
import { type Colour, colour } from "../palette.ts";
import type { Profile } from "../profile.ts";
import type { Thing } from "../scene.ts";
import { wick } from "./kitchen.ts";
import { type Placed, tumbler } from "./stoneware.ts";

const stone: Profile = {
  solids: [
    {
      outline: [
        [0, 0],
        [0.42, 0],
        [0.66, 0.12],
        [0.78, 0.4],
        [0.74, 0.72],
        [0.5, 1.0],
        [0.2, 1.14],
        [0.11, 1.2],
        [0, 1.2],
      ],
      round: 0.02,
    },
  ],
};
const stemBrass: Profile = {
  solids: [
    {
      outline: [
        [0, 1.2],
        [0.11, 1.2],
        [0.11, 1.27],
        [0.045, 1.3],
        [0.045, 2.2],
        [0.08, 2.22],
        [0.08, 2.34],
        [0, 2.34],
      ],
      round: 0.012,
      sharp: true,
    },
  ],
};
const shadeCone: Profile = {
  walls: [
    [
      [1.3, 1.72, 0.026],
      [1.12, 2.34, 0.024],
      [0.94, 3.0, 0.026],
    ],
  ],
};

/** `lit`: 0 off, 1 on. */
export function tableLamp(foot: Colour, lit: number, placed: Placed = {}): Thing[] {
  return [
    {
      ...placed,
      profile: stone,
      shape: "LATHE*.95",
      bound: [[0, 0.6, 0], 0.98],
      material: `glaze(m,p,n,${colour(foot)},${foot === "oat" ? "1." : ".2"},-.5,9.,${foot === "oat" ? ".4" : ".7"})`,
    },
    {
      ...placed,
      profile: stemBrass,
      shape: "LATHE*.95",
      bound: [[0, 1.75, 0], 0.62],
      material: "brass(m,p,.25)",
    },
    {
      ...placed,
      profile: shadeCone,
      shape: "LATHE*.95",
      bound: [[0, 2.36, 0], 1.5],
      material: `lampshade(m,p,n,vec3(.70,.62,.50),vec3(1.,.56,.23),2.3,${num(lit)})`,
    },
  ];
}

const beaconBase: Profile = {
  solids: [
    {
      outline: [
        [0, 0],
        [0.5, 0],
        [0.5, 0.09],
        [0.46, 0.12],
        [0.07, 0.13],
        [0.06, 0.2],
        [0.06, 1.3],
        [0.2, 1.42],
        [0.24, 1.5],
        [0, 1.5],
      ],
      round: 0.012,
      sharp: true,
    },
  ],
};
const beaconDome: Profile = {
  solids: [
    {
      outline: [
        [0, 1.42],
        [0.55, 1.42],
        [0.76, 1.47],
        [0.84, 1.62],
        [0.79, 1.92],
        [0.58, 2.2],
        [0.3, 2.34],
        [0, 2.38],
      ],
      round: 0.02,
    },
  ],
};

export function beacon(finish: "brass" | "graphite", lit: number, placed: Placed = {}): Thing[] {
  const material = finish === "brass" ? "brass(m,p,.2)" : "metal(m,vec3(.075,.08,.085),.32)";
  return [
    { ...placed, profile: beaconBase, shape: "LATHE*.95", bound: [[0, 0.75, 0], 0.98], material },
    {
      ...placed,
      profile: beaconDome,
      shape: "LATHE*.95",
      bound: [[0, 1.9, 0], 1.02],
      material: `opal(m,n,vec3(1.,.66,.33)*(.50+.5*smoothstep(2.4,1.45,p.y))*(.8+.25*n.z),${num(lit)})`,
    },
  ];
}

/** A candle poured into a tumbler; its flame stands at .62. */
export function cupCandle(name: Colour, lit: number, placed: Placed = {}): Thing[] {
  return [
    tumbler(name, placed),
    {
      ...placed,
      shape: "disc(p-vec3(0,.5,0),.345,.09,.01)+.05*exp(-dot(p.xz,p.xz)*14.)*step(.4,p.y)*.35",
      bound: [[0, 0.5, 0], 0.42],
      material: `wax(m,vec3(0.,.56-length(p.xz)*.8,0.)+p*.001,vec3(.80,.72,.55),.56,${num(lit)})`,
    },
    wick(0.56, placed),
  ];
}
