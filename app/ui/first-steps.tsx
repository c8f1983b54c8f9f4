import { BlockStack, Button, Card, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

export interface Steps {
  clips: boolean;
  tagged: boolean;
  /** Whether something is published at all. */
  published: boolean;
  /** Whether shoppers' browsers told that they show it. */
  placed: boolean;
  /** Id of the clip to tag next. */
  tagNext: string | null;
  placeNext: { id: string; editor: string } | null;
}

/** The way to a first clip that sells: three steps that tick themselves. */
export function FirstSteps({ steps }: { steps: Steps }) {
  const { t } = useTranslation();
  const list = [
    { key: "clips", done: steps.clips, url: "/app/library" },
    {
      key: "tagged",
      done: steps.tagged,
      url: steps.tagNext ? `/app/library/${steps.tagNext}` : "/app/library",
    },
    {
      key: "placed",
      done: steps.placed,
      url: steps.placeNext ? `/app/placements/${steps.placeNext.id}` : "/app/placements/new",
    },
  ] as const;
  const done = list.filter((step) => step.done).length;
  const next = list.find((step) => !step.done)?.key;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("home.steps.title")}
          </Text>
          <InlineStack gap="300" blockAlign="center" wrap={false}>
            <Text as="p" tone="subdued" variant="bodySm">
              {t("home.steps.done", { done, count: list.length })}
            </Text>
            <div className="cs-sync-bar" aria-hidden="true">
              <ProgressBar progress={(done / list.length) * 100} size="small" tone="primary" />
            </div>
          </InlineStack>
        </BlockStack>
        <ol className="cs-steps">
          {list.map((step) => (
            <li key={step.key} aria-current={step.key === next ? "step" : undefined}>
              <span className="cs-steps__mark" data-done={step.done || undefined}>
                {step.done ? <Icon source={CheckCircleIcon} tone="success" /> : null}
              </span>
              <div className="cs-grow">
                <Text as="h3" variant="headingSm">
                  {t(`home.steps.${step.key}.title`)}
                  {step.done ? (
                    <span className="cs-visually-hidden">{t("home.steps.isDone")}</span>
                  ) : null}
                </Text>
                {step.key === next ? (
                  <BlockStack gap="300">
                    {step.key === "placed" && steps.published && steps.placeNext ? (
                      <>
                        <Text as="p">{t("home.steps.placed.published")}</Text>
                        <InlineStack gap="200">
                          <Button variant="primary" url={steps.placeNext.editor} target="_top">
                            {t("placements.openEditor")}
                          </Button>
                          <Button url={step.url}>{t("home.steps.placed.see")}</Button>
                        </InlineStack>
                      </>
                    ) : (
                      <>
                        <Text as="p">{t(`home.steps.${step.key}.text`)}</Text>
                        <InlineStack gap="200">
                          <Button variant="primary" url={step.url}>
                            {t(`home.steps.${step.key}.deed`)}
                          </Button>
                        </InlineStack>
                      </>
                    )}
                  </BlockStack>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
