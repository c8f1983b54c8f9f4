import { num } from "../compile-scene.ts";
import { type Colour, colour } from "../palette.ts";
import type { Profile } from "../profile.ts";
import type { Thing } from "../scene.ts";
import type { Placed } from "./stoneware.ts";

/** Folded napkins in a pile. */
export function napkins(name: Colour, sheets: number, placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: `pile(p,${num(sheets)},vec2(.98,.84),.125)`,
    bound: [[0, sheets * 0.06, 0], 1.36],
    material: `linen(m,p,n,${colour(name)})`,
    relief: ".0026*weave(p.xz,88.)",
  };
}

export function foldedTowel(stripe: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: "pile(p,2.,vec2(1.02,.78),.16)",
    bound: [[0, 0.15, 0], 1.36],
    material: `stripes(m,p,n,${colour("white")},${colour(stripe)}*1.4,.5)`,
    relief: ".0026*weave(p.xz,88.)",
  };
}

export function foldedRunner(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: "pile(p,3.,vec2(1.15,.62),.17)",
    bound: [[0, 0.25, 0], 1.4],
    material: `linen(m,p,n,${colour(name)})`,
    relief: ".0026*weave(p.xz,88.)",
  };
}

export function runner(name: Colour, lift: number, placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: `drape(p,vec2(1.45,4.),${num(lift)})`,
    bound: [[0, 0, 0], 4.4],
    material: `linen(m,p,vec3(0,1,0),${colour(name)})`,
    relief: ".0022*weave(p.xz,88.)",
  };
}

export function board(placed: Placed = {}): Thing {
  return {
    ...placed,
    shape:
      "smax(box(p,vec3(.92,1.4,.085),.05)+max(0.,.0)+.0*p.x,max(box2(p.xy,vec2(.92,1.4),.28),-(length(p.xy-vec2(0,1.12))-.12)),.03)",
    bound: [[0, 0, 0], 1.72],
    material: `wood(m,p.xzy+vec3(.3,.0,0.),${colour("oak")},5.5)`,
    relief: ".0018*noise(vec3(p.x*90.,p.y*5.,p.z*90.))",
  };
}

/** A cooking spoon standing on its end: bowl at the top. */
export function spoon(length: number, width: number, placed: Placed = {}): Thing {
  const [l, w] = [num(length), num(width)];
  return {
    ...placed,
    shape: `smin(cone(p,vec3(0,.04,0),vec3(0,${l}-.5,0),.048,.066),smax(ball(p-vec3(0,${l}-.27,.0),vec3(${w},.34,.105)),-ball(p-vec3(0,${l}-.27,.095),vec3(${w}-.035,.29,.10)),.03),.16)`,
    bound: [[0, length / 2, 0], length / 2 + 0.25],
    material: `wood(m,p.xzy+vec3(.4,.2,${l}),${colour("cherry")},8.)`,
  };
}

const holderDish: Profile = {
  walls: [
    [
      [0, 0.045, 0.05],
      [0.4, 0.045, 0.05],
      [0.54, 0.07, 0.045],
      [0.6, 0.15, 0.036],
    ],
  ],
  solids: [
    {
      outline: [
        [0, 0.04],
        [0.2, 0.05],
        [0.15, 0.1],
        [0.14, 0.3],
        [0.16, 0.36],
        [0.2, 0.38],
        [0.195, 0.41],
        [0.12, 0.41],
        [0.115, 0.3],
        [0, 0.3],
      ],
      round: 0.012,
    },
  ],
  blend: 0.05,
};

export function candleHolder(finish: string, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: holderDish,
    shape: "smin(LATHE*.93,handle(p-vec3(.73,.14,0),.115,.0,.024,1.5),.03)",
    bound: [[0.1, 0.2, 0], 0.85],
    material: finish,
  };
}

const cupHolder: Profile = {
  solids: [
    {
      outline: [
        [0, 0],
        [0.3, 0],
        [0.32, 0.03],
        [0.28, 0.07],
        [0.17, 0.1],
        [0.14, 0.2],
        [0.17, 0.3],
        [0.18, 0.38],
        [0.115, 0.38],
        [0.11, 0.3],
        [0, 0.29],
      ],
      round: 0.012,
    },
  ],
};

export function smallHolder(placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: cupHolder,
    shape: "LATHE*.93",
    bound: [[0, 0.2, 0], 0.46],
    material: "brass(m,p,.22)",
  };
}

/** A taper whose foot is at the origin; its wick ends .1 above `height`. */
export function taper(name: Colour, height: number, lit: number, placed: Placed = {}): Thing[] {
  const h = num(height);
  return [
    {
      ...placed,
      shape: `smax(cone(p,vec3(0,0,0),vec3(0,${h}-.12,0),.112,.085),-.0-p.y,.01)+.004*sin(p.y*9.)`,
      bound: [[0, height / 2, 0], height / 2 + 0.2],
      material: `wax(m,p,${colour(name)},${h},${num(lit)})`,
    },
    wick(height - 0.08, placed),
  ];
}

export function wick(height: number, placed: Placed = {}): Thing {
  const h = num(height);
  return {
    ...placed,
    shape: `rod(p,vec3(0,${h},0),vec3(.008,${h}+.11,.0),.011)`,
    bound: [[0, height + 0.05, 0], 0.12],
    material: "m.albedo=vec3(.02);m.rough=.9",
  };
}

export function lemon(placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: "smin(ball(p,vec3(.37,.30,.30)),ball(p-vec3(.37,.0,.0),vec3(.07,.05,.05)),.12)",
    bound: [[0.03, 0, 0], 0.46],
    material: "lemon(m,p)",
    relief: ".006*fbm(p*26.)",
  };
}

/** A dry stem with a soft seed head, leaning by `lean`. */
export function stem(height: number, lean: number, placed: Placed = {}): Thing {
  const [h, l] = [num(height), num(lean)];
  return {
    ...placed,
    shape: `(min(rod(vec3(p.x-${l}*p.y*p.y*.12,p.yz),vec3(0,.3,0),vec3(${l}*.1,${h},0),.014),ball(vec3(p.x-${l}*p.y*p.y*.12,p.yz)-vec3(${l}*.13,${h}+.18,0),vec3(.10,.25,.10))-.035*noise(p*vec3(46.,16.,46.))))*.8`,
    bound: [[lean * 0.4, height / 2 + 0.15, 0], height / 2 + 0.65],
    material: "dry(m,p,vec3(.55,.42,.26))",
  };
}

/** A bare branch with buds. */
export function branch(height: number, lean: number, placed: Placed = {}): Thing {
  const [h, l] = [num(height), num(lean)];
  const bent = `vec3(p.x-${l}*p.y*p.y*.1-.05*sin(p.y*3.1),p.y,p.z-.04*sin(p.y*2.3))`;
  return {
    ...placed,
    shape: `twig(${bent},${h})*.75`,
    bound: [[lean * height * 0.35, height / 2, 0], height / 2 + 0.9],
    material: "dry(m,p,vec3(.17,.105,.065))",
  };
}

export function notebook(cover: string, placed: Placed = {}): Thing[] {
  return [
    {
      ...placed,
      shape:
        "min(box(p-vec3(0,.022,0),vec3(.74,.022,1.05),.018),min(box(p-vec3(0,.248,0),vec3(.74,.022,1.05),.018),box(p-vec3(-.72,.135,0),vec3(.028,.13,1.05),.02)))",
      bound: [[0, 0.13, 0], 1.36],
      material: `linen(m,p,n,${cover})`,
    },
    {
      ...placed,
      shape: "box(p-vec3(.0,.135,0),vec3(.70,.10,1.01),.012)",
      bound: [[0, 0.13, 0], 1.3],
      material: "paper(m,p);m.albedo*=.86+.14*noise(vec3(1.,p.y*210.,1.))",
    },
  ];
}

export function pencil(placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: "smax(length(p.xz)-.036,max(-p.y,(length(p.xz)-.01-(1.8-p.y)*.22)*.97),.004)",
    bound: [[0, 0.9, 0], 0.95],
    material:
      "if(p.y>1.785){m.albedo=vec3(.03);}else{wood(m,p.xzy,vec3(.42,.20,.10),9.);m.albedo*=p.y>1.64?1.35:1.;}",
  };
}
