import type { Context } from "liquidjs";
import type { Visit } from "../visit.ts";

/** Under this key of the global objects, tags and filters find what they work with. */
export const SCOPE = Symbol("storefront scope");

/** What one file is rendered with: the global objects it sees and the place it stands in. */
export interface Scope {
  visit: Visit;
  globals: Record<string, unknown>;
  /** Where the file comes from: decides `asset_url` and `t`. */
  origin: Origin;
  /** Blocks that `{% content_for 'blocks' %}` renders here. */
  contentBlocks?: () => string;
  /** A static block: `{% content_for 'block', type: …, id: … %}`. */
  contentBlock?: (type: string, id: string, attributes: Record<string, unknown>) => string;
}

export interface Origin {
  assetUrl(name: string): string;
  /** The text of an asset, or null. */
  assetText(name: string): string | null;
  /** The text behind a key in the visitor's language, else in the default one; null when missing. */
  translation(key: string, locale: string): unknown;
}

export function scopeOf(context: Context): Scope {
  return (context.globals as { [SCOPE]: Scope })[SCOPE];
}
