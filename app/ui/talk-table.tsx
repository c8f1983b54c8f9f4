import { Link } from "@remix-run/react";
import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VideoNumbers } from "../domains/analytics/index.ts";
import { useFormatters } from "./shop-context.tsx";

const COLUMNS = ["likes", "comments", "shares"] as const;

/** What people made of each clip, the most talked about first; a sentence where nobody said anything. */
export function TalkTable({ videos }: { videos: VideoNumbers[] }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const total = (video: VideoNumbers) => video.likes + video.comments + video.shares;
  const talked = videos.filter(total).sort((a, b) => total(b) - total(a));
  if (talked.length === 0)
    return (
      <div className="cs-card-title">
        <Text as="p" tone="subdued">
          {t("analytics.talk.none")}
        </Text>
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="cs-table" aria-label={t("analytics.talk.title")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("analytics.column.clip")}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="cs-number">
                {t(`analytics.talk.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {talked.map((video) => (
            <tr key={video.videoId}>
              <th scope="row">
                <Link to={`/app/library/${video.videoId}`}>{video.title}</Link>
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className="cs-number">
                  {format.number(video[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
