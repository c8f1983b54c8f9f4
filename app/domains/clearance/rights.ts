import type { RightsChannel, RightsStanding, RightsTerms } from "../media/index.ts";

/** A clip's record as it is kept. */
export interface KeptRights {
  terms: RightsTerms;
  /** Epoch milliseconds: whoever changes it says which one they saw. */
  updatedAt: number;
}

/** Languages that a creator can be written to in. */
export const PERMISSION_LANGUAGES = ["en", "zh-CN"] as const;
export type PermissionLanguage = (typeof PERMISSION_LANGUAGES)[number];

/** What a creator is asked for. */
export interface PermissionWish {
  videoId: string;
  language: PermissionLanguage;
  creator: string;
  channels: RightsChannel[];
  /** ISO 3166-1 alpha-2; null: everywhere. */
  territory: string[] | null;
  /** The last day, where the shop is; null: without an end. */
  until: string | null;
  /** As they are called when it is asked: what is granted does not change its words. */
  shopName: string;
  clipTitle: string;
}

export interface PermissionAnswer {
  decision: "granted" | "refused";
  /** As typed by whoever answered. */
  name: string;
  /** What they agreed to say, word for word as it stood before them. */
  statement: string;
  language: PermissionLanguage;
  at: number;
}

/** Times are epoch milliseconds. */
export interface PermissionRequest extends PermissionWish {
  id: string;
  askedAt: number;
  expiresAt: number;
  revokedAt: number | null;
  answer: PermissionAnswer | null;
}

/** Where a request stands. */
export type PermissionState = "open" | "granted" | "refused" | "expired" | "revoked";

export function permissionState(request: PermissionRequest, now: number): PermissionState {
  if (request.answer) return request.answer.decision;
  if (request.revokedAt !== null) return "revoked";
  return request.expiresAt <= now ? "expired" : "open";
}

/** How long a link may work. */
export const PERMISSION_DAYS = [7, 14, 30] as const;
export type PermissionDays = (typeof PERMISSION_DAYS)[number];
/** Of one clip, ever: nobody asks more often than that and means it. */
export const MAX_PERMISSIONS = 50;

/** A request as the clip's page shows it. */
export interface PermissionCard extends PermissionRequest {
  state: PermissionState;
  /** Where the creator answers; null when nobody can any more. */
  link: string | null;
}

/** Everything about a clip's rights, for its page. */
export interface ClipRights {
  /** Null: there is no record. */
  kept: KeptRights | null;
  standing: RightsStanding;
  permissions: PermissionCard[];
}
