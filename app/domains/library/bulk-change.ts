import {
  checkRights,
  MAX_PRODUCTS_PER_VIDEO,
  MAX_TAGS,
  NO_RIGHTS,
  type RightsTerms,
  sameRights,
  type VideoLanguage,
} from "../media/index.ts";
import { rewritten, type TextField } from "./bulk-text.ts";
import type { BulkChange } from "./index.ts";

/** What of a clip a bulk edit may alter. Language as kept: null is not said. */
export interface BulkClip {
  tags: string[];
  categories: string[];
  /** Null: there is no record. */
  rights: RightsTerms | null;
  /** Ids of tagged products, each once. */
  products: string[];
  language: VideoLanguage | null;
  title: string;
  description: string;
  /** Name of its file without the ending. Only read: what a text may be made of. */
  fileTitle: string;
  /** Name of the first tagged product, empty without one. Only read. */
  productTitle: string;
}

/** What one clip's change really altered: undoing takes back this and nothing else. */
export interface BulkDelta {
  tagsAdded?: string[];
  tagsRemoved?: string[];
  categoriesAdded?: string[];
  categoriesRemoved?: string[];
  rights?: { from: RightsTerms | null; to: RightsTerms };
  productsAdded?: string[];
  productsRemoved?: string[];
  language?: { from: VideoLanguage | null; to: VideoLanguage | null };
  title?: { from: string; to: string };
  description?: { from: string; to: string };
}

/** What the change would alter of a clip. Null: nothing, or a limit of the clip forbids it. */
export function deltaOf(change: BulkChange, clip: BulkClip): BulkDelta | null {
  const has = (tag: string) => clip.tags.some((one) => one.toLowerCase() === tag.toLowerCase());
  const some = <Key extends keyof BulkDelta>(key: Key, found: string[]) =>
    found.length > 0 ? { [key]: found } : null;
  switch (change.kind) {
    case "add-tags": {
      const room = MAX_TAGS - clip.tags.length;
      return some("tagsAdded", change.tags.filter((tag) => !has(tag)).slice(0, Math.max(0, room)));
    }
    case "remove-tags": {
      const gone = change.tags.map((tag) => tag.toLowerCase());
      return some(
        "tagsRemoved",
        clip.tags.filter((tag) => gone.includes(tag.toLowerCase())),
      );
    }
    case "put-in-category":
      return some(
        "categoriesAdded",
        clip.categories.includes(change.categoryId) ? [] : [change.categoryId],
      );
    case "take-out-of-category":
      return some(
        "categoriesRemoved",
        clip.categories.filter((id) => id === change.categoryId),
      );
    case "set-rights": {
      const checked = checkRights({ ...(clip.rights ?? NO_RIGHTS), ...change.rights });
      return !checked.ok || sameRights(clip.rights, checked.value)
        ? null
        : { rights: { from: clip.rights, to: checked.value } };
    }
    case "add-products": {
      const room = MAX_PRODUCTS_PER_VIDEO - clip.products.length;
      const fresh = change.productIds.filter((id) => !clip.products.includes(id));
      return some("productsAdded", fresh.slice(0, Math.max(0, room)));
    }
    case "remove-products":
      return some(
        "productsRemoved",
        clip.products.filter((id) => change.productIds.includes(id)),
      );
    case "set-language":
      return clip.language === change.language
        ? null
        : { language: { from: clip.language, to: change.language } };
    case "edit-text": {
      const { field } = change;
      const values = { title: clip.title, product: clip.productTitle, file: clip.fileTitle };
      const to = rewritten(field, clip[field], change.edit, values);
      return to === clip[field] ? null : { [field]: { from: clip[field], to } };
    }
    case "delete":
      return null;
  }
}

/** The clip with the delta in it. */
export function withDelta(clip: BulkClip, delta: BulkDelta): BulkClip {
  return {
    ...clip,
    tags: exchanged(clip.tags, delta.tagsRemoved, delta.tagsAdded),
    categories: exchanged(clip.categories, delta.categoriesRemoved, delta.categoriesAdded),
    rights: delta.rights ? delta.rights.to : clip.rights,
    products: exchanged(clip.products, delta.productsRemoved, delta.productsAdded),
    language: delta.language ? delta.language.to : clip.language,
    title: delta.title?.to ?? clip.title,
    description: delta.description?.to ?? clip.description,
  };
}

/** The clip with the delta taken back. What somebody changed since stays changed. */
export function withoutDelta(clip: BulkClip, delta: BulkDelta): BulkClip {
  const { language, rights } = delta;
  const text = (field: TextField) => {
    const was = delta[field];
    return was && clip[field] === was.to ? was.from : clip[field];
  };
  return {
    ...clip,
    tags: exchanged(clip.tags, delta.tagsAdded, delta.tagsRemoved),
    categories: exchanged(clip.categories, delta.categoriesAdded, delta.categoriesRemoved),
    rights: rights && sameRights(clip.rights, rights.to) ? rights.from : clip.rights,
    products: exchanged(clip.products, delta.productsAdded, delta.productsRemoved),
    language: language && clip.language === language.to ? language.from : clip.language,
    title: text("title"),
    description: text("description"),
  };
}

function exchanged(list: string[], gone: string[] = [], come: string[] = []): string[] {
  const left = list.filter((one) => !gone.includes(one));
  return [...left, ...come.filter((one) => !left.includes(one))];
}
