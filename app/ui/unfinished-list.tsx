import { BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { UnfinishedUpload } from "../domains/intake/index.ts";

/** Uploads of which a part is here, and no window that sends the rest. */
export function UnfinishedList({
  uploads,
  onGo,
  onDiscard,
}: {
  uploads: UnfinishedUpload[];
  onGo: () => void;
  onDiscard: (videoId: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        {t("add.unfinished.text")}
      </Text>
      <ul className="cs-lines">
        {uploads.map(({ videoId, name, received, bytes, mine }) => (
          <li key={videoId}>
            <BlockStack gap="200">
              <Text as="p" fontWeight="semibold" breakWord>
                {name}
              </Text>
              <Text as="p" variant="bodySm">
                {t("add.unfinished.line", { received, bytes })}
                {mine ? null : ` · ${t("add.unfinished.others")}`}
              </Text>
              <ProgressBar
                progress={(received / bytes) * 100}
                size="small"
                ariaLabelledBy={undefined}
              />
              <InlineStack gap="200">
                {mine ? (
                  <Button size="micro" onClick={onGo}>
                    {t("add.unfinished.go")}
                  </Button>
                ) : null}
                <Button
                  size="micro"
                  variant="tertiary"
                  accessibilityLabel={t("add.unfinished.discardName", { name })}
                  onClick={() => onDiscard(videoId)}
                >
                  {t("add.unfinished.discard")}
                </Button>
              </InlineStack>
            </BlockStack>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
