import { COMMON_GLSL } from "./common.glsl.ts";
import { MATERIALS_GLSL } from "./materials.glsl.ts";
import { type DistanceGrid, distanceGrid, GRID_MARGIN, type Profile } from "./profile.ts";
import type { Scene, Thing, Vec3 } from "./scene.ts";
import { TRACE_GLSL } from "./trace.glsl.ts";

export interface CompiledScene {
  source: string;
  grids: DistanceGrid[];
}

const grids = new Map<string, DistanceGrid>();

/** Turns a scene into the fragment shader that traces it, and the distance grids it asks. */
export function compileScene(scene: Scene): CompiledScene {
  const layers: string[] = [];
  const shapes = scene.things.map((thing, index) => {
    let shape = thing.shape;
    if (thing.profile) {
      const layer = layerOf(thing.profile, layers);
      const grid = grids.get(layers[layer]!)!;
      const range = `vec4(${num(grid.low[0])},${num(grid.low[1])},${num(1 / grid.extent[0])},${num(1 / grid.extent[1])})`;
      shape = shape.replaceAll("LATHE", `lathe(p,${num(layer)},${range})`);
    }
    const scale = thing.scale ?? 1;
    const local = localPoint(thing);
    const [centre, radius] = thing.bound;
    return `vec3 local${index}(vec3 p){${local}return p;}
float shape${index}(vec3 p){p=local${index}(p);return (${shape})*${num(scale)};}
float near${index}(vec3 p){float b=(length(local${index}(p)-${vec(centre)})-${num(radius)})*${num(scale)};return b>.6?b:shape${index}(p);}
${thing.relief ? `float relief${index}(vec3 p){return ${thing.relief};}` : ""}`;
  });
  const every = scene.things.map((thing, index) => ({ thing, index }));
  const solid = every.filter(({ thing }) => !thing.glass);
  const glass = every.filter(({ thing }) => thing.glass);
  const nearest = (list: typeof every) =>
    list.map(({ index }) => `d=near${index}(p);if(d<r.x)r=vec2(d,${num(index)});`).join("\n");
  const source = `#version 300 es
precision highp float;precision highp int;precision highp sampler2DArray;
#define MARGIN ${num(GRID_MARGIN)}
#define GLASS ${glass.length > 0 ? 1 : 0}
#define LAMPS ${scene.lamps?.length ?? 0}
#define HAS_WALL ${scene.wall ? 1 : 0}
const float WALL_Z=${num(scene.wall?.z ?? -100)};
const vec3 WALL_COLOUR=${vec(scene.wall?.colour ?? [1, 1, 1])};
const vec3 FLOOR_COLOUR=${vec(scene.floor.colour)};
const vec3 LOW=${vec(scene.backdrop.low)};const vec3 HIGH=${vec(scene.backdrop.high)};
const vec3 KEY_FROM=${vec(scene.key.from)};const vec3 KEY_COLOUR=${vec(scene.key.colour)};
const float KEY_SIZE=${num(scene.key.size)};const float KEY_SOFT=${num(scene.key.softness)};
const vec3 AMBIENT=${vec(scene.ambient)};
${lampArrays(scene)}
${COMMON_GLSL}
${shapes.join("\n")}
vec2 mapSolid(vec3 p){vec2 r=vec2(1e9,-1.);float d;${nearest(solid)}return r;}
float mapShadow(vec3 p){float r=1e9;${solid
    .filter(({ thing }) => !thing.shadowless)
    .map(({ index }) => `r=min(r,near${index}(p));`)
    .join("")}return r;}
vec2 mapGlass(vec3 p){vec2 r=vec2(1e9,-1.);float d;${nearest(glass)}return r;}
float shapeOf(int i,vec3 p){${cases(every, (i) => `return shape${i}(p)${scene.things[i]!.relief ? `-relief${i}(local${i}(p))` : ""};`)}return 1e9;}
vec3 localOf(int i,vec3 p){${cases(every, (i) => `return local${i}(p);`)}return p;}
float floorRelief(vec3 p){return ${scene.floor.relief ?? "0."};}
${MATERIALS_GLSL}
Mat materialOf(int i,vec3 p,vec3 n,vec3 w){Mat m=blank();vec3 g=n;${cases(every, (i) => `n=normalize(local${i}(w+g)-p);${scene.things[i]!.material};break;`, true)}return m;}
Mat floorMaterial(vec3 p){Mat m=blank();vec3 n=vec3(0,1,0);m.albedo=FLOOR_COLOUR;m.rough=.85;${scene.floor.material ? `${scene.floor.material};` : ""}return m;}
${TRACE_GLSL}`;
  return { source, grids: layers.map((key) => grids.get(key)!) };
}

function layerOf(profile: Profile, layers: string[]): number {
  const key = JSON.stringify(profile);
  if (!grids.has(key)) grids.set(key, distanceGrid(profile));
  const at = layers.indexOf(key);
  return at >= 0 ? at : layers.push(key) - 1;
}

function localPoint(thing: Thing): string {
  const steps: string[] = [];
  if (thing.at) steps.push(`p-=${vec(thing.at)};`);
  const rotate = (degrees: number | undefined, pair: string) => {
    if (!degrees) return;
    const angle = (degrees * Math.PI) / 180;
    const [c, s] = [num(Math.cos(angle)), num(Math.sin(angle))];
    steps.push(`p.${pair}=mat2(${c},${s},${num(-Math.sin(angle))},${c})*p.${pair};`);
  };
  if (thing.spin)
    steps.push(`{float a=${thing.spin};float c=cos(a),s=sin(a);p.xz=mat2(c,s,-s,c)*p.xz;}`);
  rotate(thing.turn, "xz");
  rotate(thing.pitch, "yz");
  rotate(thing.roll, "xy");
  if (thing.scale && thing.scale !== 1) steps.push(`p/=${num(thing.scale)};`);
  return steps.join("");
}

function lampArrays(scene: Scene): string {
  const lamps = scene.lamps ?? [];
  if (lamps.length === 0) return "";
  const list = (of: (lamp: (typeof lamps)[number]) => string, type: string) =>
    `${type}[${lamps.length}](${lamps.map(of).join(",")})`;
  return `const vec3 LAMP_AT[${lamps.length}]=${list((l) => vec(l.at), "vec3")};
const vec3 LAMP_COLOUR[${lamps.length}]=${list((l) => vec(l.colour), "vec3")};
const float LAMP_RADIUS[${lamps.length}]=${list((l) => num(l.radius), "float")};`;
}

function cases(list: { index: number }[], body: (index: number) => string, breaks = false): string {
  if (list.length === 0) return "";
  const inner = list.map(({ index }) => `case ${index}:{${body(index)}}`).join("");
  return `switch(i){${inner}${breaks ? "" : "default:break;"}}`;
}

/** A float literal that GLSL takes. */
export function num(value: number): string {
  const digits = String(Number(value.toFixed(6)));
  const text = /[.e]/.test(digits) ? digits : `${digits}.`;
  return value < 0 ? `(${text})` : text;
}

export function vec(value: Vec3): string {
  return `vec3(${value.map(num).join(",")})`;
}
