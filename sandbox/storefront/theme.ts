import { basename } from "node:path";
import type { ShopState } from "../world/types.ts";
import type { Problem } from "./liquid/engine.ts";
import { LiquidFolder } from "./liquid/folder.ts";
import type { Schema, SettingSchema } from "./liquid/source.ts";

export interface BlockConfig {
  type: string;
  name?: string;
  disabled?: boolean;
  static?: boolean;
  settings?: Record<string, unknown>;
  blocks?: Record<string, BlockConfig>;
  block_order?: string[];
}

export interface SectionConfig {
  type: string;
  disabled?: boolean;
  settings?: Record<string, unknown>;
  blocks?: Record<string, BlockConfig>;
  block_order?: string[];
}

/** A JSON template or a section group. */
export interface PageConfig {
  type?: string;
  name?: string;
  layout?: string | false;
  wrapper?: string;
  sections: Record<string, SectionConfig>;
  order: string[];
}

/** `config/settings_data.json`, `current` resolved from a preset's name. */
export interface SettingsData {
  values: Record<string, unknown>;
  /** App embeds. */
  blocks: Record<string, BlockConfig>;
  /** Settings of sections that layouts include by name. */
  sections: Record<string, SectionConfig>;
}

/** What the theme editor writes over a theme's JSON files, by file: `templates/product`, `settings_data`. */
export type Overlay = Record<string, unknown>;

const FOLDERS = ["layout", "templates", "sections", "blocks", "snippets"];

/** An Online Store 2.0 theme folder, seen through what the merchant changed in the editor. */
export class Theme {
  readonly folder: LiquidFolder;
  readonly overlay: Overlay;
  private readonly own: boolean;
  constructor(folder: LiquidFolder, overlay: Overlay, own: boolean) {
    this.folder = folder;
    this.overlay = overlay;
    this.own = own;
  }

  get name(): string {
    const schema = this.folder.data("config/settings_schema.json") as
      | { theme_name?: string }[]
      | null;
    return schema?.find((group) => group.theme_name)?.theme_name ?? basename(this.folder.dir);
  }

  /** Overlays of another mounted theme are kept apart by its folder's name. */
  overlayKey(file: string): string {
    return this.own ? file : `${basename(this.folder.dir)}:${file}`;
  }

  private overlaid(file: string, path: string): unknown {
    return this.overlay[this.overlayKey(file)] ?? this.folder.data(path);
  }

  /** A JSON template such as `product` or `product.gift`, or null. */
  template(name: string): PageConfig | null {
    return this.overlaid(`templates/${name}`, `templates/${name}.json`) as PageConfig | null;
  }

  group(name: string): PageConfig | null {
    return this.overlaid(`sections/${name}`, `sections/${name}.json`) as PageConfig | null;
  }

  settingsData(): SettingsData {
    const data = this.overlaid("settings_data", "config/settings_data.json") as {
      current?: string | Record<string, unknown>;
      presets?: Record<string, Record<string, unknown>>;
    } | null;
    const current = data?.current ?? {};
    const chosen = typeof current === "string" ? (data?.presets?.[current] ?? {}) : current;
    const { blocks = {}, sections = {}, ...values } = chosen;
    return {
      values,
      blocks: blocks as SettingsData["blocks"],
      sections: sections as SettingsData["sections"],
    };
  }

  settingsSchema(): SettingSchema[] {
    const groups = this.folder.data("config/settings_schema.json") as
      | { settings?: SettingSchema[] }[]
      | null;
    return (groups ?? []).flatMap((group) => group.settings ?? []);
  }

  colorSchemes(): {
    definition: SettingSchema[];
    schemes: Record<string, { settings: Record<string, unknown> }>;
  } {
    const group = this.settingsSchema().find((one) => one.type === "color_scheme_group");
    const values = group?.id ? this.settingsData().values[group.id] : null;
    return {
      definition: group?.definition ?? [],
      schemes: (values ?? {}) as Record<string, { settings: Record<string, unknown> }>,
    };
  }

  sectionSchema(type: string): Schema | null {
    return this.folder.liquid(`sections/${type}.liquid`)?.schema ?? null;
  }

  /** Names of all templates, JSON and Liquid. */
  templates(): string[] {
    const { folder } = this;
    return [
      ...new Set([...folder.names("templates", ".json"), ...folder.names("templates", ".liquid")]),
    ];
  }

  groups(): string[] {
    return this.folder.names("sections", ".json");
  }
}

export function openThemeFolder(dir: string, report: (problem: Problem) => void): LiquidFolder {
  const folder = new LiquidFolder(dir, report);
  if (folder.stamp("layout/theme.liquid") === null)
    throw new Error(`${dir} is no theme: layout/theme.liquid is missing`);
  folder.check(FOLDERS);
  return folder;
}

export function themeOf(
  folder: LiquidFolder,
  shop: ShopState,
  own: boolean,
  draft: Overlay | null,
): Theme {
  return new Theme(folder, { ...shop.theme, ...draft }, own);
}
