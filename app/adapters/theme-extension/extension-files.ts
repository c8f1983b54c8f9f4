import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The theme app extension's files, as the pages that come through the app proxy need them. */
export interface ExtensionFiles {
  /** Changes with every change of a script or word. */
  version: string;
  /** A script by its name, or null. */
  script(name: string): Buffer | null;
  /** What a snippet holds, without its documentation. */
  snippet(name: string): string;
  /** Codes as Shopify writes them, `en` first. */
  languages: string[];
  /** Sentence of a key like `grid.all`; throws for a key that is not there. */
  word(language: string, key: string): string;
  /** All sentences by key. */
  words(language: string): Record<string, string> | null;
}

const EXTENSION = join(import.meta.dirname, "../../../extensions/shoppable-video");
const DEFAULT = "en.default";

type Tree = { [key: string]: string | Tree };

/** Reads everything once: they change with a deployment only. */
export function readExtensionFiles(folder: string = EXTENSION): ExtensionFiles {
  const scripts = new Map(
    readdirSync(join(folder, "assets"))
      .filter((name) => name.endsWith(".js"))
      .map((name) => [name, readFileSync(join(folder, "assets", name))]),
  );
  const languages = readdirSync(join(folder, "locales"))
    .filter((name) => name.endsWith(".json") && !name.includes(".schema."))
    .map((name) => name.replace(/\.json$/, ""))
    .sort((a, b) => Number(b === DEFAULT) - Number(a === DEFAULT) || (a < b ? -1 : 1));
  const words = new Map(
    languages.map((name) => {
      const tree = JSON.parse(readFileSync(join(folder, "locales", `${name}.json`), "utf8"));
      return [codeOf(name), flatten(tree as Tree)];
    }),
  );
  const hash = createHash("sha256");
  for (const [name, bytes] of scripts) hash.update(name).update(bytes);
  hash.update(JSON.stringify([...words]));
  return {
    version: hash.digest("hex").slice(0, 12),
    script: (name) => scripts.get(name) ?? null,
    snippet: (name) =>
      readFileSync(join(folder, "snippets", `${name}.liquid`), "utf8").replace(
        /\{% doc %\}[\s\S]*?\{% enddoc %\}\n?/,
        "",
      ),
    languages: languages.map(codeOf),
    word(language, key) {
      const found = words.get(language)?.[key];
      if (found === undefined) throw new Error(`No sentence ${key} in ${language}`);
      return found;
    },
    words: (language) => words.get(language) ?? null,
  };
}

function codeOf(file: string): string {
  return file === DEFAULT ? "en" : file;
}

function flatten(tree: Tree, at = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[`${at}${key}`, value]]
        : Object.entries(flatten(value, `${at}${key}.`)),
    ),
  );
}
