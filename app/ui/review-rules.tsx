import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  Layout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  MARKETS,
  type Market,
  type ReviewPolicy,
  WAITS,
  type Waits,
} from "../domains/clearance/index.ts";
import { VIDEO_SOURCES } from "../domains/media/index.ts";

/** What of a shop's clips waits for somebody, and what is looked for in them. */
export function ReviewRules({
  policy,
  nudityHost,
  onChange,
}: {
  policy: ReviewPolicy;
  /** Who looks at pictures for nudity; null: nobody does. */
  nudityHost: string | null;
  onChange: (part: Partial<ReviewPolicy>) => void;
}) {
  const { t } = useTranslation();
  const waits = WAITS.map((value) => ({ value, label: t(`review.policy.waitsOf.${value}`) }));
  const setSource = (source: (typeof VIDEO_SOURCES)[number], value: string) => {
    const { [source]: _, ...others } = policy.bySource;
    onChange({ bySource: value === "" ? others : { ...others, [source]: value as Waits } });
  };
  return (
    <Layout>
      <Layout.AnnotatedSection
        title={t("review.policy.what")}
        description={t("review.policy.whatText")}
      >
        <Card>
          <BlockStack gap="400">
            <ChoiceList
              title={t("review.policy.waits")}
              choices={waits}
              selected={[policy.waits]}
              onChange={([value]) => onChange({ waits: value as Waits })}
            />
            <Text as="p" tone="subdued">
              {t("review.policy.why")}
            </Text>
          </BlockStack>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        title={t("review.policy.bySource")}
        description={t("review.policy.bySourceText")}
      >
        <Card>
          <div className="cs-review-sources">
            {VIDEO_SOURCES.map((source) => (
              <Select
                key={source}
                label={t(`common.source.${source}`)}
                options={[{ value: "", label: t("review.policy.asAbove") }, ...waits]}
                value={policy.bySource[source] ?? ""}
                onChange={(value) => setSource(source, value)}
              />
            ))}
          </div>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        title={t("review.policy.claims")}
        description={t("review.policy.claimsText")}
      >
        <Card>
          <ChoiceList
            allowMultiple
            title={t("review.policy.markets")}
            choices={MARKETS.map((value) => ({ value, label: t(`review.policy.market.${value}`) }))}
            selected={policy.markets}
            onChange={(chosen) =>
              onChange({
                markets: MARKETS.filter((market): market is Market => chosen.includes(market)),
              })
            }
          />
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        title={t("review.policy.words")}
        description={t("review.policy.wordsText")}
      >
        <Card>
          <BlockStack gap="400">
            <TextField
              label={t("review.policy.own")}
              helpText={t("review.policy.ownHelp")}
              autoComplete="off"
              multiline={4}
              maxHeight={240}
              value={policy.words.join("\n")}
              onChange={(text) => onChange({ words: text === "" ? [] : text.split("\n") })}
            />
            <Checkbox
              label={t("review.policy.common")}
              checked={policy.commonWords}
              onChange={(commonWords) => onChange({ commonWords })}
            />
          </BlockStack>
        </Card>
      </Layout.AnnotatedSection>
      <Layout.AnnotatedSection
        title={t("review.policy.pictures")}
        description={t("review.policy.picturesText")}
      >
        <Card>
          {nudityHost === null ? (
            <Text as="p">{t("review.policy.nudityOff")}</Text>
          ) : (
            <Checkbox
              label={t("review.policy.nudity")}
              helpText={t("review.policy.nudityHelp", { host: nudityHost })}
              checked={policy.nudity}
              onChange={(nudity) => onChange({ nudity })}
            />
          )}
        </Card>
      </Layout.AnnotatedSection>
    </Layout>
  );
}
