import type { LoaderFunctionArgs } from "@remix-run/node";
import { standingOf } from "../domains/media/index.ts";
import { createI18n } from "../locales/i18n.ts";
import { loadLanguage } from "../locales/languages.ts";
import { localeFor } from "../locales/locale.ts";
import { writeCsv } from "./admin/csv.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** The shop's rights records as a table, for whoever has to prove them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { rights } = await openAdmin({ request, context });
  const locale = localeFor(new URL(request.url).searchParams.get("locale"));
  const { t } = createI18n(locale, await loadLanguage[locale]());
  const today = await rights.today();
  const at = (time: number | undefined) => (time === undefined ? "" : new Date(time).toISOString());
  const headings = [
    t("rights.column.clip"),
    t("rights.column.id"),
    t("rights.status.label"),
    t("rights.column.standing"),
    t("rights.column.shown"),
    t("rights.creator"),
    t("rights.contact"),
    t("rights.channels.title"),
    t("rights.territory.title"),
    t("rights.from"),
    t("rights.until"),
    t("rights.music.title"),
    t("rights.music.note"),
    t("rights.evidence"),
    t("rights.evidenceLink"),
    t("rights.column.answer"),
    t("rights.column.answeredBy"),
    t("rights.column.answeredAt"),
    t("rights.column.changed"),
  ];
  const rows: string[][] = [];
  for await (const { videoId, title, withheld, terms, updatedAt, answer } of rights.list())
    rows.push([
      title,
      videoId,
      t(`rights.status.${terms.status}`),
      t(`rights.standing.${standingOf(terms, today)}`),
      withheld.includes("rights") ? t("rights.column.yes") : t("rights.column.no"),
      terms.creator,
      terms.contact,
      terms.channels.map((channel) => t(`rights.channels.${channel}`)).join(", "),
      terms.territory?.join(", ") ?? t("rights.territory.everywhere"),
      terms.from ?? "",
      terms.until ?? "",
      t(`rights.music.${terms.music}`),
      terms.musicNote,
      terms.evidence,
      terms.evidenceLink,
      answer?.statement ?? "",
      answer?.name ?? "",
      at(answer?.at),
      at(updatedAt),
    ]);
  return new Response(writeCsv([headings, ...rows]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="clipshelf-rights.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
