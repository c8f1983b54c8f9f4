import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";

/**
 * Builds the theme app extension's scripts: `src/` → `assets/`, readable, one module an entry, since
 * Shopify's assets folder is flat and each file is asked for by its own URL.
 *
 *   node scripts/build-extension.ts           writes assets/
 *   node scripts/build-extension.ts --check   exits 1 when assets/ is older than src/
 */
const extension = fileURLToPath(new URL("../extensions/shoppable-video/", import.meta.url));

/** Asset name → entry. */
const ENTRIES = {
  clipshelf: "src/elements/loader.ts",
  "clipshelf-player": "src/elements/player.ts",
  "clipshelf-engine": "src/transport/engine.ts",
  "clipshelf-ahead": "src/transport/ahead.ts",
  "clipshelf-hls-engine": "src/transport/hls-attachment.ts",
  "clipshelf-product": "src/elements/product.ts",
  "clipshelf-tools": "src/elements/tools.ts",
  "clipshelf-social": "src/elements/social.ts",
  "clipshelf-moments": "src/elements/moments.ts",
  "clipshelf-dock": "src/elements/dock.ts",
  "clipshelf-keep-clear": "src/elements/keep-clear.ts",
  "clipshelf-stories": "src/elements/stories.ts",
  "clipshelf-page": "src/elements/page.ts",
  "clipshelf-shop": "src/elements/shop.ts",
  "clipshelf-cart": "src/transport/cart.ts",
  "clipshelf-hotspots": "src/elements/hotspots.ts",
  "clipshelf-mini-cart": "src/elements/mini-cart.ts",
  "clipshelf-notify": "src/elements/notify.ts",
};
const TARGET = ["es2022", "safari16"];
const BANNER = "// Built by scripts/build-extension.ts. Edit src/ and build again.\n";

/** Every built asset by file name, as it should be. */
export async function buildExtension(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: extension,
    entryPoints: ENTRIES,
    outdir: "assets",
    bundle: true,
    write: false,
    format: "esm",
    target: TARGET,
    charset: "utf8",
    // Takes the comments out, which shoppers would pay for; the next pass lays the code out again.
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [styleSheets],
  });
  const built = new Map<string, string>();
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { target: TARGET, charset: "utf8" });
    built.set(basename(path), BANNER + code);
  }
  // As its makers publish it: it is loaded alone, and only where nothing else can play the clip.
  const light = createRequire(import.meta.url).resolve("hls.js/dist/hls.light.min.mjs");
  built.set("clipshelf-hls.js", await readFile(light, "utf8"));
  return built;
}

/** A style sheet is imported as its text. */
const styleSheets: Plugin = {
  name: "style-sheets",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await transform(await readFile(path, "utf8"), {
        loader: "css",
        target: TARGET,
        minify: true,
      });
      return { contents: css.code, loader: "text" };
    });
  },
};

/** Names of assets that differ from what `src/` gives, or that nothing builds any more. */
export async function staleAssets(): Promise<string[]> {
  const built = await buildExtension();
  const present = (await readdir(join(extension, "assets"))).filter((name) => name.endsWith(".js"));
  const stale = present.filter((name) => !built.has(name));
  for (const [name, text] of built) {
    const committed = await readFile(join(extension, "assets", name), "utf8").catch(() => null);
    if (committed !== text) stale.push(name);
  }
  return stale.sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--check")) {
    const stale = await staleAssets();
    if (stale.length > 0) {
      console.error(`Older than src/: ${stale.join(", ")}. Run: node scripts/build-extension.ts`);
      process.exitCode = 1;
    }
  } else {
    for (const [name, text] of await buildExtension())
      await writeFile(join(extension, "assets", name), text);
  }
}
