/** A clip of the demo: the file in `clips/`, how the shop calls it, and which products it shows. */
export interface DemoClip {
  file: string;
  title: { en: string; zh: string };
  description: string;
  tags: string[];
  /**
   * Product handles; seconds where a product is in sight for a part of the clip only; where its hotspot
   * lies, as shares of the picture's width and height.
   */
  products: { handle: string; from?: number; to?: number; x?: number; y?: number }[];
}

/** Where the files lie. */
export const DEMO_CLIPS = new URL("./clips/", import.meta.url);

export const demoClips: DemoClip[] = [
  {
    file: "first-pour.mp4",
    title: { en: "The first pour", zh: "第一杯" },
    description: "Harbour Breakfast in a morning tumbler. Give it four minutes.",
    tags: ["tea", "morning"],
    products: [{ handle: "morning-tumblers" }, { handle: "harbour-breakfast-tea", from: 1, to: 9 }],
  },
  {
    file: "slow-morning.mp4",
    title: { en: "A slow morning with the Tide Mug", zh: "与潮汐马克杯共度慢早晨" },
    description: "Sea Glass, by the window, before anybody else is up.",
    tags: ["tea", "morning", "bestseller"],
    products: [
      { handle: "tide-mug", x: 0.45, y: 0.6 },
      { handle: "pebble-vase", from: 5, to: 10, x: 0.08, y: 0.5 },
    ],
  },
  {
    file: "three-mugs.mp4",
    title: { en: "Ink, Sea Glass, Oat", zh: "墨蓝、海玻璃、燕麦" },
    description: "One mug, three glazes. Which one is yours?",
    tags: ["stoneware", "colours"],
    products: [{ handle: "tide-mug" }],
  },
  {
    file: "teapot-turn.mp4",
    title: { en: "Slow Morning Teapot, from every side", zh: "慢早晨茶壶，转一圈看看" },
    description: "A short spout that does not drip, a handle that stays cool.",
    tags: ["tea", "stoneware"],
    products: [{ handle: "slow-morning-teapot" }, { handle: "morning-tumblers" }],
  },
  {
    file: "the-table.mp4",
    title: { en: "Lunch outside", zh: "到户外吃午饭" },
    description: "Linen, stoneware and whatever the garden has.",
    tags: ["table", "summer"],
    products: [
      { handle: "linen-runner" },
      { handle: "cove-bowl", x: 0.48, y: 0.45 },
      { handle: "shoal-plate", from: 0, to: 4, x: 0.16, y: 0.64 },
      { handle: "morning-tumblers", from: 4, to: 9, x: 0.78, y: 0.48 },
    ],
  },
  {
    file: "linen-breeze.mp4",
    title: { en: "Linen in the breeze", zh: "风里的亚麻" },
    description: "No iron, no dryer. Pull it straight and let the window do the rest.",
    tags: ["linen", "care"],
    products: [{ handle: "striped-tea-towel" }],
  },
  {
    file: "window-light.mp4",
    title: { en: "An afternoon with the Estuary Vase", zh: "河口花瓶的一个下午" },
    description: "Poured by hand, so the line is never the same twice.",
    tags: ["vases", "stoneware"],
    products: [{ handle: "estuary-vase" }, { handle: "pebble-vase" }],
  },
  {
    file: "low-tide-lamp.mp4",
    title: { en: "Low Tide, switched on", zh: "退潮台灯亮起来" },
    description: "The moment when the day becomes an evening.",
    tags: ["lamps", "evening"],
    products: [{ handle: "low-tide-lamp" }],
  },
  {
    file: "beacon-three-lights.mp4",
    title: { en: "Beacon: bright, low, off", zh: "灯塔台灯：亮、暗、关" },
    description: "Tap the top. Forty hours at the lowest light, and no cord.",
    tags: ["lamps", "evening", "how to"],
    products: [{ handle: "beacon-lamp" }],
  },
  {
    file: "evening-tide.mp4",
    title: { en: "Evening Tide, lit", zh: "点亮晚潮" },
    description: "Forty-five hours of candle, then a cup to keep.",
    tags: ["candles", "evening", "gift"],
    products: [{ handle: "evening-tide-candle" }, { handle: "beeswax-tapers" }],
  },
];
