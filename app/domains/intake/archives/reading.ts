import type { Platform } from "../platforms.ts";
import type { ArchivePost } from "./ports.ts";

/** How one platform's export is read. */
export interface Reader {
  kind: Platform;
  /** Whether an archive with these paths is this platform's. */
  isOf(paths: string[]): boolean;
  /** Whether this file tells of posts. */
  tells(path: string): boolean;
  /** Whether this file is a video of a post: others in the export are nobody's business. */
  holds(path: string): boolean;
  /** What such a file tells. Throws when it is not what it should be. */
  read(path: string, text: string): ArchivePost[];
}

const VIDEO = /\.(mp4|m4v|mov|webm|mkv|avi|mpe?g|3gp|wmv|flv)$/i;
/** What systems add of their own. */
const LITTER = /(^|\/)(__MACOSX\/|\.)/;

export function isVideoPath(path: string): boolean {
  return VIDEO.test(path) && !LITTER.test(path);
}

/** `2026-11-20 09:00:00`, with or without ` UTC`, as milliseconds; null when it is none. */
export function toSeconds(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text.trim());
  const at = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
