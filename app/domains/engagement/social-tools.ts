import type { SocialComment, SocialRefusal } from "../../contract/social.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ModerationPolicy } from "./index.ts";
import type { CommentRecord, ShopperKey, SocialStore } from "./ports.ts";

/** Who asks: Shopify's signature says which customer, ours which guest. */
export interface Shopper {
  customerId: string | null;
  /** The id out of a guest's pass. */
  guest: string | null;
  /** Of the network, for rate limits in memory; kept nowhere. */
  address: string;
}

/** Where: the shop, and one of its clips that is published. */
export interface SocialPlace {
  shopId: string;
  videoId: string;
}

export type SocialAnswer<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; reason: Exclude<SocialRefusal, "too-often"> }
  | { kind: "refused"; reason: "too-often"; waitMs: number };

export interface SocialPorts {
  store: SocialStore;
  clock: Clock;
  /** What guests' passes are signed with. */
  guestSecret: string;
}

export type LimitedDeed = "look" | "admit" | "like" | "comment" | "remove" | "report";

/** What every verb is given. */
export interface SocialTools extends SocialPorts {
  policy(shopId: string): Promise<ModerationPolicy>;
  /** Milliseconds until this person may do that again; 0: now, and it has been counted. */
  wait(deed: LimitedDeed, place: SocialPlace, who: Shopper): number;
}

/** The names a shopper goes by here; the signed-in one first, which is the one they act under. */
export function keysOf(who: Shopper): ShopperKey[] {
  return [
    ...(who.customerId ? [`customer:${who.customerId}` as const] : []),
    ...(who.guest ? [`guest:${who.guest}` as const] : []),
  ];
}

/** The name to act under, or null when the shop does not let this person take part. */
export function actorOf(who: Shopper, policy: ModerationPolicy): ShopperKey | null {
  const [key] = keysOf(who);
  return key && (policy.guests || key.startsWith("customer:")) ? key : null;
}

export function refused<T>(reason: Exclude<SocialRefusal, "too-often">): SocialAnswer<T> {
  return { kind: "refused", reason };
}

export function tooOften<T>(waitMs: number): SocialAnswer<T> {
  return { kind: "refused", reason: "too-often", waitMs };
}

export function toSocialComment(record: CommentRecord): SocialComment {
  return {
    id: record.id,
    name: record.name,
    text: record.text,
    at: record.createdAt,
    ...(record.author === "shop" ? { shop: true } : {}),
    ...(record.status === "held" ? { waiting: true } : {}),
  };
}
