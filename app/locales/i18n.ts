import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { createFormatters } from "../ui/formatters.ts";
import type { messages as english } from "./en/index.ts";
import type { Locale } from "./locale.ts";

/** Every sentence of the admin. English sets the shape that the other languages follow. */
export type Messages = typeof english;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Messages };
    returnNull: false;
  }
}

/** A language: our sentences and Polaris' own. */
export interface Language {
  messages: object;
  polaris: object;
}

/** Name of the resource bundle that carries Polaris' own words. */
export const POLARIS = "polaris";

/**
 * An i18next of one language, ready at once, so that the server's first byte and the browser's first
 * render say the same. Numbers in sentences are written by `{{n, number}}`, `{{n, seconds}}`
 * (as a clock) and `{{n, bytes}}`.
 */
export function createI18n(locale: Locale, language: Language): i18n {
  const instance = createInstance();
  instance.use(initReactI18next);
  instance.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    showSupportNotice: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: {
      [locale]: { translation: language.messages, [POLARIS]: language.polaris },
    },
  } as Parameters<typeof instance.init>[0]);
  const format = createFormatters({ locale, timeZone: "UTC" });
  const writers = {
    number: format.number,
    seconds: (value: number) => format.duration(value * 1000),
    bytes: format.bytes,
  };
  for (const [name, write] of Object.entries(writers))
    instance.services.formatter?.add(name, (value) => write(Number(value)));
  return instance;
}
