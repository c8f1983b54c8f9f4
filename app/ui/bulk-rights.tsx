import { BlockStack, ChoiceList, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  MAX_RIGHTS_NAME,
  RIGHTS_CHANNELS,
  RIGHTS_MUSIC,
  RIGHTS_STATUSES,
  type RightsChange,
  type RightsChannel,
  type RightsMusic,
  type RightsStatus,
} from "../domains/media/index.ts";

/** What of many clips' rights is set. What is left alone stays as each clip has it. */
export function BulkRights({
  rights,
  onChange,
}: {
  rights: RightsChange;
  onChange: (rights: RightsChange) => void;
}) {
  const { t } = useTranslation();
  const [end, setEnd] = useState<"as-is" | "day" | "none">("as-is");
  /** Undefined takes a part out again: it is then as it is. */
  const set = <Key extends keyof RightsChange>(key: Key, value: RightsChange[Key] | undefined) => {
    const { [key]: _, ...rest } = rights;
    onChange(value === undefined ? rest : { ...rest, [key]: value });
  };
  const asIs = { value: "", label: t("rights.bulk.asIs") };
  return (
    <BlockStack gap="400">
      <Select
        label={t("rights.status.label")}
        options={[
          asIs,
          ...RIGHTS_STATUSES.map((value) => ({ value, label: t(`rights.status.${value}`) })),
        ]}
        value={rights.status ?? ""}
        onChange={(value) => set("status", (value as RightsStatus) || undefined)}
      />
      <TextField
        label={t("rights.creator")}
        helpText={t("rights.bulk.creatorHelp")}
        autoComplete="off"
        maxLength={MAX_RIGHTS_NAME}
        value={rights.creator ?? ""}
        onChange={(value) => set("creator", value || undefined)}
      />
      <ChoiceList
        title={t("rights.channels.title")}
        allowMultiple
        choices={RIGHTS_CHANNELS.map((value) => ({
          value,
          label: t(`rights.channels.${value}`),
          ...(value === "ads" ? { helpText: t("rights.bulk.channelsHelp") } : {}),
        }))}
        selected={rights.channels ?? []}
        onChange={(values) =>
          set("channels", values.length > 0 ? (values as RightsChannel[]) : undefined)
        }
      />
      <Select
        label={t("rights.until")}
        options={[
          { value: "as-is", label: t("rights.bulk.asIs") },
          { value: "day", label: t("rights.bulk.untilSet") },
          { value: "none", label: t("rights.bulk.untilNone") },
        ]}
        value={end}
        onChange={(value) => {
          setEnd(value as typeof end);
          set("until", value === "none" ? null : undefined);
        }}
      />
      {end === "day" ? (
        <TextField
          label={t("rights.until")}
          labelHidden
          helpText={t("rights.bulk.untilHelp")}
          type="date"
          autoComplete="off"
          value={rights.until ?? ""}
          onChange={(value) => set("until", value || undefined)}
        />
      ) : null}
      <Select
        label={t("rights.music.title")}
        options={[
          asIs,
          ...RIGHTS_MUSIC.map((value) => ({ value, label: t(`rights.music.${value}`) })),
        ]}
        value={rights.music ?? ""}
        onChange={(value) => set("music", (value as RightsMusic) || undefined)}
      />
    </BlockStack>
  );
}
