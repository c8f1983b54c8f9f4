import { Link } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ClipReview as Review, ReviewDeed } from "../domains/clearance/index.ts";
import { FindingList } from "./finding-list.tsx";
import { ReviewStory } from "./review-story.tsx";

const TONES = {
  waiting: "attention",
  changes: "warning",
  refused: "critical",
  approved: "success",
} as const;

/** Where a clip's review stands, what was found in it, and who did what. */
export function ClipReview({ review, deeds }: { review: Review | null; deeds: ReviewDeed[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("review.clip.title")}
          </Text>
          {review ? (
            <Badge tone={TONES[review.state]}>{t(`review.state.${review.state}`)}</Badge>
          ) : (
            <Badge tone="info">{t("review.state.none")}</Badge>
          )}
        </InlineStack>
        {review?.reason ? (
          <Text as="p" breakWord>
            {t("review.reasonIs", { reason: review.reason })}
          </Text>
        ) : null}
        {review && review.findings.length > 0 ? (
          <FindingList findings={review.findings} />
        ) : (
          <Text as="p" tone="subdued">
            {review ? t("review.nothingFound") : t("review.clip.none")}
          </Text>
        )}
        {deeds.length > 0 ? <ReviewStory deeds={deeds} /> : null}
        {review ? (
          <Link to={`/app/review?show=${review.state}`}>{t("review.clip.open")}</Link>
        ) : null}
      </BlockStack>
    </Card>
  );
}
