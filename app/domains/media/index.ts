import type { ProductCard } from "../catalog/index.ts";

/** uploading → queued → processing → ready | failed. A retry goes back to queued. */
export type VideoStatus = "uploading" | "queued" | "processing" | "ready" | "failed";

export interface VideoCard {
  id: string;
  title: string;
  status: VideoStatus;
  /** 0…1 while processing. */
  progress: number;
  /** Set when failed: a fault kind of `faults.*` and its placeholders. */
  failure: { kind: string; params?: Record<string, string | number> } | null;
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
export const MAX_TAGS = 50;
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

/** Where the browser sends the bytes: one request, body = the file, progress from XMLHttpRequest. */
export interface UploadTicket {
  videoId: string;
  method: "PUT";
  url: string;
  headers: Record<string, string>;
}
