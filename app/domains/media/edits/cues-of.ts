import type { Cue } from "./captions.ts";
import type { HeardSegment } from "./ports.ts";

/** What can be read at once: two lines of letters, or one and a half of wide signs. */
const MOST_LETTERS = 84;
const MOST_WIDE = 28;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/u;

/** Captions of what was heard: long segments are divided where words end, their time with them. */
export function cuesOf(segments: HeardSegment[]): Cue[] {
  return segments.flatMap(({ start, end, text }) => {
    const said = text.replace(/\s+/g, " ").trim();
    if (said === "" || !(end > start)) return [];
    const pieces = divide(said);
    const all = pieces.reduce((sum, piece) => sum + piece.length, 0);
    let before = 0;
    return pieces.map((piece) => {
      const from = start + ((end - start) * before) / all;
      before += piece.length;
      const to = start + ((end - start) * before) / all;
      return { from: Math.round(from * 1000), to: Math.round(to * 1000), text: piece };
    });
  });
}

function divide(text: string): string[] {
  const wide = WIDE.test(text);
  const most = wide ? MOST_WIDE : MOST_LETTERS;
  const count = Math.ceil(text.length / most);
  if (count < 2) return [text];
  const target = text.length / count;
  const pieces: string[] = [];
  let rest = text;
  while (pieces.length < count - 1 && rest.length > target) {
    const at = breakNear(rest, Math.round(target), wide);
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...pieces, rest].filter((piece) => piece !== "");
}

/** The nearest place where a word or a sentence ends. */
function breakNear(text: string, target: number, wide: boolean): number {
  const ends = wide ? /[，。！？、；：,.!?;:\s]/u : /\s/;
  for (let away = 0; away < target * 0.6; away++)
    for (const at of [target - away, target + away])
      if (at > 0 && at < text.length && ends.test(text[at - 1]!)) return at;
  return target;
}
