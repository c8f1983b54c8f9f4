import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Layout, Text } from "@shopify/polaris";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  blankDocument,
  type CaptionTrack,
  drawnCaptions,
  type EditFile,
  type EditSource,
  type EditVersion,
  frameAt,
  joinClip,
  joinedClips,
  LIMITS,
  movePart,
  ORIGINAL,
  partAt,
  planTimeline,
  removePart,
  timeOf,
  whereIs,
} from "../../domains/media/index.ts";
import { ClipPicker } from "../../ui/clip-picker.tsx";
import { CaptionsPanel } from "../../ui/editor/captions-panel.tsx";
import { documentDeeds, STICKER, TEXT, WATERMARK } from "../../ui/editor/document-deeds.ts";
import { focusOf } from "../../ui/editor/focus-of.ts";
import { OverlayPanel } from "../../ui/editor/overlay-panel.tsx";
import { PartPanel } from "../../ui/editor/part-panel.tsx";
import { PicturePanel } from "../../ui/editor/picture-panel.tsx";
import { Preview } from "../../ui/editor/preview.ts";
import { SoundPanel } from "../../ui/editor/sound-panel.tsx";
import { Stage, useOnCanvas } from "../../ui/editor/stage.tsx";
import { type Marks, TimelineView } from "../../ui/editor/timeline-view.tsx";
import { useHistory } from "../../ui/editor/use-history.ts";
import { VersionsPanel } from "../../ui/editor/versions-panel.tsx";
import { FaultBanner } from "../../ui/fault-banner.tsx";
import { useFaultText } from "../../ui/fault-text.ts";
import { DraftBar } from "../../ui/save-bar.tsx";
import { Screen } from "../../ui/screen.tsx";
import type { loader as libraryLoader } from "../app.library._index.tsx";
import type { Answer } from "./answer.server.ts";
import { pressEditorKey } from "./editor-keys.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";
import { useEditMedia } from "./use-edit-media.ts";

const PANELS = ["part", "picture", "overlays", "sound", "captions", "versions"] as const;
type Deed = "save" | "publish" | "render" | "cancel" | "use" | "captions" | "prepare";
const NO_MARKS: Marks = { from: null, to: null };

/** The editor of one clip that is ready for it. */
export function ClipEditor({
  page,
  source,
  versions,
  captions,
  firstFiles,
}: {
  page: { title: string; fullTitle: string; backAction: { content: string; url: string } };
  source: EditSource;
  versions: EditVersion[];
  captions: CaptionTrack[];
  firstFiles: EditFile[];
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const shopify = useAppBridge();
  const deed = useFetcher<Answer<Deed>>();
  const library = useFetcher<typeof libraryLoader>();
  const whole = useMemo(() => blankDocument(source.length), [source.length]);
  const shown = versions.find((version) => version.live) ?? versions[0];
  const [base, setBase] = useState(shown?.document ?? whole);
  const { document, change, undo, redo } = useHistory(base);
  const { files, joined, loadSource, addFile, overlayImage } = useEditMedia(firstFiles);
  const [part, setPart] = useState<string | null>(document.parts[0]?.id ?? null);
  const [overlay, setOverlay] = useState<string | null>(null);
  const [panel, setPanel] = useState(0);
  const [marks, setMarks] = useState(NO_MARKS);
  const [compared, setCompared] = useState(false);
  const [picking, setPicking] = useState(false);
  const [uploading, setUploading] = useState(false);
  const [frame, setFrame] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [preview, setPreview] = useState<Preview | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);

  const sourceOf = useCallback(
    (id: string) => (id === ORIGINAL ? source : (joined.find((each) => each.id === id) ?? null)),
    [source, joined],
  );
  const sources = useRef(sourceOf);
  sources.current = sourceOf;

  useOnCanvas(canvas, (element) => {
    const made = new Preview({
      canvas: element,
      source: (id) => sources.current(id),
      overlayImage,
      onFrame: (at, plays) => {
        setFrame(at);
        setPlaying(plays);
      },
    });
    setPreview(made);
    return () => made.close();
  });
  const drawn = useMemo(() => {
    if (compared) return whole;
    const { burnIn } = document;
    const cues = captions.find(({ language }) => language === burnIn?.language)?.cues ?? [];
    const texts = drawnCaptions(planTimeline(document, source.rate), cues);
    return texts.length > 0
      ? { ...document, overlays: [...document.overlays, ...texts] }
      : document;
  }, [compared, whole, document, captions, source.rate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when a joined clip has arrived
  useEffect(() => preview?.change(drawn), [preview, drawn, joined]);
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const id of joinedClips(document)) {
      if (asked.current.has(id)) continue;
      asked.current.add(id);
      void loadSource(id);
    }
  }, [document, loadSource]);

  const timeline = useMemo(() => planTimeline(drawn, source.rate), [drawn, source.rate]);
  const now = timeOf(frame, source.rate);
  const selected = document.parts.find(({ id }) => id === part) ?? document.parts[0]!;
  const dirty = document !== base && JSON.stringify(document) !== JSON.stringify(base);

  const fault = useDone(deed, (done) => {
    if (done === "save" || done === "publish") setBase(document);
    if (done === "publish") setPanel(PANELS.indexOf("versions"));
    if (done === "prepare") return null;
    return t(`editor.${SAID[done]}`);
  });
  const send = (body: object) => sendJson(deed, body);
  const busy = deed.state !== "idle";
  const look = (query: string, after?: string) => {
    const cursor = after ? `&after=${after}` : "";
    library.load(`/app/library?index&status=ready&q=${encodeURIComponent(query)}${cursor}`);
  };

  const open = (version: EditVersion | null) => {
    change(version?.document ?? whole);
    if (version) setBase(version.document);
    setMarks(NO_MARKS);
  };
  const deeds = documentDeeds({ document, rate: source.rate, change, sourceOf });
  const cut = () => {
    deeds.cut({ from: marks.from ?? 0, to: marks.to ?? timeOf(timeline.count, source.rate) });
    setMarks(NO_MARKS);
  };
  const onFile = async (file: File) => {
    setUploading(true);
    const added = await addFile(file);
    setUploading(false);
    if (!("id" in added))
      shopify.toast.show(`${t("editor.file.refused")}. ${say(added)}`, { isError: true });
    else if (added.kind === "music") deeds.setMusic(added.id);
    else addOverlay({ ...STICKER, kind: "image", file: added.id });
  };
  const addOverlay = (added: Parameters<typeof deeds.addOverlay>[0]) =>
    setOverlay(deeds.addOverlay(added));

  const here = partAt(timeline, now);
  const focus = compared ? null : focusOf(document, here, sourceOf);
  const lookAt = (point: { x: number; y: number } | null) => {
    if (here) deeds.lookAt(here, point);
  };
  const placing =
    PANELS[panel] === "overlays" && overlay
      ? (x: number, y: number) => deeds.changeOverlay(overlay, { x, y }, `${overlay} place`)
      : PANELS[panel] === "part" && focus
        ? (x: number, y: number) => lookAt(focus.at(x, y))
        : null;

  const onKey = (event: React.KeyboardEvent) =>
    pressEditorKey(event, {
      ...{ undo, redo },
      toggle: () => preview?.toggle(),
      step: (by) => void preview?.show(frame + by),
      split: () => deeds.split(now),
      markFrom: () => setMarks({ ...marks, from: Math.round(now) }),
      markTo: () => setMarks({ ...marks, to: Math.round(now) }),
    });

  return (
    <Screen
      {...page}
      fullWidth
      primaryAction={{
        content: t("editor.publish"),
        loading: busy,
        disabled: !dirty,
        onAction: () => send({ deed: "publish", document, name: "" }),
      }}
      secondaryActions={[
        { content: t("editor.undo"), disabled: !undo, onAction: () => undo?.() },
        { content: t("editor.redo"), disabled: !redo, onAction: () => redo?.() },
      ]}
    >
      <DraftBar
        dirty={dirty}
        saving={busy}
        onSave={() => send({ deed: "save", document, name: "" })}
        onDiscard={() => change(base)}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the whole editor; each has its button */}
      <div onKeyDown={onKey}>
        <Layout>
          {fault ? (
            <Layout.Section variant="fullWidth">
              <FaultBanner title={t(`editor.refused.${fault.deed}`)} fault={fault} />
            </Layout.Section>
          ) : null}
          <Layout.Section>
            <Card>
              <BlockStack gap="400">
                <Stage
                  canvas={canvas}
                  preview={preview}
                  timeline={timeline}
                  frame={frame}
                  playing={playing}
                  compared={compared}
                  onCompare={setCompared}
                  onPoint={placing}
                />
                <TimelineView
                  timeline={timeline}
                  source={sourceOf}
                  frame={frame}
                  selected={selected.id}
                  marks={marks}
                  onSeek={(at) => void preview?.show(at)}
                  onSelect={(id) => {
                    setPart(id);
                    setPanel(0);
                  }}
                  onTrim={(id, end, time) => {
                    if (!compared) deeds.trim(id, end, time);
                  }}
                />
                <InlineStack gap="200" wrap>
                  <Button disabled={compared} onClick={() => deeds.split(now)}>
                    {t("editor.split")}
                  </Button>
                  <Button onClick={() => setMarks({ ...marks, from: Math.round(now) })}>
                    {t("editor.markFrom")}
                  </Button>
                  <Button onClick={() => setMarks({ ...marks, to: Math.round(now) })}>
                    {t("editor.markTo")}
                  </Button>
                  <Button
                    disabled={compared || (marks.from === null && marks.to === null)}
                    onClick={cut}
                  >
                    {t("editor.cutOut")}
                  </Button>
                  <Button
                    disabled={compared || document.parts.length >= LIMITS.parts}
                    onClick={() => {
                      setPicking(true);
                      look("");
                    }}
                  >
                    {t("editor.join")}
                  </Button>
                </InlineStack>
                <Text as="p" tone="subdued" variant="bodySm">
                  {t("editor.keys")}
                </Text>
              </BlockStack>
            </Card>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <Card>
              <BlockStack gap="400">
                <InlineStack gap="100" wrap>
                  {PANELS.map((id, index) => (
                    <Button
                      key={id}
                      size="slim"
                      variant={index === panel ? "primary" : "tertiary"}
                      pressed={index === panel}
                      onClick={() => setPanel(index)}
                    >
                      {t(`editor.tab.${id}`)}
                    </Button>
                  ))}
                </InlineStack>
                <div>
                  {PANELS[panel] === "part" ? (
                    <PartPanel
                      part={selected}
                      first={document.parts[0] === selected}
                      last={document.parts.at(-1) === selected}
                      only={document.parts.length === 1}
                      focus={focus?.now ?? null}
                      onChange={(fields, what) => deeds.editPart(selected, fields, what)}
                      onFocus={lookAt}
                      onMove={(by) => change((doc) => movePart(doc, selected.id, by))}
                      onRemove={() => change((doc) => removePart(doc, selected.id))}
                    />
                  ) : null}
                  {PANELS[panel] === "picture" ? (
                    <PicturePanel
                      document={document}
                      now={now}
                      onChange={(fields, what) => change((doc) => ({ ...doc, ...fields }), what)}
                    />
                  ) : null}
                  {PANELS[panel] === "overlays" ? (
                    <OverlayPanel
                      overlays={document.overlays}
                      selected={overlay}
                      files={files}
                      busy={uploading}
                      onSelect={setOverlay}
                      onAddText={() => addOverlay({ ...TEXT, text: t("editor.overlay.newText") })}
                      onAddImage={(file, as) =>
                        addOverlay({
                          ...(as === "watermark" ? WATERMARK : STICKER),
                          ...{ kind: "image", file },
                        })
                      }
                      onFile={(file) => void onFile(file)}
                      onChange={deeds.changeOverlay}
                      onRemove={deeds.removeOverlay}
                    />
                  ) : null}
                  {PANELS[panel] === "sound" ? (
                    <SoundPanel
                      document={document}
                      files={files}
                      busy={uploading}
                      onChange={(fields, what) => change((doc) => ({ ...doc, ...fields }), what)}
                      onFile={(file) => void onFile(file)}
                    />
                  ) : null}
                  {PANELS[panel] === "captions" ? (
                    <CaptionsPanel
                      source={source}
                      tracks={captions}
                      burnIn={document.burnIn?.language ?? null}
                      now={here ? timeOf(here.sourceFrame, source.rate) : now}
                      busy={busy}
                      onSeek={(time) => {
                        const [found] = whereIs(timeline, ORIGINAL, { from: time, to: time + 500 });
                        if (found) void preview?.show(frameAt(found.from, source.rate));
                      }}
                      onSave={(language, cues) => send({ deed: "captions", language, cues })}
                      onBurnIn={(language) =>
                        change((doc) => ({ ...doc, burnIn: language ? { language } : null }))
                      }
                    />
                  ) : null}
                  {PANELS[panel] === "versions" ? (
                    <VersionsPanel
                      versions={versions}
                      busy={busy}
                      onOpen={open}
                      onRender={(id) => send({ deed: "render", id })}
                      onCancel={(id) => send({ deed: "cancel", id })}
                      onUse={(id) => send({ deed: "use", id })}
                    />
                  ) : null}
                </div>
              </BlockStack>
            </Card>
          </Layout.Section>
        </Layout>
      </div>
      <ClipPicker
        open={picking}
        page={library.data?.page ?? null}
        loading={library.state !== "idle"}
        taken={[]}
        room={LIMITS.parts - document.parts.length}
        onLook={look}
        onClose={() => setPicking(false)}
        onAdd={async (videos) => {
          setPicking(false);
          shopify.toast.show(t("editor.joining"));
          for (const video of videos) {
            const found = video.id === source.id ? source : await loadSource(video.id);
            asked.current.add(video.id);
            if (!found) shopify.toast.show(t("editor.joinFailed"), { isError: true });
            else {
              const id = video.id === source.id ? ORIGINAL : video.id;
              change((doc) => joinClip(doc, id, found.length));
            }
          }
        }}
      />
    </Screen>
  );
}

const SAID = {
  save: "saved",
  publish: "published",
  render: "published",
  cancel: "cancelled",
  use: "used",
  captions: "captionsSaved",
} as const;
