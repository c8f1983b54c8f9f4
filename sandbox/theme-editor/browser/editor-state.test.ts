import { expect, test } from "vitest";
import type { PageConfig } from "../../storefront/theme.ts";
import type { AppBlockShape, EditorModel, SectionShape } from "../model.ts";
import {
  addBlock,
  addSection,
  changedFiles,
  embedId,
  type Files,
  freshKey,
  isShown,
  moveBlock,
  moveSection,
  pageOf,
  placeAppBlock,
  removeBlock,
  removeSection,
  setHidden,
  setSetting,
  settingsOf,
  switchEmbed,
} from "./editor-state.ts";

const APP = "shopify://apps/clipshelf/blocks/strip/uuid";
const shape = (type: string, rest: Partial<SectionShape> = {}): SectionShape => ({
  type,
  name: type,
  settings: [],
  blocks: [],
  maxBlocks: 50,
  acceptsApps: false,
  preset: null,
  templates: null,
  groups: null,
  notTemplates: [],
  notGroups: [],
  ...rest,
});

function start(): { files: Files; model: EditorModel } {
  const files: Files = {
    "templates/product": {
      sections: {
        main: {
          type: "main-product",
          blocks: { a: { type: "title" }, b: { type: "price" } },
          block_order: ["a", "b"],
        },
        more: { type: "related" },
      },
      order: ["main", "more"],
    },
    "sections/header-group": { type: "header", sections: {}, order: [] } as PageConfig,
    settings_data: { current: { blocks: {} } },
  };
  const model = {
    template: "product",
    groups: [{ file: "sections/header-group", name: "header-group" }],
    sections: {
      "main-product": shape("main-product", { acceptsApps: true }),
      related: shape("related"),
      apps: shape("apps", { acceptsApps: true }),
    },
  } as unknown as EditorModel;
  return { files, model };
}
const PRODUCT = "templates/product";

test("verbs leave the files before them untouched, so undo has them", () => {
  const { files } = start();
  const before = JSON.stringify(files);
  addBlock(files, PRODUCT, "main", "title");
  removeBlock(files, PRODUCT, "main", "a");
  moveSection(files, PRODUCT, "more", 0);
  setHidden(files, { kind: "section", file: PRODUCT, key: "main" }, true);
  setSetting(files, { kind: "theme", index: 0 }, "tone", "soft");
  expect(JSON.stringify(files)).toBe(before);
});

test("a section is added with its preset's blocks", () => {
  const { files } = start();
  const preset = {
    name: "Words",
    settings: { size: 2 },
    blocks: [{ type: "word", settings: { text: "hi" } }],
  };
  const added = addSection(files, PRODUCT, shape("words", { preset }), 1);
  const page = pageOf(added.files, PRODUCT);
  expect(page.order).toEqual(["main", added.key, "more"]);
  const section = page.sections[added.key];
  expect(section?.settings).toEqual({ size: 2 });
  expect(Object.values(section?.blocks ?? {})).toEqual([
    { type: "word", settings: { text: "hi" } },
  ]);
});

test("app blocks go where the deep link says", () => {
  const { files, model } = start();
  const main = placeAppBlock(files, model, APP, "mainSection");
  expect(main.key).toBe("main");
  expect(pageOf(main.files, PRODUCT).sections.main?.block_order).toEqual(["a", "b", main.block]);
  const apps = placeAppBlock(files, model, APP, "newAppsSection");
  const page = pageOf(apps.files, PRODUCT);
  expect(page.order.at(-1)).toBe(apps.key);
  expect(page.sections[apps.key]).toMatchObject({ type: "apps", block_order: [apps.block] });
  const header = placeAppBlock(files, model, APP, "sectionGroup:header");
  expect(header.file).toBe("sections/header-group");
  model.sections["main-product"] = shape("main-product");
  const fallback = placeAppBlock(files, model, APP, "mainSection");
  expect(pageOf(fallback.files, PRODUCT).sections[fallback.key]?.type).toBe("apps");
});

test("moving, removing, hiding", () => {
  const { files } = start();
  expect(pageOf(moveSection(files, PRODUCT, "more", 0), PRODUCT).order).toEqual(["more", "main"]);
  expect(pageOf(moveSection(files, PRODUCT, "main", 99), PRODUCT).order).toEqual(["more", "main"]);
  const blocks = moveBlock(files, PRODUCT, "main", "b", 0);
  expect(pageOf(blocks, PRODUCT).sections.main?.block_order).toEqual(["b", "a"]);
  const less = removeSection(files, PRODUCT, "more");
  expect(pageOf(less, PRODUCT)).toMatchObject({ order: ["main"] });
  expect(pageOf(less, PRODUCT).sections.more).toBeUndefined();
  const target = { kind: "block", file: PRODUCT, key: "main", block: "a" } as const;
  const hidden = setHidden(files, target, true);
  expect(pageOf(hidden, PRODUCT).sections.main?.blocks?.a?.disabled).toBe(true);
  const shown = setHidden(hidden, target, false);
  expect(changedFiles(shown, files)).toEqual({});
});

test("an embed is written once, then switched", () => {
  const { files } = start();
  const embed = { type: APP, handle: "strip" } as AppBlockShape;
  expect(embedId(files, embed)).toBeNull();
  const on = switchEmbed(files, embed, true);
  const off = switchEmbed(on, embed, false);
  expect(Object.values(settingsOf(off).current.blocks)).toEqual([
    { type: APP, settings: {}, disabled: true },
  ]);
  const moved = { type: `${APP}-of-another-install`, handle: "strip" } as AppBlockShape;
  expect(embedId(on, moved)).toBe(embedId(on, embed));
});

test("keys are fresh", () => {
  const first = freshKey(APP, {}, () => 0);
  expect(first).toBe("clipshelf_strip_AAAAAA");
  let calls = 0;
  const next = freshKey(APP, { [first]: 1 }, () => (calls++ < 6 ? 0 : 0.5));
  expect(next).not.toBe(first);
});

test("visible_if", () => {
  const when = (condition: string, settings: object) =>
    isShown(condition, settings as Record<string, unknown>, { kind: "grid" });
  expect(when("{{ block.settings.kind == 'grid' }}", {})).toBe(true);
  expect(when("{{ block.settings.kind == 'grid' }}", { kind: "row" })).toBe(false);
  expect(when("{{ section.settings.kind != 'grid' }}", { kind: "row" })).toBe(true);
  expect(when("{{ block.settings.on }}", { on: false })).toBe(false);
  expect(when("{{ block.settings.on == true }}", { on: true })).toBe(true);
  expect(when("{{ anything | odd }}", {})).toBe(true);
});
