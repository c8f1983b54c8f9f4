import { Button } from "@shopify/polaris";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { EditFileKind } from "../../domains/media/index.ts";

const ACCEPT: Record<EditFileKind, string> = {
  image: "image/png,image/jpeg,image/webp",
  music: "audio/mpeg,audio/mp4,audio/wav,audio/ogg,.mp3,.m4a,.wav,.ogg",
};

export function FileButton({
  kind,
  busy,
  onFile,
}: {
  kind: EditFileKind;
  busy: boolean;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPT[kind]}
        data-kind={kind}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {kind === "image" ? t("editor.file.image") : t("editor.file.music")}
      </Button>
    </div>
  );
}
