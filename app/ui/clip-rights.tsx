import {
  Badge,
  Banner,
  BlockStack,
  Card,
  FormLayout,
  InlineError,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  MAX_RIGHTS_LINK,
  MAX_RIGHTS_NAME,
  MAX_RIGHTS_NOTE,
  RIGHTS_MUSIC,
  RIGHTS_STATUSES,
  type RightsMusic,
  type RightsStanding,
  type RightsStatus,
  type RightsTerms,
} from "../domains/media/index.ts";
import { CountryChoice } from "./country-choice.tsx";
import { RightsChannels, RightsCreator, RightsUntil } from "./rights-fields.tsx";
import { useFormatters } from "./shop-context.tsx";

const TONES: Record<RightsStanding, "success" | "info" | "warning" | "critical" | undefined> = {
  none: undefined,
  own: "success",
  granted: "success",
  requested: "info",
  refused: "critical",
  upcoming: "warning",
  expired: "warning",
  elsewhere: "warning",
};

/** Who allowed the use of a clip. Changes the draft; the page's save bar saves it. */
export function ClipRights({
  terms,
  saved,
  standing,
  daysLeft,
  withheld,
  fault,
  onChange,
  children,
}: {
  /** As they are in the draft. */
  terms: RightsTerms;
  /** As they are kept, which is what the badge and the notice are about. */
  saved: RightsTerms;
  standing: RightsStanding;
  /** While granted: days from today to the last one; null: no end. */
  daysLeft: number | null;
  /** Whether its rights keep it off the storefront. */
  withheld: boolean;
  /** A sentence about what cannot be saved. */
  fault: string | undefined;
  onChange: (terms: RightsTerms) => void;
  /** What follows below in the same card. */
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const set = (part: Partial<RightsTerms>) => onChange({ ...terms, ...part });
  const asked = terms.status !== "own";
  const day = (value: string | null) => (value === null ? "" : format.day(value));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {t("rights.title")}
            </Text>
            <Badge {...(TONES[standing] ? { tone: TONES[standing] } : {})}>
              {t(`rights.standing.${standing}`)}
            </Badge>
          </InlineStack>
          <Text as="p" tone="subdued">
            {t("rights.about")}
          </Text>
        </BlockStack>
        {withheld && standing !== "own" && standing !== "granted" ? (
          <Banner tone="warning">
            <p>
              {t(`rights.withheld.${standing}`, {
                from: day(saved.from),
                until: day(saved.until),
              })}
            </p>
          </Banner>
        ) : null}
        {standing === "granted" && daysLeft !== null && daysLeft <= 7 ? (
          <Banner tone="warning">
            <p>{t("rights.endsIn", { count: daysLeft })}</p>
          </Banner>
        ) : null}
        <FormLayout>
          <Select
            label={t("rights.status.label")}
            options={RIGHTS_STATUSES.map((value) => ({
              value,
              label: t(`rights.status.${value}`),
            }))}
            value={terms.status}
            onChange={(status) => set({ status: status as RightsStatus })}
          />
          <FormLayout.Group>
            <RightsCreator creator={terms.creator} onChange={(creator) => set({ creator })} />
            <TextField
              label={t("rights.contact")}
              helpText={t("rights.contactHelp")}
              autoComplete="off"
              maxLength={MAX_RIGHTS_NAME}
              value={terms.contact}
              onChange={(contact) => set({ contact })}
            />
          </FormLayout.Group>
          {asked ? (
            <RightsChannels channels={terms.channels} onChange={(channels) => set({ channels })} />
          ) : null}
          {asked ? (
            <CountryChoice
              territory={terms.territory}
              onChange={(territory) => set({ territory })}
            />
          ) : null}
          {asked ? (
            <FormLayout.Group>
              <TextField
                label={t("rights.from")}
                type="date"
                autoComplete="off"
                value={terms.from ?? ""}
                onChange={(from) => set({ from: from || null })}
              />
              <RightsUntil until={terms.until} onChange={(until) => set({ until })} />
            </FormLayout.Group>
          ) : null}
          <FormLayout.Group>
            <Select
              label={t("rights.music.title")}
              options={RIGHTS_MUSIC.map((value) => ({ value, label: t(`rights.music.${value}`) }))}
              value={terms.music}
              onChange={(music) => set({ music: music as RightsMusic })}
            />
            <TextField
              label={t("rights.music.note")}
              autoComplete="off"
              maxLength={MAX_RIGHTS_NOTE}
              value={terms.musicNote}
              onChange={(musicNote) => set({ musicNote })}
            />
          </FormLayout.Group>
          {terms.music === "platform" ? (
            <Banner tone="warning">
              <p>{t("rights.music.warning")}</p>
            </Banner>
          ) : null}
          <TextField
            label={t("rights.evidence")}
            helpText={t("rights.evidenceHelp")}
            autoComplete="off"
            multiline={2}
            maxLength={MAX_RIGHTS_NOTE}
            value={terms.evidence}
            onChange={(evidence) => set({ evidence })}
          />
          <TextField
            label={t("rights.evidenceLink")}
            type="url"
            autoComplete="off"
            placeholder="https://"
            maxLength={MAX_RIGHTS_LINK}
            value={terms.evidenceLink}
            onChange={(evidenceLink) => set({ evidenceLink })}
          />
        </FormLayout>
        {fault ? (
          <div data-fault tabIndex={-1}>
            <InlineError message={fault} fieldID="rights" />
          </div>
        ) : null}
        {children}
      </BlockStack>
    </Card>
  );
}
