import type { IntakePorts, SourceItem, SourcePost } from "./ports.ts";

/**
 * A post whose clip came in by a data export that told the post's moment but not its number: the clip is
 * given both now, and answered, so that the post does not come in a second time. Null when there is none, or
 * when it could be one of several.
 */
export async function adoptPost(
  { accounts, store, clock }: Pick<IntakePorts, "accounts" | "store" | "clock">,
  shopId: string,
  { from, ref, page, post }: SourceItem & { post: SourcePost },
): Promise<string | null> {
  if (!from || post.publishedAt === null) return null;
  const known = await accounts.findUnnumbered(shopId, from, post.publishedAt);
  const origin = known && (await store.findOrigin(shopId, known.videoId));
  if (!known || !origin) return null;
  const now = clock.now();
  const named = { ...origin, ref, page: page ?? origin.page };
  if (!(await store.setOrigin(shopId, named, now))) return null;
  const { id: postId, author, publishedAt, counts } = post;
  await accounts.putPost(shopId, {
    ...{ ...known, postId, author: author ?? known.author, publishedAt, counts, countedAt: now },
    duration: post.duration ?? known.duration,
  });
  return known.videoId;
}
