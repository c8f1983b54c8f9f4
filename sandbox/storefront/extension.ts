import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "./liquid/engine.ts";
import type { LiquidFile } from "./liquid/folder.ts";
import { LiquidFolder } from "./liquid/folder.ts";
import type { Origin } from "./liquid/scope.ts";
import type { Schema } from "./liquid/source.ts";
import { findTranslation } from "./locales.ts";

/** A theme app extension as Shopify hosts it. */
export interface Extension {
  folder: LiquidFolder;
  /** Stands in block types and in the CDN path. */
  uuid: string;
  name: string;
  /** CDN path of its assets, with a version that follows their content; ends with a slash. */
  assetPath(): string;
  /** Handles of its block files. */
  blocks(): string[];
  block(handle: string): LiquidFile | null;
  origin(host: string): Origin;
}

const SETTING_TYPES = new Set(
  "article article_list blog checkbox collection collection_list color color_background color_scheme color_palette font_picker header html image_picker inline_richtext link_list liquid metaobject metaobject_list number page paragraph product product_list radio range richtext select style.layout_panel style.size_panel style.spacing_panel text text_alignment textarea url video video_url".split(
    " ",
  ),
);
const SCHEMA_KEYS = new Set(
  "name target class tag stylesheet javascript templates enabled_on disabled_on available_if default settings locales".split(
    " ",
  ),
);
const WITHOUT_ID = new Set(["header", "paragraph"]);

/** Opens an extension folder and reports every block schema that Shopify would refuse to deploy. */
export function openExtension(
  dir: string,
  appHandle: string,
  report: (problem: Problem) => void,
): Extension {
  const label = (problem: Problem) =>
    report({ ...problem, file: `${basename(dir)}/${problem.file}` });
  const folder = new LiquidFolder(dir, label);
  const uuid = uuidOf(folder);
  folder.check(["blocks", "snippets"]);
  for (const handle of folder.names("blocks", ".liquid")) {
    const file = folder.liquid(`blocks/${handle}.liquid`);
    for (const message of schemaFaults(folder, file?.schema ?? null, appHandle))
      label({ file: `blocks/${handle}.liquid`, line: 1, message });
  }
  const assetPath = () => `/cdn/extensions/${uuid}/${appHandle}-${assetVersion(dir)}/assets/`;
  return {
    folder,
    uuid,
    name: basename(dir),
    assetPath,
    blocks: () => folder.names("blocks", ".liquid"),
    block: (handle) => folder.liquid(`blocks/${handle}.liquid`),
    origin: (host) => ({
      assetUrl: (name) => `//${host}${assetPath()}${name}`,
      assetText: (name) => folder.text(`assets/${name}`),
      translation: (key, locale) => findTranslation(folder, key, locale),
    }),
  };
}

/** Sentences on what Shopify would refuse, none for a right schema. */
export function schemaFaults(
  folder: LiquidFolder,
  schema: Schema | null,
  appHandle: string,
): string[] {
  if (!schema) return ["The block has no schema"];
  const faults: string[] = [];
  for (const key of Object.keys(schema))
    if (!SCHEMA_KEYS.has(key)) faults.push(`Schema: '${key}' is not a known key`);
  const name = schema.name ?? "";
  if (name === "") faults.push("Schema: name is missing");
  if (!name.startsWith("t:") && name.length > 25)
    faults.push(`Schema: name '${name}' is longer than 25 characters`);
  if (name.toLowerCase().includes(appHandle.toLowerCase()))
    faults.push("Schema: name must not hold the app's name");
  if (!["section", "head", "body", "compliance_head"].includes(schema.target ?? ""))
    faults.push(`Schema: target '${schema.target ?? ""}' must be section, head or body`);
  if (schema.enabled_on && schema.disabled_on)
    faults.push("Schema: only one of enabled_on and disabled_on is allowed");
  for (const kind of ["javascript", "stylesheet"] as const)
    if (schema[kind] && folder.stamp(`assets/${schema[kind]}`) === null)
      faults.push(`Schema: ${kind} '${schema[kind]}' is not in assets`);
  const ids = new Set<string>();
  for (const setting of schema.settings ?? []) {
    const where = `setting '${setting.id ?? setting.content ?? "?"}'`;
    if (!SETTING_TYPES.has(setting.type))
      faults.push(`Schema: ${where}: no type '${setting.type}'`);
    if (WITHOUT_ID.has(setting.type)) continue;
    if (!setting.id) faults.push(`Schema: ${where}: id is missing`);
    else if (ids.has(setting.id)) faults.push(`Schema: ${where}: the id is used twice`);
    else ids.add(setting.id);
    if (!setting.label) faults.push(`Schema: ${where}: label is missing`);
    faults.push(...rangeFaults(setting, where));
    if (setting.default === "" && setting.type !== "checkbox")
      faults.push(`Schema: ${where}: default can't be blank`);
  }
  return faults;
}

function rangeFaults(setting: NonNullable<Schema["settings"]>[number], where: string): string[] {
  if (setting.type === "select" || setting.type === "radio") {
    const values = setting.options?.map((option) => option.value) ?? [];
    if (values.length === 0) return [`Schema: ${where}: options are missing`];
    if (setting.default !== undefined && !values.includes(String(setting.default)))
      return [`Schema: ${where}: default is none of its options`];
  }
  if (setting.type !== "range") return [];
  const { min, max, step = 1 } = setting;
  if (min === undefined || max === undefined || setting.default === undefined)
    return [`Schema: ${where}: a range needs min, max and default`];
  const steps = (max - min) / step;
  if (steps > 101) return [`Schema: ${where}: a range has at most 101 steps`];
  const value = Number(setting.default);
  if (value < min || value > max || Math.abs(((value - min) / step) % 1) > 1e-9)
    return [`Schema: ${where}: default must be a step between min and max`];
  return [];
}

function uuidOf(folder: LiquidFolder): string {
  const toml = folder.text("shopify.extension.toml") ?? "";
  const uid = /^\s*uid\s*=\s*"([^"]+)"/m.exec(toml)?.[1];
  if (uid) return uid;
  const hex = createHash("sha256").update(basename(folder.dir)).digest("hex");
  return [8, 4, 4, 4, 12]
    .map((length, index) => hex.slice(index * 4, index * 4 + length))
    .join("-");
}

/** Counts up with every change to an asset, as the app's version does at each deployment. */
function assetVersion(dir: string): string {
  let newest = 0;
  try {
    for (const name of readdirSync(join(dir, "assets")))
      newest = Math.max(newest, statSync(join(dir, "assets", name)).mtimeMs);
  } catch {
    return "0";
  }
  return Math.floor(newest).toString(36);
}

/** `shopify://apps/<app>/blocks/<handle>/<uuid>` → the extension and the block's handle. */
export function findAppBlock(
  extensions: Extension[],
  type: string,
): { extension: Extension; handle: string; file: LiquidFile } | null {
  const match = /^shopify:\/\/apps\/[^/]+\/blocks\/([^/]+)(?:\/(.+))?$/.exec(type);
  if (!match) return null;
  const handle = match[1]!;
  const sameId = extensions.filter((one) => one.uuid === match[2]);
  for (const extension of [...sameId, ...extensions]) {
    const file = extension.block(handle);
    if (file) return { extension, handle, file };
  }
  return null;
}

export function isAppBlock(type: string): boolean {
  return type.startsWith("shopify://apps/");
}

/** Whether `enabled_on` and `disabled_on` let the block stand on this template and group. */
export function allowedOn(schema: Schema, template: string, group: string | null): boolean {
  const match = (list: string[] | undefined, name: string | null) =>
    list !== undefined && (list.includes("*") || (name !== null && list.includes(name)));
  if (schema.enabled_on) {
    const { templates, groups } = schema.enabled_on;
    return group === null
      ? templates === undefined
        ? false
        : match(templates, template)
      : match(groups, group);
  }
  if (schema.disabled_on) {
    const { templates, groups } = schema.disabled_on;
    return !(group === null ? match(templates, template) : match(groups, group));
  }
  return true;
}
