import {
  ActionList,
  Badge,
  BlockStack,
  Button,
  Card,
  InlineError,
  InlineStack,
  Popover,
  Text,
} from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sameCode } from "../domains/catalog/index.ts";
import {
  isBar,
  isQuestion,
  MAX_MOMENTS,
  MOMENT_KINDS,
  type Moment,
  type MomentFault,
  type MomentKind,
  momentStart,
  newMomentId,
  tidyMoments,
} from "../domains/media/index.ts";
import { writeClock } from "./clock.ts";
import { useFaultText } from "./fault-text.ts";
import { MomentEditor } from "./moment-editor.tsx";
import { MomentPreview } from "./moment-preview.tsx";
import type { ClipChoosing, MomentTargets } from "./moment-targets.ts";
import { useVideoTime } from "./use-video-time.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * "In the clip": what happens in it at a time of it. The list changes the draft; the page's save bar
 * saves it. `fault` about one of them says in `at` which; it is shown there, any other above.
 */
export function ClipMoments({
  moments,
  duration,
  fault,
  targets,
  clips,
  onPickProduct,
  onChange,
}: {
  moments: Moment[];
  /** Of the clip, milliseconds; null while it is not known. */
  duration: number | null;
  fault: MomentFault | null;
  targets: MomentTargets;
  clips: ClipChoosing;
  onPickProduct: () => Promise<{ id: string; title: string } | null | undefined>;
  onChange: (moments: Moment[]) => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const video = useClipVideo();
  const now = useVideoTime(video);
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Moment | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const faulty = fault?.params?.at === undefined ? null : moments[Number(fault.params.at)];
  // Whoever uses the keyboard goes on where the dialog was opened; a menu that is gone gives way to its button.
  const adder = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const edit = (moment: Moment, from: Element | null) => {
    opener.current = from;
    setEdited(moment);
  };
  const isEditing = edited !== null;
  useEffect(() => {
    if (!isEditing) return;
    return () => {
      const from = opener.current?.isConnected ? opener.current : null;
      const back = from ?? adder.current?.querySelector("button");
      setTimeout(() => back instanceof HTMLElement && back.focus());
    };
  }, [isEditing]);
  const put = (moment: Moment) => {
    const others = moments.filter(({ id }) => id !== moment.id);
    // As it will be kept: a draft that differs by a space would never count as saved.
    onChange(tidyMoments([...others, moment]));
    setEdited(null);
  };
  const show = (moment: Moment) => {
    setAsked(moment.id);
    if (!video) return;
    video.currentTime = momentStart(moment) / 1000;
    video.play().catch(() => {});
    video.scrollIntoView({ block: "nearest" });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("moments.title")}
          </Text>
          <div ref={adder}>
            <Popover
              active={adding}
              onClose={() => setAdding(false)}
              activator={
                <Button
                  disclosure
                  disabled={moments.length >= MAX_MOMENTS}
                  onClick={() => setAdding(!adding)}
                >
                  {t("moments.add")}
                </Button>
              }
            >
              <ActionList
                actionRole="menuitem"
                items={MOMENT_KINDS.map((kind) => ({
                  content: t(`moments.kinds.${kind}`),
                  helpText: t(`moments.help.${kind}`),
                  onAction: () => {
                    setAdding(false);
                    edit(fresh(kind, Math.round(now / 100) * 100), null);
                  },
                }))}
              />
            </Popover>
          </div>
        </InlineStack>
        {fault && !faulty ? <InlineError message={say(fault)} fieldID="" /> : null}
        {moments.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("moments.none")}
          </Text>
        ) : (
          <ol className="cs-rows">
            {moments.map((moment) => (
              <li key={moment.id} data-fault={moment === faulty || undefined} className="cs-moment">
                <MomentRow
                  moment={moment}
                  targets={targets}
                  error={fault && moment === faulty ? say(fault) : null}
                  playable={video !== null}
                  onShow={() => show(moment)}
                  onEdit={() => edit(moment, document.activeElement)}
                  onRemove={() => onChange(moments.filter((one) => one !== moment))}
                />
              </li>
            ))}
          </ol>
        )}
      </BlockStack>
      <MomentPreview moments={moments} now={now} asked={asked} onAnswered={() => setAsked(null)} />
      {edited ? (
        <MomentEditor
          key={edited.id}
          moment={edited}
          others={moments.filter(({ id }) => id !== edited.id)}
          fault={faulty?.id === edited.id ? fault : null}
          duration={duration}
          playerTime={() => now}
          targets={targets}
          clips={clips}
          onPickProduct={onPickProduct}
          onDone={put}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Card>
  );
}

function MomentRow({
  moment,
  targets,
  error,
  playable,
  onShow,
  onEdit,
  onRemove,
}: {
  moment: Moment;
  targets: MomentTargets;
  error: string | null;
  playable: boolean;
  onShow: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const text = momentText(moment);
  const state = useMomentState(moment, targets);
  const end = isBar(moment) ? moment.to : null;
  return (
    <BlockStack gap="200">
      <InlineStack gap="300" blockAlign="center" wrap={false}>
        <div className="cs-grow">
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" variant="bodySm" tone="subdued" numeric>
                {isBar(moment)
                  ? t("common.range", {
                      from: writeClock(moment.from),
                      to: end === null ? t("clip.products.end") : writeClock(end),
                    })
                  : writeClock(moment.at)}
              </Text>
              <Badge>{t(`moments.kinds.${moment.kind}`)}</Badge>
              {state ? <Badge tone={state.tone}>{state.text}</Badge> : null}
            </InlineStack>
            <Text as="p" breakWord fontWeight="semibold">
              {text}
            </Text>
          </BlockStack>
        </div>
        {playable ? (
          <Button
            variant="tertiary"
            accessibilityLabel={t("moments.showOf", { text })}
            onClick={onShow}
          >
            {t("moments.show")}
          </Button>
        ) : null}
        <Button accessibilityLabel={t("moments.editOf", { text })} onClick={onEdit}>
          {t("moments.edit")}
        </Button>
        <Button
          icon={DeleteIcon}
          variant="tertiary"
          accessibilityLabel={t("moments.removeOf", { text })}
          onClick={onRemove}
        />
      </InlineStack>
      {error ? <InlineError message={error} fieldID="" /> : null}
    </BlockStack>
  );
}

/** What stands in a moment's way, or what its code does; null: nothing to say. */
function useMomentState(
  moment: Moment,
  targets: MomentTargets,
): { tone: "success" | "attention" | "warning"; text: string } | null {
  const { t } = useTranslation();
  // After hydration, because the server's clock is not the one that draws the page.
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => setNow(Date.now()), []);
  if (moment.kind === "countdown" && now !== null && moment.until <= now)
    return { tone: "attention", text: t("moments.states.over") };
  if (moment.kind === "coupon") {
    const card = targets.discounts[sameCode(moment.code)];
    if (!card) return null;
    return card.status === "active"
      ? { tone: "success", text: card.summary || card.title }
      : { tone: "warning", text: t(`moments.states.${card.status}`) };
  }
  if (moment.kind === "branch") {
    const gone = moment.choices.some(({ video }) => video !== null && !(video in targets.clips));
    return gone ? { tone: "warning", text: t("moments.states.clipGone") } : null;
  }
  const lost =
    moment.kind === "call" && moment.link.to === "product" && !targets.products[moment.link.id];
  return lost ? { tone: "warning", text: t("moments.states.productGone") } : null;
}

export function momentText(moment: Moment): string {
  if (moment.kind === "chapter") return moment.title;
  return isQuestion(moment) ? moment.question : moment.text;
}

/** The video element of the page's player, which another card shows. */
function useClipVideo(): HTMLVideoElement | null {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  useEffect(() => {
    const look = () => setVideo(document.querySelector<HTMLVideoElement>(".cs-player video"));
    look();
    // It comes when the clip is ready, which may be while the page is open.
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, []);
  return video;
}

function fresh(kind: MomentKind, at: number): Moment {
  const id = newMomentId();
  const ranged = { id, from: at, to: null, text: "" };
  switch (kind) {
    case "chapter":
      return { kind, id, at, title: "" };
    case "call":
      return { kind, ...ranged, link: { to: "product", id: "" } };
    case "countdown":
      return { kind, ...ranged, until: Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS, over: null };
    case "coupon":
      return { kind, ...ranged, code: "" };
    case "branch": {
      const choice = { text: "", video: null, at: null };
      return { kind, id, at, question: "", choices: [choice, choice] };
    }
    case "quiz": {
      const choice = { text: "", answer: "" };
      return {
        ...{ kind, id, at, question: "" },
        choices: [
          { ...choice, right: true },
          { ...choice, right: false },
        ],
      };
    }
  }
}
