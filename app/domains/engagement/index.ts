/** held: not shown yet · shown · hidden: by the shop, and it can come back · deleted: for good. */
export type CommentStatus = "held" | "shown" | "hidden" | "deleted";

/** Why a comment was held: every one is, or because of a word, a link or phone number, or reports. */
export type HeldReason = "policy" | "words" | "link" | "reports";

/** How a shop keeps house under its clips. */
export interface ModerationPolicy {
  likes: boolean;
  /** hold: each comment waits until someone of the shop has read it. */
  comments: "off" | "hold" | "at-once";
  /** Whether people may take part who are not signed in. */
  guests: boolean;
  /** What becomes of a comment with a blocked word. */
  blocked: "hold" | "refuse";
  /** Whether our own list of insults and of spam counts as blocked, in English and Chinese. */
  commonWords: boolean;
  blockedWords: string[];
  /** From so many people's reports on, a shown comment is held. */
  reportsToHold: number;
}

/** What a shop starts with: nothing is shown that nobody has read. */
export const FIRST_POLICY: ModerationPolicy = {
  likes: true,
  comments: "hold",
  guests: true,
  blocked: "hold",
  commonWords: true,
  blockedWords: [],
  reportsToHold: 3,
};

export const MAX_BLOCKED_WORDS = 300;
export const MAX_BLOCKED_WORD_LENGTH = 50;
export const MAX_REPORTS_TO_HOLD = 50;
/** Comments decided on at a time. */
export const MAX_DECIDED = 100;

export const QUEUE_FILTERS = ["held", "reported", "shown", "hidden"] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** What a merchant decides about a comment. */
export const DECISIONS = ["approve", "hide", "delete"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface CommentDeed {
  deed: "posted" | "held" | "approved" | "hidden" | "deleted" | "removed" | "reported";
  /** `staff:<user id>` names an account of the shop's admin. */
  by: "shopper" | "rules" | `staff:${string}`;
  detail: string | null;
  at: number;
}

/** A comment as the shop sees it. */
export interface QueuedComment {
  id: string;
  videoId: string;
  videoTitle: string;
  /** The comment that this one answers. */
  under: { id: string; name: string; text: string } | null;
  name: string;
  text: string;
  by: "customer" | "guest" | "shop" | "unknown";
  status: CommentStatus;
  reason: HeldReason | null;
  createdAt: number;
  /** People who reported it since it was last approved, by reason. */
  reports: Partial<Record<string, number>>;
  deeds: CommentDeed[];
}

export interface CommentQueue {
  comments: QueuedComment[];
  next: string | null;
  /** How many there are in each filter. */
  counts: Record<QueueFilter, number>;
}
