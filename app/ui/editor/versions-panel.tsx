import { Badge, BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { EditVersion } from "../../domains/media/index.ts";
import { useFaultText } from "../fault-text.ts";
import { useFormatters } from "../shop-context.tsx";

/** Every version there was, what became of it, and the way back to it. */
export function VersionsPanel({
  versions,
  busy,
  onOpen,
  onRender,
  onCancel,
  onUse,
}: {
  versions: EditVersion[];
  busy: boolean;
  /** Null: the clip as it was uploaded. */
  onOpen: (version: EditVersion | null) => void;
  onRender: (id: string) => void;
  onCancel: (id: string) => void;
  onUse: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const say = useFaultText();
  const live = versions.find((version) => version.live);
  return (
    <BlockStack gap="400">
      {versions.map((version) => {
        const { id, number, name, status, progress, failure } = version;
        const inWork = status === "queued" || status === "rendering";
        return (
          <BlockStack key={id} gap="150">
            <InlineStack gap="200" blockAlign="center" wrap>
              <Text as="h3" variant="headingSm">
                {name || t("editor.version.number", { number })}
              </Text>
              {version.live ? (
                <Badge tone="success">{t("editor.version.live")}</Badge>
              ) : (
                <Badge tone={status === "failed" ? "critical" : undefined}>
                  {t(`editor.version.status.${status}`)}
                </Badge>
              )}
              <Text as="span" tone="subdued">
                {format.dateTime(version.createdAt)}
              </Text>
            </InlineStack>
            {inWork ? (
              <>
                <ProgressBar progress={progress * 100} size="small" />
                <Text as="span" tone="subdued">
                  {t("editor.version.progress", { share: format.percent(progress) })}
                </Text>
              </>
            ) : null}
            {failure ? (
              <Text as="p" tone="critical">
                {say(failure)} {t("editor.version.oldStays")}
              </Text>
            ) : null}
            <InlineStack gap="200" wrap>
              <Button size="slim" onClick={() => onOpen(version)}>
                {t("editor.version.open")}
              </Button>
              {inWork ? (
                <Button size="slim" disabled={busy} onClick={() => onCancel(id)}>
                  {t("common.cancel")}
                </Button>
              ) : version.live ? null : version.rendered ? (
                <Button size="slim" disabled={busy} onClick={() => onUse(id)}>
                  {t("editor.version.use")}
                </Button>
              ) : (
                <Button size="slim" disabled={busy} onClick={() => onRender(id)}>
                  {status === "failed" ? t("common.retry") : t("editor.publish")}
                </Button>
              )}
            </InlineStack>
          </BlockStack>
        );
      })}
      <BlockStack gap="150">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {t("editor.version.original")}
          </Text>
          {live ? null : <Badge tone="success">{t("editor.version.live")}</Badge>}
        </InlineStack>
        <InlineStack gap="200" wrap>
          <Button size="slim" onClick={() => onOpen(null)}>
            {t("editor.version.open")}
          </Button>
          {live ? (
            <Button size="slim" disabled={busy} onClick={() => onUse(null)}>
              {t("editor.version.use")}
            </Button>
          ) : null}
        </InlineStack>
      </BlockStack>
    </BlockStack>
  );
}
