import type { FeedCaptions } from "../../../../app/contract/feed.ts";

/** Seconds from the start of the clip. */
export interface Cue {
  start: number;
  end: number;
  text: string;
}

const CHARACTERS: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

/** The cues of a WebVTT file, as plain text: styles, positions and notes are left out. */
export function parseCues(vtt: string): Cue[] {
  return vtt
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split("\n");
      const at = lines.findIndex((line) => line.includes("-->"));
      const [start, end] = (lines[at] ?? "").split("-->").map(secondsOf);
      const text = plain(lines.slice(at + 1).join("\n"));
      return at >= 0 && start !== undefined && end !== undefined && end > start && text
        ? [{ start, end, text }]
        : [];
    });
}

/** `[hours:]minutes:seconds.thousandths`, what follows is left out; NaN for anything else. */
function secondsOf(stamp: string): number {
  const [, hours = "0", minutes, seconds] =
    /^\s*(?:(\d+):)?(\d\d):(\d\d[.,]\d{3})/.exec(stamp) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds?.replace(",", "."));
}

function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/&(\w+);/g, (whole, name: string) => CHARACTERS[name] ?? whole)
    .trim();
}

/**
 * The captions for somebody who reads `languages` (BCP 47, best first): the same language and region,
 * else script, else language, else the first there is.
 */
export function pickCaptions(
  captions: FeedCaptions[],
  languages: readonly string[],
): FeedCaptions | undefined {
  for (const wanted of languages) {
    const key = keysOf(wanted);
    for (let depth = 0; depth < key.length; depth++) {
      const found = captions.find(({ language }) => keysOf(language)[depth] === key[depth]);
      if (found) return found;
    }
  }
  return captions[0];
}

/** Itself, then its likely script, then the bare language: `zh-TW` reads `zh-Hant` before `zh-CN`. */
function keysOf(tag: string): string[] {
  try {
    const { baseName, language } = new Intl.Locale(tag);
    return [baseName, `${language}-${new Intl.Locale(tag).maximize().script}`, language];
  } catch {
    return [];
  }
}
