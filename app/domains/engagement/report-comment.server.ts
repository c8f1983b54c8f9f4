import type { ReportReason } from "../../contract/social.ts";
import { newId } from "../../kernel/ids.ts";
import {
  keysOf,
  refused,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialTools,
  tooOften,
} from "./social-tools.ts";

/**
 * Tells the shop about a comment. Anybody may, with or without an id: whoever finds themselves insulted
 * need not agree to anything first. A report without an id is noted, but cannot take a comment down.
 */
export async function reportComment(
  { store, clock, policy, wait }: SocialTools,
  place: SocialPlace,
  who: Shopper,
  { id, why }: { id: string; why: ReportReason },
): Promise<SocialAnswer<null>> {
  const waitMs = wait("report", place, who);
  if (waitMs > 0) return tooOften(waitMs);
  const { reportsToHold } = await policy(place.shopId);
  const [known] = keysOf(who);
  const noted = await store.report(place.shopId, place.videoId, {
    id,
    reporter: known ?? `nobody:${newId(clock)}`,
    reason: why,
    at: clock.now(),
    holdFrom: reportsToHold,
  });
  return noted ? { kind: "done", value: null } : refused("gone");
}
