import { BlockStack, Button, InlineStack, Modal, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type BulkChange,
  rewritten,
  TEXT_LIMITS,
  TEXT_TOKENS,
  type TextEdit,
  type TextField as TextFieldName,
} from "../domains/library/index.ts";
import type { ListedCard } from "../domains/media/index.ts";
import { FaultBanner } from "./fault-banner.tsx";

const FIELDS = ["title", "description"] as const satisfies TextFieldName[];
const HOWS = ["before", "after", "replace", "set"] as const satisfies TextEdit["how"][];
const PREVIEWED = 3;

/** Asks how the titles or descriptions of many clips are to be rewritten, and shows what becomes of some. */
export function BulkTextDialog({
  open,
  count,
  samples,
  busy,
  fault,
  onClose,
  onDo,
}: {
  open: boolean;
  count: number;
  /** Clips among those that are meant: the first few show what their titles become. */
  samples: ListedCard[];
  busy: boolean;
  fault: { kind: string; params?: Record<string, string | number> } | null;
  onClose: () => void;
  onDo: (change: BulkChange) => void;
}) {
  const { t } = useTranslation();
  const [field, setField] = useState<TextFieldName>("title");
  const [how, setHow] = useState<TextEdit["how"]>("before");
  const [find, setFind] = useState("");
  const [text, setText] = useState("");
  useEffect(() => {
    if (!open) return;
    setFind("");
    setText("");
  }, [open]);
  const edit: TextEdit = how === "replace" ? { how, find, text } : { how, text };
  const given = how === "replace" ? find : text;
  const ready = given.trim() !== "" || (how === "set" && field === "description");
  return (
    <Modal
      open={open}
      title={t("library.bulk.kind.edit-text")}
      onClose={onClose}
      primaryAction={{
        content: t("library.bulk.do", { count }),
        disabled: !ready,
        loading: busy,
        onAction: () => onDo({ kind: "edit-text", field, edit }),
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {fault ? <FaultBanner title={t("library.bulk.refused")} fault={fault} /> : null}
          <div className="cs-fields">
            <Select
              label={t("library.text.field")}
              options={FIELDS.map((value) => ({ value, label: t(`library.text.of.${value}`) }))}
              value={field}
              onChange={(value) => setField(value as TextFieldName)}
            />
            <Select
              label={t("library.text.how")}
              options={HOWS.map((value) => ({ value, label: t(`library.text.hows.${value}`) }))}
              value={how}
              onChange={(value) => setHow(value as TextEdit["how"])}
            />
          </div>
          {how === "replace" ? (
            <TextField
              label={t("library.text.find")}
              helpText={t("library.text.findHelp")}
              autoComplete="off"
              maxLength={TEXT_LIMITS[field]}
              value={find}
              onChange={setFind}
            />
          ) : null}
          <TextField
            label={how === "replace" ? t("library.text.with") : t("library.text.text")}
            autoComplete="off"
            multiline={field === "description" ? 3 : false}
            maxLength={TEXT_LIMITS[field]}
            value={text}
            onChange={setText}
          />
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" tone="subdued" variant="bodySm">
              {t("library.text.insert")}
            </Text>
            {TEXT_TOKENS.map((token) => (
              <Button key={token} size="micro" onClick={() => setText(`${text}{${token}}`)}>
                {t(`library.text.token.${token}`)}
              </Button>
            ))}
          </InlineStack>
          {field === "title" && ready ? (
            <BlockStack gap="100">
              <Text as="h3" variant="headingSm">
                {t("library.text.preview")}
              </Text>
              {samples.slice(0, PREVIEWED).map(({ id, title }) => {
                const made = rewritten("title", title, edit, {
                  title,
                  product: `‹${t("library.text.token.product")}›`,
                  file: `‹${t("library.text.token.file")}›`,
                });
                return (
                  <Text key={id} as="p" breakWord {...(made === title ? { tone: "subdued" } : {})}>
                    {made === title ? t("library.text.same", { title }) : made}
                  </Text>
                );
              })}
            </BlockStack>
          ) : null}
          <Text as="p" tone="subdued" variant="bodySm">
            {t("library.text.help", { limit: TEXT_LIMITS[field] })}
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
