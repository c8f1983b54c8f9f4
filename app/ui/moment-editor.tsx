import {
  BlockStack,
  Button,
  FormLayout,
  InlineError,
  Modal,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  isBar,
  isQuestion,
  MOMENT_LENGTHS,
  type Moment,
  type MomentFault,
  momentFault,
} from "../domains/media/index.ts";
import { ClipPicker } from "./clip-picker.tsx";
import { ClockField } from "./clock-field.tsx";
import { useFaultText } from "./fault-text.ts";
import { BranchChoices, QuizChoices } from "./moment-choices.tsx";
import { LinkFields } from "./moment-link.tsx";
import type { ClipChoosing, MomentTargets } from "./moment-targets.ts";
import { useFormatters } from "./shop-context.tsx";

type FieldError = (field: string) => string | undefined;

/**
 * One moment in a dialog of its own. What is wrong with it stands at its field; it is handed on only when
 * nothing is. `others` are the clip's other moments: it may not stand in their way.
 */
export function MomentEditor({
  moment,
  others,
  fault: given,
  duration,
  playerTime,
  targets,
  clips,
  onPickProduct,
  onDone,
  onClose,
}: {
  moment: Moment;
  others: Moment[];
  /** What saving said about it last. */
  fault: MomentFault | null;
  duration: number | null;
  /** Where the player is, milliseconds. */
  playerTime: () => number;
  targets: MomentTargets;
  clips: ClipChoosing;
  onPickProduct: () => Promise<{ id: string; title: string } | null | undefined>;
  onDone: (moment: Moment) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const [draft, setDraft] = useState(moment);
  const [fault, setFault] = useState(given);
  const [picking, setPicking] = useState<number | null>(null);
  const [picked, setPicked] = useState<Record<string, string>>({});
  const change = (part: Partial<Moment>) => {
    setFault(null);
    setDraft((now) => ({ ...now, ...part }) as Moment);
  };
  const errorOf: FieldError = (field) => (fault?.params?.field === field ? say(fault) : undefined);
  const done = () => {
    const found = momentFault([draft, ...others], duration);
    // A fault of another moment is shown at that one.
    if (found && (found.params?.at ?? 0) === 0) setFault(found);
    else onDone(draft);
  };
  const here = () => Math.round(playerTime() / 100) * 100;
  const pickClip = (at: number) => {
    clips.onLook("");
    setPicking(at);
  };
  const leadTo = (clip: { id: string; title: string } | undefined) => {
    setPicking(null);
    if (!clip || draft.kind !== "branch") return;
    setPicked((before) => ({ ...before, [clip.id]: clip.title }));
    change({
      choices: draft.choices.map((one, at) =>
        at === picking ? { ...one, video: clip.id, at: null } : one,
      ),
    });
  };
  // One dialog at a time: this one waits, with all that was typed, while a clip is chosen.
  if (picking !== null)
    return (
      <ClipPicker
        open
        page={clips.page}
        loading={clips.loading}
        taken={[clips.own]}
        room={1}
        onLook={clips.onLook}
        onClose={() => setPicking(null)}
        onAdd={([clip]) => leadTo(clip)}
      />
    );
  return (
    <Modal
      open
      title={t(`moments.kinds.${draft.kind}`)}
      onClose={onClose}
      primaryAction={{ content: t("moments.done"), onAction: done }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <Text as="p" tone="subdued">
            {t(`moments.help.${draft.kind}`)}
          </Text>
          {fault && !fault.params?.field ? <InlineError message={say(fault)} fieldID="" /> : null}
          <Times draft={draft} errorOf={errorOf} here={here} onChange={change} />
          <Words draft={draft} errorOf={errorOf} onChange={change} />
          {draft.kind === "call" ? (
            <LinkFields
              link={draft.link}
              products={targets.products}
              error={errorOf("link")}
              onPickProduct={onPickProduct}
              onChange={(link) => change({ link })}
            />
          ) : null}
          {draft.kind === "branch" ? (
            <BranchChoices
              choices={draft.choices}
              titles={{ ...targets.clips, ...picked }}
              errorOf={errorOf}
              onPick={pickClip}
              onChange={(choices) => change({ choices })}
            />
          ) : null}
          {draft.kind === "quiz" ? (
            <QuizChoices
              choices={draft.choices}
              errorOf={errorOf}
              onChange={(choices) => change({ choices })}
            />
          ) : null}
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}

function Times({
  draft,
  errorOf,
  here,
  onChange,
}: {
  draft: Moment;
  errorOf: FieldError;
  here: () => number;
  onChange: (part: Partial<Moment>) => void;
}) {
  const { t } = useTranslation();
  const from = isBar(draft) ? draft.from : draft.at;
  const setFrom = (ms: number) => onChange(isBar(draft) ? { from: ms } : { at: ms });
  return (
    <FormLayout.Group>
      <BlockStack gap="200" inlineAlign="start">
        <ClockField
          key={from}
          label={t(isBar(draft) ? "clip.products.from" : "moments.at")}
          value={from}
          error={errorOf(isBar(draft) ? "from" : "at")}
          onChange={(ms) => setFrom(ms ?? 0)}
        />
        <Button variant="plain" onClick={() => setFrom(here())}>
          {t("moments.here")}
        </Button>
      </BlockStack>
      {isBar(draft) ? (
        <BlockStack gap="200" inlineAlign="start">
          <ClockField
            key={draft.to}
            label={t("clip.products.to")}
            placeholder={t("clip.products.end")}
            value={draft.to}
            error={errorOf("to")}
            onChange={(to) => onChange({ to })}
          />
          <Button variant="plain" onClick={() => onChange({ to: here() })}>
            {t("moments.here")}
          </Button>
        </BlockStack>
      ) : null}
    </FormLayout.Group>
  );
}

function Words({
  draft,
  errorOf,
  onChange,
}: {
  draft: Moment;
  errorOf: FieldError;
  onChange: (part: Partial<Moment>) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const field = (
    name: "title" | "text" | "question" | "over" | "code",
    value: string,
    label: string,
    help?: string,
  ) => (
    <TextField
      label={label}
      autoComplete="off"
      // A good deal more can be pasted: then the limit is said rather than the end cut off.
      maxLength={MOMENT_LENGTHS[name] * 4}
      value={value}
      error={errorOf(name)}
      {...(help ? { helpText: help } : {})}
      onChange={(text) => onChange({ [name]: text })}
    />
  );
  if (draft.kind === "chapter") return field("title", draft.title, t("moments.chapterTitle"));
  if (isQuestion(draft)) return field("question", draft.question, t("moments.question"));
  return (
    <>
      {field("text", draft.text, t("moments.text"))}
      {draft.kind === "coupon"
        ? field("code", draft.code, t("moments.code"), t("moments.codeHelp"))
        : null}
      {draft.kind === "countdown" ? (
        <>
          <TextField
            label={t("moments.until")}
            type="datetime-local"
            autoComplete="off"
            value={localTime(draft.until)}
            error={errorOf("until")}
            helpText={t("moments.untilHelp", { time: format.dateTime(draft.until) })}
            onChange={(text) => {
              const until = new Date(text).getTime();
              if (Number.isFinite(until)) onChange({ until });
            }}
          />
          {field("over", draft.over ?? "", t("moments.over"), t("moments.overHelp"))}
        </>
      ) : null}
    </>
  );
}

/** As `datetime-local` takes it: the clock of this device. */
function localTime(at: number): string {
  const zone = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - zone).toISOString().slice(0, 16);
}
