import { BlockStack, Button, Checkbox, InlineGrid, InlineStack, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type EditPart, ENTRY_KINDS, type EntryKind, LIMITS } from "../../domains/media/index.ts";
import { ShareSlider, TimeField } from "./fields.tsx";

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const TURNS = [0, 90, 180, 270] as const;
const ENTRY_MS = 500;

/** Everything about one part. */
export function PartPanel({
  part,
  first,
  only,
  last,
  focus,
  onChange,
  onFocus,
  onMove,
  onRemove,
}: {
  part: EditPart;
  first: boolean;
  last: boolean;
  /** Whether it is the only one. */
  only: boolean;
  /** Where it looks now; null where nothing is cut off. */
  focus: { x: number; y: number } | null;
  onChange: (change: Partial<Omit<EditPart, "id">>, what: string) => void;
  /** Looks there from the time on at which one is; null: always at the middle. */
  onFocus: (focus: { x: number; y: number } | null) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { entry } = part;
  return (
    <BlockStack gap="400">
      <InlineGrid columns={2} gap="300">
        <TimeField
          label={t("editor.part.from")}
          value={part.from}
          onChange={(from) => onChange({ from: from ?? 0 }, "from")}
        />
        <TimeField
          label={t("editor.part.to")}
          value={part.to}
          onChange={(to) => onChange({ to: to ?? part.to }, "to")}
        />
        <Select
          label={t("editor.part.speed")}
          options={SPEEDS.map((speed) => ({ label: `${speed} ×`, value: String(speed) }))}
          value={String(part.speed)}
          onChange={(speed) => onChange({ speed: Number(speed) }, "speed")}
        />
        <Select
          label={t("editor.part.turn")}
          options={TURNS.map((turn) => ({ label: `${turn}°`, value: String(turn) }))}
          value={String(part.turn)}
          onChange={(turn) => onChange({ turn: Number(turn) as EditPart["turn"] }, "turn")}
        />
      </InlineGrid>
      <InlineStack gap="400" wrap>
        <Checkbox
          label={t("editor.part.reversed")}
          checked={part.reversed}
          onChange={(reversed) => onChange({ reversed }, "reversed")}
        />
        <Checkbox
          label={t("editor.part.mirrored")}
          checked={part.mirrored}
          onChange={(mirrored) => onChange({ mirrored }, "mirrored")}
        />
        <Checkbox
          label={t("editor.part.flipped")}
          checked={part.flipped}
          onChange={(flipped) => onChange({ flipped }, "flipped")}
        />
      </InlineStack>
      {first ? null : (
        <InlineGrid columns={2} gap="300">
          <Select
            label={t("editor.part.entry")}
            options={ENTRY_KINDS.map((kind) => ({
              label: t(`editor.entry.${kind}`),
              value: kind,
            }))}
            value={entry.kind}
            onChange={(kind) =>
              onChange(
                {
                  entry: {
                    kind: kind as EntryKind,
                    duration: kind === "cut" ? 0 : entry.duration || ENTRY_MS,
                  },
                },
                "entry",
              )
            }
          />
          <TimeField
            label={t("editor.part.entryLength")}
            value={entry.duration}
            disabled={entry.kind === "cut"}
            onChange={(duration) =>
              onChange(
                { entry: { ...entry, duration: Math.min(LIMITS.longestEntry, duration ?? 0) } },
                "entry",
              )
            }
          />
        </InlineGrid>
      )}
      <ShareSlider
        label={t("editor.part.zoom")}
        value={part.zoom}
        min={1}
        max={LIMITS.zoom}
        onChange={(zoom) => onChange({ zoom }, "zoom")}
      />
      {focus ? (
        <BlockStack gap="300">
          <ShareSlider
            label={t("editor.part.across")}
            value={focus.x}
            onChange={(x) => onFocus({ ...focus, x })}
          />
          <ShareSlider
            label={t("editor.part.down")}
            value={focus.y}
            onChange={(y) => onFocus({ ...focus, y })}
          />
          <InlineStack gap="300" blockAlign="center" wrap>
            <span className="cs-subdued">
              {t("editor.part.focusHelp", { count: part.focus.length })}
            </span>
            {part.focus.length > 0 ? (
              <Button variant="plain" onClick={() => onFocus(null)}>
                {t("editor.part.focusForget")}
              </Button>
            ) : null}
          </InlineStack>
        </BlockStack>
      ) : null}
      <InlineStack gap="200" wrap>
        <Button disabled={first} onClick={() => onMove(-1)}>
          {t("editor.part.earlier")}
        </Button>
        <Button disabled={last} onClick={() => onMove(1)}>
          {t("editor.part.later")}
        </Button>
        <Button tone="critical" disabled={only} onClick={onRemove}>
          {t("editor.part.remove")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
