import { Link } from "@remix-run/react";
import { BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFaultText } from "./fault-text.ts";
import { useFormatters } from "./shop-context.tsx";

/** What a tile needs of a file on its way. */
export interface UploadView {
  key: string;
  name: string;
  bytes: number;
  sent: number;
  left: number | null;
  state:
    | "waiting"
    | "comparing"
    | "sending"
    | "paused"
    | "elsewhere"
    | "done"
    | "here"
    | "refused"
    | "failed";
  fault: { kind: string; params?: Record<string, string | number> } | null;
  same: { id: string; title: string } | null;
  archive: boolean;
}

/** What can be done about files on their way. */
export interface UploadDeeds {
  pause(key: string): void;
  cancel(key: string): void;
  /** Also goes on with what was paused. */
  retry(key: string): void;
  /** Sends a file although it is here already. */
  sendAnyway(key: string): void;
  /** Takes lines away whose story has ended. */
  forget(keys: string[]): void;
}

interface UploadProps {
  upload: UploadView;
  deeds: UploadDeeds;
}

/** A file on its way, in the place and shape of the clip that it will be. */
export function UploadTile(props: UploadProps) {
  return (
    <>
      <div className="cs-poster cs-poster--waiting">
        <UploadProgress {...props} />
      </div>
      <span className="cs-tile__text">
        <span className="cs-tile__title" title={props.upload.name}>
          {props.upload.name}
        </span>
      </span>
    </>
  );
}

/** How far it is, what went wrong, and what can be done about it. */
export function UploadProgress({ upload, deeds }: UploadProps) {
  const { t } = useTranslation();
  const format = useFormatters();
  const say = useFaultText();
  const { key, state, name, sent, bytes, left, fault, same } = upload;
  if (state === "here")
    return (
      <BlockStack gap="200" inlineAlign="center">
        <Text as="p" variant="bodySm" alignment="center">
          {t("library.upload.here")}{" "}
          {same ? <Link to={`/app/library/${same.id}`}>{same.title}</Link> : null}
        </Text>
        <InlineStack gap="200" align="center">
          <Button size="micro" onClick={() => deeds.forget([key])}>
            {t("library.upload.dismiss")}
          </Button>
          <Button size="micro" variant="tertiary" onClick={() => deeds.sendAnyway(key)}>
            {t("library.upload.anyway")}
          </Button>
        </InlineStack>
      </BlockStack>
    );
  if (state === "refused" || state === "failed")
    return (
      <div role="alert">
        <BlockStack gap="200" inlineAlign="center">
          <Text as="p" variant="bodySm" tone="critical">
            {fault ? say(fault) : t("faults.unknown")}
          </Text>
          <InlineStack gap="200" align="center">
            {state === "failed" ? (
              <Button size="micro" onClick={() => deeds.retry(key)}>
                {t("common.retry")}
              </Button>
            ) : null}
            <Button
              size="micro"
              variant="tertiary"
              onClick={() => (state === "failed" ? deeds.cancel(key) : deeds.forget([key]))}
            >
              {t("library.upload.dismiss")}
            </Button>
          </InlineStack>
        </BlockStack>
      </div>
    );
  const share = bytes > 0 ? sent / bytes : 0;
  const words = {
    waiting: t("library.upload.waiting"),
    comparing: t("library.upload.comparing"),
    sending: t("library.upload.sending", { sent, bytes }),
    paused: t("library.upload.paused", { sent, bytes }),
    elsewhere: t("library.upload.elsewhere"),
    done: upload.archive ? t("library.upload.archive") : t("library.upload.done"),
  }[state];
  return (
    <BlockStack gap="200" inlineAlign="stretch">
      <Text as="p" variant="bodySm">
        {words}
      </Text>
      <ProgressBar progress={share * 100} size="small" tone="primary" ariaLabelledBy={undefined} />
      {left !== null && state === "sending" ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("library.upload.left", { time: format.watchTime(Math.max(1_000, left)) })}
        </Text>
      ) : null}
      {state === "done" && upload.archive ? (
        <Link className="cs-link" to="/app/library/add?way=archive">
          {t("library.upload.archiveSee")}
        </Link>
      ) : null}
      {state === "done" ? null : (
        <InlineStack gap="200">
          {state === "paused" ? (
            <Button
              size="micro"
              onClick={() => deeds.retry(key)}
              accessibilityLabel={t("library.upload.resumeName", { name })}
            >
              {t("library.upload.resume")}
            </Button>
          ) : state === "sending" ? (
            <Button
              size="micro"
              onClick={() => deeds.pause(key)}
              accessibilityLabel={t("library.upload.pauseName", { name })}
            >
              {t("library.upload.pause")}
            </Button>
          ) : null}
          <Button
            size="micro"
            variant={state === "paused" || state === "sending" ? "tertiary" : undefined}
            onClick={() => deeds.cancel(key)}
            accessibilityLabel={t("library.upload.cancel", { name })}
          >
            {t("common.cancel")}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
