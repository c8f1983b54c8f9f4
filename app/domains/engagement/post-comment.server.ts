import type { NewSocialComment, SocialPosted } from "../../contract/social.ts";
import { newId } from "../../kernel/ids.ts";
import type { CommentDeed } from "./index.ts";
import { judgeComment } from "./judge-comment.ts";
import {
  actorOf,
  refused,
  type Shopper,
  type SocialAnswer,
  type SocialPlace,
  type SocialTools,
  tooOften,
  toSocialComment,
} from "./social-tools.ts";

/** Held over all processes, because what is posted stays to be read by somebody. */
const PATIENCE_MS = 10 * 60_000;
const MOST_IN_PATIENCE = 10;

/** Puts a comment under a clip, or in the shop's queue, or refuses it. A token posts once. */
export async function postComment(
  { store, clock, policy, wait }: SocialTools,
  place: SocialPlace,
  who: Shopper,
  { token, name, text, under }: NewSocialComment,
): Promise<SocialAnswer<SocialPosted>> {
  const { shopId, videoId } = place;
  const rules = await policy(shopId);
  if (rules.comments === "off") return refused("closed");
  const author = actorOf(who, rules);
  if (!author) return refused("who");
  const judged = judgeComment({ name, text }, rules);
  if (judged.verdict === "refuse") return refused(judged.reason);
  const waitMs = wait("comment", place, who);
  if (waitMs > 0) return tooOften(waitMs);
  const now = clock.now();
  if ((await store.countPosted(shopId, [author], now - PATIENCE_MS)) >= MOST_IN_PATIENCE)
    return tooOften(PATIENCE_MS);

  const held = judged.verdict === "hold" ? judged : null;
  const deeds: CommentDeed[] = [{ deed: "posted", by: "shopper", detail: null, at: now }];
  if (held) {
    const detail = held.detail ? `${held.reason}: ${held.detail}` : held.reason;
    deeds.push({ deed: "held", by: "rules", detail, at: now });
  }
  const posted = await store.post(shopId, {
    id: newId(clock),
    videoId,
    parentId: under ?? null,
    author,
    token,
    name: judged.name,
    text: judged.text,
    status: held ? "held" : "shown",
    reason: held?.reason ?? null,
    createdAt: now,
    deeds,
  });
  return posted ? { kind: "done", value: { comment: toSocialComment(posted) } } : refused("gone");
}
