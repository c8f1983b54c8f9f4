import { Link } from "@remix-run/react";
import { Badge, BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FilmView } from "../../domains/media/index.ts";
import { useFaultText } from "../fault-text.ts";
import { useFormatters } from "../shop-context.tsx";

const TONES = {
  queued: "info",
  making: "info",
  done: "success",
  failed: "critical",
  cancelled: "new",
} as const;

/** Films under way, with what can be done about each, and those that ended not long ago. */
export function FilmList({
  films,
  busy,
  onCancel,
  onRetry,
}: {
  films: FilmView[];
  /** Id of the one a deed is under way for. */
  busy: string | null;
  onCancel: (id: string) => void;
  onRetry: (id: string) => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const format = useFormatters();
  return (
    <ul className="cs-lines">
      {films.map(({ id, title, style, status, progress, failure, createdAt }) => (
        <li key={id}>
          <BlockStack gap="200">
            <InlineStack gap="200" blockAlign="center" align="space-between">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h3" id={`film-${id}`} fontWeight="semibold" breakWord>
                  {status === "done" ? <Link to={`/app/library/${id}`}>{title}</Link> : title}
                </Text>
                <Text as="span" tone="subdued" variant="bodySm">
                  {t(`films.style.${style}.name`)}
                </Text>
                <Badge tone={TONES[status]}>{t(`films.status.${status}`)}</Badge>
              </InlineStack>
              <Text as="span" tone="subdued" variant="bodySm">
                {format.dateTime(createdAt)}
              </Text>
            </InlineStack>
            {status === "making" ? (
              <ProgressBar
                progress={Math.round(progress * 100)}
                size="small"
                ariaLabelledBy={`film-${id}`}
              />
            ) : null}
            {failure ? (
              <Text as="p" tone="critical">
                {say(failure)}
              </Text>
            ) : null}
            <InlineStack gap="200">
              {status === "queued" || status === "making" ? (
                <Button size="micro" loading={busy === id} onClick={() => onCancel(id)}>
                  {t("films.cancel")}
                </Button>
              ) : null}
              {status === "failed" || status === "cancelled" ? (
                <Button size="micro" loading={busy === id} onClick={() => onRetry(id)}>
                  {t("common.retry")}
                </Button>
              ) : null}
            </InlineStack>
          </BlockStack>
        </li>
      ))}
    </ul>
  );
}
