import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FETCH_FAULT_KINDS } from "../domains/intake/index.ts";
import { MEDIA_FAULT_KINDS } from "../domains/media/index.ts";
import { messages as english } from "./en/index.ts";
import { createI18n } from "./i18n.ts";
import { loadLanguage } from "./languages.ts";
import { LOCALES, localeFor } from "./locale.ts";
import { messages as chinese } from "./zh-CN/index.ts";

const APP = join(import.meta.dirname, "..");
/** Said to services that call us, never to a merchant. */
const FOR_MACHINES = ["notice-forged", "signature-invalid", "upload-behind", "webhook-unknown"];
const languages = { en: english, "zh-CN": chinese };

describe("the admin's words", () => {
  const sources = globSync(
    "{root,entry.client,entry.server,routes/**/*,ui/**/*,jobs/**/*,hot/**/*,locales/permission-words}.{ts,tsx}",
    {
      cwd: APP,
    },
  )
    .filter((file) => !file.includes(".test."))
    .map((file) => readFileSync(join(APP, file), "utf8"));

  it("has every key in every language, with the same placeholders", () => {
    const wanted = entries(english);
    for (const locale of LOCALES) {
      const found = entries(languages[locale]);
      expect([...found.keys()], locale).toEqual([...wanted.keys()]);
      for (const [key, texts] of found) {
        const english = placeholders(wanted.get(key)!.at(-1)!.text);
        for (const { text } of texts) {
          expect(text.trim(), `${locale} ${key}`).not.toBe("");
          const own = placeholders(text);
          const extra = own.filter((name) => !english.includes(name));
          expect(extra, `${locale} ${key} has placeholders of its own`).toEqual([]);
        }
        expect(placeholders(texts.at(-1)!.text), `${locale} ${key}`).toEqual(english);
      }
    }
  });

  it("has the plural forms that each language needs, and no others", () => {
    for (const locale of LOCALES) {
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const [key, texts] of entries(languages[locale])) {
        const found = texts.map(({ form }) => form).filter((form) => form !== "zero");
        if (found[0] === null) expect(found, `${locale} ${key}`).toEqual([null]);
        else expect(found.sort(), `${locale} ${key}`).toEqual([...forms].sort());
      }
    }
  });

  it("asks for no key that is missing, and keeps none that nobody asks for", () => {
    const keys = [...entries(english).keys()];
    const used = new Set<string>();
    for (const source of sources)
      for (const pattern of asked(source)) {
        const matching = keys.filter((key) => pattern.test(key));
        expect(matching, `${pattern} is asked for`).not.toEqual([]);
        for (const key of matching) used.add(key);
      }
    expect(keys.filter((key) => !used.has(key) && !key.startsWith("faults."))).toEqual([]);
  });

  it("has a sentence for every fault that a verb, an engine or a job can name, and for no other", () => {
    const kinds = new Set<string>([...MEDIA_FAULT_KINDS, ...FETCH_FAULT_KINDS, "unknown"]);
    const files = globSync("{domains,adapters,jobs,hot,routes}/**/*.{ts,tsx}", { cwd: APP });
    for (const file of files) {
      if (/\.(test|contract|fixture)\.|\/fakes/.test(file)) continue;
      const source = readFileSync(join(APP, file), "utf8");
      for (const [, kind] of source.matchAll(/\brefuse\(\s*"([a-z-]+)"/g)) kinds.add(kind!);
      for (const [, union] of source.matchAll(/\bFault<([^<>]*)>/g))
        for (const [, kind] of union!.matchAll(/"([a-z-]+)"/g)) kinds.add(kind!);
      for (const [, union] of source.matchAll(/type \w+FaultKind =([^;]*);/g))
        for (const [, kind] of union!.matchAll(/"([a-z-]+)"/g)) kinds.add(kind!);
      for (const [, kind] of source.matchAll(/\bfault: \{ kind: "([a-z-]+)"/g)) kinds.add(kind!);
    }
    for (const kind of FOR_MACHINES) kinds.delete(kind);
    for (const locale of LOCALES)
      expect(Object.keys(languages[locale].faults).sort(), locale).toEqual([...kinds].sort());
  });

  it("writes numbers in sentences as the language does", async () => {
    const english = createI18n("en", await loadLanguage.en());
    expect(
      english.t("faults.upload-too-large", { bytes: 6_200_000_000, limit: 5_000_000_000 }),
    ).toBe("The file has 6.2 GB; at most 5 GB can be uploaded. Export it smaller and try again.");
    expect(english.t("faults.video-too-long", { duration: 842, limit: 600 })).toContain("(14:02)");
    expect(english.t("library.delete.title", { count: 1 })).toBe("Delete this clip?");
    expect(english.t("library.delete.title", { count: 1200 })).toBe("Delete 1,200 clips?");
    const chinese = createI18n("zh-CN", await loadLanguage["zh-CN"]());
    expect(chinese.t("library.delete.title", { count: 1 })).toBe("删除 1 个视频？");
  });

  it("finds the language of a person", () => {
    for (const tag of ["zh", "zh-CN", "zh_CN", "zh-Hans", "zh-hans-SG", "ZH-sg", "zh-Hans-HK"])
      expect(localeFor(tag), tag).toBe("zh-CN");
    for (const tag of ["en", "en-GB", "de", "zh-TW", "zh-Hant", "zh-HK", "", null, undefined])
      expect(localeFor(tag), String(tag)).toBe("en");
  });
});

/** Keys without their plural ending, each with its forms. */
function entries(tree: object): Map<string, { form: string | null; text: string }[]> {
  const found = new Map<string, { form: string | null; text: string }[]>();
  const walk = (node: object, path: string[]) => {
    for (const [name, value] of Object.entries(node))
      if (typeof value === "string") {
        const plural = /^(.*)_(zero|one|two|few|many|other)$/.exec([...path, name].join("."));
        const key = plural?.[1] ?? [...path, name].join(".");
        const texts = found.get(key) ?? [];
        found.set(key, [...texts, { form: plural?.[2] ?? null, text: value }]);
      } else walk(value, [...path, name]);
  };
  walk(tree, []);
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)));
}

function placeholders(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map(([, name]) => name!)),
  ].sort();
}

/** Keys that a source asks for: `t("a.b")` exactly, t(`a.${x}.c`) with anything in its gaps. */
function asked(source: string): RegExp[] {
  const calls = [...source.matchAll(/\bt\(\s*(?:"([^"]+)"|`([^`]+)`)/g)];
  const later = [...source.matchAll(/=\s*`((?:faults)\.[^`]+)`/g)];
  return [
    ...calls.map(([, plain, template]) => plain ?? template!),
    ...later.map(([, template]) => template!),
  ].map((key) => {
    const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join("[^.]+")}$`);
  });
}
