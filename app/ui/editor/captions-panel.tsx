import {
  BlockStack,
  Button,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CaptionTrack,
  type Cue,
  type EditSource,
  readCaptions,
} from "../../domains/media/index.ts";
import { useFaultText } from "../fault-text.ts";
import { CueTrack } from "./cue-track.tsx";
import { TimeField } from "./fields.tsx";

/** The storefront's own languages first; any other BCP 47 code comes with its file. */
const LANGUAGES = [
  ...["en", "zh-CN", "zh-TW", "de", "es", "fr", "it", "ja", "ko", "nl", "pt-BR", "pl", "sv"],
];
const CUE_MS = 2_000;

/** What is said, language by language: from a file, or written and timed here. */
export function CaptionsPanel({
  source,
  tracks,
  burnIn,
  now,
  busy,
  onSeek,
  onSave,
  onBurnIn,
}: {
  /** The clip as it was uploaded. */
  source: Pick<EditSource, "peaks" | "length">;
  tracks: CaptionTrack[];
  /** Language that is drawn into the picture. */
  burnIn: string | null;
  /** Milliseconds of the original at which one is. */
  now: number;
  busy: boolean;
  onSeek: (time: number) => void;
  onSave: (language: string, cues: Cue[]) => void;
  onBurnIn: (language: string | null) => void;
}) {
  const { t, i18n } = useTranslation();
  const say = useFaultText();
  const input = useRef<HTMLInputElement>(null);
  const [language, setLanguage] = useState(tracks[0]?.language ?? i18n.language);
  const kept = tracks.find((track) => track.language === language)?.cues;
  const [cues, setCues] = useState<Cue[]>(kept ?? []);
  const [selected, setSelected] = useState<number | null>(null);
  const lines = useRef<HTMLOListElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => setCues(kept ?? []), [kept]);
  const select = (index: number) => {
    setSelected(index);
    const [list, line] = [lines.current, lines.current?.children[index]];
    // Within the list alone: the page stays where it is.
    if (list && line instanceof HTMLElement) list.scrollTop = line.offsetTop - list.offsetTop;
  };
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  const known = [...new Set([...tracks.map((track) => track.language), ...LANGUAGES])];
  const change = (index: number, part: Partial<Cue>) =>
    setCues(cues.map((cue, at) => (at === index ? { ...cue, ...part } : cue)));
  const read = async (file: File) => {
    const found = readCaptions(await file.text());
    setFault(found.ok ? null : say(found.fault));
    if (found.ok) setCues(found.value);
  };
  const dirty = JSON.stringify(cues) !== JSON.stringify(kept ?? []);
  return (
    <BlockStack gap="400">
      <Select
        label={t("editor.captions.language")}
        options={known.map((value) => ({ value, label: names.of(value) ?? value }))}
        value={language}
        onChange={setLanguage}
      />
      <InlineStack gap="200" wrap>
        <input
          ref={input}
          type="file"
          hidden
          accept=".srt,.vtt,.ass,.ssa"
          data-kind="captions"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void read(file);
          }}
        />
        <Button onClick={() => input.current?.click()}>{t("editor.captions.file")}</Button>
        <Button
          onClick={() => {
            const from = Math.round(now);
            const next = cues.filter((cue) => cue.from > from).map((cue) => cue.from);
            const to = Math.min(from + CUE_MS, source.length, ...next);
            const added = { from, to: Math.round(to), text: "" };
            const more = [...cues, added].sort((a, b) => a.from - b.from);
            setCues(more);
            setSelected(more.indexOf(added));
          }}
        >
          {t("editor.captions.add")}
        </Button>
        <Button
          variant="primary"
          loading={busy}
          disabled={!dirty}
          onClick={() =>
            onSave(
              language,
              cues.filter(({ text }) => text.trim() !== ""),
            )
          }
        >
          {t("editor.captions.save")}
        </Button>
      </InlineStack>
      {fault ? (
        <Text as="p" tone="critical">
          {fault}
        </Text>
      ) : null}
      <CueTrack
        source={source}
        cues={cues}
        selected={selected}
        now={now}
        onSelect={select}
        onSeek={onSeek}
        onMove={change}
      />
      <ol ref={lines} className="cs-cues" aria-label={t("editor.captions.list")}>
        {cues.map((cue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          <li key={index} data-selected={index === selected ? "" : undefined}>
            <InlineGrid columns={2} gap="200">
              <TimeField
                label={t("editor.part.from")}
                value={cue.from}
                onChange={(from) => change(index, { from: from ?? 0 })}
              />
              <TimeField
                label={t("editor.part.to")}
                value={cue.to}
                onChange={(to) => change(index, { to: to ?? cue.to })}
              />
            </InlineGrid>
            <TextField
              label={t("editor.captions.said", { number: index + 1 })}
              autoComplete="off"
              multiline
              maxLength={500}
              value={cue.text}
              onFocus={() => {
                setSelected(index);
                onSeek(cue.from);
              }}
              onChange={(text) => change(index, { text })}
            />
            <InlineStack gap="200">
              <Button size="micro" onClick={() => change(index, { from: Math.round(now) })}>
                {t("editor.captions.fromHere")}
              </Button>
              <Button size="micro" onClick={() => change(index, { to: Math.round(now) })}>
                {t("editor.captions.toHere")}
              </Button>
              <Button
                size="micro"
                tone="critical"
                onClick={() => {
                  setCues(cues.filter((_, at) => at !== index));
                  setSelected(null);
                }}
              >
                {t("editor.captions.remove")}
              </Button>
            </InlineStack>
          </li>
        ))}
      </ol>
      <Select
        label={t("editor.captions.burnIn")}
        helpText={t("editor.captions.burnInHelp")}
        options={[
          { value: "", label: t("editor.captions.noBurnIn") },
          ...tracks.map((track) => ({
            value: track.language,
            label: names.of(track.language) ?? track.language,
          })),
        ]}
        value={burnIn ?? ""}
        onChange={(value) => onBurnIn(value || null)}
      />
    </BlockStack>
  );
}
