/**
 * What the storefront and the app say to each other about likes and comments, under
 * `{proxyPath}/social/{video id}`. Answers to GET are the same for every shopper and may be cached; what
 * is one's own comes by POST. Bodies are `application/json`, which no other site can send with a shopper's
 * cookies.
 *
 *   GET  …            SocialCounts
 *   GET  …/comments   SocialThread; `after` the last page's `next`, `under` a comment's id: its replies
 *   POST …/mine       SocialWho → SocialMine
 *   POST …/guest      {} → SocialGuest: asked for before a first like or comment, only with consent
 *   POST …/like       SocialWho & { on } → SocialLiked
 *   POST …/comment    SocialWho & NewSocialComment → SocialPosted
 *   POST …/remove     SocialWho & { id } → 204: one's own comment
 *   POST …/report     SocialWho & { id, why } → 204
 *
 * SocialWho is `{ guest?: string }`: the pass that `guest` answered, only with consent. The signed-in need
 * none. A refusal is a status and `{ reason }`: see SocialRefusal.
 */
export const SOCIAL_VERSION = 1;

/** Characters as people count them. */
export const COMMENT_MAX_LENGTH = 500;
export const COMMENT_NAME_MAX_LENGTH = 40;
/** A comment of nothing but escaped emoji stays below. */
export const SOCIAL_BODY_MAX_BYTES = 16 * 1024;

export const REPORT_REASONS = ["spam", "abuse", "private", "other"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export interface SocialCounts {
  v: typeof SOCIAL_VERSION;
  /** Different people; null: the shop has no likes. */
  likes: number | null;
  /** Shown ones, replies among them; null: comments are closed. */
  comments: number | null;
  /** Whether people may take part who are not signed in. */
  guests: boolean;
}

export interface SocialComment {
  id: string;
  name: string;
  text: string;
  /** Epoch milliseconds. */
  at: number;
  /** Written by the shop itself. */
  shop?: true;
  /** Held for review: only its author sees it. */
  waiting?: true;
  /** Shown replies; absent on a reply. */
  replies?: number;
}

/** Newest first; replies oldest first. */
export interface SocialThread {
  v: typeof SOCIAL_VERSION;
  comments: SocialComment[];
  next: string | null;
}

export interface SocialMine {
  liked: boolean;
  /** One's own comments that wait for review, newest first; `under` for replies. */
  waiting: (SocialComment & { under: string | null })[];
  /** Ids of one's own shown comments. */
  own: string[];
  /** Signed in to the shop. */
  signedIn: boolean;
}

export interface SocialGuest {
  /** A guest's pass, to be kept and shown; null for the signed-in, who need none. */
  guest: string | null;
}

export interface SocialLiked {
  liked: boolean;
  likes: number;
}

export interface NewSocialComment {
  /** Made by the sender, like an id: a comment sent twice is kept once. */
  token: string;
  name: string;
  text: string;
  /** The comment that is answered. */
  under?: string;
}

export interface SocialPosted {
  comment: SocialComment;
}

/**
 * blank, too-long, words (the shop refuses these words): 422 · who (neither signed in nor with a guest's
 * pass), closed: 403 · gone: 404 · too-often: 429 with Retry-After
 */
export type SocialRefusal =
  | "blank"
  | "too-long"
  | "words"
  | "who"
  | "closed"
  | "gone"
  | "too-often";
