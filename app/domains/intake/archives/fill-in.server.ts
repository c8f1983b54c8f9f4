import { titleFromFileName } from "../../media/index.server.ts";
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  MAX_TITLE_LENGTH,
} from "../../media/index.ts";
import { isPlatform, NO_COUNTS, type PostCounts } from "../platforms.ts";
import type { IntakeNeighbours, IntakePorts, SourceItem } from "../ports.ts";

/**
 * Gives a clip what an archive tells of it where nothing stands yet: words, tags, and what is known of its
 * post. What anybody wrote, or the platform's API told, stays. Idempotent.
 */
export async function fillIn(
  { accounts, clock }: Pick<IntakePorts, "accounts" | "clock">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  videoId: string,
  { title, description, tags = [], from, post }: SourceItem,
): Promise<void> {
  const clip = await media.get(videoId);
  if (!clip) return;
  // Nobody wrote a title that is still the name of the file.
  const untitled = clip.title === titleFromFileName(clip.sourceName) && title;
  const short = tags.filter((tag) => tag.length <= MAX_TAG_LENGTH).slice(0, MAX_TAGS);
  const change = {
    ...(untitled && title !== clip.title ? { title: title.slice(0, MAX_TITLE_LENGTH) } : {}),
    ...(clip.description === "" && description
      ? { description: description.slice(0, MAX_DESCRIPTION_LENGTH) }
      : {}),
    ...(clip.tags.length === 0 && short.length > 0 ? { tags: short } : {}),
  };
  if (Object.keys(change).length > 0) await media.update(videoId, change);
  if (!post || !from || !isPlatform(from)) return;
  const known = await accounts.findPost(shopId, videoId);
  if (known && known.kind !== from) return;
  await accounts.putPost(shopId, {
    ...{ videoId, kind: from, postId: known?.postId ?? post.id },
    author: known?.author ?? post.author,
    publishedAt: known?.publishedAt ?? post.publishedAt,
    duration: known?.duration ?? post.duration,
    counts: known ? withGaps(known.counts, post.counts) : { ...NO_COUNTS, ...post.counts },
    countedAt: known?.countedAt ?? clock.now(),
  });
}

/** The counts that are known; where one is not, what the archive tells. */
function withGaps(known: PostCounts, told: PostCounts): PostCounts {
  return {
    views: known.views ?? told.views,
    likes: known.likes ?? told.likes,
    comments: known.comments ?? told.comments,
    shares: known.shares ?? told.shares,
  };
}
