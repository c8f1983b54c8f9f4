import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "./locales/i18n.ts";
import { loadLanguage } from "./locales/languages.ts";
import { localeFor } from "./locales/locale.ts";

// The server wrote the page's language on <html>; waiting for its words keeps hydration exact.
const locale = localeFor(document.documentElement.lang);

loadLanguage[locale]().then((language) => {
  const i18n = createI18n(locale, language);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
});
