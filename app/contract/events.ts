/**
 * The event batch: what the storefront sends to `POST {proxyPath}/collect` (sendBeacon, text/plain JSON).
 * One batch holds what happened since the last one. Numbers and short keys, because it is sent often.
 *
 * An event's identity is (batch id, index): sending a batch twice counts once.
 */

export const EVENT_BATCH_VERSION = 1;
/** A batch above these is refused whole. */
export const EVENT_BATCH_MAX_EVENTS = 200;
export const EVENT_BATCH_MAX_BYTES = 32 * 1024;
/** The line property that ties a cart line to the clip it was added in. Private: the theme hides `_` names. */
export const LINE_PROPERTY = "_clipshelf";

export interface EventBatch {
  v: typeof EVENT_BATCH_VERSION;
  /** 24 characters as kernel/ids makes them. */
  b: string;
  /** Page session: lives in memory only, so it needs no consent. */
  s: string;
  /** Viewer id, only with analytics consent. */
  u?: string;
  /** Sender's clock at sending, epoch ms. Events carry offsets back from it, so a wrong clock does no harm. */
  t: number;
  e: WireEvent[];
}

/** [kind, milliseconds before `t`, placement id, video id or "", value?, variant id?] */
export type WireEvent = [
  kind: EventKind,
  ago: number,
  placement: string,
  video: string,
  value?: number,
  variant?: string,
];

/**
 * view     a placement half in sight for a second (video "")
 * play     a human play of at least 2 s or to the end: once per play
 * watch    value: milliseconds of moving picture since the last watch event of this play
 * complete 95 % watched: once per play
 * open     the full-screen player was opened on this video
 * product  the product card was opened; variant: product id
 * add      put in the cart; value: quantity, variant: variant id
 * error    playback failed; value: a PlaybackErrorCode
 * like     the clip was liked; share: its share sheet was opened; comment: one was posted. Reports of
 *          likes and comments count rows of their own (domains/engagement), never these
 * moment   something of the clip's moments; variant: the moment's id, value: a MomentDeed
 */
export const EVENT_KINDS = [
  "view",
  "play",
  "watch",
  "complete",
  "open",
  "product",
  "add",
  "error",
  "like",
  "share",
  "comment",
  "moment",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * shown, tapped (a link followed, a chapter chosen), applied (the cart took the code), refused (it did
 * not); a choice of a branch or quiz is `chosen` plus its place, counted from 0. Each at most once a
 * moment while its clip is in front.
 */
export const MomentDeed = { shown: 1, tapped: 2, applied: 3, refused: 4, chosen: 10 } as const;

export const PlaybackErrorCode = { network: 1, decode: 2, unsupported: 3, expired: 4 } as const;

/**
 * Value of LINE_PROPERTY: `<video id>.<placement id>.<page session>`, so that an order line can be
 * credited without a cookie.
 */
export function lineProperty(video: string, placement: string, session: string): string {
  return `${video}.${placement}.${session}`;
}

/** Null when a shopper (or another app) wrote something else there. */
export function parseLineProperty(
  value: string,
): { video: string; placement: string; session: string } | null {
  const id = "[0-9a-hjkmnp-tv-z]{24}";
  const match = new RegExp(`^(${id})\\.(${id})\\.(${id})$`).exec(value);
  return match ? { video: match[1]!, placement: match[2]!, session: match[3]! } : null;
}
