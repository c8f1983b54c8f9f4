import { Badge, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlacementState, SyncState } from "../domains/placements/index.ts";
import { useFaultText } from "./fault-text.ts";

const LOOK = {
  draft: { tone: undefined, progress: "incomplete" },
  live: { tone: "success", progress: "complete" },
  changed: { tone: "attention", progress: "partiallyComplete" },
} as const;

/** What shoppers see of a placement, in words. */
export function PlacementStateBadge({ state }: { state: PlacementState }) {
  const { t } = useTranslation();
  return <Badge {...LOOK[state]}>{t(`placements.state.${state}`)}</Badge>;
}

/** How far the writing to the shop is; nothing once it is done. */
export function SyncLine({ sync }: { sync: SyncState }) {
  const { t } = useTranslation();
  const say = useFaultText();
  if (sync.kind === "idle") return null;
  if (sync.kind === "failed")
    return (
      <Text as="p" tone="critical" variant="bodySm">
        {say({ kind: sync.fault, params: sync.params })}
      </Text>
    );
  const share = sync.total > 0 ? sync.done / sync.total : 0;
  return (
    <div role="status">
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Text as="span" variant="bodySm" tone="subdued">
          {sync.total > 0
            ? t("placements.sync.writingCount", { done: sync.done, total: sync.total })
            : t("placements.sync.writing")}
        </Text>
        <div className="cs-sync-bar">
          <ProgressBar progress={share * 100} size="small" tone="primary" />
        </div>
      </InlineStack>
    </div>
  );
}
