import { BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type UploadDeeds, UploadProgress, type UploadView } from "./upload-tile.tsx";

const OVER: UploadView["state"][] = ["done", "here", "refused"];
const MOVING: UploadView["state"][] = ["waiting", "comparing", "sending", "elsewhere"];

/** How far all files together are. */
export function overallOf(uploads: UploadView[]) {
  const counted = uploads.filter(({ state }) => state !== "here" && state !== "refused");
  return {
    all: counted.length,
    done: counted.filter(({ state }) => state === "done").length,
    bytes: counted.reduce((sum, one) => sum + one.bytes, 0),
    sent: counted.reduce((sum, one) => sum + (one.state === "comparing" ? 0 : one.sent), 0),
    moving: uploads.some(({ state }) => MOVING.includes(state)),
  };
}

/** Files on their way, together and one by one. */
export function UploadList({ uploads, deeds }: { uploads: UploadView[]; deeds: UploadDeeds }) {
  const { t } = useTranslation();
  const { all, done, bytes, sent } = overallOf(uploads);
  const keysIn = (states: UploadView["state"][]) =>
    uploads.filter(({ state }) => states.includes(state)).map(({ key }) => key);
  const pausable = keysIn(["waiting", "sending"]);
  const paused = keysIn(["paused"]);
  const over = keysIn(OVER);
  return (
    <BlockStack gap="400">
      {all > 0 ? (
        <BlockStack gap="200">
          <Text as="p" aria-live="off">
            {t("add.way.overall", { done, all, sent, bytes })}
          </Text>
          <ProgressBar
            progress={bytes > 0 ? (sent / bytes) * 100 : 0}
            size="small"
            tone="primary"
            ariaLabelledBy={undefined}
          />
        </BlockStack>
      ) : null}
      <InlineStack gap="200">
        {pausable.length > 0 ? (
          <Button onClick={() => pausable.forEach(deeds.pause)}>{t("add.way.pauseAll")}</Button>
        ) : null}
        {paused.length > 0 ? (
          <Button onClick={() => paused.forEach(deeds.retry)}>{t("add.way.resumeAll")}</Button>
        ) : null}
        {over.length > 0 ? (
          <Button variant="tertiary" onClick={() => deeds.forget(over)}>
            {t("add.way.clear")}
          </Button>
        ) : null}
      </InlineStack>
      <ul className="cs-lines">
        {uploads.map((upload) => (
          <li key={upload.key}>
            <Text as="p" fontWeight="semibold" breakWord>
              {upload.name}
            </Text>
            <UploadProgress upload={upload} deeds={deeds} />
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
