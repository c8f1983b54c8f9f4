/** Platforms that shops post clips on, and accounts there that a shop lets us read. */
export const PLATFORMS = ["tiktok", "instagram", "youtube"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** As people write them. Names, so the same in every language. */
export const PLATFORM_NAMES: Record<Platform, string> = {
  tiktok: "TikTok",
  instagram: "Instagram",
  youtube: "YouTube",
};

export function isPlatform(kind: string): kind is Platform {
  return (PLATFORMS as readonly string[]).includes(kind);
}

/** What a platform counted; null where it does not tell. */
export interface PostCounts {
  views: number | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
}

export const NO_COUNTS: Readonly<PostCounts> = {
  views: null,
  likes: null,
  comments: null,
  shares: null,
};

/** The post that a clip is from, as its platform told us. */
export interface PostView {
  kind: Platform;
  author: string | null;
  /** A page that people can open. */
  page: string | null;
  publishedAt: number | null;
  counts: PostCounts;
  /** When the platform said so. */
  countedAt: number;
}

/** Why an account could not be connected; `faults.<kind>`. */
export type AccountFaultKind =
  /** {platform} */
  | "platform-not-configured"
  /** The sign-in was begun too long ago, by somebody else, or is used up. */
  | "connect-expired"
  /** The person said no. {platform} */
  | "connect-denied"
  /** {platform}, {detail}: the platform's own words */
  | "connect-refused"
  /** {platform} */
  | "account-scope-missing"
  /** The Google account has no channel. */
  | "account-has-no-channel"
  /** {platform} */
  | "platform-unavailable"
  | "account-not-found"
  /** {platform} */
  | "account-lapsed";

export interface AccountView {
  id: string;
  kind: Platform;
  name: string;
  page: string | null;
  /** `lapsed`: it has to be connected again before it can be read. */
  state: "connected" | "lapsed";
  connectedAt: number;
  syncedAt: number | null;
  nextSyncAt: number;
  /** The look that is under way. */
  looking: boolean;
}

export interface PlatformView {
  kind: Platform;
  /** Whether this app has been given the platform's keys. */
  configured: boolean;
  accounts: AccountView[];
}

/** A clip whose file somebody has yet to add. */
export interface WantedClip {
  id: string;
  title: string;
  poster: string | null;
  kind: Platform;
  page: string | null;
  publishedAt: number | null;
  /** Milliseconds, where the platform tells. */
  duration: number | null;
}
