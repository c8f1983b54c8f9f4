import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { BlockKind } from "../../app/contract/feed.ts";
import type { PlacementVideo } from "../../app/contract/metafields.ts";
import { blockRenderer, THEME_BLOCKS } from "./liquid.ts";
import { catalogue } from "./shop-cart.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/shoppable-video/", import.meta.url));
const text = (path: string) => readFileSync(`${EXTENSION}${path}`, "utf8");
const all = (folder: string, ending: string) =>
  readdirSync(`${EXTENSION}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !name.endsWith(".test.ts"))
    .map((name) => text(`${folder}/${name}`))
    .join("\n");
const STYLES = all("snippets", ".liquid") + all("src", ".css");
const SCRIPTS = all("src", ".ts") + all("snippets", ".liquid") + all("blocks", ".liquid");

interface Setting {
  type: string;
  id: string;
  default?: unknown;
  min?: number;
  max?: number;
  options?: { value: string }[];
}
const settingsOf = (block: BlockKind) =>
  (
    JSON.parse(
      /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(text(`blocks/${block}.liquid`))?.[1] ?? "{}",
    ) as { settings: (Setting | { type: "header" })[] }
  ).settings.filter((one): one is Setting => "id" in one);

/** More clips than any block shows at once. */
const CLIPS = Array.from(
  { length: 30 },
  (_, index): PlacementVideo => ({
    ...{ id: `01${String(index).padStart(22, "a")}`, t: `Clip ${index}`, poster: "/p.jpg", ph: "" },
    ...{ w: 360, h: 640, d: 6000, pv: "/v.mp4", p: "101", h1: "linen-shirt", url: null },
    ...{ up: "2026-11-01T10:00:00Z", k: [index % 2 ? "tea" : "light"] },
  }),
);
const copy = { v: 1 as const, id: "0".repeat(24), rev: 1, parts: 1 };
const productVideos = (videos: PlacementVideo[]) => ({
  v: 1 as const,
  placement: copy.id,
  rev: 1,
  videos,
});

/** What else must be chosen for a setting to have a say. */
const NEEDS: Record<string, Record<string, unknown>> = {
  marker: { place: "text" },
  paragraph: { place: "text" },
  selector: { place: "selector" },
  button: { link: "/collections/all" },
  link: { button: "See all" },
  side: { heading: "Beside", text: "<p>Words</p>" },
};
/** A page on which the setting is asked. */
const PAGES: Record<string, string> = {
  on_home: "index",
  on_product: "product",
  on_collection: "collection",
  on_other: "page",
};

function valuesOf({ type, id, min, max, options }: Setting): unknown[] {
  if (type === "checkbox") return [true, false];
  if (options) return options.map(({ value }) => value);
  if (type === "range") return [min, max];
  if (type === "color") return ["#7a2e1d", "#2d5a3d"];
  if (type === "product")
    return ["a", "b"].map((handle, index) => ({
      ...{ handle, title: handle, url: `/products/${handle}`, description: handle },
      metafields: { "$app:clipshelf": { videos: { value: productVideos(CLIPS.slice(index, 4)) } } },
    }));
  if (id === "placement") return ["summer", "winter"];
  return ["<b>One</b> & [more]", ""];
}

async function draw(block: BlockKind, settings: Record<string, unknown>, pageType: string) {
  // As many as are needed to tell pages apart: more of them only take longer to draw.
  const clips = "limit" in settings ? CLIPS : CLIPS.slice(0, 4);
  const render = blockRenderer({
    ...{ url: "", locale: "en", designMode: false, pageType, soldOut: "similar", customer: null },
    products: catalogue(),
    placements: {
      summer: { ...copy, title: "Summer", videos: clips },
      winter: { ...copy, title: "Winter", videos: clips.slice(1) },
    },
    productVideos: productVideos(clips),
  } as never);
  return render({ block, settings }, 0);
}

const properties = (html: string) =>
  new Map(
    [...html.matchAll(/(--clipshelf-[\w-]+):\s*([^;"]*)/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
const attributes = (html: string) =>
  new Map(
    [...html.matchAll(/\s(data-[\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
      name!,
      value ?? "",
    ]),
  );
const differing = (one: Map<string, string>, other: Map<string, string>) =>
  [...new Set([...one.keys(), ...other.keys()])].filter(
    (name) => one.get(name) !== other.get(name),
  );
const camel = (name: string) =>
  name.replace(/^data-/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Whether something reads the attribute: a style, a script by its name, or as a property of `dataset`. */
const isRead = (attribute: string) =>
  SCRIPTS.includes(`[${attribute}`) ||
  SCRIPTS.includes(`"${attribute}"`) ||
  new RegExp(`(dataset|data|files|options)\\??\\.${camel(attribute)}\\b`).test(SCRIPTS) ||
  new RegExp(`\\{[^}]*\\b${camel(attribute)}\\b[^}]*\\} = [^;]*(dataset|data)\\b`).test(SCRIPTS);

describe.each(THEME_BLOCKS)("every setting of the %s block has a say", (block) => {
  it.each(
    settingsOf(block).map((setting) => [setting.id, setting] as const),
  )("%s", async (id, setting) => {
    const drawn: string[] = [];
    const pageType = PAGES[id] ?? (setting.type === "product" ? "index" : "product");
    for (const value of valuesOf(setting))
      drawn.push(await draw(block, { ...NEEDS[id], [id]: value }, pageType));
    // Each choice gives a page of its own.
    expect(new Set(drawn).size).toBe(drawn.length);
    const [first = "", ...others] = drawn;
    for (const other of others) {
      for (const name of differing(properties(first), properties(other)))
        expect(STYLES, `nothing takes ${name}`).toContain(`var(${name}`);
      for (const name of differing(attributes(first), attributes(other)))
        expect(isRead(name), `nothing reads ${name}`).toBe(true);
    }
  });
});
