/**
 * The feed: what a placement shows, published as one document. The storefront gets it twice: as a
 * metafield copy that Liquid renders (see metafields.ts), and whole through the app proxy, for playback.
 * Samples in ./samples hold both sides to the same shape; the storefront carries no validator.
 */

export const FEED_VERSION = 1;

/** In the order in which a merchant is asked. */
export const BLOCK_KINDS = [
  "carousel",
  "stories",
  "grid",
  "hero",
  "single",
  "floating",
  "description",
  "gallery",
  "page",
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Answer of `GET {proxyPath}/feed/{placement handle}`. */
export interface Feed {
  v: typeof FEED_VERSION;
  /** Placement id: goes with every event. */
  id: string;
  handle: string;
  block: BlockKind;
  /** Counts up with each publishing; goes with every event. */
  rev: number;
  videos: FeedVideo[];
}

/** Answer of `GET {proxyPath}/video/{video id}` as well. */
export interface FeedVideo {
  id: string;
  title: string;
  /** Pixels as shown, rotation applied. */
  width: number;
  height: number;
  /** Whole clip, milliseconds. */
  duration: number;
  hasAudio: boolean;
  poster: string;
  /** A few hundred bytes of data URI to show before the poster. */
  placeholder: string;
  /** Short muted MP4, or null while there is none. */
  preview: string | null;
  playback: Playback;
  products: FeedProduct[];
  /** Left out while there are none. */
  captions?: FeedCaptions[];
  /** In the order of their times; left out while there are none. */
  moments?: FeedMoment[];
}

/**
 * Something of a clip that happens at a time of it. An id is digits, because events name moments where
 * they name variants. Times are milliseconds into the clip; `to` null: to its end.
 */
export type FeedMoment =
  | FeedChapter
  | FeedCall
  | FeedCountdown
  | FeedCoupon
  | FeedBranch
  | FeedQuiz;

export interface FeedChapter {
  kind: "chapter";
  id: string;
  at: number;
  title: string;
}

/** A call to action. */
export interface FeedCall {
  kind: "call";
  id: string;
  from: number;
  to: number | null;
  text: string;
  /** A path of the shop without its market's prefix (`/products/mug`), or an `https:` address. */
  url: string;
}

/** Counts down to one instant, the same for everybody. */
export interface FeedCountdown {
  kind: "countdown";
  id: string;
  from: number;
  to: number | null;
  text: string;
  /** Epoch milliseconds. */
  until: number;
  /** What stands there afterwards; null: nothing. */
  over: string | null;
}

export interface FeedCoupon {
  kind: "coupon";
  id: string;
  from: number;
  to: number | null;
  text: string;
  code: string;
  /** Epoch milliseconds at which the shop takes the code, and takes it no more; left out: no such end. */
  starts?: number;
  ends?: number;
}

/** Stops the clip and asks what to see next. */
export interface FeedBranch {
  kind: "branch";
  id: string;
  at: number;
  question: string;
  /** `video`: another clip, to be asked for by its id; `at`: a time of this one. */
  choices: { text: string; video?: string; at?: number }[];
}

/** Stops the clip and asks something that has an answer. */
export interface FeedQuiz {
  kind: "quiz";
  id: string;
  at: number;
  question: string;
  choices: { text: string; right: boolean; answer: string }[];
}

export interface FeedCaptions {
  /** BCP 47, e.g. `pt-BR`. */
  language: string;
  /** WebVTT, readable from the shop's pages. */
  url: string;
}

export type Playback = CmafPlayback | HlsPlayback;

/**
 * Our own CMAF: all that a player must know to ask for the first media bytes at once, without a
 * master and a media playlist before it. `hls` is the same media for native players.
 */
export interface CmafPlayback {
  kind: "cmaf";
  hls: string;
  /** Every URL below is relative to this one; ends with a slash. */
  base: string;
  /** Lowest bit rate first. */
  renditions: CmafRendition[];
  /** Null when the clip has no sound. */
  audio: CmafTrack | null;
}

export interface CmafTrack {
  /** RFC 6381, e.g. `avc1.64001f`. */
  codec: string;
  /** Peak bits per second. */
  bandwidth: number;
  init: string;
  /** [file, seconds] in order. */
  segments: [string, number][];
}

export interface CmafRendition extends CmafTrack {
  width: number;
  height: number;
}

/** Somebody else's HLS (Mux's signed playlists among it): a native player or hls.js reads it. */
export interface HlsPlayback {
  kind: "hls";
  hls: string;
}

/** A product tag as the storefront needs it. Price and stock come from the theme's own product data. */
export interface FeedProduct {
  /** Numeric part of the product's GID, as storefront objects carry it. */
  id: string;
  handle: string;
  title: string;
  image: string | null;
  /** The one variant this tag means, or null for the whole product. */
  variantId: string | null;
  /** Milliseconds into the clip; null: from the start, to the end. */
  from: number | null;
  to: number | null;
  /** Share of the picture's width and height, 0…1; null: no hotspot. */
  x: number | null;
  y: number | null;
}
