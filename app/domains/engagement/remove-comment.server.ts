import {
  keysOf,
  refused,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialTools,
  tooOften,
} from "./social-tools.ts";

/** Deletes one's own comment, whatever the shop's policy is by now. */
export async function removeComment(
  { store, clock, wait }: SocialTools,
  place: SocialPlace,
  who: Shopper,
  id: string,
): Promise<SocialAnswer<null>> {
  const keys = keysOf(who);
  if (keys.length === 0) return refused("who");
  const waitMs = wait("remove", place, who);
  if (waitMs > 0) return tooOften(waitMs);
  const deed = { deed: "removed", by: "shopper", detail: null, at: clock.now() } as const;
  const gone = await store.removeOwn(place.shopId, place.videoId, id, keys, deed);
  return gone ? { kind: "done", value: null } : refused("gone");
}
