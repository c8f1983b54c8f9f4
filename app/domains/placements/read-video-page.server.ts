import type { FeedVideo } from "../../contract/feed.ts";
import { isId } from "../../kernel/ids.ts";
import type { PublishedStore } from "./ports.ts";

/** Clips on one page of the list: Liquid looks up their products, and a page must stay light. */
export const CLIPS_PER_PAGE = 12;
/** More ways to filter would only be noise. */
const MAX_TAGS = 12;

export interface PageClip {
  video: FeedVideo;
  /** Epoch milliseconds. */
  uploadedAt: number;
  /** A file that plays without scripts. */
  contentUrl: string | null;
  tags: string[];
}

/** One page of a shop's list of videos. */
export interface VideoList {
  handle: string;
  placementId: string;
  title: string;
  /** Of all clips, those carried most often first. */
  tags: string[];
  /** The one that was asked for, if there is such a one. */
  tag: string | null;
  /** From 1. */
  page: number;
  pages: number;
  clips: PageClip[];
}

/** A clip's own page, with those that come before and after it in the list. */
export interface VideoAlone {
  handle: string;
  placementId: string;
  title: string;
  clip: PageClip;
  more: PageClip[];
}

export interface VideoPagesDoor {
  /** Null: the shop has no such page, no such tag, or not so many pages. */
  list(shopDomain: string, asked: { page: number; tag: string | null }): Promise<VideoList | null>;
  alone(shopDomain: string, videoId: string): Promise<VideoAlone | null>;
  /** Every clip of the page, for the sitemap. */
  all(shopDomain: string): Promise<PageClip[] | null>;
}

/** How many other clips a clip's own page shows. */
const MORE = 4;

/** The shop's own page of videos, as the oldest live placement of that kind has it. */
export function createVideoPagesDoor({ store }: { store: PublishedStore }): VideoPagesDoor {
  const read = async (shopDomain: string) => {
    const found = await store.page(shopDomain);
    if (!found) return null;
    const { feed, source } = found;
    return {
      head: { handle: feed.handle, placementId: feed.id, title: source.title },
      clips: feed.videos.map((video, at): PageClip => {
        const clip = source.clips[at];
        return {
          video,
          uploadedAt: clip?.uploadedAt ?? 0,
          contentUrl: clip?.contentUrl ?? null,
          tags: clip?.tags ?? [],
        };
      }),
    };
  };
  return {
    async list(shopDomain, { page, tag }) {
      const found = await read(shopDomain);
      if (!found) return null;
      const tags = commonTags(found.clips);
      if (tag !== null && !tags.includes(tag)) return null;
      const shown =
        tag === null ? found.clips : found.clips.filter((one) => one.tags.includes(tag));
      const pages = Math.max(1, Math.ceil(shown.length / CLIPS_PER_PAGE));
      if (!Number.isInteger(page) || page < 1 || page > pages) return null;
      const clips = shown.slice((page - 1) * CLIPS_PER_PAGE, page * CLIPS_PER_PAGE);
      return { ...found.head, tags, tag, page, pages, clips };
    },

    async alone(shopDomain, videoId) {
      const found = isId(videoId) ? await read(shopDomain) : null;
      const at = found?.clips.findIndex(({ video }) => video.id === videoId) ?? -1;
      const clip = found?.clips[at];
      if (!found || !clip) return null;
      // Those that follow, round to the beginning.
      const others = [...found.clips.slice(at + 1), ...found.clips.slice(0, at)];
      return { ...found.head, clip, more: others.slice(0, MORE) };
    },

    all: async (shopDomain) => (await read(shopDomain))?.clips ?? null,
  };
}

function commonTags(clips: PageClip[]): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of clips) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_TAGS)
    .map(([tag]) => tag);
}
