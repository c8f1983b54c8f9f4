import { Link } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SuggestedClip, Suggestion } from "../domains/library/index.ts";
import { Poster } from "./poster.tsx";
import { useFormatters } from "./shop-context.tsx";

/** A clip and what is proposed for it, each with its reason. */
export function SuggestedClipCard({
  clip: { video, suggestions },
  busy,
  onDecide,
}: {
  clip: SuggestedClip;
  busy: boolean;
  onDecide: (decision: "accept" | "refuse", list: Suggestion[]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  return (
    <Box padding="400">
      <InlineStack gap="400" wrap={false} blockAlign="start">
        <Link to={`/app/library/${video.id}`} className="cs-thumb cs-thumb--large" tabIndex={-1}>
          <Poster clip={video} />
        </Link>
        <div className="cs-grow">
          <BlockStack gap="300">
            <InlineStack align="space-between" gap="200" blockAlign="center">
              <span className="cs-cell-title">
                <Link to={`/app/library/${video.id}`}>{video.title}</Link>
              </span>
              {suggestions.length > 1 ? (
                <InlineStack gap="300">
                  <Button
                    variant="plain"
                    disabled={busy}
                    accessibilityLabel={t("suggestions.acceptAllOf", { title: video.title })}
                    onClick={() => onDecide("accept", suggestions)}
                  >
                    {t("suggestions.acceptAll")}
                  </Button>
                  <Button
                    variant="plain"
                    disabled={busy}
                    accessibilityLabel={t("suggestions.refuseAllOf", { title: video.title })}
                    onClick={() => onDecide("refuse", suggestions)}
                  >
                    {t("suggestions.refuseAll")}
                  </Button>
                </InlineStack>
              ) : null}
            </InlineStack>
            <ul className="cs-suggestions">
              {suggestions.map((one) => {
                const label = one.product?.title ?? one.label;
                return (
                  <li key={`${one.kind} ${one.value}`}>
                    <div className="cs-grow">
                      <InlineStack gap="200" blockAlign="center">
                        <Badge>{t(`suggestions.kind.${one.kind}`)}</Badge>
                        <Text as="span" fontWeight="semibold" breakWord>
                          {label}
                        </Text>
                      </InlineStack>
                      <Text as="p" tone="subdued" variant="bodySm" breakWord>
                        {t(`suggestions.reason.${one.reason.place}`, { words: one.reason.words })}{" "}
                        {t("suggestions.sure", { share: format.percent(one.confidence) })}
                      </Text>
                    </div>
                    <InlineStack gap="200" wrap={false}>
                      <Button
                        disabled={busy}
                        accessibilityLabel={t("suggestions.acceptOf", { label })}
                        onClick={() => onDecide("accept", [one])}
                      >
                        {t("suggestions.accept")}
                      </Button>
                      <Button
                        variant="tertiary"
                        disabled={busy}
                        accessibilityLabel={t("suggestions.refuseOf", { label })}
                        onClick={() => onDecide("refuse", [one])}
                      >
                        {t("suggestions.refuse")}
                      </Button>
                    </InlineStack>
                  </li>
                );
              })}
            </ul>
          </BlockStack>
        </div>
      </InlineStack>
    </Box>
  );
}
