/** Words after a number sign, as platforms read them: letters, digits and underscores of any script. */
const HASHTAG = /[#＃]([\p{L}\p{M}\p{N}_]+)/gu;

/** The hashtags of a text, in the order they are written, each once whatever its case. */
export function hashtagsOf(text: string): string[] {
  const found = new Map<string, string>();
  for (const [, tag] of text.matchAll(HASHTAG)) {
    // A mere number is an order of things, not a tag.
    if (/^\p{N}+$/u.test(tag!)) continue;
    if (!found.has(tag!.toLowerCase())) found.set(tag!.toLowerCase(), tag!);
  }
  return [...found.values()];
}

/** A caption's first line without its hashtags, for platforms whose posts have no titles. */
export function titleOfCaption(caption: string): string {
  for (const line of caption.split("\n")) {
    const words = line.replace(HASHTAG, " ").replace(/\s+/g, " ").trim();
    if (/[\p{L}\p{N}]/u.test(words)) return words;
  }
  return "";
}
