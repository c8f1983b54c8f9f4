import { Link } from "@remix-run/react";
import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Report, VideoNumbers } from "../domains/analytics/index.ts";
import { EMPTY_SHELF } from "./drawings.ts";
import { Empty } from "./empty.tsx";
import { useFormatters } from "./shop-context.tsx";

/** The figures of each clip, best earner first as the report gives them, and their sum. */
export function ReportTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormatters();
  // A clip that was only talked about stands in the table of what people say.
  const videos = report.videos.filter(
    ({ plays, watchTime, adds, orders, revenue, refunded }) =>
      plays || watchTime || adds || orders || revenue.amount || refunded.amount,
  );
  if (videos.length === 0)
    return (
      <Empty
        title={t("analytics.none.title")}
        text={t("analytics.none.text")}
        image={EMPTY_SHELF}
        action={{ content: t("placements.title"), url: "/app/placements" }}
      />
    );
  // What it earned comes first: on a phone the rest is beyond the edge.
  const cells = (row: Pick<VideoNumbers, keyof Report["totals"]>) => [
    format.money(row.revenue),
    format.number(row.orders),
    format.number(row.adds),
    format.number(row.plays),
    format.watchTime(row.watchTime),
    row.plays > 0 ? format.percent(row.completions / row.plays) : t("common.none"),
  ];
  const headings = [
    t("common.numbers.revenue"),
    t("common.numbers.orders"),
    t("common.numbers.adds"),
    t("common.numbers.plays"),
    t("common.numbers.watchTime"),
    t("common.numbers.completion"),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="cs-table" aria-label={t("analytics.clips")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("analytics.column.clip")}</th>
            {headings.map((heading) => (
              <th key={heading} scope="col" className="cs-number">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {videos.map((video) => (
            <tr key={video.videoId}>
              <th scope="row">
                <span className="cs-table__clip">
                  {video.poster ? (
                    <span className="cs-thumb">
                      <span className="cs-poster">
                        <img src={video.poster} alt="" loading="lazy" />
                      </span>
                    </span>
                  ) : null}
                  <Link className="cs-table__title" to={`/app/library/${video.videoId}`}>
                    {video.title}
                  </Link>
                </span>
              </th>
              {cells(video).map((text, at) => (
                <td key={headings[at]} className="cs-number">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <Text as="span" fontWeight="semibold">
                {t("analytics.total")}
              </Text>
            </th>
            {cells(report.totals).map((text, at) => (
              <td key={headings[at]} className="cs-number">
                <Text as="span" fontWeight="semibold" numeric>
                  {text}
                </Text>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
