/** Tab and line feed stay; every other control character goes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/**
 * Invisible, or able to turn the direction of the text around them. Joiners (U+200C, U+200D) stay: Persian,
 * Hindi and emoji are written with them.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
/** Languages stack up to three marks on a letter; more is drawing over other people's lines. */
const PILED_MARKS = /(\p{Mn}{3})\p{Mn}+/gu;

/** A comment's text as it is kept: what cannot be seen, or spills out of its lines, is gone. */
export function cleanText(text: string): string {
  return cleanCharacters(text.replace(/\r\n?/g, "\n"))
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The same for one line. */
export function cleanLine(text: string): string {
  return cleanCharacters(text.replace(/\s+/g, " ")).trim();
}

function cleanCharacters(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "")
    .normalize("NFC")
    .replace(CONTROLS, "")
    .replace(INVISIBLE, "")
    .replace(PILED_MARKS, "$1");
}

/** Characters as people count them: an emoji of a whole family is one. */
export function lengthOf(text: string): number {
  if (text.length > 20_000) return text.length;
  let length = 0;
  for (const _ of new Intl.Segmenter().segment(text)) length++;
  return length;
}
