import { BlockStack, Checkbox, ChoiceList, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MAX_REPORTS_TO_HOLD, type ModerationPolicy } from "../domains/engagement/index.ts";

/** What shoppers may do under clips, and what is read first. */
export function PolicyForm({
  policy,
  onChange,
}: {
  policy: ModerationPolicy;
  onChange: (part: Partial<ModerationPolicy>) => void;
}) {
  const { t } = useTranslation();
  const modes = ["hold", "at-once", "off"] as const;
  const blocked = ["hold", "refuse"] as const;
  return (
    <BlockStack gap="400">
      <Checkbox
        label={t("settings.social.likes")}
        checked={policy.likes}
        onChange={(likes) => onChange({ likes })}
      />
      <ChoiceList
        title={t("settings.social.mode")}
        choices={modes.map((value) => ({ value, label: t(`settings.social.modes.${value}`) }))}
        selected={[policy.comments]}
        onChange={([comments]) => onChange({ comments: comments as (typeof modes)[number] })}
      />
      <Checkbox
        label={t("settings.social.guests")}
        helpText={t("settings.social.guestsHelp")}
        checked={policy.guests}
        onChange={(guests) => onChange({ guests })}
      />
      <TextField
        label={t("settings.social.words")}
        helpText={t("settings.social.wordsHelp")}
        autoComplete="off"
        multiline={4}
        maxHeight={240}
        value={policy.blockedWords.join("\n")}
        onChange={(text) => onChange({ blockedWords: text === "" ? [] : text.split("\n") })}
      />
      <Checkbox
        label={t("settings.social.commonWords")}
        checked={policy.commonWords}
        onChange={(commonWords) => onChange({ commonWords })}
      />
      <ChoiceList
        title={t("settings.social.blocked")}
        choices={blocked.map((value) => ({
          value,
          label: t(`settings.social.blockedOptions.${value}`),
        }))}
        selected={[policy.blocked]}
        onChange={([value]) => onChange({ blocked: value as (typeof blocked)[number] })}
      />
      <TextField
        label={t("settings.social.reports")}
        type="number"
        min={1}
        max={MAX_REPORTS_TO_HOLD}
        autoComplete="off"
        value={String(policy.reportsToHold)}
        onChange={(value) => onChange({ reportsToHold: Math.round(Number(value)) || 1 })}
      />
    </BlockStack>
  );
}
