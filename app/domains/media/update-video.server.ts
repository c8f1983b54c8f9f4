import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { CatalogDoor, DiscountsDoor } from "../catalog/index.server.ts";
import { checkMoments, type MomentsCheckFault } from "./check-moments.server.ts";
import { checkProductTags, type GivenProductTag } from "./check-product-tags.server.ts";
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  MAX_TITLE_LENGTH,
  type VideoLanguage,
} from "./index.ts";
import { videoChangedJob } from "./jobs.ts";
import type { Moment } from "./moments.ts";
import type { MediaPorts } from "./ports.ts";

export interface VideoChange {
  title?: string;
  description?: string;
  tags?: string[];
  language?: VideoLanguage | null;
  /** Replaces the product tags there were. */
  products?: GivenProductTag[];
  /** Replaces the moments there were. */
  moments?: Moment[];
}

export type UpdateFault =
  | MomentsCheckFault
  | Fault<
      | "video-not-found"
      | "title-empty"
      | "title-too-long"
      | "description-too-long"
      | "tag-too-long"
      | "too-many-tags"
      | "product-not-found"
      | "too-many-products"
      | "range-invalid"
    >;

/** Changes what is given of a clip, all of it or nothing. */
export async function updateVideo(
  { store, clock }: MediaPorts,
  catalog: Pick<CatalogDoor, "products">,
  discounts: Pick<DiscountsDoor, "ask">,
  shopId: string,
  videoId: string,
  change: VideoChange,
): Promise<Result<void, UpdateFault>> {
  const words = checkWords(change);
  if (!words.ok) return words;
  const fields = { ...words.value };
  if (change.products || change.moments) {
    const video = await store.find(shopId, videoId);
    if (!video) return refuse("video-not-found");
    const duration = video.asset?.duration ?? null;
    if (change.products) {
      const checked = await checkProductTags(catalog, change.products, duration);
      if (!checked.ok) return checked;
      Object.assign(fields, { products: checked.value });
    }
    if (change.moments) {
      const ports = { store, catalog, discounts };
      const checked = await checkMoments(ports, shopId, { id: videoId, duration }, change.moments);
      if (!checked.ok) return checked;
      Object.assign(fields, { moments: checked.value });
    }
  }

  // Tags are for the merchant's own order, but reviews read them as they read the words shoppers see.
  const { title, description, tags, products, moments } = change;
  const seen = [title, description, tags, products, moments].some((part) => part !== undefined);
  const jobs = seen ? [videoChangedJob(shopId, [videoId])] : [];
  const found = await store.update(shopId, videoId, fields, clock.now(), jobs);
  return found ? ok() : refuse("video-not-found");
}

/** Everything but products as it is kept, or why it cannot be. */
export function checkWords(
  change: VideoChange,
): Result<Omit<VideoChange, "products">, UpdateFault> {
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
  return ok({
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags }),
    ...(change.language === undefined ? {} : { language: change.language }),
  });
}

/** Trimmed, empty ones dropped, the first spelling of each kept whatever its case. */
export function distinctTags(tags: string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.map((each) => each.normalize("NFC").replace(/\s+/g, " ").trim()))
    if (tag && !kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  return [...kept.values()];
}
