import { List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ReviewDeed } from "../domains/clearance/index.ts";
import { useFormatters } from "./shop-context.tsx";
import { useActorName } from "./use-actor-name.ts";

/** Who did what to a clip, and when: newest first. */
export function ReviewStory({ deeds }: { deeds: ReviewDeed[] }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const nameOf = useActorName();
  if (deeds.length === 0)
    return (
      <Text as="p" tone="subdued">
        {t("review.historyNone")}
      </Text>
    );
  return (
    <List gap="extraTight">
      {deeds.map(({ deed, by, reason, at }) => {
        const told = {
          deed: t(`review.deed.${deed}`),
          who: nameOf(by),
          when: format.dateTime(at),
        };
        return (
          <List.Item key={`${at} ${deed} ${by}`}>
            {reason ? t("review.storyReason", { ...told, reason }) : t("review.story", told)}
          </List.Item>
        );
      })}
    </List>
  );
}
