import type { SocialGuest } from "../../contract/social.ts";
import { newId } from "../../kernel/ids.ts";
import { sealGuestPass } from "./guest-pass.server.ts";
import {
  refused,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialTools,
  tooOften,
} from "./social-tools.ts";

/**
 * Gives somebody who is not signed in a name to like and comment under. Apart from the deed itself, so that
 * a like whose answer was lost can be sent again and still be one person's.
 */
export async function admitGuest(
  { clock, guestSecret, policy, wait }: SocialTools,
  place: SocialPlace,
  who: Shopper,
): Promise<SocialAnswer<SocialGuest>> {
  if (who.customerId !== null) return { kind: "done", value: { guest: null } };
  const { guests, likes, comments } = await policy(place.shopId);
  if (!guests) return refused("who");
  if (!likes && comments === "off") return refused("closed");
  const waitMs = wait("admit", place, who);
  if (waitMs > 0) return tooOften(waitMs);
  return {
    kind: "done",
    value: { guest: sealGuestPass(guestSecret, place.shopId, newId(clock)) },
  };
}
