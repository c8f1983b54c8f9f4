import type { CmafPlayback, HlsPlayback } from "../../contract/feed.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { MediaFaultKind } from "./index.ts";

export type MediaFault = Fault<MediaFaultKind>;

/** Playback as rows keep it: blob keys (or absolute URLs of the engine) where the feed has URLs. */
export type StoredPlayback = (CmafPlayback | HlsPlayback) & {
  /** A whole file that plays without scripts, once there is one. */
  contentKey: string | null;
};

/** What an engine made of a video. Published as a whole; a later one replaces it. */
export interface EngineAsset {
  /** The engine's own id, or the key prefix of our files: what `remove` takes. */
  engineRef: string;
  /** Pixels as shown, rotation applied. */
  width: number;
  height: number;
  /** Milliseconds. */
  duration: number;
  hasAudio: boolean;
  posterKey: string;
  previewKey: string | null;
  /** Data URI. */
  placeholder: string;
  playback: StoredPlayback;
  /** Blobs of earlier publications that this one no longer uses: removed when nobody can have them open. */
  obsolete?: string[];
  /** Whether every rung is there. */
  complete: boolean;
}

export interface EngineSource {
  shopId: string;
  videoId: string;
  /** Key of the original in the blob store; null when the engine received it itself. */
  sourceKey: string | null;
  /** What `directUpload.open` or an earlier asset said. */
  engineRef: string | null;
  /** Where this attempt's files go: ends with a slash, shared with no other attempt. */
  prefix: string;
  /** Milliseconds of the picture to be the poster; without it one is chosen by looking. */
  posterAt?: number;
}

/** How an engine reports. A false answer means: somebody else owns this video now, stop and clean up. */
export interface EngineSink {
  /** 0…1 */
  progress(share: number): Promise<boolean>;
  publish(asset: EngineAsset): Promise<boolean>;
}

export type EngineOutcome =
  | { kind: "complete" }
  /** The engine works elsewhere: ask again after that time, or when its webhook comes. */
  | { kind: "waiting"; retryAfterMs: number }
  /** The sink said stop; this attempt's files are gone. */
  | { kind: "superseded" };

/**
 * Makes an asset of an original.
 *
 * `process` may be called again at any time after a kill and starts over or goes on by itself. It
 * refuses with a fault when the file or its limits are at fault, throws when something else broke
 * (the queue tries again), and rejects with the signal's reason when aborted.
 */
export interface VideoEngine {
  readonly name: string;
  /** Set when the browser uploads to the engine itself; null: to our own store. */
  readonly directUpload: DirectUpload | null;
  process(
    source: EngineSource,
    sink: EngineSink,
    signal: AbortSignal,
  ): Promise<Result<EngineOutcome, MediaFault>>;
  /** Stops and removes what the engine keeps outside our blob store. Idempotent. */
  remove(engineRef: string): Promise<void>;
  /** Whether it writes captions of every clip that has sound: see CaptionWriter for who fetches them. */
  readonly writesCaptions: boolean;
  /** Reads a webhook of the engine's. Null for an engine that sends none. */
  readonly readWebhook:
    | ((body: string, headers: Headers) => Promise<Result<EngineNews, Fault<"signature-invalid">>>)
    | null;
}

export interface EngineNews {
  /** What it speaks of, newest first; none for news that is none of ours. */
  references: string[];
  about: "asset" | "captions";
}

export interface DirectUpload {
  open(file: {
    shopId: string;
    videoId: string;
  }): Promise<
    Result<
      { url: string; headers: Record<string, string>; engineRef: string },
      Fault<"engine-unavailable">
    >
  >;
  /** Whether all bytes are there. */
  arrived(engineRef: string): Promise<boolean>;
  /** Sends a whole file to where `open` said. Throws when it did not arrive. */
  send(
    url: string,
    file: { body: AsyncIterable<Uint8Array>; bytes: number },
    signal: AbortSignal,
  ): Promise<void>;
}
