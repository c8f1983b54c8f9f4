import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DEFAULT_LOCALE, localeFor } from "./locales/locale.ts";

/** The document around every page. The language is the signed-in person's, known to the admin layout. */
export default function Document() {
  const admin = useRouteLoaderData<{ locale?: string }>("routes/app");
  const { i18n } = useTranslation();
  const locale = admin?.locale ? localeFor(admin.locale) : (i18n.language ?? DEFAULT_LOCALE);
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Clipshelf</title>
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
