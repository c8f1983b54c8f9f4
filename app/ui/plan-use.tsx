import { BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ShopPlan } from "../domains/shop/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** A shop's plan, and how much of it is used. */
export function PlanUse({
  plan,
  use,
  busy,
  onChoose,
}: {
  plan: ShopPlan;
  use: { clips: number; bytes: number };
  busy: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const { clips, bytes, fileBytes } = plan.limits;
  const over = (clips !== null && use.clips > clips) || (bytes !== null && use.bytes > bytes);
  return (
    <BlockStack gap="400">
      <Text as="h3" variant="headingSm">
        {t(`settings.plan.names.${plan.name}`)}
      </Text>
      <Used
        name={t("settings.plan.clips")}
        used={use.clips}
        limit={clips}
        write={(value) => format.number(value)}
      />
      <Used
        name={t("settings.plan.originals")}
        used={use.bytes}
        limit={bytes}
        write={(value) => format.bytes(value)}
      />
      {over ? (
        <Text as="p" tone="caution">
          {t("settings.plan.over")}
        </Text>
      ) : null}
      {fileBytes === null ? null : (
        <Text as="p" tone="subdued">
          {t("settings.plan.file", { limit: fileBytes })}
        </Text>
      )}
      {plan.name === "open" ? (
        <Text as="p" tone="subdued">
          {t("settings.plan.open")}
        </Text>
      ) : (
        <InlineStack>
          <Button onClick={onChoose} loading={busy}>
            {t("settings.plan.choose")}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function Used({
  name,
  used,
  limit,
  write,
}: {
  name: string;
  used: number;
  limit: number | null;
  write: (value: number) => string;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id}>
          {name}
        </Text>
        <Text as="span" numeric fontWeight="semibold">
          {limit === null
            ? write(used)
            : t("settings.plan.of", { used: write(used), limit: write(limit) })}
        </Text>
      </InlineStack>
      {limit === null ? null : (
        <ProgressBar
          progress={Math.min(100, (used / limit) * 100)}
          size="small"
          tone={used >= limit ? "critical" : "primary"}
          ariaLabelledBy={id}
        />
      )}
    </BlockStack>
  );
}
