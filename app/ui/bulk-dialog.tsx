import { BlockStack, ChoiceList, Modal, Select, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkChange, CategoryLine } from "../domains/library/index.ts";
import { type RightsChange, VIDEO_LANGUAGES, type VideoLanguage } from "../domains/media/index.ts";
import type { BulkKind } from "./bulk-bar.tsx";
import { BulkRights } from "./bulk-rights.tsx";
import { FaultBanner } from "./fault-banner.tsx";
import { TagsField } from "./tags-field.tsx";

type Asked = Extract<
  BulkKind,
  | "add-tags"
  | "remove-tags"
  | "put-in-category"
  | "take-out-of-category"
  | "set-language"
  | "set-rights"
>;

/** Asks for what a bulk edit needs to know: tags, a category, a language or rights. */
export function BulkDialog({
  kind,
  count,
  categories,
  busy,
  fault,
  onClose,
  onDo,
}: {
  /** Null: closed. */
  kind: Asked | null;
  count: number;
  categories: CategoryLine[];
  busy: boolean;
  fault: { kind: string; params?: Record<string, string | number> } | null;
  onClose: () => void;
  onDo: (change: BulkChange) => void;
}) {
  const { t } = useTranslation();
  const [tags, setTags] = useState<string[]>([]);
  const [category, setCategory] = useState("");
  const [language, setLanguage] = useState("");
  const [rights, setRights] = useState<RightsChange>({});
  useEffect(() => {
    setTags([]);
    setCategory("");
    setLanguage("");
    setRights({});
    if (kind === null) return;
  }, [kind]);
  const change = kind && read(kind, tags, category, language, rights);
  return (
    <Modal
      open={kind !== null}
      size="small"
      title={kind ? t(`library.bulk.kind.${kind}`) : ""}
      onClose={onClose}
      primaryAction={{
        content: t("library.bulk.do", { count }),
        disabled: !change,
        loading: busy,
        onAction: () => change && onDo(change),
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {fault ? <FaultBanner title={t("library.bulk.refused")} fault={fault} /> : null}
          {kind === "add-tags" || kind === "remove-tags" ? (
            <TagsField tags={tags} onChange={setTags} />
          ) : kind === "set-language" ? (
            <Select
              label={t("clip.language")}
              options={[
                { value: "", label: t("clip.languageNone") },
                ...VIDEO_LANGUAGES.map((value) => ({
                  value,
                  label: t(`common.language.${value}`),
                })),
              ]}
              value={language}
              onChange={setLanguage}
            />
          ) : kind === "set-rights" ? (
            <BulkRights rights={rights} onChange={setRights} />
          ) : categories.length > 0 ? (
            <ChoiceList
              title={t("library.category.title")}
              titleHidden
              choices={categories.map((line) => ({ value: line.id, label: line.path.join(" / ") }))}
              selected={category ? [category] : []}
              onChange={([id]) => setCategory(id ?? "")}
            />
          ) : (
            <Text as="p" tone="subdued">
              {t("library.category.none")}
            </Text>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function read(
  kind: Asked,
  tags: string[],
  categoryId: string,
  language: string,
  rights: RightsChange,
): BulkChange | null {
  switch (kind) {
    case "add-tags":
    case "remove-tags":
      return tags.length > 0 ? { kind, tags } : null;
    case "put-in-category":
    case "take-out-of-category":
      return categoryId ? { kind, categoryId } : null;
    case "set-rights":
      return Object.keys(rights).length > 0 ? { kind, rights } : null;
    case "set-language":
      return { kind, language: (language as VideoLanguage) || null };
  }
}
