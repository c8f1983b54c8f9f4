import { Badge, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShopWrite } from "../domains/placements/index.ts";
import { useFormatters } from "./shop-context.tsx";

const FIRST = 8;

/** The manifest: everything this app wrote to the shop, and the way to take it all back. */
export function ShopWrites({
  written,
  writing,
  onRemoveAll,
}: {
  written: ShopWrite[];
  writing: boolean;
  onRemoveAll: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const [all, setAll] = useState(false);
  const still = written.filter((one) => one.removedAt === null);
  const shown = all ? still : still.slice(0, FIRST);
  return (
    <>
      <Box padding="400">
        <Text as="p" fontWeight="semibold">
          {t("settings.written.count", { count: still.length })}
        </Text>
        {writing ? (
          <Text as="p" tone="subdued">
            {t("placements.sync.writing")}
          </Text>
        ) : null}
      </Box>
      {shown.length > 0 ? (
        <ul className="cs-rows cs-writes">
          {shown.map((one) => (
            <li key={one.id}>
              <div className="cs-grow">
                <Text as="p" breakWord>
                  {one.label}
                </Text>
                <Text as="p" tone="subdued" variant="bodySm">
                  {format.dateTime(one.writtenAt)}
                </Text>
              </div>
              <Badge>{t(`settings.written.${one.kind}`)}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
      {still.length > 0 ? (
        <Box padding="400">
          <InlineStack gap="300">
            {still.length > FIRST ? (
              <Button onClick={() => setAll(!all)}>
                {all
                  ? t("settings.written.fewer")
                  : t("settings.written.all", { count: still.length })}
              </Button>
            ) : null}
            <Button tone="critical" onClick={onRemoveAll}>
              {t("settings.removeAll.deed")}
            </Button>
          </InlineStack>
        </Box>
      ) : null}
    </>
  );
}
