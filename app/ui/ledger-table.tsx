import { Badge, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { LedgerEntry } from "../domains/analytics/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** Line by line, what made the revenue: a merchant can hold it against the order. */
export function LedgerTable({
  entries,
  more,
}: {
  entries: LedgerEntry[];
  more: { loading: boolean; load: () => void } | null;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  if (entries.length === 0)
    return (
      <Box padding="400" paddingBlockStart="0">
        <Text as="p" tone="subdued">
          {t("analytics.ledger.none")}
        </Text>
      </Box>
    );
  return (
    <>
      <section
        className="cs-table cs-table--ledger"
        aria-label={t("analytics.ledger.title")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t("analytics.ledger.order")}</th>
              <th scope="col">{t("analytics.ledger.when")}</th>
              <th scope="col">{t("analytics.ledger.line")}</th>
              <th scope="col">{t("analytics.column.clip")}</th>
              <th scope="col">{t("analytics.ledger.kind")}</th>
              <th scope="col" className="cs-number">
                {t("analytics.ledger.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the ledger only grows, and its lines have no id here
              <tr key={at}>
                <th scope="row">
                  <a href={`shopify://admin/orders/${entry.orderId}`} target="_top">
                    {entry.orderName}
                  </a>
                </th>
                <td>{format.dateTime(entry.at)}</td>
                <td className="cs-wrap">
                  {t("analytics.ledger.quantity", {
                    title: entry.lineTitle,
                    quantity: format.number(entry.quantity),
                  })}
                </td>
                <td className="cs-wrap">{entry.videoTitle}</td>
                <td>
                  <Badge tone={entry.amount.amount < 0 ? "attention" : "success"}>
                    {t(`analytics.ledger.${entry.kind}`)}
                  </Badge>
                </td>
                <td className="cs-number">{format.money(entry.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more ? (
        <Box padding="400">
          <InlineStack align="center">
            <Button onClick={more.load} loading={more.loading}>
              {t("analytics.ledger.more")}
            </Button>
          </InlineStack>
        </Box>
      ) : null}
    </>
  );
}
