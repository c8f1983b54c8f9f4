import { MAX_TITLE_LENGTH } from "./index.ts";

const VIDEO_NAME = /\.(mp4|m4v|mov|qt|webm|mkv|avi|mpe?g|m2ts|mts|ts|3gp|3g2|ogv|flv|wmv)$/i;
// Controls, broken halves of characters, and marks that turn the direction of text: a name must not be
// able to disguise another.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const MAX_NAME_LENGTH = 500;

/** Any Unicode, in one normal form, without what cannot be seen. */
export function cleanFileName(name: string): string {
  const cleaned = name.replace(UNPRINTABLE, "").normalize("NFC").replace(/\s+/g, " ").trim();
  return shorten(cleaned, MAX_NAME_LENGTH);
}

/** The title that a clip starts with: its file's name without the ending. */
export function titleFromFileName(name: string): string {
  const bare = cleanFileName(name)
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/_+/g, " ")
    .trim();
  return shorten(bare, MAX_TITLE_LENGTH) || "Clip";
}

/** Cuts at whole characters, as people see them. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let short = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (short.length + segment.length > limit) break;
    short += segment;
  }
  return short.trim();
}

/** Whether a file says of itself that it is a video. What it truly is, the engine finds out. */
export function looksLikeVideo(name: string, contentType: string): boolean {
  const type = contentType.toLowerCase().split(";")[0]!.trim();
  if (type.startsWith("video/")) return true;
  return (type === "" || type === "application/octet-stream") && VIDEO_NAME.test(name);
}
