import type { ProductCard } from "../catalog/index.ts";
import type { RightsChange, VideoCard, VideoLanguage } from "../media/index.ts";
import type { TextEdit, TextField } from "./bulk-text.ts";

export {
  rewritten,
  TEXT_LIMITS,
  TEXT_TOKENS,
  type TextEdit,
  type TextField,
} from "./bulk-text.ts";

// ── Categories ───────────────────────────────────────────────────────────────────────────────────

export interface Category {
  id: string;
  /** Null at the top. */
  parentId: string | null;
  name: string;
}

/** A category where it stands: in the order of the tree, `depth` 0 at the top. */
export interface CategoryLine extends Category {
  depth: number;
  /** Names from the top down to this one. */
  path: string[];
}

export const MAX_CATEGORIES = 500;
/** Levels, the top one included. */
export const MAX_CATEGORY_DEPTH = 5;
export const MAX_CATEGORY_NAME = 60;

// ── Saved views ──────────────────────────────────────────────────────────────────────────────────

export interface SavedView {
  id: string;
  name: string;
  /** The library's address after the question mark. */
  search: string;
}

export const MAX_VIEWS = 50;
export const MAX_VIEW_NAME = 60;
export const MAX_VIEW_SEARCH = 2000;

// ── Bulk edits ───────────────────────────────────────────────────────────────────────────────────

/** What is done to every clip of a bulk edit. */
export type BulkChange =
  | { kind: "add-tags"; tags: string[] }
  | { kind: "remove-tags"; tags: string[] }
  | { kind: "put-in-category"; categoryId: string }
  | { kind: "take-out-of-category"; categoryId: string }
  | { kind: "set-rights"; rights: RightsChange }
  | { kind: "add-products"; productIds: string[] }
  | { kind: "remove-products"; productIds: string[] }
  | { kind: "set-language"; language: VideoLanguage | null }
  | { kind: "edit-text"; field: TextField; edit: TextEdit }
  | { kind: "delete" };

/** running → done | cancelled → undoing → undone. What was cancelled half-way can be undone too. */
export type BulkState = "running" | "done" | "cancelled" | "undoing" | "undone";

export interface BulkEdit {
  id: string;
  change: BulkChange;
  state: BulkState;
  /** Clips it is for, looked at so far, of those altered, and altered back since. */
  total: number;
  done: number;
  changed: number;
  undone: number;
  createdAt: number;
  updatedAt: number;
}

/** More clips than the largest library we promise to be quick for are not changed in one go. */
export const MAX_BULK = 50_000;
/** Chosen one by one. */
export const MAX_CHOSEN = 1000;

// ── Suggestions ──────────────────────────────────────────────────────────────────────────────────

export const SUGGESTION_KINDS = ["product", "category", "tag"] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** Where in a clip the match stands. */
export type SuggestionPlace = "title" | "hashtag" | "description" | "file" | "said";

/** Why it is proposed: these words of the clip, in this place, name it or most of it. */
export interface SuggestionReason {
  place: SuggestionPlace;
  /** As written in the clip. */
  words: string;
  /** The whole name stands there, or so large a share of it. */
  share: number;
}

export interface Suggestion {
  videoId: string;
  kind: SuggestionKind;
  /** The tag itself, or the id of the category or product. */
  value: string;
  /** As the shop calls it. */
  label: string;
  reason: SuggestionReason;
  /** 0…1 */
  confidence: number;
}

/** One clip of the queue and what is proposed for it. */
export interface SuggestedClip {
  video: VideoCard;
  suggestions: (Suggestion & { product: ProductCard | null })[];
}

export interface SuggestionQueue {
  clips: SuggestedClip[];
  /** Clips that have any. */
  total: number;
  next: string | null;
}

/** What the filters may offer: what the shop's clips really have, most used first. */
export interface LibraryFacets {
  tags: { tag: string; clips: number }[];
  products: { id: string; title: string; clips: number }[];
  languages: VideoLanguage[];
  /** Clips in each category or below it; categories without any are left out. */
  categories: Record<string, number>;
}
