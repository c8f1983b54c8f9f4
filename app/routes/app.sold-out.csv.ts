import type { LoaderFunctionArgs } from "@remix-run/node";
import { WAITING_FILTERS } from "../domains/wishes/index.ts";
import { createI18n } from "../locales/i18n.ts";
import { loadLanguage } from "../locales/languages.ts";
import { localeFor } from "../locales/locale.ts";
import { writeCsv } from "./admin/csv.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** More people than a mail program takes at once; the newest come first. */
const MOST = 50_000;

/** Who waits for what, for the program that a shop sends its mail with. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { waiting } = await openAdmin({ request, context });
  const search = new URL(request.url).searchParams;
  const show = search.get("show");
  const filter = WAITING_FILTERS.find((name) => name === show) ?? null;
  const people = await waiting.everyone(filter, MOST);
  const locale = localeFor(search.get("locale"));
  const { t } = createI18n(locale, await loadLanguage[locale]());
  const at = (time: number | null) => (time === null ? "" : new Date(time).toISOString());
  const headings = [
    t("soldOut.column.email"),
    t("soldOut.column.product"),
    t("soldOut.column.variant"),
    t("soldOut.column.language"),
    t("soldOut.column.asked"),
    t("soldOut.column.back"),
    t("soldOut.column.told"),
    t("soldOut.column.consent"),
  ];
  const rows = people.map((person) => [
    person.email,
    person.product ?? "",
    person.variant ?? "",
    person.language,
    at(person.askedAt),
    at(person.backAt),
    at(person.toldAt),
    person.consent,
  ]);
  return new Response(writeCsv([headings, ...rows]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="clipshelf-waiting.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
