import { type Colour, colour } from "../palette.ts";
import type { Profile } from "../profile.ts";
import type { Thing, Vec3 } from "../scene.ts";

export interface Placed {
  at?: Vec3;
  turn?: number;
  pitch?: number;
  roll?: number;
  scale?: number;
}

/** Glaze as each colour takes it: speckle shows on the pale ones, gloss on the dark. */
function glaze(name: Colour, foot: number, rim: number): string {
  const speck = { oat: 1, chalk: 0.55, seaGlass: 0.75, ink: 0.25 }[name as string] ?? 0.6;
  const gloss = { oat: 0.6, chalk: 0.35, seaGlass: 0.85, ink: 0.8 }[name as string] ?? 0.5;
  return `glaze(m,p,n,${colour(name)},${speck.toFixed(2)},${foot.toFixed(3)},${rim.toFixed(3)},${gloss.toFixed(2)})`;
}

const mugBody: Profile = {
  walls: [
    [
      [0, 0.1, 0.08],
      [0.24, 0.1, 0.08],
      [0.36, 0.15, 0.075],
      [0.425, 0.33, 0.06],
      [0.445, 0.58, 0.052],
      [0.43, 0.8, 0.046],
      [0.425, 0.96, 0.036],
    ],
    [
      [0.27, 0.035, 0.055],
      [0.275, 0.09, 0.07],
    ],
  ],
};

export function mug(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: mugBody,
    shape:
      "smin(LATHE,smax(handle(p-vec3(.44,.53,0.),.185,.10,.034,1.55),.405-length(p.xz),.02),.05)",
    bound: [[0.1, 0.5, 0], 0.82],
    material: glaze(name, 0.14, 0.96),
  };
}

/** What is in a cup: the surface of a drink at this height. */
export function drink(radius: number, height: number, placed: Placed = {}): Thing {
  return {
    ...placed,
    shape: `disc(p-vec3(0,${(height - 0.03).toFixed(3)},0),${radius.toFixed(3)},.03,.008)`,
    bound: [[0, height, 0], radius + 0.05],
    material: "teaLiquid(m,p)",
  };
}

const tumblerBody: Profile = {
  walls: [
    [
      [0, 0.09, 0.1],
      [0.2, 0.09, 0.1],
      [0.29, 0.14, 0.09],
      [0.345, 0.3, 0.075],
      [0.375, 0.55, 0.055],
      [0.385, 0.76, 0.038],
    ],
    [
      [0.2, 0.03, 0.05],
      [0.205, 0.09, 0.06],
    ],
  ],
};

export function tumbler(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: tumblerBody,
    shape: "LATHE",
    bound: [[0, 0.4, 0], 0.58],
    material: glaze(name, 0.12, 0.765),
  };
}

const plateBody: Profile = {
  walls: [
    [
      [0, 0.075, 0.07],
      [0.7, 0.075, 0.07],
      [1.0, 0.085, 0.07],
      [1.16, 0.125, 0.062],
      [1.25, 0.2, 0.05],
    ],
    [
      [0.74, 0.025, 0.045],
      [0.745, 0.07, 0.06],
    ],
  ],
};

export function plate(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: plateBody,
    shape: "LATHE*.9",
    bound: [[0, 0.1, 0], 1.32],
    material: glaze(name, 0.052, 0.21),
  };
}

const bowlBody: Profile = {
  walls: [
    [
      [0, 0.1, 0.08],
      [0.34, 0.1, 0.08],
      [0.62, 0.18, 0.072],
      [0.88, 0.36, 0.062],
      [1.03, 0.6, 0.048],
    ],
    [
      [0.38, 0.03, 0.055],
      [0.39, 0.1, 0.07],
    ],
  ],
};

export function bowl(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: bowlBody,
    shape: "LATHE*.95",
    bound: [[0, 0.3, 0], 1.15],
    material: glaze(name, 0.12, 0.605),
  };
}

const servingBody: Profile = {
  walls: [
    [
      [0, 0.13, 0.1],
      [0.46, 0.13, 0.1],
      [0.85, 0.25, 0.09],
      [1.2, 0.53, 0.078],
      [1.42, 0.86, 0.066],
      [1.5, 1.08, 0.056],
    ],
    [
      [0.52, 0.04, 0.07],
      [0.53, 0.13, 0.09],
    ],
  ],
};

export function servingBowl(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: servingBody,
    shape: "LATHE*.95",
    bound: [[0, 0.5, 0], 1.66],
    material: glaze(name, 0.17, 1.09),
  };
}

const pebbleBody: Profile = {
  walls: [
    [
      [0, 0.05, 0.08],
      [0.24, 0.06, 0.08],
      [0.47, 0.2, 0.08],
      [0.56, 0.45, 0.07],
      [0.46, 0.74, 0.065],
      [0.24, 0.93, 0.06],
      [0.125, 1.06, 0.05],
      [0.115, 1.2, 0.045],
      [0.15, 1.3, 0.034],
    ],
  ],
};

export function pebbleVase(name: Colour, placed: Placed = {}): Thing {
  const material =
    name === "rust"
      ? `clay(m,p,${colour("rust")})`
      : glaze(name, name === "chalk" ? -1 : 0.12, 1.305);
  return {
    ...placed,
    profile: pebbleBody,
    shape: "LATHE*.95",
    bound: [[0, 0.6, 0], 0.9],
    material,
  };
}

const estuaryBody: Profile = {
  walls: [
    [
      [0, 0.08, 0.12],
      [0.4, 0.08, 0.12],
      [0.56, 0.2, 0.12],
      [0.7, 0.7, 0.1],
      [0.82, 1.35, 0.09],
      [0.8, 1.85, 0.08],
      [0.56, 2.32, 0.075],
      [0.4, 2.58, 0.07],
      [0.42, 2.8, 0.06],
      [0.5, 2.92, 0.046],
    ],
  ],
};

export function estuaryVase(placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: estuaryBody,
    shape: "LATHE*.95",
    bound: [[0, 1.45, 0], 1.75],
    material: `poured(m,p,n,${colour("oat")},${colour("seaGlass")},.95,.1,2.925)`,
  };
}

const potBody: Profile = {
  walls: [
    [
      [0, 0.1, 0.09],
      [0.36, 0.1, 0.09],
      [0.62, 0.24, 0.085],
      [0.79, 0.52, 0.08],
      [0.76, 0.8, 0.075],
      [0.56, 1.03, 0.07],
      [0.36, 1.1, 0.06],
    ],
    [
      [0.38, 0.03, 0.06],
      [0.39, 0.1, 0.08],
    ],
  ],
};
const potLid: Profile = {
  walls: [
    [
      [0, 1.2, 0.07],
      [0.16, 1.185, 0.065],
      [0.3, 1.135, 0.055],
      [0.38, 1.108, 0.04],
    ],
  ],
  solids: [
    {
      outline: [
        [0, 1.2],
        [0.055, 1.21],
        [0.06, 1.28],
        [0.12, 1.335],
        [0.115, 1.4],
        [0.06, 1.44],
        [0, 1.445],
      ],
      round: 0.012,
    },
  ],
  blend: 0.06,
};

/** A pot with its lid; the spout points to +x. */
export function teapot(name: Colour, placed: Placed = {}): Thing[] {
  const material = glaze(name, 0.15, 5);
  return [
    {
      ...placed,
      profile: potBody,
      shape:
        "smin(smin(LATHE*.95,smax(smin(cone(p,vec3(.62,.42,0),vec3(1.02,.74,0),.175,.105),cone(p,vec3(1.02,.74,0),vec3(1.17,1.05,0),.105,.075),.10),max(-cone(p,vec3(1.05,.80,0),vec3(1.24,1.18,0),.06,.062),.70-length(p.xz)),.02),.09),smax(handle(vec3(p.x+.80,p.y-.62,p.z),.31,.07,.048,1.35),.735-length(vec3(p.x,(p.y-.6)*1.15,p.z)),.02),.07)",
      bound: [[0.05, 0.62, 0], 1.4],
      material,
    },
    {
      ...placed,
      profile: potLid,
      shape: "LATHE*.95",
      bound: [[0, 1.25, 0], 0.5],
      material: glaze(name, -1, 5),
    },
  ];
}

const caddyBody: Profile = {
  walls: [
    [
      [0, 0.08, 0.09],
      [0.34, 0.08, 0.09],
      [0.46, 0.14, 0.085],
      [0.5, 0.35, 0.07],
      [0.5, 0.7, 0.066],
      [0.49, 0.93, 0.06],
    ],
    [
      [0.36, 0.03, 0.05],
      [0.365, 0.09, 0.07],
    ],
  ],
};
const caddyLid: Profile = {
  solids: [
    {
      outline: [
        [0, -0.02],
        [0.48, -0.02],
        [0.51, 0.02],
        [0.51, 0.13],
        [0.47, 0.165],
        [0.16, 0.175],
        [0, 0.175],
      ],
      round: 0.012,
      sharp: true,
    },
  ],
};

export function caddy(name: Colour, placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: caddyBody,
    shape: "LATHE*.95",
    bound: [[0, 0.5, 0], 0.78],
    material: glaze(name, 0.13, 0.94),
  };
}

export function caddyLidThing(placed: Placed = {}): Thing {
  return {
    ...placed,
    profile: caddyLid,
    shape: "smin(LATHE*.95,ball(p-vec3(0,.235,0),vec3(.085,.075,.085)),.05)",
    bound: [[0, 0.12, 0], 0.6],
    material: `wood(m,p.zyx+vec3(.3,.4,0.),${colour("oak")},5.5)`,
  };
}
