import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const DIRS = [
  join(import.meta.dirname, "../storefront/browser"),
  join(import.meta.dirname, "../theme-editor/browser"),
];
const built = new Map<string, { stamp: number; code: string }>();

/** A script of ours for the browser, types stripped. Null when there is none of that name. */
export function browserScript(name: string): string | null {
  if (!/^[a-z-]+$/.test(name)) return null;
  for (const dir of DIRS) {
    const file = join(dir, `${name}.ts`);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) continue;
    const known = built.get(file);
    if (known?.stamp === stat.mtimeMs) return known.code;
    const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts", target: "es2022" });
    built.set(file, { stamp: stat.mtimeMs, code });
    return code;
  }
  return null;
}
