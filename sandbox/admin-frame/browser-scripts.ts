import { join } from "node:path";
import { build } from "esbuild";

const scripts = new Map<string, Promise<string>>();

/** A script of `browser/` as one classic script, made at first use (about 20 ms). */
export function browserScript(name: "bridge" | "frame"): Promise<string> {
  let script = scripts.get(name);
  if (!script) {
    script = bundle(name);
    scripts.set(name, script);
  }
  return script;
}

async function bundle(name: string): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, "browser", name, "index.ts")],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`The browser script ${name} came out empty`);
  return file.text;
}
