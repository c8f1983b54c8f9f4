import type { PageConfig } from "../storefront/theme.ts";

/** What the editor's window works with. The server sends it; texts are in the editor's language. */
export interface EditorModel {
  session: string;
  themeName: string;
  shopName: string;
  locale: string;
  template: string;
  templates: string[];
  previewPaths: Record<string, string>;
  /** Section groups in the order of the page. */
  groups: { file: string; name: string }[];
  /** JSON files as saved, by overlay key without a theme's prefix. */
  files: Record<string, EditorFile>;
  sections: Record<string, SectionShape>;
  /** Blocks of apps, embeds among them. */
  appBlocks: AppBlockShape[];
  themeSettings: { name: string; settings: SettingShape[] }[];
  resources: Resources;
}

/** A page or group, or `settings_data` with `current` as an object. */
export type EditorFile = PageConfig | { current: Record<string, unknown> };

export interface SettingShape {
  type: string;
  id?: string;
  label: string;
  info?: string;
  content?: string;
  default?: unknown;
  options?: { value: string; label: string }[];
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  placeholder?: string;
  visible_if?: string;
}

export interface BlockShape {
  type: string;
  name: string;
  limit?: number;
  settings: SettingShape[];
}

export interface SectionShape {
  type: string;
  name: string;
  settings: SettingShape[];
  blocks: BlockShape[];
  maxBlocks: number;
  limit?: number;
  acceptsApps: boolean;
  preset: {
    name: string;
    settings: Record<string, unknown>;
    blocks: { type: string; settings: Record<string, unknown> }[];
  } | null;
  /** Templates and groups it may be added to. */
  templates: string[] | null;
  groups: string[] | null;
  notTemplates: string[];
  notGroups: string[];
}

export interface AppBlockShape {
  /** `shopify://apps/…`, as it stands in the JSON. */
  type: string;
  handle: string;
  name: string;
  target: "section" | "head" | "body";
  settings: SettingShape[];
  templates: string[] | null;
  notTemplates: string[];
}

export interface Resources {
  products: Choice[];
  collections: Choice[];
  menus: Choice[];
  images: Choice[];
  schemes: Choice[];
}

export interface Choice {
  value: string;
  label: string;
}
