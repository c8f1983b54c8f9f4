import { Banner, BlockStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BulkEdit, CategoryLine } from "../domains/library/index.ts";

/** How a bulk edit stands, with the way to stop it and to take it back. */
export function BulkBanner({
  edit,
  categories,
  busy,
  onCancel,
  onUndo,
  onDismiss,
}: {
  edit: BulkEdit;
  categories: CategoryLine[];
  busy: boolean;
  onCancel: () => void;
  onUndo: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const { change, state } = edit;
  const moving = state === "running" || state === "undoing";
  const [at, of] = state === "undoing" ? [edit.undone, edit.changed] : [edit.done, edit.total];
  const category =
    "categoryId" in change
      ? (categories.find(({ id }) => id === change.categoryId)?.name ?? t("common.none"))
      : "";
  const what = t(`library.bulk.what.${change.kind}`, {
    tags: "tags" in change ? change.tags.join(", ") : "",
    category,
    language:
      change.kind === "set-language"
        ? change.language
          ? t(`common.language.${change.language}`)
          : t("clip.languageNone")
        : "",
    field: change.kind === "edit-text" ? t(`library.text.of.${change.field}`) : "",
  });
  const undoable = change.kind !== "delete" && edit.changed > 0;
  const action = moving
    ? state === "running"
      ? { content: t("library.bulk.cancel"), loading: busy, onAction: onCancel }
      : undefined
    : state !== "undone" && undoable
      ? { content: t("library.bulk.undo"), loading: busy, onAction: onUndo }
      : undefined;
  return (
    <Banner
      tone={moving || state === "undone" || state === "cancelled" ? "info" : "success"}
      title={what}
      {...(action ? { action } : {})}
      {...(moving ? {} : { onDismiss })}
    >
      <BlockStack gap="200">
        <Text as="p">
          {t(`library.bulk.state.${state}`, { count: edit.changed, at, of, total: edit.total })}
        </Text>
        {state === "done" && change.kind === "edit-text" && edit.changed < edit.total ? (
          <Text as="p">{t("library.text.left")}</Text>
        ) : null}
        {moving ? (
          <ProgressBar progress={of > 0 ? (at / of) * 100 : 0} size="small" tone="primary" />
        ) : null}
      </BlockStack>
    </Banner>
  );
}
