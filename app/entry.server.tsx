import { PassThrough } from "node:stream";
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "./locales/i18n.ts";
import { loadLanguage } from "./locales/languages.ts";
import { DEFAULT_LOCALE, localeFor } from "./locales/locale.ts";

/** A page that is not whole by then is given up. */
export const streamTimeout = 5_000;

/** Renders a page in the language of the person who asked, streaming it as soon as its shell stands. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  context.wiring.shopify.documentHeaders(request, headers);
  const admin = remix.staticHandlerContext.loaderData?.["routes/app"] as
    | { locale?: string }
    | undefined;
  const asked = new URL(request.url).searchParams.get("locale");
  const locale = localeFor(admin?.locale ?? asked ?? DEFAULT_LOCALE);
  const i18n = createI18n(locale, await loadLanguage[locale]());
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";

  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={i18n}>
        <RemixServer context={remix} url={request.url} abortDelay={streamTimeout} />
      </I18nextProvider>,
      {
        [ready]: () => {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: answered }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError: (error) => {
          answered = 500;
          context.wiring.log.error({ error, url: request.url }, "a page failed to render");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000);
  });
}
