import type { ProductCard } from "../catalog/index.ts";
import type { Moment } from "./moments.ts";
import type { RightsFilter } from "./rights.ts";

export * from "./countries.ts";
export * from "./edits/index.ts";
export * from "./films/index.ts";
export * from "./moments.ts";
export * from "./rights.ts";

/**
 * uploading → queued → processing → ready | failed. A retry goes back to queued. `wanted`: known from
 * elsewhere, and its file is yet to be added; it stays so until all of the file is here.
 */
export type VideoStatus = (typeof VIDEO_STATUSES)[number];

/** Where a clip came from. */
export const VIDEO_SOURCES = [
  "upload",
  "link",
  "csv",
  "shopify",
  "tiktok",
  "instagram",
  "youtube",
  "pictures",
] as const;
export type VideoSource = (typeof VIDEO_SOURCES)[number];

/**
 * Why a clip that could be shown is kept from the storefront: somebody has to look at it, or its rights do
 * not allow it. Each reason is set and lifted on its own; a clip is shown when none is left.
 */
export const WITHHELD_REASONS = ["review", "rights"] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** Whether shoppers can see it, once it is placed. */
export function isShowable(video: Pick<VideoCard, "status" | "withheld">): boolean {
  return video.status === "ready" && video.withheld.length === 0;
}

/** Languages that a clip can be said to be in, as BCP 47: those of the storefront's texts first. */
export const VIDEO_LANGUAGES = [
  "en",
  "zh-CN",
  "zh-TW",
  "ja",
  "ko",
  "fr",
  "de",
  "es",
  "pt",
  "it",
  "nl",
  "ar",
  "hi",
  "id",
  "ms",
  "pl",
  "ru",
  "sv",
  "th",
  "tr",
  "vi",
] as const;
export type VideoLanguage = (typeof VIDEO_LANGUAGES)[number];

/**
 * Why a file became no video: `failure.kind` of a card, and a sentence `faults.<kind>` each.
 * Placeholders in brackets; durations are seconds, sizes pixels.
 */
export const MEDIA_FAULT_KINDS = [
  /** The bytes are no video that can be read (a picture, a document, a playlist of other files). */
  "file-not-video",
  "file-empty",
  /** Its index or most of its pictures cannot be read: cut short or broken. */
  "file-damaged",
  /** {duration} of it {expected} can be read. */
  "file-cut-short",
  /** {duration}, {limit} */
  "video-too-long",
  /** {width}, {height}, {limit} */
  "video-too-large-picture",
  /** Sound only, or a picture of no size. */
  "video-has-no-picture",
  /** {seconds} */
  "processing-timeout",
  "processing-memory",
  /** Every attempt was cut off: a worker that was killed, again and again. */
  "processing-interrupted",
  "storage-full",
  /** The upload never came, or is gone from the store. */
  "upload-missing",
  /** The video engine keeps the original, so nothing here can cut it. */
  "original-elsewhere",
  /** A picture or music laid over a clip cannot be read. */
  "edit-file-unreadable",
  /** The video engine cannot be reached or refuses us. */
  "engine-unavailable",
] as const;
export type MediaFaultKind = (typeof MEDIA_FAULT_KINDS)[number];

export interface VideoCard {
  id: string;
  title: string;
  status: VideoStatus;
  /** 0…1 while processing. */
  progress: number;
  /** Set when failed: a fault kind of `faults.*` and its placeholders. */
  failure: { kind: MediaFaultKind; params?: Record<string, string | number> } | null;
  poster: string | null;
  placeholder: string | null;
  preview: string | null;
  duration: number | null;
  width: number | null;
  height: number | null;
  tags: string[];
  productCount: number;
  createdAt: number;
  /** Empty: shoppers may see it. */
  withheld: WithheldReason[];
}

export interface VideoDetail extends VideoCard {
  description: string;
  source: VideoSource;
  language: VideoLanguage | null;
  sourceName: string;
  sourceBytes: number;
  hasAudio: boolean | null;
  /** HLS URL for the admin's player, once ready. */
  hls: string | null;
  products: TaggedProduct[];
  moments: Moment[];
  updatedAt: number;
}

export interface TaggedProduct {
  product: ProductCard;
  variantId: string | null;
  from: number | null;
  to: number | null;
  x: number | null;
  y: number | null;
}

/** Larger files are refused before they are sent or fetched. */
export const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;
export const MAX_DURATION_MS = 10 * 60 * 1000;
export const MAX_TITLE_LENGTH = 255;
export const MAX_DESCRIPTION_LENGTH = 5000;
export const MAX_TAGS = 50;
export const MAX_TAG_LENGTH = 64;
export const MAX_PRODUCTS_PER_VIDEO = 20;

export const VIDEO_STATUSES = [
  "wanted",
  "uploading",
  "queued",
  "processing",
  "ready",
  "failed",
] as const;
/** By the picture as shown; within a tenth of as wide as high is square. */
export const VIDEO_SHAPES = ["portrait", "square", "landscape"] as const;
export type VideoShape = (typeof VIDEO_SHAPES)[number];
/** Milliseconds: longer than `over`, and at most `to`. */
export const LENGTH_LIMITS = {
  to15: { over: -1, to: 15_000 },
  to30: { over: 15_000, to: 30_000 },
  to60: { over: 30_000, to: 60_000 },
  over60: { over: 60_000, to: null },
} as const;
export const VIDEO_LENGTHS = ["to15", "to30", "to60", "over60"] as const;
export type VideoLength = (typeof VIDEO_LENGTHS)[number];
/** What a clip may be short of: work still to do. */
export const VIDEO_LACKS = ["product", "category", "tag", "description", "language"] as const;
export type VideoLack = (typeof VIDEO_LACKS)[number];
/** Within the last 30 days, as far as roll-ups have counted. */
export const VIDEO_PERFORMANCES = ["earning", "played", "unplayed"] as const;
export type VideoPerformance = (typeof VIDEO_PERFORMANCES)[number];
/** `best`: searched words in the title first, then the newest. */
export const VIDEO_SORTS = [
  "best",
  "newest",
  "oldest",
  "title",
  "longest",
  "shortest",
  "plays",
  "revenue",
] as const;
export type VideoSort = (typeof VIDEO_SORTS)[number];

/** What clips must be like. Several values of one filter are alternatives, but tags and lacks: all of them. */
export interface VideoFilter {
  /** Words of titles, descriptions, tags, captions, comments, product and file names. */
  search?: string | undefined;
  statuses?: VideoStatus[] | undefined;
  sources?: VideoSource[] | undefined;
  languages?: VideoLanguage[] | undefined;
  shapes?: VideoShape[] | undefined;
  lengths?: VideoLength[] | undefined;
  /** Whatever their case. */
  tags?: string[] | undefined;
  /** In this one or any below it. */
  category?: string | undefined;
  /** Tagged with this product. */
  product?: string | undefined;
  lacks?: VideoLack[] | undefined;
  performance?: VideoPerformance | undefined;
  /** Where its review stands: see the clearance domain. One that is still to come is in none of these. */
  reviews?: ("waiting" | "changes" | "refused" | "approved")[] | undefined;
  /** Kept from the storefront for any of these. */
  withheld?: WithheldReason[] | undefined;
  /** As rights come to on `day`, which is the shop's. */
  rights?: { any: RightsFilter[]; day: string } | undefined;
  /** Epoch milliseconds. */
  addedAfter?: number | undefined;
}

export interface VideoListQuery extends VideoFilter {
  sort: VideoSort;
  /** From the previous answer to the same query. */
  cursor?: string | undefined;
  limit: number;
}

/** What the library knows of a clip besides the clip itself. */
export interface VideoFacts {
  /** Of the last 30 days. Revenue in minor units of the shop's currency. */
  plays: number;
  revenue: number;
  /** Ids. */
  categories: string[];
}

export type ListedCard = VideoCard & VideoFacts;

/** No clip has the typed word; one like it was looked for. */
export interface SearchCorrection {
  typed: string;
  found: string;
}

export interface VideoPage {
  videos: ListedCard[];
  next: string | null;
  total: number;
  /** There are more than `total`: common words are not counted to the end. */
  more: boolean;
  meant: SearchCorrection[];
}
