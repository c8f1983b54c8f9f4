import { MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH } from "../media/index.ts";

/** How one text of many clips is rewritten. `text` may hold the words in `TEXT_TOKENS`. */
export type TextEdit =
  | { how: "before" | "after" | "set"; text: string }
  | { how: "replace"; find: string; text: string };

export type TextField = "title" | "description";

/** Stand in a text for what each clip has: its title, its first product's name, its file's name. */
export const TEXT_TOKENS = ["title", "product", "file"] as const;
export type TextToken = (typeof TEXT_TOKENS)[number];

/** What tokens become; empty where a clip has nothing of the kind. */
export type TokenValues = Record<TextToken, string>;

export const TEXT_LIMITS: Record<TextField, number> = {
  title: MAX_TITLE_LENGTH,
  description: MAX_DESCRIPTION_LENGTH,
};

/**
 * The text rewritten. The same one when there is nothing to do (it begins or ends so already, what is
 * looked for is not in it) and when it could not be kept: too long, or a title without a letter.
 */
export function rewritten(
  field: TextField,
  old: string,
  edit: TextEdit,
  values: TokenValues,
): string {
  const text = edit.text.replace(
    /\{(title|product|file)\}/g,
    (_token, name: TextToken) => values[name],
  );
  const made = withText(old, edit, text)
    .replace(/[^\S\n]{2,}/g, " ")
    .trim();
  const kept = made.length <= TEXT_LIMITS[field] && (field === "description" || made !== "");
  return kept ? made : old;
}

function withText(old: string, edit: TextEdit, text: string): string {
  switch (edit.how) {
    case "before":
      return old.startsWith(text.trimStart()) ? old : text + old;
    case "after":
      return old.endsWith(text.trimEnd()) ? old : old + text;
    case "replace":
      return edit.find === "" ? old : old.replaceAll(edit.find, () => text);
    case "set":
      return text;
  }
}
