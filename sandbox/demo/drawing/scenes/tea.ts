import { caddy, caddyLidThing, drink, mug, teapot, tumbler } from "../objects/stoneware.ts";
import { amberTea, carafe, leaves, scoop, tin, water } from "../objects/tea.ts";
import type { Scene } from "../scene.ts";
import { setting } from "../studio-set.ts";

const label = {
  lines: ["MORROW & TIDE", "Harbour", "Breakfast", "loose leaf black tea"],
  ink: "#1d2b33",
  paper: "#efe6d2",
};

export const teaScenes: Record<string, Scene> = {
  "slow-morning-teapot-oat": setting([teapot("oat", { turn: 22 })], {
    at: [0.04, 0.68, 0],
    span: 3.1,
    above: 13,
    tone: "sage",
  }),
  "slow-morning-teapot-ink": setting(
    [
      teapot("ink", { turn: 22, at: [-0.15, 0, -0.2] }),
      tumbler("oat", { at: [0.82, 0, 0.95] }),
      drink(0.35, 0.62, { at: [0.82, 0, 0.95] }),
    ],
    {
      at: [0.06, 0.6, 0],
      span: 3.5,
      above: 17,
      tone: "sand",
      steam: [{ at: [0.82, 0.68, 0.95], size: 0.36, strength: 0.45 }],
    },
  ),
  "clearwater-carafe": setting([carafe(1.35, amberTea)], {
    at: [0, 1.28, 0],
    span: 3.9,
    above: 9,
    tone: "cream",
  }),
  "clearwater-carafe-water": setting(
    [carafe(1.6, water, { at: [-0.3, 0, -0.2] }), tumbler("seaGlass", { at: [0.72, 0, 0.4] })],
    { at: [0.05, 1.22, 0], span: 4.0, above: 10, tone: "mist" },
  ),
  "keep-tea-caddy": setting([caddy("oat"), caddyLidThing({ at: [0, 0.95, 0] })], {
    at: [0, 0.62, 0],
    span: 2.4,
    above: 14,
    tone: "sage",
  }),
  "keep-tea-caddy-open": setting(
    [
      caddy("oat", { at: [-0.3, 0, 0], turn: 50 }),
      leaves({ at: [-0.3, 0.62, 0] }, 0.42),
      caddyLidThing({ at: [0.55, 0.47, 0.42], turn: -28, pitch: -68 }),
    ],
    { at: [0.08, 0.5, 0], span: 2.5, above: 22, tone: "blush" },
  ),
  "harbour-breakfast-tea": setting([tin({ turn: 10 })], {
    at: [0, 0.68, 0],
    span: 2.5,
    above: 12,
    tone: "blush",
    label,
  }),
  "harbour-breakfast-tea-scoop": setting(
    [
      tin({ at: [-0.32, 0, -0.35], turn: 4 }),
      scoop({ at: [-0.1, 0, 0.66], turn: -10 }),
      leaves({ at: [-0.1, 0.1, 0.66] }, 0.2),
      mug("ink", { at: [0.75, 0, -0.8], turn: 20 }),
    ],
    { at: [0.12, 0.55, 0], span: 3.1, above: 20, tone: "sand", label },
  ),
  "brass-tea-scoop": setting([scoop({ at: [-0.36, 0, -0.06], turn: -24 })], {
    at: [0.03, 0.14, 0.06],
    span: 1.85,
    above: 34,
    tone: "mist",
    table: "linen",
  }),
  "brass-tea-scoop-detail": setting(
    [scoop({ at: [-0.2, 0, -0.1], turn: -38 }), leaves({ at: [-0.2, 0.11, -0.1] }, 0.215)],
    { at: [0.02, 0.18, 0.02], span: 1.5, above: 40, tone: "cream", table: "linen", blur: 0.5 },
  ),
};
