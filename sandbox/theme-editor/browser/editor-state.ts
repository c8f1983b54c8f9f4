import type { BlockConfig, PageConfig, SectionConfig } from "../../storefront/theme.ts";
import type { AppBlockShape, EditorFile, EditorModel, SectionShape } from "../model.ts";

/** Files by name. Never changed in place: every verb gives new files, so undo keeps the old ones. */
export type Files = Record<string, EditorFile>;

export interface SettingsFile {
  current: Record<string, unknown> & { blocks: Record<string, BlockConfig> };
}

/** Points at what is selected: a section, a block in it, an app embed, or a group of theme settings. */
export type Target =
  | { kind: "section"; file: string; key: string }
  | { kind: "block"; file: string; key: string; block: string }
  | { kind: "embed"; id: string }
  | { kind: "theme"; index: number };

export function pageOf(files: Files, file: string): PageConfig {
  return files[file] as PageConfig;
}

export function settingsOf(files: Files): SettingsFile {
  return files.settings_data as SettingsFile;
}

function changePage(files: Files, file: string, change: (page: PageConfig) => void): Files {
  const page = structuredClone(pageOf(files, file));
  change(page);
  return { ...files, [file]: page };
}

function changeSettings(files: Files, change: (settings: SettingsFile["current"]) => void): Files {
  const file = structuredClone(settingsOf(files));
  file.current.blocks ??= {};
  change(file.current);
  return { ...files, settings_data: file };
}

/** A key that is not taken: Shopify's are the type and six random characters. */
export function freshKey(type: string, taken: object, random: () => number = Math.random): string {
  const letters = "ABCDEFGHJKMNPQRTUVWXYabcdefghjkmnpqrtuvwxy346789";
  const base = type.replace(/^shopify:\/\/apps\/([^/]+)\/blocks\/([^/]+).*$/, "$1_$2");
  for (;;) {
    const tail = Array.from({ length: 6 }, () =>
      letters.charAt(Math.floor(random() * letters.length)),
    );
    const key = `${base.replace(/[^\w]+/g, "_")}_${tail.join("")}`;
    if (!(key in taken)) return key;
  }
}

export function orderOf(section: SectionConfig): string[] {
  return section.block_order ?? Object.keys(section.blocks ?? {});
}

/** Adds a section made from its preset, at `at` or at the end. */
export function addSection(
  files: Files,
  file: string,
  shape: SectionShape,
  at?: number,
): { files: Files; key: string } {
  const key = freshKey(shape.type, pageOf(files, file).sections);
  const blocks: Record<string, BlockConfig> = {};
  for (const block of shape.preset?.blocks ?? [])
    blocks[freshKey(block.type, blocks)] = { type: block.type, settings: { ...block.settings } };
  const section: SectionConfig = {
    type: shape.type,
    blocks,
    block_order: Object.keys(blocks),
    settings: { ...shape.preset?.settings },
  };
  const changed = changePage(files, file, (page) => {
    page.sections[key] = section;
    page.order.splice(at ?? page.order.length, 0, key);
  });
  return { files: changed, key };
}

export function addBlock(
  files: Files,
  file: string,
  key: string,
  type: string,
): { files: Files; block: string } {
  const taken = pageOf(files, file).sections[key]?.blocks ?? {};
  const block = freshKey(type, taken);
  const changed = changePage(files, file, (page) => {
    const section = page.sections[key];
    if (!section) return;
    section.block_order = [...orderOf(section), block];
    section.blocks = { ...section.blocks, [block]: { type, settings: {} } };
  });
  return { files: changed, block };
}

/**
 * Places an app block as Shopify's deep link does: in the template's main section when that takes app
 * blocks (`mainSection`), else in a new Apps section at the end of the template or group.
 */
export function placeAppBlock(
  files: Files,
  model: EditorModel,
  type: string,
  target: string,
): { files: Files; file: string; key: string; block: string } {
  const group = /^sectionGroup:(.+)$/.exec(target)?.[1];
  const template = `templates/${model.template}`;
  const file = model.groups.find((one) => pageOf(files, one.file).type === group)?.file ?? template;
  const page = pageOf(files, file);
  if (target === "mainSection") {
    const takes = page.order.filter((key) => {
      const section = page.sections[key];
      return section && model.sections[section.type]?.acceptsApps;
    });
    const main = takes.find(
      (key) => key === "main" || page.sections[key]?.type.startsWith("main-"),
    );
    const key = main ?? takes[0];
    if (key !== undefined) {
      const added = addBlock(files, file, key, type);
      return { ...added, file, key };
    }
  }
  const apps = model.sections.apps ?? BARE_APPS;
  const section = addSection(files, file, { ...apps, preset: null });
  const added = addBlock(section.files, file, section.key, type);
  return { ...added, file, key: section.key };
}

/** For themes without an Apps section of their own. */
const BARE_APPS: SectionShape = {
  type: "apps",
  name: "Apps",
  settings: [],
  blocks: [],
  maxBlocks: 50,
  acceptsApps: true,
  preset: null,
  templates: null,
  groups: null,
  notTemplates: [],
  notGroups: [],
};

export function removeSection(files: Files, file: string, key: string): Files {
  return changePage(files, file, (page) => {
    delete page.sections[key];
    page.order = page.order.filter((one) => one !== key);
  });
}

export function removeBlock(files: Files, file: string, key: string, block: string): Files {
  return changePage(files, file, (page) => {
    const section = page.sections[key];
    if (!section) return;
    section.block_order = orderOf(section).filter((one) => one !== block);
    delete section.blocks?.[block];
  });
}

export function moveSection(files: Files, file: string, key: string, to: number): Files {
  return changePage(files, file, (page) => {
    page.order = moved(page.order, key, to);
  });
}

export function moveBlock(
  files: Files,
  file: string,
  key: string,
  block: string,
  to: number,
): Files {
  return changePage(files, file, (page) => {
    const section = page.sections[key];
    if (section) section.block_order = moved(orderOf(section), block, to);
  });
}

function moved(order: string[], key: string, to: number): string[] {
  const rest = order.filter((one) => one !== key);
  rest.splice(Math.max(0, Math.min(rest.length, to)), 0, key);
  return rest;
}

export function setHidden(files: Files, target: Target, hidden: boolean): Files {
  if (target.kind === "embed")
    return changeSettings(files, (settings) => {
      const block = settings.blocks[target.id];
      if (block) block.disabled = hidden;
    });
  if (target.kind === "theme") return files;
  return changePage(files, target.file, (page) => {
    const section = page.sections[target.key];
    const item = target.kind === "block" ? section?.blocks?.[target.block] : section;
    if (!item) return;
    if (hidden) item.disabled = true;
    else delete item.disabled;
  });
}

export function setSetting(files: Files, target: Target, id: string, value: unknown): Files {
  const put = (settings: Record<string, unknown>) => {
    if (value === null || value === undefined) delete settings[id];
    else settings[id] = value;
  };
  if (target.kind === "theme") return changeSettings(files, put);
  if (target.kind === "embed")
    return changeSettings(files, ({ blocks }) => {
      const block = blocks[target.id];
      if (!block) return;
      block.settings ??= {};
      put(block.settings);
    });
  return changePage(files, target.file, (page) => {
    const section = page.sections[target.key];
    const item = target.kind === "block" ? section?.blocks?.[target.block] : section;
    if (!item) return;
    item.settings ??= {};
    put(item.settings);
  });
}

/** The id of an embed's entry in settings_data, or null while it was never turned on. */
export function embedId(files: Files, embed: AppBlockShape): string | null {
  const { blocks = {} } = settingsOf(files).current;
  const bare = (type: string) => type.split("/").slice(0, 6).join("/");
  return (
    Object.keys(blocks).find((id) => bare(blocks[id]?.type ?? "") === bare(embed.type)) ?? null
  );
}

/** Turns an app embed on or off, writing its entry the first time. */
export function switchEmbed(files: Files, embed: AppBlockShape, on: boolean): Files {
  const known = embedId(files, embed);
  return changeSettings(files, ({ blocks }) => {
    const id = known ?? freshKey(embed.type, blocks);
    blocks[id] = { ...(blocks[id] ?? { type: embed.type, settings: {} }), disabled: !on };
  });
}

/** Values as the schema and the file have them together. */
export function settingsFor(files: Files, target: Target): Record<string, unknown> {
  const { current } = settingsOf(files);
  if (target.kind === "theme") return current;
  if (target.kind === "embed") return current.blocks?.[target.id]?.settings ?? {};
  const section = pageOf(files, target.file).sections[target.key];
  if (target.kind === "section") return section?.settings ?? {};
  return section?.blocks?.[target.block]?.settings ?? {};
}

/** Files that differ from what is saved. */
export function changedFiles(files: Files, saved: Files): Files {
  return Object.fromEntries(
    Object.entries(files).filter(
      ([file, content]) => JSON.stringify(content) !== JSON.stringify(saved[file]),
    ),
  );
}

/** `{{ block.settings.kind == 'product' }}` of a setting's `visible_if`; anything unclear shows it. */
export function isShown(
  condition: string | undefined,
  settings: Record<string, unknown>,
  defaults: Record<string, unknown>,
): boolean {
  const match =
    /^\{\{-?\s*(?:block|section)\.settings\.(\w+)\s*(?:(==|!=)\s*(?:'([^']*)'|"([^"]*)"|(\w+)))?\s*-?\}\}$/.exec(
      condition ?? "",
    );
  if (!match) return true;
  const [, id = "", operator, single, double, bare] = match;
  const value = settings[id] ?? defaults[id];
  if (!operator) return value !== undefined && value !== null && value !== false && value !== "";
  const same = String(value ?? "") === (single ?? double ?? bare ?? "");
  return operator === "==" ? same : !same;
}
