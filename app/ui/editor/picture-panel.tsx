import { BlockStack, Button, ChoiceList, InlineGrid, InlineStack, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  EDIT_RATIOS,
  type EditDocument,
  type EditRatio,
  LOOKS,
  type Look,
} from "../../domains/media/index.ts";
import { FadeField, ShareSlider, TimeField } from "./fields.tsx";

/** Shape, colour, fades and the cover of the whole clip. */
export function PicturePanel({
  document,
  now,
  onChange,
}: {
  document: EditDocument;
  /** Milliseconds at which one is. */
  now: number;
  onChange: (change: Partial<EditDocument>, what: string) => void;
}) {
  const { t } = useTranslation();
  const { frame, colour, fade } = document;
  return (
    <BlockStack gap="400">
      <Select
        label={t("editor.frame.ratio")}
        options={EDIT_RATIOS.map((ratio) => ({
          label: ratio === "source" ? t("editor.frame.source") : ratio,
          value: ratio,
        }))}
        value={frame.ratio}
        onChange={(ratio) => onChange({ frame: { ...frame, ratio: ratio as EditRatio } }, "ratio")}
      />
      <ChoiceList
        title={t("editor.frame.fill")}
        choices={[
          { label: t("editor.frame.crop"), value: "crop", helpText: t("editor.frame.cropHelp") },
          { label: t("editor.frame.blur"), value: "blur" },
        ]}
        selected={[frame.fill]}
        onChange={([fill]) =>
          onChange({ frame: { ...frame, fill: fill === "blur" ? "blur" : "crop" } }, "fill")
        }
      />
      <Select
        label={t("editor.colour.look")}
        options={LOOKS.map((look) => ({ label: t(`editor.look.${look}`), value: look }))}
        value={colour.look}
        onChange={(look) => onChange({ colour: { ...colour, look: look as Look } }, "look")}
      />
      {(["brightness", "contrast", "saturation"] as const).map((name) => (
        <ShareSlider
          key={name}
          label={t(`editor.colour.${name}`)}
          value={colour[name]}
          min={-1}
          onChange={(value) => onChange({ colour: { ...colour, [name]: value } }, name)}
        />
      ))}
      <InlineGrid columns={2} gap="300">
        <FadeField fade={fade} end="pictureIn" onChange={onChange} />
        <FadeField fade={fade} end="pictureOut" onChange={onChange} />
      </InlineGrid>
      <InlineStack gap="300" blockAlign="end" wrap>
        <TimeField
          label={t("editor.cover.label")}
          value={document.cover}
          empty={t("editor.cover.auto")}
          onChange={(cover) => onChange({ cover }, "cover")}
        />
        <Button onClick={() => onChange({ cover: Math.round(now) }, "cover")}>
          {t("editor.cover.here")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
