import { ChoiceList, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MAX_RIGHTS_NAME, RIGHTS_CHANNELS, type RightsChannel } from "../domains/media/index.ts";

/** Where a clip may be shown. `helpText` stands under the last of them. */
export function RightsChannels({
  channels,
  helpText,
  onChange,
}: {
  channels: readonly RightsChannel[];
  helpText?: string;
  onChange: (channels: RightsChannel[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <ChoiceList
      title={t("rights.channels.title")}
      allowMultiple
      choices={RIGHTS_CHANNELS.map((value) => ({
        value,
        label: t(`rights.channels.${value}`),
        ...(helpText && value === RIGHTS_CHANNELS.at(-1) ? { helpText } : {}),
      }))}
      selected={[...channels]}
      onChange={(chosen) => onChange(chosen as RightsChannel[])}
    />
  );
}

/** The last day of rights, `2027-01-31`; null: they have no end. */
export function RightsUntil({
  until,
  helpText,
  labelHidden = false,
  onChange,
}: {
  until: string | null;
  /** In the place of what the field says otherwise. */
  helpText?: string;
  labelHidden?: boolean;
  onChange: (until: string | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t("rights.until")}
      labelHidden={labelHidden}
      helpText={helpText ?? t("rights.untilHelp")}
      type="date"
      autoComplete="off"
      value={until ?? ""}
      onChange={(day) => onChange(day || null)}
    />
  );
}

/** Whose clip it is, as people call them. */
export function RightsCreator({
  creator,
  helpText,
  onChange,
}: {
  creator: string;
  helpText?: string;
  onChange: (creator: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t("rights.creator")}
      helpText={helpText}
      autoComplete="off"
      maxLength={MAX_RIGHTS_NAME}
      value={creator}
      onChange={onChange}
    />
  );
}
