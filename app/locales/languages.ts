import type { Language } from "./i18n.ts";
import type { Locale } from "./locale.ts";

/** Fetches one language: the browser loads the one it shows, and no other. */
export const loadLanguage: Record<Locale, () => Promise<Language>> = {
  en: async () => ({
    messages: (await import("./en/index.ts")).messages,
    polaris: (await import("@shopify/polaris/locales/en.json", { with: { type: "json" } })).default,
  }),
  "zh-CN": async () => ({
    messages: (await import("./zh-CN/index.ts")).messages,
    polaris: (await import("@shopify/polaris/locales/zh-CN.json", { with: { type: "json" } }))
      .default,
  }),
};
