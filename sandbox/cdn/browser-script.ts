import { statSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The scripts of ours that pages load, by name. */
const SCRIPTS: Record<string, string> = {
  actions: join(import.meta.dirname, "../storefront/browser/actions.ts"),
  features: join(import.meta.dirname, "../storefront/browser/features.ts"),
  editor: join(import.meta.dirname, "../theme-editor/browser/editor.ts"),
  "editor-preview": join(import.meta.dirname, "../theme-editor/browser/editor-preview.ts"),
};
const built = new Map<string, { stamps: Map<string, number>; code: string }>();

/** A script of ours for the browser, bundled; built again when one of its files changes. */
export function browserScript(name: string): string | null {
  const entry = SCRIPTS[name];
  if (!entry) return null;
  const known = built.get(entry);
  if (known && [...known.stamps].every(([file, stamp]) => stampOf(file) === stamp))
    return known.code;
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    target: "es2022",
  });
  const code = outputFiles[0]?.text ?? "";
  const stamps = new Map(Object.keys(metafile.inputs).map((file) => [file, stampOf(file)]));
  built.set(entry, { stamps, code });
  return code;
}

function stampOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
