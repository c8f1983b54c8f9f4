import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  ProgressBar,
  Select,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { UNDETERMINED, VIDEO_LANGUAGES, type VideoLanguage } from "../domains/media/index.ts";
import type { Fault } from "../kernel/result.ts";
import { useFaultText } from "./fault-text.ts";

/** Subtitles of a clip: which there are, and the making of more by a machine. */
export function ClipCaptions({
  tracks,
  work,
  language,
  editor,
  fault,
  busy,
  onMake,
  onDrop,
}: {
  tracks: { language: string; automatic: boolean }[];
  work: {
    can: "make" | "off" | "elsewhere";
    /** Primary subtags of what can be made of; null: anything. */
    languages: readonly string[] | null;
    order: { language: string; status: string; progress: number; failure: Fault | null } | null;
  };
  /** What is spoken in the clip, as far as it is known. */
  language: string | null;
  /** Address where they are written and corrected. */
  editor: string;
  fault: Fault | null;
  busy: boolean;
  onMake: (language: string) => void;
  onDrop: () => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const heard = VIDEO_LANGUAGES.filter(
    (code) => work.languages?.includes(code.split("-")[0]!) ?? true,
  );
  const unheard = language !== null && !heard.includes(language as VideoLanguage);
  const [chosen, setChosen] = useState<string>(language && !unheard ? language : "en");
  const name = (code: string) =>
    VIDEO_LANGUAGES.includes(code as VideoLanguage)
      ? t(`common.language.${code as VideoLanguage}`)
      : code;
  const { order } = work;
  const underWay = order !== null && order.status !== "failed";
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("clip.captions.title")}
          </Text>
          <Button variant="plain" url={editor}>
            {t("clip.captions.edit")}
          </Button>
        </InlineStack>
        {tracks.length > 0 ? (
          <InlineStack gap="200">
            {tracks.map((track) => (
              <Badge key={track.language}>
                {track.automatic
                  ? t("clip.captions.automatic", { language: name(track.language) })
                  : name(track.language)}
              </Badge>
            ))}
          </InlineStack>
        ) : (
          <Text as="p" tone="subdued">
            {t("clip.captions.none")}
          </Text>
        )}
        {order?.failure ? (
          <Text as="p" tone="critical">
            {say(order.failure)}
          </Text>
        ) : null}
        {fault ? (
          <Text as="p" tone="critical">
            {say(fault)}
          </Text>
        ) : null}
        {underWay ? (
          <BlockStack gap="200">
            <Text as="p" id="captions-under-way">
              {order.language === UNDETERMINED
                ? t("clip.captions.listening")
                : t("clip.captions.making", { language: name(order.language) })}
            </Text>
            <ProgressBar
              progress={Math.round(order.progress * 100)}
              size="small"
              ariaLabelledBy="captions-under-way"
            />
            <div>
              <Button size="slim" loading={busy} onClick={onDrop}>
                {t("clip.captions.stop")}
              </Button>
            </div>
          </BlockStack>
        ) : work.can === "make" ? (
          <BlockStack gap="200">
            {unheard ? (
              <Text as="p" tone="subdued">
                {t("clip.captions.unheard", { language: name(language) })}
              </Text>
            ) : null}
            <InlineStack gap="200" blockAlign="end">
              <Select
                label={t("clip.captions.language")}
                options={heard.map((value) => ({ value, label: name(value) }))}
                value={chosen}
                onChange={setChosen}
              />
              <Button loading={busy} onClick={() => onMake(chosen)}>
                {t("clip.captions.make")}
              </Button>
            </InlineStack>
          </BlockStack>
        ) : (
          <Text as="p" tone="subdued">
            {t(`clip.captions.${work.can}`)}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
