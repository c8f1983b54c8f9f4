import { Drop } from "liquidjs";
import type { SettingsDrop } from "./settings.ts";

/** A block of a section. `{% render block %}` prints `html()`, for blocks of apps and of the theme. */
export class BlockDrop extends Drop {
  readonly id: string;
  readonly type: string;
  readonly settings: SettingsDrop;
  private readonly designMode: boolean;
  private readonly draw: (() => string) | null;
  constructor(block: {
    id: string;
    type: string;
    settings: SettingsDrop;
    designMode: boolean;
    draw: (() => string) | null;
  }) {
    super();
    this.id = block.id;
    this.type = block.type;
    this.settings = block.settings;
    this.designMode = block.designMode;
    this.draw = block.draw;
  }
  get shopify_attributes() {
    return this.designMode ? editorAttribute("block", { id: this.id, type: this.type }) : "";
  }
  html(): string {
    if (!this.draw) throw new Error(`A block of type '${this.type}' cannot be rendered by itself`);
    return this.draw();
  }
}

export class SectionDrop extends Drop {
  readonly id: string;
  readonly settings: SettingsDrop;
  readonly blocks: BlockDrop[];
  /** `template`, `header`, `footer`, `custom.…` or `static`. */
  readonly location: string;
  readonly index: number | null;
  constructor(section: {
    id: string;
    settings: SettingsDrop;
    blocks: BlockDrop[];
    location: string;
    index: number | null;
  }) {
    super();
    this.id = section.id;
    this.settings = section.settings;
    this.blocks = section.blocks;
    this.location = section.location;
    this.index = section.index;
  }
  get index0() {
    return this.index === null ? null : this.index - 1;
  }
  override toString(): string {
    return this.id;
  }
}

/** ` data-shopify-editor-block='{…}'`: how the editor finds the element behind a block or section. */
export function editorAttribute(kind: "block" | "section", value: Record<string, unknown>): string {
  const json = JSON.stringify(value).replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  return `data-shopify-editor-${kind}="${json}"`;
}
