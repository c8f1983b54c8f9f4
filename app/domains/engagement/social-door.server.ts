import type {
  NewSocialComment,
  ReportReason,
  SocialCounts,
  SocialGuest,
  SocialLiked,
  SocialMine,
  SocialPosted,
  SocialThread,
} from "../../contract/social.ts";
import { admitGuest } from "./admit-guest.server.ts";
import { openGuestPass } from "./guest-pass.server.ts";
import { FIRST_POLICY, type ModerationPolicy } from "./index.ts";
import { likeVideo } from "./like-video.server.ts";
import { postComment } from "./post-comment.server.ts";
import { createRateLimiter, type RateLimit } from "./rate-limit.ts";
import { readMine, readThread } from "./read-thread.server.ts";
import { removeComment } from "./remove-comment.server.ts";
import { reportComment } from "./report-comment.server.ts";
import {
  keysOf,
  type LimitedDeed,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialPorts,
  type SocialTools,
} from "./social-tools.ts";

/** What shoppers do under a clip. */
export interface SocialDoor {
  counts(place: SocialPlace): Promise<SocialCounts>;
  thread(
    place: SocialPlace,
    page: { under: string | null; after: string | null },
  ): Promise<SocialAnswer<SocialThread>>;
  mine(place: SocialPlace, who: Shopper): Promise<SocialAnswer<SocialMine>>;
  /** The id in a guest's pass; null for what is none of this shop's. */
  guestOf(shopId: string, pass: unknown): string | null;
  admitGuest(place: SocialPlace, who: Shopper): Promise<SocialAnswer<SocialGuest>>;
  like(place: SocialPlace, who: Shopper, on: boolean): Promise<SocialAnswer<SocialLiked>>;
  comment(
    place: SocialPlace,
    who: Shopper,
    comment: NewSocialComment,
  ): Promise<SocialAnswer<SocialPosted>>;
  remove(place: SocialPlace, who: Shopper, id: string): Promise<SocialAnswer<null>>;
  report(
    place: SocialPlace,
    who: Shopper,
    report: { id: string; why: ReportReason },
  ): Promise<SocialAnswer<null>>;
}

const MINUTE = 60_000;

/** A person, everybody behind one address (an office, a phone network), and a whole shop. */
const LIMITS: Record<LimitedDeed, Record<string, RateLimit>> = {
  look: {
    address: { burst: 240, everyMs: MINUTE / 240 },
    shop: { burst: 6000, everyMs: MINUTE / 6000 },
  },
  // A pass is good for years, so one address seldom needs many; each more is one more voice.
  admit: {
    address: { burst: 20, everyMs: MINUTE },
    shop: { burst: 600, everyMs: MINUTE / 300 },
  },
  like: {
    person: { burst: 20, everyMs: MINUTE / 20 },
    address: { burst: 60, everyMs: MINUTE / 60 },
    shop: { burst: 3000, everyMs: MINUTE / 3000 },
  },
  comment: {
    person: { burst: 3, everyMs: MINUTE / 2 },
    address: { burst: 10, everyMs: MINUTE / 6 },
    shop: { burst: 120, everyMs: MINUTE / 120 },
  },
  remove: {
    person: { burst: 20, everyMs: MINUTE / 20 },
    address: { burst: 60, everyMs: MINUTE / 60 },
    shop: { burst: 600, everyMs: MINUTE / 600 },
  },
  report: {
    person: { burst: 10, everyMs: MINUTE / 2 },
    address: { burst: 20, everyMs: MINUTE / 4 },
    shop: { burst: 300, everyMs: MINUTE / 300 },
  },
};

/** A change of the policy is felt within this by other processes, and at once by none: it is no secret. */
const POLICY_TTL_MS = 5_000;
const POLICIES_KEPT = 10_000;

export function createSocialDoor(ports: SocialPorts): SocialDoor {
  const { store, clock, guestSecret } = ports;
  const limiters = new Map(
    Object.entries(LIMITS).flatMap(([deed, scopes]) =>
      Object.entries(scopes).map(
        ([scope, limit]) => [`${deed} ${scope}`, createRateLimiter(limit, clock)] as const,
      ),
    ),
  );
  const policies = new Map<string, { until: number; policy: Promise<ModerationPolicy> }>();

  const tools: SocialTools = {
    ...ports,
    policy(shopId) {
      const kept = policies.get(shopId);
      if (kept && kept.until > clock.now()) return kept.policy;
      if (policies.size >= POLICIES_KEPT) policies.clear();
      const policy = store.policy(shopId).then((found) => found ?? FIRST_POLICY);
      policies.set(shopId, { until: clock.now() + POLICY_TTL_MS, policy });
      policy.catch(() => policies.delete(shopId));
      return policy;
    },
    wait(deed, { shopId }, who) {
      const scopes: [string, string | null][] = [
        ["person", keysOf(who)[0] ?? null],
        ["address", who.address],
        ["shop", ""],
      ];
      for (const [scope, key] of scopes) {
        const wait = key === null ? 0 : limiters.get(`${deed} ${scope}`)?.(`${shopId} ${key}`);
        if (wait) return wait;
      }
      return 0;
    },
  };

  return {
    async counts({ shopId, videoId }) {
      const [policy, counts] = await Promise.all([
        tools.policy(shopId),
        store.counts(shopId, videoId),
      ]);
      return {
        v: 1,
        likes: policy.likes ? counts.likes : null,
        comments: policy.comments === "off" ? null : counts.comments,
        guests: policy.guests,
      };
    },
    thread: (place, page) => readThread(tools, place, page),
    guestOf: (shopId, pass) => openGuestPass(guestSecret, shopId, pass),
    admitGuest: (place, who) => admitGuest(tools, place, who),
    mine: (place, who) => readMine(tools, place, who),
    like: (place, who, on) => likeVideo(tools, place, who, on),
    comment: (place, who, comment) => postComment(tools, place, who, comment),
    remove: (place, who, id) => removeComment(tools, place, who, id),
    report: (place, who, report) => reportComment(tools, place, who, report),
  };
}
