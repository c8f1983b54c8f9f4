import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Clock } from "../../kernel/clock.ts";
import { isId } from "../../kernel/ids.ts";
import { isHandle } from "./handle.ts";
import type { PublishedDocument, PublishedDocuments } from "./index.server.ts";
import type { PublishedStore, PublishingSignal } from "./ports.ts";

const squeeze = promisify(brotliCompress);
const zip = promisify(gzip);

/** Memory for documents, all shops together. */
const MAX_BYTES = 96 * 1024 * 1024;
/** Names of nothing cost this much each, so that made-up ones push each other out. */
const EMPTY_BYTES = 256;
/** Without the line that tells of publishing, a document is asked for again after this long. */
const BLIND_TRUST_MS = 1_000;
/** The best compression is worth its time only while that is short. */
const BEST_UP_TO_BYTES = 256 * 1024;

export interface PublishedPorts {
  store: PublishedStore;
  signal: PublishingSignal;
  clock: Clock;
}

interface Entry {
  shopDomain: string;
  document: PublishedDocument | null;
  bytes: number;
  loadedAt: number;
  /** Asked for since the last look for something to let go. */
  isUsed: boolean;
}

/**
 * The documents being served, in memory, compressed once. Another process' publishing drops a shop's
 * documents here at once. While the database is away the last known documents are served.
 */
export function createPublishedDocuments(
  ports: PublishedPorts,
): PublishedDocuments & { close(): void } {
  const { store, signal, clock } = ports;
  /** Oldest first. */
  const entries = new Map<string, Entry>();
  const loading = new Map<string, Promise<PublishedDocument | null>>();
  /** Of documents no longer current: what to serve if the database cannot be asked. */
  const stale = new Map<string, Entry>();
  let bytes = 0;
  /** Counts invalidations: what was read before one must not be kept after it. */
  let generation = 0;

  const drop = (key: string, entry: Entry) => {
    entries.delete(key);
    bytes -= entry.bytes;
  };
  const invalidate = (shopDomain: string | null) => {
    generation++;
    // Whoever asks from now on must not be given what was read before.
    loading.clear();
    for (const [key, entry] of entries) {
      if (shopDomain !== null && entry.shopDomain !== shopDomain) continue;
      drop(key, entry);
      if (entry.document) stale.set(key, entry);
    }
    while (stale.size > 1000) stale.delete(stale.keys().next().value!);
  };
  const stop = signal.subscribe(invalidate);

  const keep = (key: string, entry: Entry) => {
    const old = entries.get(key);
    if (old) drop(key, old);
    entries.set(key, entry);
    bytes += entry.bytes;
    // Second chance: a hit costs a flag and not a move within the map.
    for (const [oldest, candidate] of entries) {
      if (bytes <= MAX_BYTES) break;
      drop(oldest, candidate);
      if (!candidate.isUsed) continue;
      candidate.isUsed = false;
      entries.set(oldest, candidate);
      bytes += candidate.bytes;
    }
  };

  const load = async (
    key: string,
    shopDomain: string,
    read: () => Promise<unknown>,
  ): Promise<PublishedDocument | null> => {
    const began = generation;
    try {
      const value = await read();
      const document = value === null ? null : await compress(value);
      if (began === generation) {
        const size = document
          ? document.identity.length + document.gzip.length + document.brotli.length
          : EMPTY_BYTES;
        keep(key, { shopDomain, document, bytes: size, loadedAt: clock.now(), isUsed: false });
        stale.delete(key);
      }
      return document;
    } catch (error) {
      const last = entries.get(key) ?? stale.get(key);
      if (last) return last.document;
      throw error;
    }
  };

  const get = (
    key: string,
    shopDomain: string,
    read: () => Promise<unknown>,
  ): PublishedDocument | null | Promise<PublishedDocument | null> => {
    const entry = entries.get(key);
    if (entry && (signal.connected() || clock.now() - entry.loadedAt < BLIND_TRUST_MS)) {
      entry.isUsed = true;
      return entry.document;
    }
    const running = loading.get(key);
    if (running) return running;
    const started = load(key, shopDomain, read).finally(() => {
      if (loading.get(key) === started) loading.delete(key);
    });
    loading.set(key, started);
    return started;
  };

  return {
    feed: (shopDomain, handle) =>
      isHandle(handle)
        ? get(`${shopDomain} feed ${handle}`, shopDomain, () => store.feed(shopDomain, handle))
        : null,
    video: (shopDomain, videoId) =>
      isId(videoId)
        ? get(`${shopDomain} video ${videoId}`, shopDomain, () => store.video(shopDomain, videoId))
        : null,
    close: stop,
  };
}

async function compress(value: unknown): Promise<PublishedDocument> {
  const identity = Buffer.from(JSON.stringify(value));
  const small = identity.length <= BEST_UP_TO_BYTES;
  const [zipped, squeezed] = await Promise.all([
    zip(identity, { level: small ? 9 : 6 }),
    squeeze(identity, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: small ? 11 : 5,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      },
    }),
  ]);
  // Weak, because one tag stands for all encodings.
  const etag = `W/"${createHash("sha256").update(identity).digest("base64url").slice(0, 22)}"`;
  return { etag, identity, gzip: zipped, brotli: squeezed };
}
