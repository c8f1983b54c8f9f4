import type { Fault } from "../../kernel/result.ts";

/** Something of a clip that happens at a time of it. Times are milliseconds into the clip. */
export type Moment = Chapter | Call | Countdown | Coupon | Branch | Quiz;
export type MomentKind = Moment["kind"];

export const MOMENT_KINDS = ["chapter", "call", "countdown", "coupon", "branch", "quiz"] as const;

/** Digits, never given twice within a clip: counts are kept by it. See `newMomentId`. */
interface Identified {
  id: string;
}

/** In sight from `from` to `to`; null: to the clip's end. */
interface Ranged extends Identified {
  from: number;
  to: number | null;
  text: string;
}

interface Asked extends Identified {
  at: number;
  question: string;
}

export interface Chapter extends Identified {
  kind: "chapter";
  at: number;
  title: string;
}

/** A call to action. */
export interface Call extends Ranged {
  kind: "call";
  link: MomentLink;
}

export type MomentLink =
  | { to: "product"; id: string }
  | { to: "collection" | "page"; handle: string }
  | { to: "url"; url: string };

/** To one instant for everybody: none that starts anew with each shopper. */
export interface Countdown extends Ranged {
  kind: "countdown";
  /** Epoch milliseconds. */
  until: number;
  /** What stands there afterwards; null: nothing. */
  over: string | null;
}

export interface Coupon extends Ranged {
  kind: "coupon";
  /** A discount code of the shop. */
  code: string;
}

/** Stops the clip; each choice leads to another clip (`video`) or to a time of this one (`at`). */
export interface Branch extends Asked {
  kind: "branch";
  choices: BranchChoice[];
}
export interface BranchChoice {
  text: string;
  video: string | null;
  at: number | null;
}

/** Stops the clip; a choice is right or wrong, and says why. */
export interface Quiz extends Asked {
  kind: "quiz";
  choices: QuizChoice[];
}
export interface QuizChoice {
  text: string;
  right: boolean;
  answer: string;
}

export const MAX_MOMENTS = 30;
export const MIN_CHOICES = 2;
export const MAX_CHOICES = 4;
/** Characters. What stands in a bar must fit a phone; what is asked has a sheet of its own. */
export const MOMENT_LENGTHS = {
  title: 60,
  text: 60,
  over: 60,
  question: 120,
  choice: 60,
  answer: 200,
  code: 255,
  url: 2000,
} as const;
/** Bars in sight at the same time. */
const MAX_BARS = 2;
/** A question nearer to the clip's end, or to another question, would never be met. */
const QUESTION_GAP_MS = 1000;

/** When a moment begins. */
export function momentStart(moment: Moment): number {
  return "at" in moment ? moment.at : moment.from;
}

/** Moments as they are kept: texts trimmed, in the order of their times. */
export function tidyMoments(moments: Moment[]): Moment[] {
  return moments
    .map((moment) => JSON.parse(JSON.stringify(moment, trimmed)) as Moment)
    .sort((a, b) => momentStart(a) - momentStart(b) || (a.id < b.id ? -1 : 1));
}

function trimmed(key: string, value: unknown): unknown {
  const text = typeof value === "string" ? value.trim() : value;
  return key === "over" && text === "" ? null : text;
}

/** Ids need no secrecy, only never to meet within a clip: counts of a removed one must not be another's. */
export function newMomentId(random: () => number = Math.random): string {
  return String(1 + Math.floor(random() * (2 ** 47 - 1)));
}

export type MomentFaultKind =
  /** {limit} */
  | "too-many-moments"
  | "moment-text-empty"
  /** {limit} */
  | "moment-text-too-long"
  | "moment-outside-clip"
  | "moment-range-empty"
  | "moments-meet"
  /** {limit} */
  | "too-many-bars"
  | "link-unsafe"
  | "countdown-not-a-time"
  /** {least}, {most} */
  | "choice-count"
  | "choice-leads-nowhere"
  | "quiz-has-no-answer";

/** `params.at` says which moment it is, counted from 0, `params.field` which of its fields. */
export type MomentFault = Fault<MomentFaultKind>;

/**
 * What is wrong with the moments of a clip, of all that can be told without asking the shop; null when
 * nothing is. `duration` in milliseconds; null while it is not known.
 */
export function momentFault(moments: Moment[], duration: number | null): MomentFault | null {
  if (moments.length > MAX_MOMENTS)
    return { kind: "too-many-moments", params: { limit: MAX_MOMENTS } };
  const end = duration ?? Number.MAX_SAFE_INTEGER;
  for (const [at, moment] of moments.entries()) {
    const fault = faultOf(moment, end);
    if (fault) return { kind: fault.kind, params: { at, ...fault.params } };
  }
  return meetingFault(moments);
}

function faultOf(moment: Moment, end: number): MomentFault | null {
  switch (moment.kind) {
    case "chapter":
      return textFault("title", moment.title, "title") ?? timeFault(moment.at, end);
    case "call":
      return barFault(moment, end) ?? linkFault(moment.link);
    case "countdown":
      if (!Number.isSafeInteger(moment.until) || moment.until <= 0)
        return fault("countdown-not-a-time", "until");
      return barFault(moment, end) ?? (moment.over ? textFault("over", moment.over, "over") : null);
    case "coupon":
      return barFault(moment, end) ?? textFault("code", moment.code, "code");
    case "branch":
      return (
        questionFault(moment, end) ??
        first(moment.choices, (choice, place) => {
          const leads = (choice.video === null) !== (choice.at === null);
          if (!leads) return fault("choice-leads-nowhere", `choice-${place}`);
          return choice.at === null ? null : timeFault(choice.at, end, `choice-${place}`);
        })
      );
    case "quiz":
      return (
        questionFault(moment, end) ??
        first(moment.choices, (choice, place) =>
          textFault("answer", choice.answer, `answer-${place}`),
        ) ??
        (moment.choices.some(({ right }) => right) ? null : fault("quiz-has-no-answer", "choices"))
      );
  }
}

function barFault(bar: Ranged, end: number): MomentFault | null {
  const text = textFault("text", bar.text, "text") ?? timeFault(bar.from, end, "from");
  if (text) return text;
  if (bar.to === null) return null;
  if (!Number.isSafeInteger(bar.to) || bar.to > end) return fault("moment-outside-clip", "to");
  return bar.to <= bar.from ? fault("moment-range-empty", "to") : null;
}

function questionFault(asked: Branch | Quiz, end: number): MomentFault | null {
  const { length } = asked.choices;
  const few = length < MIN_CHOICES || length > MAX_CHOICES;
  return (
    textFault("question", asked.question, "question") ??
    timeFault(asked.at, end - QUESTION_GAP_MS) ??
    (few
      ? {
          kind: "choice-count",
          params: { field: "choices", least: MIN_CHOICES, most: MAX_CHOICES },
        }
      : first<BranchChoice | QuizChoice>(asked.choices, (choice, place) =>
          textFault("choice", choice.text, `choice-${place}`),
        ))
  );
}

function timeFault(at: number, end: number, field = "at"): MomentFault | null {
  return Number.isSafeInteger(at) && at >= 0 && at < end
    ? null
    : fault("moment-outside-clip", field);
}

function textFault(
  limit: keyof typeof MOMENT_LENGTHS,
  text: string,
  field: string,
): MomentFault | null {
  if (text.trim() === "") return fault("moment-text-empty", field);
  const most = MOMENT_LENGTHS[limit];
  return [...text.trim()].length > most
    ? { kind: "moment-text-too-long", params: { field, limit: most } }
    : null;
}

/** Only what a browser opens as a page, and never with a name and password in it. */
function linkFault(link: MomentLink): MomentFault | null {
  if (link.to === "product")
    return /^[1-9]\d{0,18}$/.test(link.id) ? null : fault("link-unsafe", "link");
  if (link.to !== "url")
    return /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,254}$/u.test(link.handle)
      ? null
      : fault("link-unsafe", "link");
  return isSafeUrl(link.url) ? null : fault("link-unsafe", "link");
}

function isSafeUrl(text: string): boolean {
  if (text.length > MOMENT_LENGTHS.url || !URL.canParse(text.trim())) return false;
  const url = new URL(text.trim());
  return url.protocol === "https:" && url.username === "" && url.password === "";
}

/** Moments that would stand in each other's way. */
function meetingFault(moments: Moment[]): MomentFault | null {
  const questions = moments.filter(isQuestion);
  const chapters = moments.filter(({ kind }) => kind === "chapter");
  const tooNear = (list: Moment[], gap: number) =>
    list.find((one) =>
      list.some((other) => {
        const after = momentStart(one) - momentStart(other);
        return other !== one && after >= 0 && after < gap;
      }),
    );
  const near = tooNear(questions, QUESTION_GAP_MS) ?? tooNear(chapters, 1);
  if (near) return meet("moments-meet", moments.indexOf(near), "at");
  const bars = moments.filter(isBar);
  for (const bar of bars) {
    const beside = bars.filter(
      (other) => other !== bar && other.from <= bar.from && bar.from < (other.to ?? Infinity),
    );
    if (beside.some(({ kind }) => kind === bar.kind))
      return meet("moments-meet", moments.indexOf(bar), "from");
    if (beside.length >= MAX_BARS)
      return {
        kind: "too-many-bars",
        params: { at: moments.indexOf(bar), field: "from", limit: MAX_BARS },
      };
  }
  return null;
}

export function isBar(moment: Moment): moment is Call | Countdown | Coupon {
  return "from" in moment;
}

export function isQuestion(moment: Moment): moment is Branch | Quiz {
  return moment.kind === "branch" || moment.kind === "quiz";
}

/** Clips that a clip's branches lead to. */
export function leadsTo(moments: Moment[]): string[] {
  return [
    ...new Set(
      moments.flatMap((moment) =>
        moment.kind === "branch" ? moment.choices.flatMap(({ video }) => video ?? []) : [],
      ),
    ),
  ];
}

function meet(kind: MomentFaultKind, at: number, field: string): MomentFault {
  return { kind, params: { at, field } };
}

function fault(kind: MomentFaultKind, field: string): MomentFault {
  return { kind, params: { field } };
}

function first<T>(list: T[], check: (one: T, place: number) => MomentFault | null) {
  for (const [place, one] of list.entries()) {
    const found = check(one, place);
    if (found) return found;
  }
  return null;
}
