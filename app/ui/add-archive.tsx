import { BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { PLATFORM_NAMES, PLATFORMS } from "../domains/intake/index.ts";

/** Where each platform lets people ask for all they have posted. */
const ASK = {
  tiktok: "https://www.tiktok.com/setting/download-your-data",
  instagram: "https://accountscenter.instagram.com/info_and_permissions/dyi/",
  youtube: "https://takeout.google.com/settings/takeout/custom/youtube",
} as const;

/** How a merchant gets hold of a platform's own data export, and where to put it. */
export function AddArchive({ onChoose }: { onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <Text as="p">{t("add.archive.text")}</Text>
      <ul className="cs-lines">
        {PLATFORMS.map((kind) => (
          <li key={kind}>
            <InlineStack gap="300" align="space-between" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {PLATFORM_NAMES[kind]}
              </Text>
              <Link url={ASK[kind]} target="_blank">
                {t("add.archive.ask", { platform: PLATFORM_NAMES[kind] })}
              </Link>
            </InlineStack>
            <Text as="p" tone="subdued" variant="bodySm">
              {t(`add.archive.how.${kind}`)}
            </Text>
          </li>
        ))}
      </ul>
      <div>
        <Button variant="primary" onClick={onChoose}>
          {t("add.archive.choose")}
        </Button>
      </div>
    </BlockStack>
  );
}
