import type { Fault } from "../../../kernel/result.ts";
import type { Platform } from "../platforms.ts";

/** A platform's own data export, as people download it there: what is in it, and what becomes of it. */

/** Takeout's largest part. */
export const MAX_ARCHIVE_BYTES = 50 * 1024 ** 3;
export const MAX_ARCHIVE_ENTRIES = 200_000;
/** An archive that nobody touches is kept this long. */
export const ARCHIVE_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** `files`: videos that no platform tells anything of. */
export type ArchiveKind = Platform | "files";

/** Why an archive cannot be read; `faults.<kind>`. */
export type ArchiveFaultKind =
  | "archive-not-zip"
  /** Its end is missing. */
  | "archive-cut-short"
  /** One of several pieces that only make an archive together. */
  | "archive-split"
  | "archive-encrypted"
  /** {path}: leads out of the folder that it would be unpacked into */
  | "archive-unsafe"
  /** Says that it holds far more than it can. */
  | "archive-bomb"
  | "archive-damaged"
  /** {entries}, {limit} */
  | "archive-too-many"
  /** Holds no videos, and nothing that is known of a platform. */
  | "archive-nothing"
  /** {path}: what tells of the posts cannot be read */
  | "archive-unreadable";

/** Whether a file is to be read as an archive, by its name and what the browser says of it. */
export function looksLikeArchive(name: string, contentType: string): boolean {
  return /\.(zip|tgz|tar\.gz)$/i.test(name) || /^application\/(x-)?zip/.test(contentType);
}

/** What bringing an archive in would do. Counts are of clips, unless said. */
export interface ArchiveReport {
  /** Video files of it that are the platform's posts. */
  videos: number;
  /** Posts that it tells of. */
  posts: number;
  /** Wait for their file, and get it. */
  gives: number;
  adds: number;
  /** Here with their file: what is empty there is filled in. */
  here: number;
  /** Of the files that become new clips, those of which nothing is told. */
  bare: number;
  /** Posts whose file is in no part that was added. */
  fileless: number;
  /** Files packed in a way that cannot be opened. */
  unreadable: number;
  /** Videos that are left out: messages, stories and other products of the platform. */
  others: number;
  /** Bytes of the files. */
  bytes: number;
  /** The first of them. */
  rows: ArchiveRow[];
}

export interface ArchiveRow {
  key: string;
  /** The post's words, or its file's name. */
  name: string;
  what: "gives" | "adds" | "here" | "unreadable";
  /** When it was posted. */
  at: number | null;
  /** The clip that it belongs to. */
  clip: string | null;
}

export type ArchiveState =
  /** Not all of it is here. */
  | "receiving"
  /** All of it is here and is looked through. */
  | "reading"
  /** Somebody may bring its clips in. */
  | "read"
  | "refused"
  /** Its import is under way. */
  | "started"
  /** Everything in it was brought in: only what it tells of posts is kept. */
  | "over";

export interface ArchiveView {
  id: string;
  name: string;
  bytes: number;
  received: number;
  state: ArchiveState;
  kind: ArchiveKind | null;
  fault: Fault<ArchiveFaultKind> | null;
  report: ArchiveReport | null;
  /** The import that brings its clips in. */
  importId: string | null;
  createdAt: number;
}
