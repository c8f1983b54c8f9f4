import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PermissionCard, PermissionState } from "../domains/clearance/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** A request with the text to send; null when its link is over. */
export type SentPermission = PermissionCard & { message: string | null };

const TONES: Record<PermissionState, "success" | "info" | "critical" | undefined> = {
  open: "info",
  granted: "success",
  refused: "critical",
  expired: undefined,
  revoked: undefined,
};

/** What the creator of a clip was asked and what they said, the newest first. */
export function PermissionList({
  permissions,
  unsaved,
  busy,
  onAsk,
  onRevoke,
}: {
  permissions: SentPermission[];
  /** The record has changes that asking would be lost under. */
  unsaved: boolean;
  busy: boolean;
  onAsk: () => void;
  onRevoke: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t("rights.permission.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("rights.permission.text")}
        </Text>
      </BlockStack>
      <InlineStack gap="300" blockAlign="center">
        <Button disabled={unsaved} onClick={onAsk}>
          {t("rights.permission.new")}
        </Button>
        {unsaved ? (
          <Text as="span" tone="subdued" variant="bodySm">
            {t("rights.permission.saveFirst")}
          </Text>
        ) : null}
      </InlineStack>
      {permissions.length > 0 ? (
        <ul className="cs-permissions">
          {permissions.map((request) => (
            <Permission
              key={request.id}
              request={request}
              busy={busy}
              onRevoke={() => onRevoke(request.id)}
            />
          ))}
        </ul>
      ) : null}
    </BlockStack>
  );
}

function Permission({
  request,
  busy,
  onRevoke,
}: {
  request: SentPermission;
  busy: boolean;
  onRevoke: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const shopify = useAppBridge();
  const [shown, setShown] = useState(false);
  const { state, answer, message, link } = request;
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => shopify.toast.show(t("rights.permission.copied")),
      () => {
        setShown(true);
        shopify.toast.show(t("rights.permission.notCopied"), { isError: true });
      },
    );
  return (
    <li>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Badge {...(TONES[state] ? { tone: TONES[state] } : {})}>
            {t(`rights.permission.state.${state}`)}
          </Badge>
          <Text as="span" variant="bodySm" tone="subdued">
            {t("rights.permission.asked", { date: format.dateTime(request.askedAt) })}
          </Text>
        </InlineStack>
        {answer ? (
          <blockquote className="cs-said" lang={answer.language}>
            <Text as="p" breakWord>
              {answer.statement}
            </Text>
            <Text as="p" variant="bodySm" tone="subdued" breakWord>
              {t("rights.permission.said", {
                name: answer.name,
                date: format.dateTime(answer.at),
              })}
            </Text>
          </blockquote>
        ) : null}
        {message !== null && link !== null ? (
          <>
            <Text as="p" variant="bodySm" tone="subdued">
              {t("rights.permission.works", { date: format.dateTime(request.expiresAt) })}
            </Text>
            <InlineStack gap="200">
              <Button onClick={() => copy(message)}>{t("rights.permission.copy")}</Button>
              <Button onClick={() => copy(link)}>{t("rights.permission.copyLink")}</Button>
              <Button variant="plain" onClick={() => setShown((was) => !was)} ariaExpanded={shown}>
                {t("rights.permission.show")}
              </Button>
              <Button variant="plain" url={link} target="_blank">
                {t("rights.permission.open")}
              </Button>
              <Button variant="plain" tone="critical" disabled={busy} onClick={onRevoke}>
                {t("rights.permission.revoke")}
              </Button>
            </InlineStack>
            {shown ? (
              <TextField
                label={t("rights.permission.message")}
                autoComplete="off"
                multiline={6}
                readOnly
                value={message}
              />
            ) : null}
          </>
        ) : null}
      </BlockStack>
    </li>
  );
}
