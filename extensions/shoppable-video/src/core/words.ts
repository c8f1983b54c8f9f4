/** Sentences in the shopper's language, by key; `[name]` marks where something is put in. */
export type Words = Record<string, string>;

/** The sentence with its marks filled. A missing one shows its key: better than an empty button. */
export function say(words: Words, key: string, fill: Record<string, string | number> = {}): string {
  const sentence = words[key] ?? key;
  return sentence.replace(/\[(\w+)\]/g, (mark, name: string) => String(fill[name] ?? mark));
}
