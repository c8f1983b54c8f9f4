import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { locateFfmpeg } from "../../app/adapters/ffmpeg/locate.ts";
import { openWorld } from "../world/store.ts";
import { productInLocale } from "../world/translations.ts";
import { DEMO_CLIPS, demoClips } from "./clips.ts";
import { DEMO_PICTURES, DEMO_SHOP, OTHER_SHOP, seedDemoWorld } from "./index.ts";

const clock = { now: () => Date.parse("2026-11-20T12:00:00Z") };

function seeded() {
  const store = openWorld(null);
  seedDemoWorld(store, { clock });
  return store;
}

describe("seedDemoWorld", () => {
  it("fills a shop that one would believe", () => {
    const shop = seeded().shop(DEMO_SHOP);
    expect(shop.products.length).toBeGreaterThanOrEqual(18);
    expect(shop.collections.length).toBeGreaterThanOrEqual(2);
    expect(new Set(shop.markets.map((market) => market.currency))).toEqual(new Set(["USD", "JPY"]));
    const variants = shop.products.flatMap((product) => product.variants);
    expect(variants.some((variant) => variant.compareAtPrice !== null)).toBe(true);
    expect(variants.some((variant) => variant.inventory === 2)).toBe(true);
    const soldOut = shop.products.filter((product) =>
      product.variants.every((variant) => variant.inventory === 0),
    );
    expect(soldOut.map((product) => product.handle)).toEqual(["estuary-vase"]);
  });

  it("gives every product its own ids, pictures that exist, and words in both languages", () => {
    const store = seeded();
    const ids: string[] = [];
    for (const shop of Object.values(store.world.shops)) {
      for (const product of shop.products) {
        ids.push(
          product.id,
          ...product.variants.map((v) => v.id),
          ...product.images.map((i) => i.id),
        );
        expect(product.translations["zh-CN"]?.title).toMatch(/\p{Script=Han}/u);
        expect(product.translations["zh-CN"]?.descriptionHtml).toMatch(/\p{Script=Han}/u);
        const chinese = productInLocale(product, "zh-CN");
        for (const { name, values } of chinese.options)
          for (const word of name === "Title" ? [] : [name, ...values])
            expect(word).toMatch(/\p{Script=Han}|^\d+ (g|ml|cm)$/u);
        for (const variant of product.variants) {
          expect(variant.price).toMatch(/^\d+\.\d\d$/);
          expect(variant.options).toHaveLength(product.options.length);
        }
        for (const image of product.images) {
          const file = new URL(image.src.split("/").pop()!, DEMO_PICTURES);
          expect(existsSync(file), image.src).toBe(true);
        }
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says in Chinese as well what its blocks say", () => {
    const { theme, themeTexts } = seeded().shop(DEMO_SHOP);
    const templates = Object.values(theme) as { sections?: Record<string, { blocks?: object }> }[];
    const blocks = templates
      .flatMap(({ sections = {} }) => Object.values(sections))
      .flatMap(({ blocks = {} }) => Object.values(blocks))
      .filter(({ type }) => type.startsWith("shopify://apps/"));
    const said = blocks.flatMap(({ settings: { heading, text, button } }) =>
      [heading, text, button].filter(Boolean),
    );
    expect(said.length).toBeGreaterThan(5);
    for (const text of said) expect(themeTexts?.["zh-CN"]?.[text], text).toMatch(/\p{Script=Han}/u);
  });

  it("leaves a filled shop alone and keeps an installation that is there already", () => {
    const store = seeded();
    const shop = store.shop(DEMO_SHOP);
    shop.products[0]!.title = "Changed by the merchant";
    seedDemoWorld(store, { clock });
    expect(store.shop(DEMO_SHOP).products[0]!.title).toBe("Changed by the merchant");
    expect(store.shop(OTHER_SHOP).currency).toBe("EUR");

    const other = store.shop(OTHER_SHOP);
    other.products = [];
    other.installation = {
      id: "1",
      scopes: [],
      proxyPath: "/apps/clipshelf",
      tokens: [],
      installedAt: "2026-11-20T12:00:00Z",
    };
    seedDemoWorld(store, { clock });
    expect(store.shop(OTHER_SHOP).products.length).toBeGreaterThan(0);
    expect(store.shop(OTHER_SHOP).installation?.id).toBe("1");
  });
});

describe("the demo's clips", () => {
  const path = (file: string) => fileURLToPath(new URL(file, DEMO_CLIPS));
  let ffmpeg: string;
  beforeAll(async () => {
    ffmpeg = (await locateFfmpeg(process.env.FFMPEG_PATH)).path;
  });

  it("are at least eight, and the folder holds no other", () => {
    expect(demoClips.length).toBeGreaterThanOrEqual(8);
    expect(readdirSync(DEMO_CLIPS).sort()).toEqual(demoClips.map(({ file }) => file).sort());
  });

  it.each(
    demoClips.map(({ file }) => file),
  )("%s is a whole mp4 that plays to its end", async (file) => {
    const bytes = readFileSync(path(file));
    expect(bytes.length).toBeLessThanOrEqual(800_000);
    expect(boxesOf(bytes)).toEqual(expect.arrayContaining(["ftyp", "moov", "mdat"]));
    const { stdout, stderr } = await promisify(execFile)(ffmpeg, [
      ...["-hide_banner", "-v", "error", "-xerror", "-i", path(file)],
      ...["-map", "0:v:0", "-f", "null", "-progress", "pipe:1", "-"],
    ]);
    expect(stderr).toBe("");
    const frames = Number(/^frame=\s*(\d+)(?![\s\S]*^frame=)/m.exec(stdout)?.[1]);
    expect(frames).toBeGreaterThanOrEqual(60);
    expect(frames).toBe(announcedFrames(bytes));
  });

  it("are refused when a byte is missing", () => {
    const bytes = readFileSync(path("linen-breeze.mp4"));
    expect(() => boxesOf(bytes.subarray(0, 48))).toThrow("cut short");
    expect(() => boxesOf(bytes.subarray(0, -1))).toThrow("cut short");
  });
});

/** The types of a file's top-level boxes (ISO/IEC 14496-12, 4.2). Throws when one is cut short. */
function boxesOf(bytes: Buffer): string[] {
  const types: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.length - at < 8 ? 0 : bytes.readUInt32BE(at);
    if (size < 8 || at + size > bytes.length) throw new Error(`The box at byte ${at} is cut short`);
    types.push(bytes.toString("latin1", at + 4, at + 8));
    at += size;
  }
  return types;
}

/** Samples of the first track, as its `stsz` box counts them: the demo's clips have pictures first. */
function announcedFrames(bytes: Buffer): number {
  return bytes.readUInt32BE(bytes.indexOf("stsz", 0, "latin1") + 12);
}
