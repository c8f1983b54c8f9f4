import { build } from "esbuild";
import { ROOT } from "../../scripts/processes.ts";

/** As a shop's own build would do it: one minified module with everything it needs. */
export async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: ROOT },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
  });
  return outputFiles.map(({ text }) => text).join("");
}
