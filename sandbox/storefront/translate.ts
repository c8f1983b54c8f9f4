import { escapeHtml } from "./filters/define.ts";
import { toNumber } from "./liquid/numbers.ts";
import type { Scope } from "./liquid/scope.ts";
import { toText } from "./liquid/text.ts";

/**
 * The `t` filter: a key of the locale files, its plural form chosen by `count`, its `{{ names }}`
 * filled. Values are escaped unless the key ends in `_html`. A missing key says so in the page.
 */
export function translate(scope: Scope, key: string, values: Record<string, unknown>): string {
  const { locale } = scope.visit;
  const found = scope.origin.translation(key, locale);
  const sentence = pluralForm(found, values.count, locale);
  if (sentence === null) {
    scope.visit.log.warn(`Translation missing: ${locale}.${key}`);
    return `Translation missing: ${locale}.${key}`;
  }
  const isHtml = /(^|[._])html$/.test(key);
  return sentence.replace(/\{\{\s*(\w+)\s*\}\}/g, (_all, name: string) =>
    isHtml ? toText(values[name]) : escapeHtml(values[name]),
  );
}

function pluralForm(found: unknown, count: unknown, locale: string): string | null {
  if (typeof found === "string") return found;
  if (!found || typeof found !== "object" || count === undefined) return null;
  const forms = found as Record<string, string>;
  const number = toNumber(count);
  const form = new Intl.PluralRules(locale).select(number);
  return (number === 0 ? forms.zero : undefined) ?? forms[form] ?? forms.other ?? null;
}
