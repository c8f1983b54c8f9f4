import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { ORIGINAL, type TextOverlay } from "./document.ts";
import { type Timeline, whereIs } from "./timeline.ts";

/** What is said, and when. Milliseconds of the clip as it was uploaded. */
export interface Cue {
  from: number;
  to: number;
  text: string;
}

export type ReadCaptionsFault = Fault<"captions-unreadable" | "captions-too-many">;

/** BCP 47, as far as captions use it: `en`, `pt-BR`, `zh-Hans`. */
export const CAPTION_LANGUAGE = /^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Z]{2}|\d{3}))?$/;

/** BCP 47 for what is not known yet: whoever writes it down finds out which language is spoken. */
export const UNDETERMINED = "und";

const MAX_CUES = 2_000;
const MAX_CUE_LENGTH = 500;

/** Reads SubRip, WebVTT or ASS, told apart by what they begin with. Styles and positions are left out. */
export function readCaptions(file: string): Result<Cue[], ReadCaptionsFault> {
  const text = file.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const cues = (/^\[Script Info\]/im.test(text) ? readAss(text) : readBlocks(text))
    .map((cue) => ({ ...cue, text: plain(cue.text).slice(0, MAX_CUE_LENGTH) }))
    .filter((cue) => cue.text !== "" && cue.to > cue.from)
    .sort((a, b) => a.from - b.from);
  if (cues.length === 0) return refuse("captions-unreadable");
  if (cues.length > MAX_CUES) return refuse("captions-too-many", { limit: MAX_CUES });
  return ok(cues);
}

/** https://www.w3.org/TR/webvtt1/ */
export function writeVtt(cues: Cue[]): string {
  const blocks = cues.map(({ from, to, text }) => {
    const safe = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return `${vttTime(from)} --> ${vttTime(to)}\n${safe.replace(/\n{2,}/g, "\n")}\n`;
  });
  return ["WEBVTT\n", ...blocks].join("\n");
}

/** Captions of the clip as uploaded, where they are said in the finished clip: moved, cut, or gone. */
export function captionsIn(timeline: Timeline, source: string, cues: Cue[]): Cue[] {
  return cues
    .flatMap(({ text, ...range }) =>
      whereIs(timeline, source, range).map((found) => ({ ...found, text })),
    )
    .sort((a, b) => a.from - b.from);
}

/** As many as are laid over the picture one by one; what is said after them stays unseen. */
const MOST_DRAWN = 200;

/** Captions that are drawn into the picture, as texts over it: preview and renderer lay them over alike. */
export function drawnCaptions(timeline: Timeline, cues: Cue[]): TextOverlay[] {
  return captionsIn(timeline, ORIGINAL, cues)
    .slice(0, MOST_DRAWN)
    .map(({ from, to, text }, index) => ({
      ...{ id: `caption${index}`, kind: "text", from, to, text, weight: 700 },
      ...{ x: 0.5, y: 0.86, width: 0.86, opacity: 1, size: 0.05 },
      ...{ colour: "#ffffff", background: "#000000", align: "centre" },
    }));
}

/** SubRip and WebVTT: a line with an arrow, and what follows until a line is empty. */
function readBlocks(text: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of text.split(/\n{2,}/)) {
    const lines = block.trim().split("\n");
    const index = lines.findIndex((line) => line.includes("-->"));
    if (index === -1) continue;
    const [from, to] = lines[index]!.split("-->").map((side) => clock(side));
    if (from === null || to === null || from === undefined || to === undefined) continue;
    cues.push({ from, to, text: lines.slice(index + 1).join("\n") });
  }
  return cues;
}

/** The fields of a dialogue line are named by the Format line before; the text is the last and may hold commas. */
function readAss(text: string): Cue[] {
  const events = text.slice(Math.max(0, text.search(/^\[Events\]/im)));
  const format = /^Format:(.*)$/im.exec(events)?.[1]?.split(",") ?? [];
  const names = format.map((name) => name.trim().toLowerCase());
  const [start, end] = [names.indexOf("start"), names.indexOf("end")];
  if (start === -1 || end === -1) return [];
  return [...events.matchAll(/^Dialogue:(.*)$/gim)].flatMap(([, line]) => {
    const fields = line!.split(",");
    const [from, to] = [clock(fields[start] ?? ""), clock(fields[end] ?? "")];
    const said = fields.slice(names.length - 1).join(",");
    if (from === null || to === null) return [];
    return [{ from, to, text: said.replace(/\{[^}]*\}/g, "").replace(/\\[Nn]/g, "\n") }];
  });
}

/** `01:02:03,456`, `02:03.456` or `1:02:03.45` as milliseconds. */
function clock(text: string): number | null {
  const match = /(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/.exec(text);
  if (!match) return null;
  const [, hours, minutes, seconds, fraction = "0"] = match;
  const whole = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, "0"));
}

/** Without markup and without empty lines, which would end a cue. */
function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\n\s*\n/g, "\n")
    .trim();
}

function vttTime(milliseconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const seconds = milliseconds / 1000;
  const fraction = String(Math.round(milliseconds % 1000)).padStart(3, "0");
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
}
