import { BlockStack, Modal, Select, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  PERMISSION_DAYS,
  PERMISSION_LANGUAGES,
  type PermissionLanguage,
} from "../domains/clearance/index.ts";
import type { RightsChannel, RightsTerms } from "../domains/media/index.ts";
import { CountryChoice } from "./country-choice.tsx";
import { FaultBanner } from "./fault-banner.tsx";
import { RightsChannels, RightsCreator, RightsUntil } from "./rights-fields.tsx";

/** What the dialog says of a request. */
export interface AskedPermission {
  language: PermissionLanguage;
  creator: string;
  channels: RightsChannel[];
  territory: string[] | null;
  until: string | null;
  days: number;
}

const USUAL_DAYS = 14;

/** Asks what a creator shall be asked for. Begins with what is noted of the clip. */
export function PermissionDialog({
  open,
  terms,
  language,
  busy,
  fault,
  onClose,
  onAsk,
}: {
  open: boolean;
  terms: RightsTerms;
  /** The creator's, as far as the clip tells. */
  language: PermissionLanguage;
  busy: boolean;
  fault: { kind: string; params?: Record<string, string | number> } | null;
  onClose: () => void;
  onAsk: (asked: AskedPermission) => void;
}) {
  const { t } = useTranslation();
  const first = (): AskedPermission => ({
    language,
    creator: terms.creator,
    channels: terms.channels,
    territory: terms.territory,
    until: null,
    days: USUAL_DAYS,
  });
  const [asked, setAsked] = useState(first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew when it is opened, and only then
  useEffect(() => {
    if (open) setAsked(first());
  }, [open]);
  const set = (part: Partial<AskedPermission>) => setAsked((now) => ({ ...now, ...part }));
  return (
    <Modal
      open={open}
      title={t("rights.permission.new")}
      onClose={onClose}
      primaryAction={{
        content: t("rights.permission.make"),
        loading: busy,
        onAction: () => onAsk(asked),
      }}
      secondaryActions={[{ content: t("common.cancel"), disabled: busy, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {fault ? <FaultBanner title={t("rights.permission.refused")} fault={fault} /> : null}
          <RightsCreator creator={asked.creator} onChange={(creator) => set({ creator })} />
          <Select
            label={t("rights.permission.language")}
            options={PERMISSION_LANGUAGES.map((value) => ({
              value,
              label: t(`common.language.${value}`),
            }))}
            value={asked.language}
            onChange={(value) => set({ language: value as PermissionLanguage })}
          />
          <RightsChannels channels={asked.channels} onChange={(channels) => set({ channels })} />
          <CountryChoice territory={asked.territory} onChange={(territory) => set({ territory })} />
          <RightsUntil until={asked.until} onChange={(until) => set({ until })} />
          <Select
            label={t("rights.permission.days")}
            options={PERMISSION_DAYS.map((days) => ({
              value: String(days),
              label: t("rights.permission.daysCount", { count: days }),
            }))}
            value={String(asked.days)}
            onChange={(days) => set({ days: Number(days) })}
          />
          <Text as="p" tone="subdued">
            {t("rights.permission.replaces")}
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
