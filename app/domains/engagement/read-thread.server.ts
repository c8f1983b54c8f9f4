import type { SocialMine, SocialThread } from "../../contract/social.ts";
import {
  keysOf,
  refused,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialTools,
  tooOften,
  toSocialComment,
} from "./social-tools.ts";

const PAGE = 20;
const OWN = 50;

/** A page of what is shown under a clip. */
export async function readThread(
  { store, policy }: SocialTools,
  { shopId, videoId }: SocialPlace,
  { under, after }: { under: string | null; after: string | null },
): Promise<SocialAnswer<SocialThread>> {
  if ((await policy(shopId)).comments === "off") return refused("closed");
  const { comments, next } = await store.thread(shopId, videoId, { under, after, limit: PAGE });
  return {
    kind: "done",
    value: {
      v: 1,
      comments: comments.map((record) => ({
        ...toSocialComment(record),
        ...(record.parentId === null ? { replies: record.replies } : {}),
      })),
      next,
    },
  };
}

/** What is one's own under a clip. */
export async function readMine(
  { store, wait }: SocialTools,
  place: SocialPlace,
  who: Shopper,
): Promise<SocialAnswer<SocialMine>> {
  const { shopId, videoId } = place;
  const signedIn = who.customerId !== null;
  const keys = keysOf(who);
  if (keys.length === 0)
    return { kind: "done", value: { liked: false, waiting: [], own: [], signedIn } };
  const waitMs = wait("look", place, who);
  if (waitMs > 0) return tooOften(waitMs);
  const [liked, own] = await Promise.all([
    store.likedBy(shopId, videoId, keys),
    store.own(shopId, videoId, keys, OWN),
  ]);
  return {
    kind: "done",
    value: {
      liked,
      signedIn,
      waiting: own
        .filter(({ status }) => status === "held")
        .map((record) => ({ ...toSocialComment(record), under: record.parentId })),
      own: own.filter(({ status }) => status === "shown").map(({ id }) => id),
    },
  };
}
