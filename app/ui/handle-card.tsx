import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlacementCard } from "../domains/placements/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** How a placement gets onto a page: the theme editor, and the handle that its block asks for; or its own page. */
export function HandleCard({ placement, written }: { placement: PlacementCard; written: number }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const shopify = useAppBridge();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(placement.handle);
      shopify.toast.show(t("placements.copied"));
    } catch {
      shopify.toast.show(t("placements.copyFailed"), { isError: true });
    }
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("placements.onTheme.title")}
        </Text>
        <Text as="p">
          {placement.block === "page"
            ? t("placements.onTheme.page", { address: new URL(placement.placeUrl).pathname })
            : t(`placements.onTheme.${placement.block}`)}
        </Text>
        <InlineStack gap="300" blockAlign="center">
          <Button url={placement.placeUrl} target="_top">
            {placement.block === "page" ? t("placements.openPage") : t("placements.openEditor")}
          </Button>
          {placement.block === "page" ? null : (
            <InlineStack gap="200" blockAlign="center">
              <code className="cs-handle">{placement.handle}</code>
              <Button variant="tertiary" onClick={copy}>
                {t("placements.copy")}
              </Button>
            </InlineStack>
          )}
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          {placement.state === "draft"
            ? t("placements.written.none")
            : t("placements.written.some", {
                count: written,
                date: placement.publishedAt ? format.dateTime(placement.publishedAt) : "",
              })}
        </Text>
      </BlockStack>
    </Card>
  );
}
