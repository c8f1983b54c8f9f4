import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { MAX_DESCRIPTION_LENGTH, MAX_TAG_LENGTH, MAX_TAGS, MAX_TITLE_LENGTH } from "./index.ts";
import { videoChangedJob } from "./jobs.ts";
import type { MediaPorts } from "./ports.ts";

type UpdateFault = Fault<
  | "video-not-found"
  | "title-empty"
  | "title-too-long"
  | "description-too-long"
  | "tag-too-long"
  | "too-many-tags"
>;

export async function updateVideo(
  { store, clock }: MediaPorts,
  shopId: string,
  videoId: string,
  change: { title?: string; description?: string; tags?: string[] },
): Promise<Result<void, UpdateFault>> {
  const title = change.title?.trim();
  if (title === "") return refuse("title-empty");
  if (title && title.length > MAX_TITLE_LENGTH)
    return refuse("title-too-long", { limit: MAX_TITLE_LENGTH });
  const description = change.description?.trim();
  if (description && description.length > MAX_DESCRIPTION_LENGTH)
    return refuse("description-too-long", { limit: MAX_DESCRIPTION_LENGTH });
  const tags = change.tags && distinctTags(change.tags);
  const long = tags?.find((tag) => tag.length > MAX_TAG_LENGTH);
  if (long) return refuse("tag-too-long", { tag: long, limit: MAX_TAG_LENGTH });
  if (tags && tags.length > MAX_TAGS) return refuse("too-many-tags", { limit: MAX_TAGS });

  const fields = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags }),
  };
  // Tags are for the merchant's own order; shoppers see the rest.
  const jobs =
    title === undefined && description === undefined ? [] : [videoChangedJob(shopId, [videoId])];
  const found = await store.update(shopId, videoId, fields, clock.now(), jobs);
  return found ? ok() : refuse("video-not-found");
}

/** Trimmed, empty ones dropped, the first spelling of each kept whatever its case. */
function distinctTags(tags: string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.map((each) => each.normalize("NFC").replace(/\s+/g, " ").trim()))
    if (tag && !kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  return [...kept.values()];
}
