import { Link } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { PLATFORM_NAMES, type WantedClip } from "../domains/intake/index.ts";
import { FileChoice, type FileChoiceHandle, VIDEO_FILES } from "./file-choice.tsx";
import { useFormatters } from "./shop-context.tsx";

/** Clips that wait for their file, each with a way to give it one. */
export function WantedList({
  clips,
  total,
  onFile,
  onArchive,
}: {
  clips: WantedClip[];
  total: number;
  onFile: (clip: string, file: File) => void;
  /** Leads to the place where all of them get their files at once. */
  onArchive: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const input = useRef<FileChoiceHandle>(null);
  const chosen = useRef<string | null>(null);
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        {t("add.wanted.text")}
      </Text>
      <div>
        <Button variant="plain" onClick={onArchive}>
          {t("add.wanted.archive")}
        </Button>
      </div>
      <FileChoice
        ref={input}
        accept={VIDEO_FILES}
        label={t("add.wanted.file")}
        onFile={(file) => chosen.current && onFile(chosen.current, file)}
      />
      <ul className="cs-lines">
        {clips.map((clip) => (
          <li key={clip.id} className="cs-wanted">
            <div className="cs-wanted__picture">
              {clip.poster ? <img src={clip.poster} alt="" loading="lazy" /> : null}
            </div>
            <BlockStack gap="100">
              <Text as="p" fontWeight="semibold" breakWord>
                <Link className="cs-link" to={`/app/library/${clip.id}`}>
                  {clip.title}
                </Link>
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {[
                  PLATFORM_NAMES[clip.kind],
                  clip.publishedAt === null ? null : format.dateTime(clip.publishedAt),
                  clip.duration === null ? null : format.duration(clip.duration),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
              <InlineStack gap="300" blockAlign="center">
                <Button
                  size="micro"
                  accessibilityLabel={t("add.wanted.fileFor", { name: clip.title })}
                  onClick={() => {
                    chosen.current = clip.id;
                    input.current?.choose();
                  }}
                >
                  {t("add.wanted.file")}
                </Button>
                {clip.page ? (
                  <a className="cs-link" href={clip.page} target="_blank" rel="noreferrer">
                    {t("add.wanted.open", { platform: PLATFORM_NAMES[clip.kind] })}
                  </a>
                ) : null}
              </InlineStack>
            </BlockStack>
          </li>
        ))}
      </ul>
      {total > clips.length ? (
        <Text as="p">
          <Link to="/app/library?status=wanted">
            {t("add.wanted.more", { count: total - clips.length })}
          </Link>
        </Text>
      ) : null}
    </BlockStack>
  );
}
