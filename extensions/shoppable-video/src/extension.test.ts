import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { themeCheckRun } from "@shopify/theme-check-node";
import { describe, expect, it } from "vitest";
import { PAGE_KEYS } from "../../../app/hot/video-pages/page-frame.ts";
import { staleAssets } from "../../../scripts/build-extension.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const config = fileURLToPath(
  new URL(
    "../../../node_modules/@shopify/theme-check-node/configs/theme-app-extension.yml",
    import.meta.url,
  ),
);
const files = (folder: string) => readdirSync(join(root, folder)).map((name) => join(folder, name));
const text = (path: string) => readFileSync(join(root, path), "utf8");
const brotli = (name: string) => brotliCompressSync(text(`assets/${name}`)).length;
const KB = 1024;

interface Setting {
  type: string;
  id?: string;
  label?: string;
  info?: string;
  content?: string;
  default?: unknown;
  min?: number;
  max?: number;
  step?: number;
  options?: { value: string; label: string }[];
}
interface Schema {
  name: string;
  target: string;
  enabled_on?: object;
  disabled_on?: object;
  settings: Setting[];
}
type Tree = { [key: string]: string | Tree };

const blocks = files("blocks").map((path) => ({
  path,
  schema: JSON.parse(
    /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(text(path))?.[1] ?? "null",
  ) as Schema,
}));
const locale = (name: string) => JSON.parse(text(`locales/${name}.json`)) as Tree;
const keysOf = (tree: Tree, at = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${at}${key}`] : keysOf(value, `${at}${key}.`),
  );
const find = (tree: Tree, key: string) =>
  key
    .split(".")
    .reduce<string | Tree | undefined>(
      (at, part) => (typeof at === "object" ? at[part] : undefined),
      tree,
    );

describe("theme check", () => {
  it("finds no offence", async () => {
    const { offenses, theme } = await themeCheckRun(root, config);
    expect(theme.length).toBeGreaterThan(10);
    expect(offenses.map(({ check, uri, message }) => `${check} ${uri}: ${message}`)).toEqual([]);
  }, 60_000);
});

describe("assets", () => {
  it("are what src/ builds", async () => {
    expect(await staleAssets()).toEqual([]);
  });

  it("keep to the budget: an idle page, and the first play", () => {
    expect(brotli("clipshelf.js")).toBeLessThanOrEqual(4 * KB);
    expect(brotli("clipshelf-player.js")).toBeLessThanOrEqual(10 * KB);
    expect(brotli("clipshelf-engine.js")).toBeLessThanOrEqual(10 * KB);
    const firstPlay = ["player", "product", "engine"].map((name) => brotli(`clipshelf-${name}.js`));
    expect(firstPlay.reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(20 * KB);
    expect(brotli("clipshelf-tools.js")).toBeLessThanOrEqual(8 * KB);
    expect(brotli("clipshelf-social.js")).toBeLessThanOrEqual(9 * KB);
    expect(brotli("clipshelf-moments.js")).toBeLessThanOrEqual(7 * KB);
    expect(brotli("clipshelf-dock.js")).toBeLessThanOrEqual(2 * KB);
    expect(brotli("clipshelf-keep-clear.js")).toBeLessThanOrEqual(KB);
    expect(brotli("clipshelf-stories.js")).toBeLessThanOrEqual(KB);
    expect(brotli("clipshelf-page.js")).toBeLessThanOrEqual(KB);
    expect(brotli("clipshelf-ahead.js")).toBeLessThanOrEqual(KB);
    expect(brotli("clipshelf-hls-engine.js")).toBeLessThanOrEqual(2 * KB);
    // What comes later, each by itself: choices, cart, hotspots, our own cart.
    expect(brotli("clipshelf-shop.js")).toBeLessThanOrEqual(8 * KB);
    expect(brotli("clipshelf-cart.js")).toBeLessThanOrEqual(3 * KB);
    expect(brotli("clipshelf-hotspots.js")).toBeLessThanOrEqual(2 * KB);
    expect(brotli("clipshelf-mini-cart.js")).toBeLessThanOrEqual(4 * KB);
    expect(brotli("clipshelf-notify.js")).toBeLessThanOrEqual(3 * KB);
    // Shopify's own limit for an app block's script counts gzip.
    expect(gzipSync(text("assets/clipshelf.js")).length).toBeLessThanOrEqual(10_000);
  });

  it("name no other host: whatever is fetched comes from the shop, its CDN or the app", () => {
    const ours = [...files("assets"), ...files("blocks"), ...files("snippets")];
    const named = ours
      // hls.js names the addresses of its documentation and of formats, and asks for none of them.
      .filter((path) => !path.endsWith("clipshelf-hls.js"))
      .flatMap((path) => [...text(path).matchAll(/\/\/([\w-]+(?:\.[\w-]+)+)[/"'`]/g)])
      .map(([, host]) => host);
    // Names of vocabularies, which nobody fetches.
    expect(
      [...new Set(named)].filter((host) => !/^(schema\.org|www\.w3\.org)$/.test(`${host}`)),
    ).toEqual([]);
  });

  it("are flat and of kinds that Shopify serves", () => {
    for (const path of files("assets")) {
      expect(statSync(join(root, path)).isFile()).toBe(true);
      expect(path).toMatch(/\.(js|css|json|png|jpe?g|svg|wasm)$/);
    }
  });
});

describe("limits of a theme app extension", () => {
  const liquid = [...files("blocks"), ...files("snippets")];

  it("holds less than 100 KB of Liquid, in fewer than 30 blocks", () => {
    const bytes = liquid.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
    expect(bytes).toBeLessThan(100_000);
    expect(blocks.length).toBeLessThanOrEqual(30);
  });

  it("keeps each locale file below 15 KB", () => {
    for (const path of files("locales"))
      expect(statSync(join(root, path)).size, path).toBeLessThan(15_000);
  });
});

describe("schemas", () => {
  const known = ["name", "target", "enabled_on", "disabled_on", "settings"];
  const words = locale("en.default.schema");

  for (const { path, schema } of blocks)
    it(`of ${path} have the shape that Shopify takes`, () => {
      for (const key of Object.keys(schema)) expect(known).toContain(key);
      expect(["section", "head", "body"]).toContain(schema.target);
      expect(schema.enabled_on && schema.disabled_on, "only one of the two").toBeFalsy();
      for (const language of ["en.default.schema", "zh-CN.schema"]) {
        const name = find(locale(language), schema.name.replace(/^t:/, "")) as string;
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThan(25);
        expect(name.toLowerCase()).not.toContain("clipshelf");
      }
      const ids = schema.settings.flatMap(({ id }) => id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      for (const setting of schema.settings) checkSetting(setting);
    });

  function checkSetting({
    type,
    id,
    label,
    content,
    min = 0,
    max = 0,
    step = 1,
    ...rest
  }: Setting) {
    const title = type === "header" ? content : label;
    expect(typeof find(words, (title ?? "").replace(/^t:/, "")), `${id} ${title}`).toBe("string");
    if (type === "range") {
      expect((max - min) / step, `${id}: Shopify takes at most 101 steps`).toBeLessThanOrEqual(100);
      expect((Number(rest.default) - min) % step, `${id}: default on a step`).toBe(0);
    }
    if (type === "select") expect(rest.options?.map(({ value }) => value)).toContain(rest.default);
    if (type === "checkbox") expect(typeof rest.default).toBe("boolean");
    // Shopify refuses an empty default.
    if ("default" in rest) expect(rest.default).not.toBe("");
  }

  it("use every setting they declare, and no other", () => {
    const named = (source: string, pattern: RegExp) =>
      [...source.matchAll(pattern)].map(([, id]) => id ?? "");
    const ofPlayer = named(text("snippets/clipshelf-attributes.liquid"), /settings\.(\w+)/g);
    for (const { path, schema } of blocks) {
      const source = text(path);
      expect(source).toContain("settings: block.settings");
      const used = new Set([...named(source, /block\.settings\.(\w+)/g), ...ofPlayer]);
      // Round story pictures stand still.
      if (path.endsWith("stories.liquid")) used.delete("previews");
      expect([...used].sort()).toEqual(schema.settings.flatMap(({ id }) => id ?? []).sort());
    }
  });
});

/** The storefront's languages, written by hand; block settings are in the admin's two. */
const STOREFRONT = ["zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es", "pt-BR", "pt-PT", "ar"];

describe("words", () => {
  for (const [first, second] of [
    ...STOREFRONT.map((language) => ["en.default", language] as const),
    ["en.default.schema", "zh-CN.schema"] as const,
  ])
    it(`of ${second} say all that ${first} says, with the same marks`, () => {
      const [one, other] = [locale(first), locale(second)];
      expect(keysOf(other).sort()).toEqual(keysOf(one).sort());
      const marks = (value: unknown) =>
        String(value)
          .match(/\[\w+\]|\{\{ \w+ \}\}/g)
          ?.sort() ?? [];
      for (const key of keysOf(one)) {
        expect(marks(find(other, key)), key).toEqual(marks(find(one, key)));
        expect(String(find(other, key)).trim(), key).not.toBe("");
      }
    });

  it("are there for every language of the storefront, and for no other", () => {
    const names = readdirSync(join(root, "locales")).filter((name) => !name.includes(".schema"));
    expect(names.sort()).toEqual(
      ["en.default", ...STOREFRONT].map((name) => `${name}.json`).sort(),
    );
  });

  it("are translated: few sentences are the same as in English", () => {
    const english = locale("en.default");
    for (const language of STOREFRONT) {
      const same = keysOf(english).filter(
        (key) => find(locale(language), key) === find(english, key),
      );
      // "Videos", "Pause", "Shop" are words of several languages.
      expect(same.length, `${language}: ${same}`).toBeLessThanOrEqual(8);
    }
  });

  it("are all used, and all there", () => {
    const liquid = [...files("blocks"), ...files("snippets")].map(text).join("\n");
    const asked = new Set([...liquid.matchAll(/'([\w.]+)' \| t\b/g)].map(([, key]) => key ?? ""));
    // The page of videos brings the rest with it.
    for (const key of PAGE_KEYS) asked.add(key);
    expect([...asked].sort()).toEqual(keysOf(locale("en.default")).sort());
    const settings = blocks.map(({ path }) => text(path)).join("\n");
    const named = new Set([...settings.matchAll(/"t:([\w.]+)"/g)].map(([, key]) => key ?? ""));
    expect([...named].sort()).toEqual(keysOf(locale("en.default.schema")).sort());
  });

  it("reach the player: every key that it says is handed over", () => {
    const handed = new Set(
      [...text("snippets/clipshelf-after.liquid").matchAll(/^ {4}"([\w.]+)":/gm)].map(
        ([, key]) => key,
      ),
    );
    const source = readdirSync(join(root, "src/elements")).map((name) =>
      text(`src/elements/${name}`),
    );
    const said = source
      .join("\n")
      .matchAll(/"((?:player|product|price|cart|social|moments)\.[a-z_]+|retry)"/g);
    for (const [, key] of said) expect(handed, key).toContain(key);
    for (const outcome of ["applied", "kept"]) expect(handed).toContain(`moments.${outcome}`);
    for (const fault of ["network", "decode", "unsupported", "expired"])
      expect(handed).toContain(`player.${fault}`);
  });
});
