import { ActionList, Button, InlineStack, Popover, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkChange } from "../domains/library/index.ts";

export type BulkKind = BulkChange["kind"];

const MENU = [
  "add-tags",
  "remove-tags",
  "put-in-category",
  "take-out-of-category",
  "add-products",
  "remove-products",
  "set-language",
  "set-rights",
  "edit-text",
] as const satisfies BulkKind[];

/** What is selected, and what can be done to it. */
export function BulkBar({
  selected,
  total,
  everything,
  canEverything,
  onEverything,
  onClear,
  onDo,
}: {
  selected: number;
  /** Clips that match, on all pages. */
  total: number;
  /** All that match are meant, not only the selected ones of this page. */
  everything: boolean;
  canEverything: boolean;
  onEverything: () => void;
  onClear: () => void;
  onDo: (kind: BulkKind) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (selected === 0) return null;
  return (
    <div className="cs-bulk" role="toolbar" aria-label={t("library.bulk.title")}>
      <InlineStack gap="200" blockAlign="center">
        <span aria-live="polite">
          <Text as="span" fontWeight="semibold">
            {t("library.selected", { count: everything ? total : selected })}
          </Text>
        </span>
        {canEverything && !everything ? (
          <Button variant="plain" onClick={onEverything}>
            {t("library.bulk.everything", { count: total })}
          </Button>
        ) : null}
        <Popover
          active={open}
          onClose={() => setOpen(false)}
          activator={
            <Button disclosure onClick={() => setOpen((was) => !was)}>
              {t("library.bulk.edit")}
            </Button>
          }
        >
          <ActionList
            items={MENU.map((kind) => ({
              content: t(`library.bulk.kind.${kind}`),
              onAction: () => {
                setOpen(false);
                onDo(kind);
              },
            }))}
          />
        </Popover>
        <Button tone="critical" onClick={() => onDo("delete")}>
          {t("common.delete")}
        </Button>
        <Button variant="tertiary" onClick={onClear}>
          {t("library.clearSelection")}
        </Button>
      </InlineStack>
    </div>
  );
}
