import type { LiquidFolder } from "./liquid/folder.ts";

/** The text behind a dotted key: the visitor's locale, its language, then the folder's default file. */
export function findTranslation(folder: LiquidFolder, key: string, locale: string): unknown {
  const [language] = locale.split("-");
  const names = folder.names("locales", ".json").filter((name) => !name.includes(".schema"));
  const inLocale = names.filter((name) => {
    const [bare] = name.split(".");
    return bare === locale || bare === language;
  });
  inLocale.sort((a, b) => b.length - a.length);
  const fallback = names.filter((name) => name.endsWith(".default"));
  for (const name of [...inLocale, ...fallback]) {
    const found = atKey(folder.data(`locales/${name}.json`), key);
    if (found !== undefined) return found;
  }
  return null;
}

/** A `t:` label of a schema in the editor's language; the key itself when nothing is found. */
export function schemaLabel(folder: LiquidFolder, label: string, locale: string): string {
  if (!label.startsWith("t:")) return label;
  const key = label.slice(2);
  const [language] = locale.split("-");
  const names = folder.names("locales", ".schema.json");
  const order = [
    ...names.filter((name) => name.split(".")[0] === locale),
    ...names.filter((name) => name.split(".")[0] === language),
    ...names.filter((name) => name.endsWith(".default")),
  ];
  for (const name of order) {
    const found = atKey(folder.data(`locales/${name}.schema.json`), key);
    if (typeof found === "string") return found;
  }
  return key;
}

function atKey(data: unknown, key: string): unknown {
  let at: unknown = data;
  for (const step of key.split(".")) {
    if (!at || typeof at !== "object" || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
