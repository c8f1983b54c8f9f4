import type { Fault, Result } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import type { ArchiveEntry } from "./archives/ports.ts";
import type { FetchFaultKind, SourceKind } from "./index.ts";
import type { AccountFaultKind, Platform, PostCounts } from "./platforms.ts";

/** Places that clips come from: one adapter each. */

/** One clip as a source knows it. Kept as JSON. */
export interface SourceItem {
  /** What it is called there, for ever: `shopify:gid://…`, `link:https://…`, `tiktok:…`. Nothing comes in twice. */
  ref: string;
  /** Where its bytes are, or null when `locate` finds that out. */
  url: string | null;
  /** Name of its file, or what comes closest. */
  name: string;
  title?: string;
  description?: string;
  tags?: string[];
  /** Shopify's numbers. */
  productIds?: string[];
  /** A page that people can open. */
  page?: string;
  /** Set when it is of another place than its import: a post's link among links to files. */
  from?: Platform;
  /** Missing until the platform was asked. */
  post?: SourcePost;
  /** Set for what an archive holds or tells. */
  archive?: {
    id: string;
    /** Null: only something is told of it, or its file is at `url`. */
    entry: ArchiveEntry | null;
    /** The clip that it was recognised as. */
    match: string | null;
  };
}

/** What a platform tells of a post. */
export interface SourcePost {
  /** As the platform numbers it. */
  id: string;
  author: string | null;
  /** Epoch milliseconds. */
  publishedAt: number | null;
  /** Milliseconds. */
  duration: number | null;
  /** Where a picture of it can be had for now. */
  thumbnail: string | null;
  counts: PostCounts;
}

/** What may be read by: the shop, and those of its accounts at the platform that are connected. */
export interface SourceReach extends ShopRef {
  accounts: AccountAccess[];
}

export interface AccountAccess {
  /** As the platform numbers its users. */
  userId: string;
  token: string;
  scopes: string[];
}

/**
 * A place that clips come from: its own listing, if it has one, and where an item's bytes can be had
 * now. Links that expire are made anew by `locate`, right before the file is fetched.
 *
 * Everything here may throw: ShopFault and SourceFault say what the place said; anything else means that
 * it could not be reached, and it is asked again.
 */
export interface ClipSource {
  readonly kind: SourceKind;
  /** One page of what is there, the newest first. `from`: `next` of the page before, null for the first. */
  readonly list:
    | ((
        reach: SourceReach,
        from: unknown,
        signal: AbortSignal,
      ) => Promise<{ items: SourceItem[]; next: unknown }>)
    | null;
  locate(
    reach: SourceReach,
    item: SourceItem,
    signal: AbortSignal,
  ): Promise<Result<{ url: string; headers?: Record<string, string> }, Fault<FetchFaultKind>>>;
  /** Set for platforms, whose clips are posts. */
  readonly posts?: PostReader;
  /** Set for platforms that this app has keys for. */
  readonly signIn?: AccountSignIn;
}

export interface PostReader {
  /** The post that a share link is of; null when it is none of this platform's. Asks nobody. */
  readLink(url: URL): SourceItem | null;
  /** All that is told of a post that so far is only a link. */
  look(
    reach: SourceReach,
    item: SourceItem,
    signal: AbortSignal,
  ): Promise<Result<SourceItem, Fault<FetchFaultKind>>>;
  /** Counts that cost a request a post, asked only of those that are new. */
  readonly count?: (
    reach: SourceReach,
    item: SourceItem,
    signal: AbortSignal,
  ) => Promise<Partial<PostCounts>>;
  /** What is said in it, as SubRip or WebVTT: asked once the clip has its file. */
  readonly captions?: (
    reach: SourceReach,
    post: { id: string },
    signal: AbortSignal,
  ) => Promise<{ language: string; file: string }[]>;
}

export interface Tokens {
  access: string;
  refresh: string | null;
  scopes: string[];
  /** Epoch milliseconds. */
  expiresAt: number | null;
}

/** What a sign-in brought: tokens, and whose they are. */
export interface Grant extends Tokens {
  userId: string;
  /** As the platform numbers them for this app alone, where that is another number. */
  scopedId?: string;
  name: string;
  page: string | null;
}

/** OAuth 2 as a platform speaks it. */
export interface AccountSignIn {
  /** Tokens are renewed when they have less than this left. Milliseconds. */
  readonly renewAhead: number;
  /** Where a person says yes or no. `challenge`: S256 of RFC 7636, sent where the platform knows it. */
  authorizeUrl(ask: { state: string; redirectUri: string; challenge: string }): string;
  /** Throws SourceFault when the platform cannot be reached. */
  redeem(
    given: { code: string; verifier: string; redirectUri: string },
    signal: AbortSignal,
  ): Promise<Result<Grant, Fault<AccountFaultKind>>>;
  /** Throws SourceFault: `account-lapsed` when only a person can help. */
  renew(tokens: Tokens, signal: AbortSignal): Promise<Tokens>;
  /** Takes our permission back, where the platform lets us. */
  revoke(tokens: Tokens, signal: AbortSignal): Promise<void>;
  /** What a platform tells of one of its users by itself; null when it was not the platform that said so. */
  readonly readNotice?: (signed: string) => { userId: string; issuedAt: number } | null;
}

export type SourceTrouble =
  /** Asked too often, or the day's quota is used up: not before `retryAt`. */
  | "source-busy"
  /** The token is no longer accepted. */
  | "account-lapsed"
  /** The person did not allow us to read this. */
  | "account-scope-missing"
  /** The platform's trouble, not ours: it is asked again. */
  | "platform-unavailable"
  /** It will not answer this however often it is asked. */
  | "source-refused";

/** What a platform's adapter throws when the platform does not do what was asked. */
export class SourceFault extends Error {
  readonly kind: SourceTrouble;
  /** The platform's own words. */
  readonly detail: string;
  /** Epoch milliseconds, for `source-busy`. */
  readonly retryAt: number | null;

  constructor(kind: SourceTrouble, detail: string, retryAt: number | null = null) {
    super(`${kind}: ${detail}`);
    this.name = "SourceFault";
    this.kind = kind;
    this.detail = detail;
    this.retryAt = retryAt;
  }
}

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

export interface StoredAccount {
  shopId: string;
  id: string;
  kind: Platform;
  userId: string;
  scopedId: string | null;
  name: string;
  page: string | null;
  /** Sealed. */
  access: string;
  /** Sealed. */
  refresh: string | null;
  scopes: string[];
  expiresAt: number | null;
  state: "connected" | "lapsed";
  connectedBy: string;
  connectedAt: number;
  syncedAt: number | null;
  /** Of the last look that saw every post. */
  wholeAt: number | null;
  nextSyncAt: number;
}

export interface StoredSignIn {
  shopId: string;
  id: string;
  kind: Platform;
  staff: string;
  /** Sealed. */
  verifier: string;
  createdAt: number;
}

export interface StoredPost {
  videoId: string;
  kind: Platform;
  postId: string;
  author: string | null;
  publishedAt: number | null;
  duration: number | null;
  counts: PostCounts;
  countedAt: number;
}

/** That somebody had us delete what we knew. Says nothing of who it was. */
export interface Erasure {
  kind: Platform;
  accounts: number;
  posts: number;
  at: number;
}

/** As much of a clip from a platform as tells whether a post is it. */
export interface KnownPost {
  videoId: string;
  postId: string;
  publishedAt: number | null;
  title: string;
  /** Whether it waits for its file. */
  wanted: boolean;
}

/** Accounts, sign-ins and posts. Every method is of one shop, but for `dueAccounts`. */
export interface AccountStore {
  beginSignIn(signIn: StoredSignIn): Promise<void>;
  /** A sign-in of this person that was begun since then, once: a second time it is null. */
  spendSignIn(
    shopId: string,
    id: string,
    staff: string,
    since: number,
    at: number,
  ): Promise<StoredSignIn | null>;

  accounts(shopId: string): Promise<StoredAccount[]>;
  findAccount(shopId: string, id: string): Promise<StoredAccount | null>;
  findAccountOf(shopId: string, kind: Platform, userId: string): Promise<StoredAccount | null>;
  /** A new one, or the one of that platform and user anew, with its id and history kept. */
  putAccount(account: Omit<StoredAccount, "syncedAt" | "wholeAt">): Promise<void>;
  /** Replaces tokens, if they still are the ones they were. */
  renewTokens(
    shopId: string,
    id: string,
    from: string,
    to: Pick<StoredAccount, "access" | "refresh" | "scopes" | "expiresAt">,
  ): Promise<boolean>;
  lapseAccount(shopId: string, id: string): Promise<void>;
  /** Across shops: accounts of this user that were connected before. How many. */
  lapseUser(kind: Platform, userId: string, before: number): Promise<number>;
  /** Across shops: accounts of this user, with what the platform told of posts that came in by them. */
  eraseUser(
    kind: Platform,
    userId: string,
    record: { code: string; at: number },
  ): Promise<{ accounts: number; posts: number }>;
  findErasure(code: string): Promise<Erasure | null>;
  removeAccount(shopId: string, id: string): Promise<StoredAccount | null>;
  /** `whole`: every post was seen. */
  noteSync(shopId: string, id: string, at: number, whole: boolean): Promise<void>;
  /** Across shops that have the app: connected accounts whose time has come, each put off until `next`. */
  takeDueAccounts(
    at: number,
    next: number,
    limit: number,
  ): Promise<{ shopId: string; id: string }[]>;
  postponeSync(shopId: string, id: string, next: number): Promise<void>;

  /** A second time for the same clip changes it. */
  putPost(shopId: string, post: StoredPost): Promise<void>;
  findPost(shopId: string, videoId: string): Promise<(StoredPost & { page: string | null }) | null>;
  /**
   * The one post of this second whose number nobody has told yet (`file:…` stands for it). Null when there are
   * several.
   */
  findUnnumbered(shopId: string, kind: Platform, at: number): Promise<StoredPost | null>;
  /** Every clip that is a platform's post. */
  postsOf(shopId: string, kind: Platform): Promise<KnownPost[]>;
  /** Clips of posts whose file is wanted, the newest first. */
  wantedPosts(
    shopId: string,
    limit: number,
  ): Promise<{ posts: (StoredPost & { page: string | null })[]; total: number }>;
  /** How many clips of posts want their file. */
  countWanted(shopId: string): Promise<number>;
  /** Counts of posts by ref, where they differ. */
  recount(shopId: string, posts: { ref: string; counts: PostCounts }[], at: number): Promise<void>;
  /** Of `refs`, those that an import has brought in, or that are here, whether or not they were deleted since. */
  seenRefs(shopId: string, refs: string[]): Promise<Set<string>>;
  /** An import of this account that has work left. */
  openSync(shopId: string, accountId: string): Promise<string | null>;
}
