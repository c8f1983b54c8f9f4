import { BlockStack, Checkbox, InlineGrid, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { EditDocument, EditFile } from "../../domains/media/index.ts";
import { FadeField, ShareSlider } from "./fields.tsx";
import { FileButton } from "./file-button.tsx";

export function SoundPanel({
  document,
  files,
  busy,
  onChange,
  onFile,
}: {
  document: EditDocument;
  files: EditFile[];
  busy: boolean;
  onChange: (change: Partial<EditDocument>, what: string) => void;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const { sound, fade } = document;
  const { music } = sound;
  const change = (part: Partial<EditDocument["sound"]>, what: string) =>
    onChange({ sound: { ...sound, ...part } }, what);
  return (
    <BlockStack gap="400">
      <Checkbox
        label={t("editor.sound.muted")}
        checked={sound.muted}
        onChange={(muted) => change({ muted }, "muted")}
      />
      <ShareSlider
        label={t("editor.sound.volume")}
        value={sound.volume}
        max={2}
        onChange={(volume) => change({ volume }, "volume")}
      />
      <Checkbox
        label={t("editor.sound.levelled")}
        helpText={t("editor.sound.levelledHelp")}
        checked={sound.levelled}
        onChange={(levelled) => change({ levelled }, "levelled")}
      />
      <InlineGrid columns={2} gap="300">
        <FadeField fade={fade} end="soundIn" onChange={onChange} />
        <FadeField fade={fade} end="soundOut" onChange={onChange} />
      </InlineGrid>
      <Select
        label={t("editor.sound.music")}
        options={[
          { label: t("editor.sound.noMusic"), value: "" },
          ...files
            .filter(({ kind }) => kind === "music")
            .map(({ id, name }) => ({ label: name, value: id })),
        ]}
        value={music?.file ?? ""}
        onChange={(file) =>
          change({ music: file ? { volume: 0.5, replaces: false, ...music, file } : null }, "music")
        }
      />
      <FileButton kind="music" busy={busy} onFile={onFile} />
      {music ? (
        <>
          <ShareSlider
            label={t("editor.sound.musicVolume")}
            value={music.volume}
            max={2}
            onChange={(volume) => change({ music: { ...music, volume } }, "musicVolume")}
          />
          <Checkbox
            label={t("editor.sound.replaces")}
            checked={music.replaces}
            onChange={(replaces) => change({ music: { ...music, replaces } }, "replaces")}
          />
        </>
      ) : null}
    </BlockStack>
  );
}
