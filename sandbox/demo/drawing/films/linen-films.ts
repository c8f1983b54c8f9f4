import { colour } from "../palette.ts";
import { setting } from "../studio-set.ts";
import { type Film, UPRIGHT } from "./film.ts";

const wave = (x: string, y: string) =>
  `(.10*smoothstep(2.75,.6,${y})*(sin(${x}*4.2+uKnob.x)+.45*sin(${x}*7.9-${y}*1.3-2.*uKnob.x+1.)+.6*sin(${y}*2.1-uKnob.x*1.)*.8)+.055*sin(${x}*9.5+.6*sin(${y}*1.4))*smoothstep(2.8,2.2,${y}+.5))`;
export const breeze: Film = {
  name: "linen-breeze",
  size: UPRIGHT,
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
