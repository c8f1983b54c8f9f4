/** The browser-safe part of cutting: the document, its rules and its mathematics. */
import type { MediaFaultKind } from "../index.ts";
import type { Cue } from "./captions.ts";
import type { EditDocument } from "./document.ts";
import type { Size } from "./geometry.ts";
import type { Rate } from "./timeline.ts";

export { type Cue, drawnCaptions, readCaptions, UNDETERMINED } from "./captions.ts";
export * from "./colour.ts";
export * from "./document.ts";
export * from "./geometry.ts";
export { type CueGrip, moveCue } from "./move-cue.ts";
export * from "./operations.ts";
export * from "./timeline.ts";

/** saved → queued → rendering → ready | failed | cancelled. The last two may be queued again. */
export type EditStatus = "saved" | "queued" | "rendering" | "ready" | "failed" | "cancelled";

export interface EditVersion {
  id: string;
  number: number;
  name: string;
  document: EditDocument;
  status: EditStatus;
  progress: number;
  failure: { kind: MediaFaultKind; params?: Record<string, string | number> } | null;
  /** Whether it is what shoppers see. */
  live: boolean;
  /** Whether it can be shown at once, without rendering. */
  rendered: boolean;
  createdAt: number;
}

/** A clip made ready for editing, as the browser needs it. */
export interface EditSource {
  id: string;
  title: string;
  size: Size;
  rate: Rate;
  frames: number;
  /** Milliseconds. */
  length: number;
  hasAudio: boolean;
  proxy: string;
  strip: { url: string; count: number; width: number; height: number };
  peaks: number[];
}

export type EditSourceState =
  | { status: "ready"; source: EditSource }
  | { status: "preparing"; progress: number }
  | {
      status: "failed";
      failure: { kind: MediaFaultKind; params?: Record<string, string | number> };
    };

export interface CaptionTrack {
  /** BCP 47 */
  language: string;
  cues: Cue[];
  /** Whether a machine wrote it and nobody has corrected it since. */
  automatic: boolean;
}

export const EDIT_FILE_KINDS = ["image", "music"] as const;
export type EditFileKind = (typeof EDIT_FILE_KINDS)[number];

export interface EditFile {
  id: string;
  kind: EditFileKind;
  name: string;
  bytes: number;
  url: string;
}

export const MAX_EDIT_FILE_BYTES: Record<EditFileKind, number> = {
  image: 8 * 1024 ** 2,
  music: 40 * 1024 ** 2,
};
/** Of one clip. */
export const MAX_EDIT_VERSIONS = 100;
