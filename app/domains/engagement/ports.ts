import type { CheckedEvent } from "./check-batch.ts";
import type {
  CommentDeed,
  CommentQueue,
  CommentStatus,
  HeldReason,
  ModerationPolicy,
  QueueFilter,
} from "./index.ts";

/** A batch on its way into the log. Its identity is (shop, batch id): stored once, however often sent. */
export interface LoggedBatch {
  shopId: string;
  batchId: string;
  /** Epoch milliseconds by our clock. Events lie `ago` before it. */
  receivedAt: number;
  /** Page session. */
  session: string;
  /** Viewer id, only with consent. */
  viewer: string | null;
  /** By its user agent. Kept, so that it can be explained; counted nowhere. */
  bot: boolean;
  /** Never empty; indexes in this list are the events' own. */
  events: CheckedEvent[];
}

/** The append-only log of what shoppers did. */
export interface EventLog {
  /**
   * Stores all of `batches` or none and resolves once they are durable. A batch whose identity is
   * stored already, or stands earlier in the list, is skipped. Resolves to the number newly stored.
   * Throws when the log cannot be reached; what was stored then is unknown, so send again.
   */
  append(batches: readonly LoggedBatch[]): Promise<number>;
  /**
   * Makes room for the days ahead and drops whole days of events older than `keepDays`. Numbers
   * already counted stay. Idempotent; for a daily job.
   */
  maintain(now: number, keepDays: number): Promise<void>;
}

/** A comment's row. */
export interface CommentRecord {
  id: string;
  videoId: string;
  /** The comment this one answers: replies go one level deep. */
  parentId: string | null;
  /** A shopper, or the shop; null once the person has asked to be forgotten. */
  author: ShopperKey | "shop" | null;
  name: string;
  text: string;
  status: CommentStatus;
  reason: HeldReason | null;
  createdAt: number;
}

/** `customer:<Shopify's id>`, proven by the proxy's signature, or `guest:<id of the browser's own>`. */
export type ShopperKey = `customer:${string}` | `guest:${string}`;

export interface NewComment extends Omit<CommentRecord, "author"> {
  author: ShopperKey | "shop";
  /** Of the sender's making: with the author it is the comment's identity. */
  token: string;
  deeds: CommentDeed[];
}

/** Likes, comments and the policy of shops. Times are epoch milliseconds. */
export interface SocialStore {
  /** Null when the shop never set one. */
  policy(shopId: string): Promise<ModerationPolicy | null>;
  setPolicy(shopId: string, policy: ModerationPolicy, at: number): Promise<void>;

  /** Idempotent both ways. An unknown video takes no like. */
  setLike(
    shopId: string,
    videoId: string,
    liker: ShopperKey,
    on: boolean,
    at: number,
  ): Promise<void>;
  /** Different people, and comments that are shown and whose parent is. */
  counts(shopId: string, videoId: string): Promise<{ likes: number; comments: number }>;
  likedBy(shopId: string, videoId: string, who: readonly ShopperKey[]): Promise<boolean>;

  /**
   * Keeps a comment once a token: the second time answers the first one's row. Null: the video is unknown,
   * the parent is not a shown comment of the same video and the first level, or the token is another's.
   */
  post(shopId: string, comment: NewComment): Promise<CommentRecord | null>;
  /** Comments of these people since then, deleted ones too. */
  countPosted(shopId: string, who: readonly ShopperKey[], since: number): Promise<number>;
  /** Shown comments of the first level, newest first; with `under` its shown replies, oldest first. */
  thread(
    shopId: string,
    videoId: string,
    page: { under: string | null; after: string | null; limit: number },
  ): Promise<{ comments: (CommentRecord & { replies: number })[]; next: string | null }>;
  /** One's own comments under a video that are held or shown, newest first. */
  own(
    shopId: string,
    videoId: string,
    who: readonly ShopperKey[],
    limit: number,
  ): Promise<CommentRecord[]>;
  /** Deletes one's own comment. False when there is none of theirs. Text and name are emptied. */
  removeOwn(
    shopId: string,
    videoId: string,
    id: string,
    who: readonly ShopperKey[],
    deed: CommentDeed,
  ): Promise<boolean>;
  /**
   * Notes a report, one a person and comment. With `holdFrom` people's reports since the comment was last
   * approved, it is held. False when no such comment is shown.
   */
  report(
    shopId: string,
    videoId: string,
    report: { id: string; reporter: string; reason: string; at: number; holdFrom: number },
  ): Promise<boolean>;

  get(shopId: string, id: string): Promise<CommentRecord | null>;
  /**
   * Moves comments to a status and notes who did it. Deleted ones stay deleted. Answers how many changed;
   * deleting empties text and name.
   */
  decide(
    shopId: string,
    ids: readonly string[],
    status: Exclude<CommentStatus, "held">,
    deed: CommentDeed,
  ): Promise<number>;
  /** Newest first. */
  queue(
    shopId: string,
    query: { filter: QueueFilter; after: string | null; limit: number },
  ): Promise<CommentQueue>;

  /** Takes every tie to a person away: likes and reports go, comments lose author, name and text. */
  forget(shopId: string, who: ShopperKey): Promise<void>;
  /** All that is kept of a person. */
  belongings(shopId: string, who: ShopperKey): Promise<Belongings>;
}

export interface Belongings {
  likes: { videoId: string; at: number }[];
  comments: { id: string; videoId: string; name: string; text: string; at: number }[];
  reports: { commentId: string; reason: string; at: number }[];
}
