import { BlockStack, Box, Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FilterName } from "./library-address.ts";

/** Nothing matches: says what to take away, and how much each of that would show. */
export function LibraryNone({
  ways,
  onTake,
  onClear,
}: {
  /** The most helpful first. */
  ways: { name: FilterName; total: number }[];
  onTake: (name: FilterName) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Box padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd">
          {t("library.none.title")}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {ways.length > 0 ? t("library.none.ways") : t("library.none.text")}
        </Text>
        {ways.map(({ name, total }) => (
          <Button key={name} onClick={() => onTake(name)}>
            {t("library.none.without", { filter: t(`library.filter.${name}`), count: total })}
          </Button>
        ))}
        <Button variant="plain" onClick={onClear}>
          {t("library.none.clear")}
        </Button>
      </BlockStack>
    </Box>
  );
}
