import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { TagsField } from "./tags-field.tsx";

/** Files of this machine: chosen or dropped, with or without the folders they lie in. */
export function AddFiles({
  tags,
  onTags,
  onChoose,
}: {
  tags: string[];
  onTags: (tags: string[]) => void;
  onChoose: (what: "files" | "folder") => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <Text as="p">{t("add.files.text")}</Text>
      <TagsField tags={tags} onChange={onTags} label={t("add.tags")} helpText={t("add.tagsHelp")} />
      <InlineStack gap="200">
        <Button variant="primary" onClick={() => onChoose("files")}>
          {t("add.files.choose")}
        </Button>
        <Button onClick={() => onChoose("folder")}>{t("add.files.folder")}</Button>
      </InlineStack>
    </BlockStack>
  );
}
