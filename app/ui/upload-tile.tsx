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
  state: "waiting" | "sending" | "done" | "refused" | "failed";
  fault: { kind: string; params?: Record<string, string | number> } | null;
}

interface UploadProps {
  upload: UploadView;
  onCancel: () => void;
  onRetry: () => void;
  onForget: () => void;
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
export function UploadProgress({ upload, onCancel, onRetry, onForget }: UploadProps) {
  const { t } = useTranslation();
  const format = useFormatters();
  const say = useFaultText();
  if (upload.state === "refused" || upload.state === "failed")
    return (
      <div role="alert">
        <BlockStack gap="200" inlineAlign="center">
          <Text as="p" variant="bodySm" tone="critical">
            {upload.fault ? say(upload.fault) : t("faults.unknown")}
          </Text>
          <InlineStack gap="200" align="center">
            {upload.state === "failed" ? (
              <Button size="micro" onClick={onRetry}>
                {t("common.retry")}
              </Button>
            ) : null}
            <Button
              size="micro"
              variant="tertiary"
              onClick={upload.state === "failed" ? onCancel : onForget}
            >
              {t("library.upload.dismiss")}
            </Button>
          </InlineStack>
        </BlockStack>
      </div>
    );
  const share = upload.bytes > 0 ? upload.sent / upload.bytes : 0;
  return (
    <BlockStack gap="200" inlineAlign="stretch">
      <Text as="p" variant="bodySm">
        {upload.state === "waiting"
          ? t("library.upload.waiting")
          : upload.state === "done"
            ? t("library.upload.done")
            : t("library.upload.sending", { sent: upload.sent, bytes: upload.bytes })}
      </Text>
      <ProgressBar progress={share * 100} size="small" tone="primary" ariaLabelledBy={undefined} />
      {upload.left !== null && upload.state === "sending" ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("library.upload.left", { time: format.watchTime(Math.max(1_000, upload.left)) })}
        </Text>
      ) : null}
      {upload.state === "done" ? null : (
        <Button
          size="micro"
          onClick={onCancel}
          accessibilityLabel={t("library.upload.cancel", { name: upload.name })}
        >
          {t("common.cancel")}
        </Button>
      )}
    </BlockStack>
  );
}
