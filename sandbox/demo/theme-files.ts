import { readFileSync } from "node:fs";

const THEME = new URL("../theme/", import.meta.url);

interface Section {
  type: string;
  blocks?: Record<string, Block>;
  block_order?: string[];
  settings?: Record<string, unknown>;
}
interface Block {
  type: string;
  settings?: Record<string, unknown>;
}
interface Template {
  sections: Record<string, Section>;
  order: string[];
}

/**
 * The theme's files as its editor would save them after the merchant put the app's blocks where a shop
 * would have them. A block shows nothing until a placement of its kind is published.
 */
export function themeWithBlocks(): Record<string, unknown> {
  return {
    "templates/index": home(),
    "templates/product": product(),
    "templates/collection": collection(),
    settings_data: settings(),
  };
}

function home(): Template {
  const template = read<Template>("templates/index.json");
  addSection(template, "hero", "stories", { heading: "" });
  addSection(template, "featured", "carousel", { heading: "In motion" });
  addSection(template, "story", "hero", {
    heading: "When the day becomes an evening",
    text: "<p>Lamps and candles for the hours after dinner.</p>",
    button: "See evening light",
    link: "/collections/evening-light",
    focus: "50%",
  });
  addSection(template, "collections", "single", {
    heading: "No iron, no dryer",
    text: "<p>Pull the linen straight while it is damp and let the window do the rest. It is softer after every wash.</p>",
    ratio: "4 / 5",
  });
  return template;
}

/** What the blocks above say, for the shop's Chinese pages. */
export const blockTexts: Record<string, Record<string, string>> = {
  "zh-CN": {
    "In motion": "动起来看",
    "When the day becomes an evening": "白昼渐入黄昏",
    "<p>Lamps and candles for the hours after dinner.</p>":
      "<p>台灯与蜡烛，留给晚饭以后的时光。</p>",
    "See evening light": "看看夜晚的光",
    "No iron, no dryer": "不熨，不烘",
    "<p>Pull the linen straight while it is damp and let the window do the rest. It is softer after every wash.</p>":
      "<p>趁半干时把亚麻抻平，剩下的交给窗边的风。每洗一次，都更柔软一点。</p>",
    "See it in use": "看看怎么用",
    "Watch before you choose": "先看，再挑",
  },
};

/** Among the pictures' neighbours, and under the description. */
function product(): Template {
  const template = read<Template>("templates/product.json");
  const main = template.sections.main;
  if (!main?.blocks || !main.block_order) throw new Error("The product template has no blocks");
  main.blocks.gallery = appBlock("gallery", { size: "small" });
  main.blocks.clips = appBlock("description", { heading: "See it in use" });
  const order = main.block_order;
  order.splice(order.indexOf("price") + 1, 0, "gallery");
  order.splice(order.indexOf("description") + 1, 0, "clips");
  return template;
}

function collection(): Template {
  const template = read<Template>("templates/collection.json");
  addSection(template, "main", "grid", {
    heading: "Watch before you choose",
    limit: 10,
    columns: 5,
  });
  return template;
}

/** The floating player is switched on under App embeds. */
function settings(): object {
  const data = read<{ current: string | object; presets?: Record<string, object> }>(
    "config/settings_data.json",
  );
  const current =
    typeof data.current === "string" ? (data.presets?.[data.current] ?? {}) : data.current;
  return {
    ...data,
    current: { ...current, blocks: { corner: appBlock("floating", { size: "small" }) } },
  };
}

/** The app's block in a section of its own, after another section. */
function addSection(
  template: Template,
  after: string,
  block: string,
  settings: Record<string, unknown>,
): void {
  const name = `clips_${block}`;
  template.sections[name] = {
    type: "apps",
    blocks: { [block]: appBlock(block, settings) },
    block_order: [block],
    settings: { include_margins: true },
  };
  template.order.splice(template.order.indexOf(after) + 1, 0, name);
}

function appBlock(block: string, settings: Record<string, unknown>): Block {
  return { type: `shopify://apps/clipshelf/blocks/${block}/shoppable-video`, settings };
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, THEME), "utf8")) as T;
}
