/**
 * What an edit is: a small document that says how the finished clip is made from the original, which it
 * never touches. Preview and renderer read the same document by the same mathematics (timeline.ts,
 * geometry.ts, colour.ts). All times are whole milliseconds.
 */
export const EDIT_VERSION = 1;

export interface EditDocument {
  v: typeof EDIT_VERSION;
  /** One after the other. Trimming, cutting out, splitting and joining are all a matter of parts. */
  parts: EditPart[];
  frame: { ratio: EditRatio; fill: "crop" | "blur" };
  colour: EditColour;
  /** Later ones lie on top. */
  overlays: EditOverlay[];
  /** Of the whole: from black and silence, and back. */
  fade: { pictureIn: number; pictureOut: number; soundIn: number; soundOut: number };
  sound: EditSound;
  /** Captions of that language are drawn into the picture; null: they stay tracks. */
  burnIn: { language: string } | null;
  /** Time in the finished clip of the picture that stands for it; null: chosen by looking. */
  cover: number | null;
}

/** `original`: the clip being edited. Else the id of another clip of the shop. */
export type EditSourceId = string;
export const ORIGINAL: EditSourceId = "original";

export interface EditPart {
  /** Unique in the document. */
  id: string;
  source: EditSourceId;
  /** In the source, at its own speed. */
  from: number;
  to: number;
  speed: number;
  reversed: boolean;
  /** Clockwise, before mirroring. */
  turn: 0 | 90 | 180 | 270;
  /** Left and right change places. */
  mirrored: boolean;
  /** Top and bottom change places. */
  flipped: boolean;
  /** 1: as large as it takes to fill the frame. */
  zoom: number;
  /** Where to look, by time in the source; straight lines between. One point stays, none is the middle. */
  focus: FocusPoint[];
  /** How it comes after the part before it. */
  entry: EditEntry;
}

export interface FocusPoint {
  at: number;
  /** 0…1 of the turned picture. */
  x: number;
  y: number;
}

export const ENTRY_KINDS = ["cut", "dissolve", "black", "wipe", "slide"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
/** A cut has no duration. */
export interface EditEntry {
  kind: EntryKind;
  duration: number;
}

export const EDIT_RATIOS = ["source", "9:16", "4:5", "1:1", "16:9"] as const;
export type EditRatio = (typeof EDIT_RATIOS)[number];

export const LOOKS = ["none", "vivid", "warm", "cool", "soft", "film", "mono", "sepia"] as const;
export type Look = (typeof LOOKS)[number];

export interface EditColour {
  look: Look;
  /** Each -1…1; 0 leaves it as it is. */
  brightness: number;
  contrast: number;
  saturation: number;
}

interface OverlayPlace {
  id: string;
  /** In the finished clip; null: from its beginning, to its end. */
  from: number | null;
  to: number | null;
  /** Of its middle, 0…1 of the frame. */
  x: number;
  y: number;
  /** 0…1 of the frame's width: of a picture, or where the lines of a text break. */
  width: number;
  opacity: number;
}

export type EditOverlay = TextOverlay | ImageOverlay;

export interface TextOverlay extends OverlayPlace {
  kind: "text";
  text: string;
  weight: 400 | 700;
  /** Height of the letters, 0…1 of the frame's shorter side. */
  size: number;
  /** #rrggbb */
  colour: string;
  background: string | null;
  align: "left" | "centre" | "right";
}

export interface ImageOverlay extends OverlayPlace {
  kind: "image";
  /** Id of an edit file of the shop. */
  file: string;
}

export interface EditSound {
  /** 1: as recorded. */
  volume: number;
  muted: boolean;
  music: { file: string; volume: number; replaces: boolean } | null;
  /** Brought to -14 LUFS, which is what players of short clips expect. */
  levelled: boolean;
}

export const LIMITS = {
  parts: 40,
  overlays: 30,
  focusPoints: 20,
  /** Milliseconds. */
  shortestPart: 100,
  longestEntry: 2_000,
  longestFade: 5_000,
  /** Reversing keeps pictures in memory and reads the source in small pieces from its end. */
  longestReversed: 60_000,
  longest: 10 * 60 * 1000,
  slowest: 0.25,
  fastest: 4,
  zoom: 3,
  textLength: 300,
} as const;

/** The whole clip as it is: where every edit begins. */
export function blankDocument(duration: number): EditDocument {
  return {
    v: EDIT_VERSION,
    parts: [newPart("p1", ORIGINAL, 0, duration)],
    frame: { ratio: "source", fill: "crop" },
    colour: { look: "none", brightness: 0, contrast: 0, saturation: 0 },
    overlays: [],
    fade: { pictureIn: 0, pictureOut: 0, soundIn: 0, soundOut: 0 },
    sound: { volume: 1, muted: false, music: null, levelled: false },
    burnIn: null,
    cover: null,
  };
}

export function newPart(id: string, source: EditSourceId, from: number, to: number): EditPart {
  return {
    ...{ id, source, from, to },
    ...{ speed: 1, reversed: false, turn: 0, mirrored: false, flipped: false, zoom: 1 },
    focus: [],
    entry: { kind: "cut", duration: 0 },
  };
}

/** Ids of the other clips that it takes parts from. */
export function joinedClips(document: EditDocument): string[] {
  return [...new Set(document.parts.map(({ source }) => source))].filter(
    (source) => source !== ORIGINAL,
  );
}
