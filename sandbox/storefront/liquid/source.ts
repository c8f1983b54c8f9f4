/** A Liquid file taken apart: what is rendered, and the parts that Shopify reads but never renders. */
export interface Source {
  /** The text with the bodies of schema, doc, javascript, stylesheet and comment blanked, line for line. */
  liquid: string;
  schema: Schema | null;
  /** Why the schema cannot be read, with its line. */
  schemaFault: { line: number; message: string } | null;
  javascript: string;
  stylesheet: string;
}

/** `{% schema %}` of a section, a theme block or an extension block. */
export interface Schema {
  name?: string;
  tag?: string | null;
  class?: string;
  target?: "section" | "head" | "body" | "compliance_head";
  javascript?: string;
  stylesheet?: string;
  settings?: SettingSchema[];
  blocks?: BlockSchema[];
  presets?: Preset[];
  default?: Preset;
  max_blocks?: number;
  limit?: number;
  enabled_on?: Where;
  disabled_on?: Where;
  available_if?: string;
  templates?: string[];
  locales?: Record<string, Record<string, unknown>>;
}

export interface Where {
  templates?: string[];
  groups?: string[];
}

export interface SettingSchema {
  type: string;
  id?: string;
  label?: string;
  info?: string;
  content?: string;
  default?: unknown;
  options?: { value: string; label: string; group?: string }[];
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  limit?: number;
  placeholder?: string;
  visible_if?: string;
  definition?: SettingSchema[];
}

export interface BlockSchema {
  type: string;
  name?: string;
  limit?: number;
  settings?: SettingSchema[];
}

export interface Preset {
  name?: string;
  settings?: Record<string, unknown>;
  blocks?: PresetBlock[] | Record<string, PresetBlock>;
  block_order?: string[];
}

export interface PresetBlock {
  type: string;
  settings?: Record<string, unknown>;
}

const RAW_BLOCK =
  /(\{%-?\s*(schema|doc|javascript|stylesheet|comment)\b[^%]*-?%\})([\s\S]*?)(\{%-?\s*end\2\s*-?%\})/g;

export function readSource(text: string): Source {
  const source: Source = {
    liquid: "",
    schema: null,
    schemaFault: null,
    javascript: "",
    stylesheet: "",
  };
  source.liquid = text.replace(
    RAW_BLOCK,
    (_all, open: string, name: string, body: string, close: string, offset: number) => {
      if (name === "schema") readSchema(source, body, lineOf(text, offset));
      if (name === "javascript") source.javascript += body;
      if (name === "stylesheet") source.stylesheet += body;
      return open + body.replace(/[^\n]/g, "") + close;
    },
  );
  return source;
}

function readSchema(source: Source, body: string, line: number): void {
  try {
    source.schema = JSON.parse(body) as Schema;
  } catch (error) {
    source.schemaFault = { line, message: `Invalid JSON in schema: ${(error as Error).message}` };
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Theme JSON files may open with a comment block, which JSON itself does not allow. */
export function parseThemeJson(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF?\s*\/\*[\s\S]*?\*\//, ""));
}
