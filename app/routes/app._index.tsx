import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VideoFilter } from "../domains/media/index.ts";
import { dayAt } from "../kernel/days.ts";
import { FirstSteps } from "../ui/first-steps.tsx";
import { NeedsAttention } from "../ui/needs-attention.tsx";
import { RevenueFigure } from "../ui/revenue-figure.tsx";
import { Screen } from "../ui/screen.tsx";
import { useFormatters } from "../ui/shop-context.tsx";
import { lastDays } from "./admin/day-range.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

const DAYS = 30;
/** Longer lists are for the screens they link to. */
const MOST = 5;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media, placements, analytics, shop, waiting, reviews, intake } = await openAdmin({
    request,
    context,
  });
  const { timeZone } = await shop.profile();
  const now = context.wiring.clock.now();
  const day = dayAt(now, timeZone);
  const some = (filter: VideoFilter) => media.list({ sort: "newest", limit: MOST, ...filter });
  const list = (status?: "failed" | "processing" | "queued") =>
    some(status ? { statuses: [status] } : {});
  const [
    all,
    failed,
    processing,
    queued,
    tagged,
    placed,
    report,
    waits,
    ending,
    ended,
    waitingReviews,
    attention,
  ] = await Promise.all([
    list(),
    list("failed"),
    list("processing"),
    list("queued"),
    media.readyVideosByProduct(),
    placements.list(),
    analytics.report(lastDays(now, timeZone, DAYS)),
    waiting.page({ filter: "back", after: null }),
    some({ rights: { any: ["ending7"], day } }),
    some({ rights: { any: ["expired"], day } }),
    reviews.waiting(),
    intake.attention(),
  ]);
  const live = placed.filter(({ state }) => state !== "draft");
  // A page needs no place on the theme.
  const onTheme = [...live, ...placed].find(({ block }) => block !== "page");
  const untagged = all.videos.filter((video) => video.status === "ready" && !video.productCount);
  return {
    steps: {
      clips: all.total > 0,
      tagged: tagged.size > 0,
      published: live.length > 0,
      // The theme tells of a placement that came into sight; our own rows know only what we published.
      placed: live.length > 0 && report.totals.views > 0,
      tagNext: untagged[0]?.id ?? all.videos[0]?.id ?? null,
      placeNext: onTheme ? { id: onTheme.id, editor: onTheme.placeUrl } : null,
    },
    failed: { videos: failed.videos, total: failed.total },
    waiting: waits.counts.back,
    rights: { ending: ending.videos, total: ending.total, ended: ended.total },
    reviews: waitingReviews,
    intake: attention,
    underWay: processing.total + queued.total,
    untagged,
    placements: placed.filter(({ state, sync }) => state === "changed" || sync.kind === "failed"),
    report,
  };
}

export default function Home() {
  const { t } = useTranslation();
  const format = useFormatters();
  const { steps, report, ...rest } = useLoaderData<typeof loader>();
  const firstRun = !(steps.clips && steps.tagged && steps.placed);
  useRefreshWhile(rest.underWay > 0 || (firstRun && steps.published));
  const { totals } = report;
  const figures = [
    { name: t("common.numbers.plays"), value: format.number(totals.plays) },
    { name: t("common.numbers.watchTime"), value: format.watchTime(totals.watchTime) },
    { name: t("common.numbers.adds"), value: format.number(totals.adds) },
    { name: t("common.numbers.orders"), value: format.number(totals.orders) },
  ];
  return (
    <Screen
      title={t("home.title")}
      {...(steps.clips
        ? { primaryAction: { content: t("library.add"), url: "/app/library" } }
        : {})}
    >
      <BlockStack gap="400">
        {firstRun ? <FirstSteps steps={steps} /> : null}
        <NeedsAttention {...rest} />
        {firstRun && totals.plays === 0 && totals.orders === 0 ? null : (
          <Card>
            <BlockStack gap="400">
              <RevenueFigure report={report} />
              <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
                {figures.map(({ name, value }) => (
                  <BlockStack key={name} gap="100">
                    <Text as="h3" variant="bodySm" tone="subdued">
                      {name}
                    </Text>
                    <Text as="p" variant="headingMd" numeric>
                      {value}
                    </Text>
                  </BlockStack>
                ))}
              </InlineGrid>
              <InlineStack align="space-between" blockAlign="center">
                <Text as="p" variant="bodySm" tone="subdued">
                  {t("analytics.period", {
                    from: format.day(report.range.from),
                    to: format.day(report.range.to),
                  })}
                </Text>
                <Button variant="plain" url="/app/analytics">
                  {t("home.allNumbers")}
                </Button>
              </InlineStack>
            </BlockStack>
          </Card>
        )}
      </BlockStack>
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
