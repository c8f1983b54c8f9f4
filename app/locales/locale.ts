export const LOCALES = ["en", "zh-CN"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

/**
 * The language we write in for a person whose own is `tag` (BCP 47, as Shopify sends it: `en-GB`,
 * `zh-CN`, `zh_Hans_SG`). Simplified Chinese for Chinese that is not marked as Traditional; English
 * for everybody else.
 */
export function localeFor(tag: string | null | undefined): Locale {
  const [language, ...rest] = (tag ?? "").toLowerCase().split(/[-_]/);
  if (language !== "zh") return DEFAULT_LOCALE;
  const traditional =
    rest.includes("hant") || (!rest.includes("hans") && /tw|hk|mo/.test(rest.join("-")));
  return traditional ? DEFAULT_LOCALE : "zh-CN";
}
