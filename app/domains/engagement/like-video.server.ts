import type { SocialLiked } from "../../contract/social.ts";
import {
  actorOf,
  keysOf,
  refused,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialTools,
  tooOften,
} from "./social-tools.ts";

/** Likes a clip, or takes the like back. Saying the same twice changes nothing. */
export async function likeVideo(
  { store, clock, policy, wait }: SocialTools,
  place: SocialPlace,
  who: Shopper,
  on: boolean,
): Promise<SocialAnswer<SocialLiked>> {
  const { shopId, videoId } = place;
  const rules = await policy(shopId);
  if (!rules.likes) return refused("closed");
  const actor = actorOf(who, rules);
  if (!actor) return refused("who");
  const waitMs = wait("like", place, who);
  if (waitMs > 0) return tooOften(waitMs);
  // Whoever liked as a guest and has signed in since is still one person.
  for (const former of keysOf(who))
    if (former !== actor) await store.setLike(shopId, videoId, former, false, clock.now());
  await store.setLike(shopId, videoId, actor, on, clock.now());
  const { likes } = await store.counts(shopId, videoId);
  return { kind: "done", value: { liked: on, likes } };
}
