import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gid } from "../world/gid.ts";
import type { ShopState } from "../world/types.ts";

/** A block or an embed of a theme app extension, as `shopify.app.extensions()` tells of it. */
interface Activation {
  target: string;
  /** File name without `.liquid`. */
  handle: string;
  name: string;
  status: "active" | "available";
  activations: { target: string; themeId: string }[];
}

/**
 * What `shopify.app.extensions()` answers: the blocks of the app's theme extension, and where the
 * theme editor put them. A block is in use when a saved template or setting names it
 * (`shopify://apps/…/blocks/<file>/…`) and does not turn it off.
 */
export function themeExtensions(extensionDir: string, shop: ShopState): unknown[] {
  const blocks = blockFiles(join(extensionDir, "blocks"));
  if (blocks.length === 0) return [];
  const activations = blocks.map(({ file, schema }): Activation => {
    const used = Object.entries(shop.theme)
      .filter(([, saved]) => places(saved, file))
      .map(([target]) => ({ target, themeId: gid("OnlineStoreTheme", "1") }));
    return {
      target: schema.target ?? "section",
      handle: file,
      name: schema.name ?? file,
      status: used.length > 0 ? "active" : "available",
      activations: used,
    };
  });
  return [{ handle: basename(extensionDir), type: "theme_app_extension", activations }];
}

function blockFiles(
  folder: string,
): { file: string; schema: { name?: string; target?: string } }[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".liquid"));
  } catch {
    return [];
  }
  return names.sort().map((name) => {
    const source = readFileSync(join(folder, name), "utf8");
    const schema = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(source)?.[1];
    return { file: name.slice(0, -".liquid".length), schema: schema ? JSON.parse(schema) : {} };
  });
}

/** Whether a saved document holds the block, turned on, at any depth. */
function places(saved: unknown, file: string): boolean {
  if (!saved || typeof saved !== "object") return false;
  const { type, disabled } = saved as { type?: unknown; disabled?: unknown };
  if (typeof type === "string" && type.includes(`/blocks/${file}/`)) return disabled !== true;
  return Object.values(saved).some((value) => places(value, file));
}
