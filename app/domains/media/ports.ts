/**
 * What the media domain needs from outside: an engine that makes assets of uploads, a store for
 * blobs, a store for rows. Each has a fake in fakes.ts and a battery (`*.contract.ts`) that the fake
 * and every adapter must pass.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { BlobStore } from "./blob-store.ts";
import type { LibraryRoom, MediaStore } from "./media-store.ts";
import type { VideoEngine } from "./video-engine.ts";

export type * from "./blob-store.ts";
export type * from "./media-store.ts";
export { TRIES_A_ROUND } from "./media-store.ts";
export type * from "./video-engine.ts";

export interface MediaLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface MediaPorts {
  clock: Clock;
  log: MediaLog;
  store: MediaStore;
  blobs: BlobStore;
  engine: VideoEngine;
  /** Where media is fetched from, without a trailing slash. */
  mediaBaseUrl: string;
  /** The same for the merchant's own pages: reaches what is withheld from shoppers. */
  passBaseUrl(shopId: string, videoId: string): string;
  /** What the shop's plan has room for. */
  room(shopId: string): Promise<LibraryRoom>;
}
