import { BlockStack, Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TagsField } from "./tags-field.tsx";

/** Links to files, one a line. What was typed stays until it was taken. */
export function AddLinks({
  error,
  busy,
  onStart,
  taken,
}: {
  error?: string | undefined;
  busy: boolean;
  onStart: (links: string[], tags: string[]) => void;
  /** Changes when links were taken: then the field is emptied. */
  taken: number;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ text: "", tags: [] as string[], taken });
  if (typed.taken !== taken) setTyped({ text: "", tags: [], taken });
  const links = typed.text.split(/\s*\n\s*/).filter((line) => line.trim() !== "");
  return (
    <BlockStack gap="400">
      <TextField
        label={t("add.link.label")}
        helpText={t("add.link.help")}
        multiline={4}
        maxHeight={240}
        autoComplete="off"
        inputMode="url"
        spellCheck={false}
        value={typed.text}
        error={error}
        onChange={(text) => setTyped((now) => ({ ...now, text }))}
      />
      <TagsField
        tags={typed.tags}
        onChange={(tags) => setTyped((now) => ({ ...now, tags }))}
        label={t("add.tags")}
        helpText={t("add.tagsHelp")}
      />
      <div>
        <Button variant="primary" loading={busy} onClick={() => onStart(links, typed.tags)}>
          {t("add.link.start")}
        </Button>
      </div>
    </BlockStack>
  );
}
