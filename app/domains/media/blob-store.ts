import type { Fault, Result } from "../../kernel/result.ts";

export interface BlobInfo {
  bytes: number;
  /** Opaque, without quotes; differs when the bytes differ. */
  etag: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
}

export type BlobBody = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Files by key. A key is segments of [A-Za-z0-9._-] joined by slashes, the shop's id first; any other
 * key throws. Reads see a blob whole or not at all.
 */
export interface BlobStore {
  /**
   * Writes a blob, replacing an older one at once when all bytes are safe. When the body throws,
   * `signal` aborts or the size is not `bytes`, it throws and nothing is left.
   */
  put(
    key: string,
    body: BlobBody,
    options: { contentType: string; bytes?: number; signal?: AbortSignal },
  ): Promise<Result<BlobInfo, Fault<"storage-full">>>;
  /** Null when there is none. The range is inclusive and must lie inside the blob. */
  get(
    key: string,
    range?: { start: number; end: number },
  ): Promise<(BlobInfo & { body: AsyncIterable<Uint8Array> }) | null>;
  head(key: string): Promise<BlobInfo | null>;
  /** Removes one blob, or with a trailing slash all blobs under it. Idempotent. */
  remove(keyOrPrefix: string): Promise<void>;
  /** The blob as a file of this machine, where it is one: spares engines a copy. */
  localPath: ((key: string) => string) | null;
}
