import { num } from "../compile-scene.ts";
import type { Profile } from "../profile.ts";
import type { Thing } from "../scene.ts";
import type { Placed } from "./stoneware.ts";

const carafeGlass: Profile = {
  walls: [
    [
      [0, 0.07, 0.09],
      [0.4, 0.07, 0.08],
      [0.56, 0.15, 0.05],
      [0.62, 0.45, 0.034],
      [0.56, 0.95, 0.032],
      [0.36, 1.45, 0.032],
      [0.3, 1.8, 0.032],
      [0.36, 2.2, 0.034],
      [0.44, 2.46, 0.04],
    ],
  ],
};

function inside(level: number): Profile {
  // The glass's inner wall, up to the level.
  const wall: [number, number][] = [
    [0, 0.12],
    [0.38, 0.13],
    [0.525, 0.19],
    [0.59, 0.45],
    [0.535, 0.95],
    [0.335, 1.45],
    [0.275, 1.8],
    [0.335, 2.2],
  ];
  const below = wall.filter(([, y]) => y < level - 0.02);
  const next = wall[below.length] ?? wall.at(-1)!;
  const last = below.at(-1)!;
  const t = (level - last[1]) / (next[1] - last[1]);
  const r = last[0] + (next[0] - last[0]) * t;
  return { solids: [{ outline: [...below, [r, level], [0, level]], round: 0, sharp: false }] };
}

/** `drinkMaterial` shows through the glass. */
export function carafe(level: number, drinkMaterial: string, placed: Placed = {}): Thing[] {
  return [
    {
      ...placed,
      profile: carafeGlass,
      shape: "LATHE*.9",
      bound: [[0, 1.25, 0], 1.5],
      material: "thinGlass(m,vec3(.93,.965,.95))",
      glass: true,
    },
    {
      ...placed,
      profile: inside(level),
      shape: "LATHE*.9",
      bound: [[0, level / 2, 0], level / 2 + 0.6],
      material: drinkMaterial,
    },
  ];
}

/** Tea against the light: amber where it is thin, dark where it is deep. */
export const amberTea =
  "float c=abs(dot(g,normalize(uFrom-w)));float k=smoothstep(.15,1.,c);vec3 thin=vec3(.56,.19,.026),deep=vec3(.125,.024,.005);float low=smoothstep(.9,.1,p.y);vec3 t=mix(thin,deep,clamp(k*.75+low*.2,0.,1.));m.albedo=t*.25;m.emit=t*(.42+.42*smoothstep(-.55,.65,p.x-p.y*.1))*(.72+.28*smoothstep(.0,.5,p.y));m.rough=.05;m.coat=.2;m.spec=.02";
export const water =
  "float c=abs(dot(g,normalize(uFrom-w)));vec3 t=mix(LOW,HIGH,smoothstep(.1,1.3,p.y))*mix(vec3(.55,.60,.60),vec3(.97,1.,.99),smoothstep(.10,.62,c));m.albedo=vec3(.03);m.emit=t*(.74+.34*smoothstep(-.55,.6,p.x));m.rough=.04;m.coat=.2;m.spec=.02";

export function tin(placed: Placed = {}): Thing {
  return {
    ...placed,
    shape:
      "min(min(disc(p-vec3(0,.56,0),.47,.56,.03),disc(p-vec3(0,1.17,0),.485,.10,.03)),disc(p-vec3(0,1.29,0),.30,.03,.02))",
    bound: [[0, 0.66, 0], 0.88],
    material: "tin(m,p,vec3(.028,.045,.06),1.065,.47)",
  };
}

export function scoop(placed: Placed = {}): Thing {
  const handle = "cone(p,vec3(.22,.20,0),vec3(1.08,.255,0),.038,.05)";
  return {
    ...placed,
    shape: `smin(smax(abs(length(p-vec3(0,.26,0))-.26)-.014,p.y-.25,.012),smax(${handle},.235-length(p-vec3(0,.26,0)),.02)*.9,.03)`,
    bound: [[0.4, 0.2, 0], 0.85],
    material: "brass(m,p,.2)",
  };
}

export function leaves(placed: Placed = {}, radius = 0.24): Thing {
  return {
    ...placed,
    shape: `(ball(p-vec3(0,.16,0),vec3(${num(radius)},.13,${num(radius)}))-.03*noise(p*42.))*.8`,
    bound: [[0, 0.16, 0], radius + 0.08],
    material: "m.albedo=vec3(.045,.022,.012)*(.5+1.2*noise(p*60.));m.rough=.8",
  };
}
