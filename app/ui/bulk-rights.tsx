import { BlockStack, Select } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  RIGHTS_MUSIC,
  RIGHTS_STATUSES,
  type RightsChange,
  type RightsMusic,
  type RightsStatus,
} from "../domains/media/index.ts";
import { RightsChannels, RightsCreator, RightsUntil } from "./rights-fields.tsx";

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
      <RightsCreator
        creator={rights.creator ?? ""}
        helpText={t("rights.bulk.creatorHelp")}
        onChange={(value) => set("creator", value || undefined)}
      />
      <RightsChannels
        channels={rights.channels ?? []}
        helpText={t("rights.bulk.channelsHelp")}
        onChange={(channels) => set("channels", channels.length > 0 ? channels : undefined)}
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
        <RightsUntil
          until={rights.until ?? null}
          labelHidden
          helpText={t("rights.bulk.untilHelp")}
          onChange={(value) => set("until", value ?? undefined)}
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
