import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Report } from "../domains/analytics/index.ts";
import { useFormatters } from "./shop-context.tsx";
import { TrendChart } from "./trend-chart.tsx";

/** The headline: what videos earned, against the time before, and how it came day by day. */
export function RevenueFigure({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const { totals, previous, days } = report;
  const { currency } = totals.revenue;
  const before = previous.revenue.amount;
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Text as="h2" variant="headingSm" tone="subdued">
          {t("analytics.headline")}
        </Text>
        <InlineStack gap="300" blockAlign="baseline">
          <Text as="p" variant="heading2xl" numeric>
            {format.money(totals.revenue)}
          </Text>
          <Text as="p" tone="subdued">
            {before > 0
              ? t("analytics.against", {
                  change: format.change((totals.revenue.amount - before) / before),
                  amount: format.money(previous.revenue),
                })
              : t("analytics.againstNothing")}
          </Text>
        </InlineStack>
      </BlockStack>
      <TrendChart
        title={t("analytics.headline")}
        points={days.map(({ day, revenue }) => ({
          name: format.shortDay(day),
          value: revenue.amount,
        }))}
        write={(amount) => format.money({ amount, currency })}
        writeTick={(amount) => format.compactMoney({ amount, currency })}
      />
    </BlockStack>
  );
}
