import { Banner, BlockStack, Button, Text } from "@shopify/polaris";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PostView } from "../domains/intake/index.ts";

/** Leads to the file of a clip that has none yet. */
export function ClipWanted({
  post,
  onFile,
}: {
  post: PostView | null;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Banner tone="warning" title={t("clip.wantedTitle")}>
      <BlockStack gap="300">
        <Text as="p">{post ? t(`clip.wantedFrom.${post.kind}`) : t("clip.wanted")}</Text>
        <input
          ref={input}
          type="file"
          accept="video/*,.mkv"
          className="cs-visually-hidden"
          tabIndex={-1}
          aria-label={t("add.wanted.file")}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (file) onFile(file);
          }}
        />
        <div>
          <Button onClick={() => input.current?.click()}>{t("add.wanted.file")}</Button>
        </div>
      </BlockStack>
    </Banner>
  );
}
