import type { ProductCard } from "../catalog/index.ts";
import type { Moment } from "./moments.ts";

export * from "./edits/index.ts";
export * from "./moments.ts";

/** uploading → queued → processing → ready | failed. A retry goes back to queued. */
export type VideoStatus = "uploading" | "queued" | "processing" | "ready" | "failed";

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
}

export interface VideoDetail extends VideoCard {
  description: string;
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

/** Files above this are refused before the upload starts. */
export const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;
export const MAX_DURATION_MS = 10 * 60 * 1000;
export const MAX_TITLE_LENGTH = 255;
export const MAX_DESCRIPTION_LENGTH = 5000;
export const MAX_TAGS = 50;
export const MAX_TAG_LENGTH = 64;
export const MAX_PRODUCTS_PER_VIDEO = 20;

export interface VideoListQuery {
  search?: string;
  status?: VideoStatus;
  tag?: string;
  sort: "newest" | "oldest" | "title";
  /** From the previous answer. */
  cursor?: string;
  limit: number;
}

export interface VideoPage {
  videos: VideoCard[];
  next: string | null;
  total: number;
}

/** Why the upload door took no bytes: `fault.kind` of its JSON. */
export type UploadDoorFaultKind =
  /** Forged, damaged, or older than it may be. */
  | "upload-ticket-invalid"
  /** Not as many bytes came as were announced. */
  | "upload-size-differs"
  /** The clip was deleted, or its upload cancelled. */
  | "upload-cancelled"
  | "storage-full";

/** Where the browser sends the bytes: one request, body = the file, progress from XMLHttpRequest. */
export interface UploadTicket {
  videoId: string;
  method: "PUT";
  url: string;
  headers: Record<string, string>;
}
