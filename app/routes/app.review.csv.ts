import type { LoaderFunctionArgs } from "@remix-run/node";
import { createI18n } from "../locales/i18n.ts";
import { loadLanguage } from "../locales/languages.ts";
import { localeFor } from "../locales/locale.ts";
import { writeCsv } from "./admin/csv.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** More than a spreadsheet is read to; the newest come first. */
const MOST = 50_000;

/** Who decided what about which clip, and when. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { reviews } = await openAdmin({ request, context });
  const deeds = await reviews.history(MOST);
  const locale = localeFor(new URL(request.url).searchParams.get("locale"));
  const { t } = createI18n(locale, await loadLanguage[locale]());
  const headings = ["when", "clip", "id", "deed", "who", "reason", "findings"] as const;
  const rows = deeds.map((deed) => [
    new Date(deed.at).toISOString(),
    deed.title,
    deed.videoId,
    t(`review.deed.${deed.deed}`),
    deed.by.startsWith("staff:")
      ? t("review.who.staff", { id: deed.by.slice("staff:".length) })
      : t(`review.who.${deed.by as "policy" | "before"}`),
    deed.reason ?? "",
    deed.findings.map((kind) => t(`review.kind.${kind as "word"}`)).join(", "),
  ]);
  return new Response(writeCsv([headings.map((name) => t(`review.column.${name}`)), ...rows]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="clipshelf-review.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
