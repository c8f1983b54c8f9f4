import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LedgerTable } from "../ui/ledger-table.tsx";
import { ReportTable } from "../ui/report-table.tsx";
import { RevenueFigure } from "../ui/revenue-figure.tsx";
import { Screen } from "../ui/screen.tsx";
import { useFormatters } from "../ui/shop-context.tsx";
import { TalkTable } from "../ui/talk-table.tsx";
import { Titled } from "../ui/titled.tsx";
import { lastDays, RANGES, readDays } from "./admin/day-range.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { useDownload } from "./admin/use-download.ts";
import type { loader as ledgerLoader } from "./app.analytics.ledger.ts";

const LEDGER_LINES = 20;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { analytics, shop } = await openAdmin({ request, context });
  const days = readDays(new URL(request.url).searchParams);
  const { timeZone } = await shop.profile();
  const range = lastDays(context.wiring.clock.now(), timeZone, days);
  const [report, ledger] = await Promise.all([
    analytics.report(range),
    analytics.ledger({ range, limit: LEDGER_LINES }),
  ]);
  return { days, report, ledger };
}

export default function Analytics() {
  const { t, i18n } = useTranslation();
  const format = useFormatters();
  const { days, report, ledger } = useLoaderData<typeof loader>();
  const [, setSearch] = useSearchParams();
  const { busy, download } = useDownload(t("analytics.exportFailed"));
  const older = useFetcher<typeof ledgerLoader>();
  const [entries, setEntries] = useState(ledger.entries);
  const [next, setNext] = useState(ledger.next);

  useEffect(() => {
    setEntries(ledger.entries);
    setNext(ledger.next);
  }, [ledger]);
  useEffect(() => {
    if (!older.data) return;
    setEntries((now) => [...now, ...older.data!.entries]);
    setNext(older.data.next);
  }, [older.data]);

  const save = () =>
    download(
      `/app/analytics/csv?days=${days}&locale=${i18n.language}`,
      `clipshelf-${report.range.from}-${report.range.to}.csv`,
    );

  return (
    <Screen
      title={t("analytics.title")}
      subtitle={t("analytics.period", {
        from: format.day(report.range.from),
        to: format.day(report.range.to),
      })}
      primaryAction={
        <Button onClick={save} loading={busy}>
          {t("analytics.export")}
        </Button>
      }
    >
      <BlockStack gap="400">
        <div className="cs-edge">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <ButtonGroup variant="segmented">
              {RANGES.map((range) => (
                <Button
                  key={range}
                  pressed={range === days}
                  onClick={() => setSearch({ days: String(range) }, { preventScrollReset: true })}
                >
                  {t("analytics.days", { count: range })}
                </Button>
              ))}
            </ButtonGroup>
            <Text as="p" tone="subdued" variant="bodySm">
              {t("analytics.asOf", { time: format.dateTime(report.asOf) })}
            </Text>
          </InlineStack>
        </div>
        <Card>
          <RevenueFigure report={report} />
        </Card>
        <Card padding="0">
          <div className="cs-card-title">
            <Text as="h2" variant="headingMd">
              {t("analytics.clips")}
            </Text>
          </div>
          <ReportTable report={report} />
        </Card>
        <Card padding="0">
          <div className="cs-card-title">
            <Titled title={t("analytics.talk.title")} text={t("analytics.talk.rule")} />
          </div>
          <TalkTable videos={report.videos} />
        </Card>
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("analytics.rule.title")}
            </Text>
            <Text as="p">{t("analytics.rule.credit")}</Text>
            <Text as="p">{t("analytics.rule.refund")}</Text>
            <Text as="p" tone="subdued">
              {t("analytics.rule.words")}
            </Text>
          </BlockStack>
        </Card>
        <Card padding="0">
          <div className="cs-card-title">
            <Titled title={t("analytics.ledger.title")} text={t("analytics.ledger.text")} />
          </div>
          <LedgerTable
            entries={entries}
            more={
              next
                ? {
                    loading: older.state !== "idle",
                    load: () =>
                      older.load(
                        `/app/analytics/ledger?days=${days}&after=${encodeURIComponent(next)}`,
                      ),
                  }
                : null
            }
          />
        </Card>
      </BlockStack>
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
