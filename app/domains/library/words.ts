/** Writing without spaces between words: Chinese, Japanese, Korean. */
const SCRIPTS =
  "\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
export const UNSPACED = new RegExp(`[${SCRIPTS}]`, "u");
const RUN = new RegExp(`[${SCRIPTS}]+`, "gu");

/** One spelling for what reads the same: case, accents, full width; as library.fold in the database. */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
}

/** Words of a folded text that are parted by something. Underscores part words, as in file names. */
export function spacedWords(folded: string): string[] {
  return folded.replaceAll(RUN, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Runs of writing without spaces. */
export function runsOf(folded: string): string[] {
  return folded.match(RUN) ?? [];
}

/**
 * Hashtags as written, without their sign, each once. A Chinese topic may be closed by a second sign
 * (#夏季穿搭#), which begins no other one when nothing or a blank follows it.
 */
export function hashtagsOf(text: string): string[] {
  const found = new Map<string, string>();
  for (const [, word = ""] of text.matchAll(
    /[#＃]([\p{L}\p{N}_]{2,40})(?:[#＃](?![\p{L}\p{N}_]))?/gu,
  ))
    if (!/^\d+$/.test(word) && !found.has(foldText(word))) found.set(foldText(word), word);
  return [...found.values()];
}
