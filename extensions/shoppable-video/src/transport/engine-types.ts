import type { PlaybackErrorCode } from "../../../../app/contract/events.ts";
import type { Playback } from "../../../../app/contract/feed.ts";

export type PlaybackFault = keyof typeof PlaybackErrorCode;

/**
 * flowing: media arrives. stuck: the network fails and nothing is left to show; we keep trying.
 * failed: given up, with the reason; `retry` starts over.
 */
export type Flow =
  | { kind: "flowing" }
  | { kind: "stuck" }
  | { kind: "failed"; fault: PlaybackFault };

export interface EngineOptions {
  /** As `fill` of the attachment said last; false: it waits beside the clip in front. */
  fill: boolean;
  onFlow(flow: Flow): void;
  /** The clip's playback with fresh links, past every cache. Its error carries the status as `cause`. */
  refresh(): Promise<Playback>;
  /** URL of hls.js as a module. */
  hls: string;
}

/** A refresh that failed because the clip is gone, not because nobody answered. */
export function isRefusal(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  return typeof cause === "number" && cause < 500;
}

/** A clip on its way into one video element. */
export interface Attachment {
  /** It holds what it wants for now: the road is free for the next clip. */
  readonly settled: boolean;
  /** From now on fetch what playing on needs, or (false) no more than the first pictures. */
  fill(on: boolean): void;
  /** The shopper asks again after a failure. */
  retry(): void;
  /** Lets go of network, buffers and element. */
  destroy(): void;
}
