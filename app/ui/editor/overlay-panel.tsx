import {
  BlockStack,
  Button,
  Checkbox,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  type EditFile,
  type EditOverlay,
  LIMITS,
  type TextOverlay,
} from "../../domains/media/index.ts";
import { ShareSlider, TimeField } from "./fields.tsx";
import { FileButton } from "./file-button.tsx";

/** What lies over the picture: texts, stickers, a watermark. */
export function OverlayPanel({
  overlays,
  selected,
  files,
  busy,
  onSelect,
  onAddText,
  onAddImage,
  onFile,
  onChange,
  onRemove,
}: {
  overlays: EditOverlay[];
  selected: string | null;
  files: EditFile[];
  busy: boolean;
  onSelect: (id: string | null) => void;
  onAddText: () => void;
  onAddImage: (file: string, as: "sticker" | "watermark") => void;
  onFile: (file: File) => void;
  onChange: (id: string, change: Partial<EditOverlay>, what: string) => void;
  onRemove: (id: string) => void;
}) {
  const { t } = useTranslation();
  const images = files.filter(({ kind }) => kind === "image");
  const found = overlays.find(({ id }) => id === selected);
  const nameOf = (overlay: EditOverlay) =>
    overlay.kind === "text"
      ? overlay.text
      : (files.find(({ id }) => id === overlay.file)?.name ?? t("editor.overlay.image"));
  return (
    <BlockStack gap="400">
      <InlineStack gap="200" wrap>
        <Button disabled={overlays.length >= LIMITS.overlays} onClick={onAddText}>
          {t("editor.overlay.addText")}
        </Button>
        <FileButton kind="image" busy={busy} onFile={onFile} />
      </InlineStack>
      {images.length > 0 ? (
        <ul className="cs-shelf" aria-label={t("editor.overlay.shelf")}>
          {images.map((file) => (
            <li key={file.id}>
              <img src={file.url} alt={file.name} crossOrigin="anonymous" />
              <Button size="micro" onClick={() => onAddImage(file.id, "sticker")}>
                {t("editor.overlay.sticker")}
              </Button>
              <Button size="micro" onClick={() => onAddImage(file.id, "watermark")}>
                {t("editor.overlay.watermark")}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {overlays.length > 0 ? (
        <InlineStack gap="200" wrap>
          {overlays.map((overlay) => (
            <Button
              key={overlay.id}
              size="slim"
              pressed={overlay.id === selected}
              onClick={() => onSelect(overlay.id === selected ? null : overlay.id)}
            >
              {nameOf(overlay).slice(0, 24) || t("editor.overlay.empty")}
            </Button>
          ))}
        </InlineStack>
      ) : (
        <Text as="p" tone="subdued">
          {t("editor.overlay.none")}
        </Text>
      )}
      {found ? (
        <OverlayFields
          overlay={found}
          onChange={(change, what) => onChange(found.id, change, `${found.id} ${what}`)}
          onRemove={() => onRemove(found.id)}
        />
      ) : null}
    </BlockStack>
  );
}

function OverlayFields({
  overlay,
  onChange,
  onRemove,
}: {
  overlay: EditOverlay;
  onChange: (change: Partial<EditOverlay>, what: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      {overlay.kind === "text" ? <TextFields text={overlay} onChange={onChange} /> : null}
      <InlineGrid columns={2} gap="300">
        <TimeField
          label={t("editor.overlay.from")}
          value={overlay.from}
          empty={t("editor.overlay.start")}
          onChange={(from) => onChange({ from }, "from")}
        />
        <TimeField
          label={t("editor.overlay.to")}
          value={overlay.to}
          empty={t("editor.overlay.end")}
          onChange={(to) => onChange({ to }, "to")}
        />
      </InlineGrid>
      {(["x", "y", "width", "opacity"] as const).map((name) => (
        <ShareSlider
          key={name}
          label={t(`editor.overlay.${name}`)}
          value={overlay[name]}
          min={name === "width" ? 0.02 : 0}
          onChange={(value) => onChange({ [name]: value }, name)}
        />
      ))}
      <InlineStack>
        <Button tone="critical" onClick={onRemove}>
          {t("editor.overlay.remove")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function TextFields({
  text,
  onChange,
}: {
  text: TextOverlay;
  onChange: (change: Partial<TextOverlay>, what: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <TextField
        label={t("editor.overlay.text")}
        autoComplete="off"
        multiline={2}
        maxLength={LIMITS.textLength}
        value={text.text}
        onChange={(value) => onChange({ text: value }, "text")}
      />
      <ShareSlider
        label={t("editor.overlay.size")}
        value={text.size}
        min={0.02}
        max={0.4}
        onChange={(size) => onChange({ size }, "size")}
      />
      <InlineGrid columns={2} gap="300">
        <Select
          label={t("editor.overlay.align")}
          options={(["left", "centre", "right"] as const).map((value) => ({
            label: t(`editor.align.${value}`),
            value,
          }))}
          value={text.align}
          onChange={(align) => onChange({ align: align as TextOverlay["align"] }, "align")}
        />
        <label className="cs-colour">
          {t("editor.overlay.colour")}
          <input
            type="color"
            value={text.colour}
            onChange={(event) => onChange({ colour: event.currentTarget.value }, "colour")}
          />
        </label>
      </InlineGrid>
      <InlineStack gap="400" blockAlign="center" wrap>
        <Checkbox
          label={t("editor.overlay.bold")}
          checked={text.weight === 700}
          onChange={(bold) => onChange({ weight: bold ? 700 : 400 }, "weight")}
        />
        <Checkbox
          label={t("editor.overlay.background")}
          checked={text.background !== null}
          onChange={(on) => onChange({ background: on ? "#000000" : null }, "background")}
        />
        {text.background ? (
          <input
            type="color"
            aria-label={t("editor.overlay.background")}
            value={text.background}
            onChange={(event) => onChange({ background: event.currentTarget.value }, "background")}
          />
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}
