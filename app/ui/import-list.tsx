import { Link } from "@remix-run/react";
import { Badge, BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ImportItemView, ImportView } from "../domains/intake/index.ts";
import { useFaultText } from "./fault-text.ts";
import { useFormatters } from "./shop-context.tsx";

interface ImportDeeds {
  /** Id of the import that a deed is under way for. */
  busy: string | null;
  onCancel: (id: string) => void;
  onRetry: (id: string) => void;
  onUndo: (id: string) => void;
}

const OPEN: ImportView["state"][] = ["listing", "running"];

/** Imports, the latest first: how far each is, what went wrong, and how to take it back. */
export function ImportList({ imports, ...deeds }: { imports: ImportView[] } & ImportDeeds) {
  return (
    <ul className="cs-lines">
      {imports.map((batch) => (
        <li key={batch.id}>
          <ImportLine batch={batch} {...deeds} />
        </li>
      ))}
    </ul>
  );
}

function ImportLine({
  batch,
  busy,
  onCancel,
  onRetry,
  onUndo,
}: { batch: ImportView } & ImportDeeds) {
  const { t } = useTranslation();
  const say = useFaultText();
  const format = useFormatters();
  const { id, kind, state, counts } = batch;
  const { waiting: yet, fetching, ...over } = counts;
  const settled = Object.values(over).reduce((sum, count) => sum + count, 0);
  const open = OPEN.includes(state);
  const waiting = yet + fetching;
  const all = settled + waiting;
  const facts = [
    counts.done > 0 ? t("add.import.done", { count: counts.done }) : null,
    counts.filled > 0 ? t("add.import.filled", { count: counts.filled }) : null,
    counts.undone > 0 ? t("add.import.undone", { count: counts.undone }) : null,
    counts.here > 0 ? t("add.import.here", { count: counts.here }) : null,
    counts.failed > 0 ? t("add.import.failed", { count: counts.failed }) : null,
    open && waiting > 0 ? t("add.import.waiting", { count: waiting }) : null,
  ].filter((fact) => fact !== null);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" fontWeight="semibold" breakWord>
            {t(`add.import.${kind}`, { name: batch.label })}
          </Text>
          <Badge tone={open ? "info" : state === "done" ? "success" : "new"}>
            {t(`add.import.state.${state}`)}
          </Badge>
        </InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {format.dateTime(batch.createdAt)}
        </Text>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {facts.length > 0 ? facts.join(" · ") : open ? null : t("add.import.nothing")}
      </Text>
      {open && all > 0 ? (
        <ProgressBar
          progress={(settled / all) * 100}
          size="small"
          tone="primary"
          ariaLabelledBy={undefined}
        />
      ) : null}
      {open && batch.waitUntil !== null ? (
        <Text as="p" variant="bodySm">
          {t("add.import.waits", { at: format.dateTime(batch.waitUntil) })}
        </Text>
      ) : null}
      {batch.fault ? (
        <Text as="p" tone="critical">
          {say(batch.fault)}
        </Text>
      ) : null}
      {state === "undone" || batch.items.length === 0 ? null : (
        <ul className="cs-lines cs-lines--inner">
          {batch.items.map((item) => (
            <li key={item.position}>
              <ItemLine item={item} />
            </li>
          ))}
        </ul>
      )}
      <InlineStack gap="200">
        {open ? (
          <Button size="micro" loading={busy === id} onClick={() => onCancel(id)}>
            {t("add.import.cancel")}
          </Button>
        ) : null}
        {!open && state !== "undone" && (counts.failed > 0 || counts.cancelled > 0) ? (
          <Button size="micro" loading={busy === id} onClick={() => onRetry(id)}>
            {t("add.import.retry")}
          </Button>
        ) : null}
        {!open && counts.done > 0 ? (
          <Button size="micro" variant="tertiary" tone="critical" onClick={() => onUndo(id)}>
            {t("add.import.undo")}
          </Button>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}

function ItemLine({ item }: { item: ImportItemView }) {
  const { t } = useTranslation();
  const say = useFaultText();
  const { received, bytes } = item;
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm" breakWord>
        {item.videoId ? <Link to={`/app/library/${item.videoId}`}>{item.name}</Link> : item.name}
      </Text>
      {item.fault ? (
        <Text as="p" variant="bodySm" tone="critical">
          {say(item.fault)}
        </Text>
      ) : (
        <>
          <Text as="p" variant="bodySm" tone="subdued">
            {bytes === null
              ? t("add.import.received", { received })
              : t("add.import.bytes", { received, bytes })}
          </Text>
          {bytes ? (
            <ProgressBar
              progress={(received / bytes) * 100}
              size="small"
              ariaLabelledBy={undefined}
            />
          ) : null}
        </>
      )}
    </BlockStack>
  );
}
