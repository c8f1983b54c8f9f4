import type { LoaderFunctionArgs } from "@remix-run/node";
import { minorDigits } from "../kernel/money.ts";
import { createI18n } from "../locales/i18n.ts";
import { loadLanguage } from "../locales/languages.ts";
import { localeFor } from "../locales/locale.ts";
import { writeCsv } from "./admin/csv.ts";
import { lastDays, readDays } from "./admin/day-range.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** The table behind the report, for a spreadsheet: plain numbers, headings in the merchant's language. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { analytics, shop } = await openAdmin({ request, context });
  const search = new URL(request.url).searchParams;
  const { timeZone } = await shop.profile();
  const range = lastDays(context.wiring.clock.now(), timeZone, readDays(search));
  const report = await analytics.report(range);
  const locale = localeFor(search.get("locale"));
  const { t } = createI18n(locale, await loadLanguage[locale]());
  const { currency } = report.totals.revenue;
  const amount = (minor: number) =>
    (minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
  const rows = report.videos.map((video) => [
    video.title,
    video.videoId,
    String(video.plays),
    (video.watchTime / 1000).toFixed(1),
    video.plays > 0 ? (video.completions / video.plays).toFixed(4) : "",
    String(video.adds),
    String(video.orders),
    amount(video.revenue.amount),
    amount(video.refunded.amount),
    currency,
    String(video.likes),
    String(video.comments),
    String(video.shares),
  ]);
  const headings = [
    t("analytics.column.clip"),
    t("analytics.csv.id"),
    t("common.numbers.plays"),
    t("analytics.csv.watchSeconds"),
    t("common.numbers.completion"),
    t("common.numbers.adds"),
    t("common.numbers.orders"),
    t("common.numbers.revenue"),
    t("analytics.csv.refunded"),
    t("analytics.csv.currency"),
    t("analytics.talk.likes"),
    t("analytics.talk.comments"),
    t("analytics.talk.shares"),
  ];
  return new Response(writeCsv([headings, ...rows]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="clipshelf-${range.from}-${range.to}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
