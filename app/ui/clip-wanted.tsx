import { Link } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PostView } from "../domains/intake/index.ts";
import { FileChoice, type FileChoiceHandle, VIDEO_FILES } from "./file-choice.tsx";

/** Leads to the file of a clip that has none yet. */
export function ClipWanted({
  post,
  onFile,
}: {
  post: PostView | null;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<FileChoiceHandle>(null);
  return (
    <Banner tone="warning" title={t("clip.wantedTitle")}>
      <BlockStack gap="300">
        <Text as="p">{post ? t(`clip.wantedFrom.${post.kind}`) : t("clip.wanted")}</Text>
        <FileChoice ref={input} accept={VIDEO_FILES} label={t("add.wanted.file")} onFile={onFile} />
        <InlineStack gap="300" blockAlign="center">
          <Button onClick={() => input.current?.choose()}>{t("add.wanted.file")}</Button>
          {post ? (
            <Link className="cs-link" to="/app/library/add?way=archive">
              {t("add.wanted.archive")}
            </Link>
          ) : null}
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
