import type { DiscountCard } from "../domains/catalog/index.ts";
import type { VideoPage } from "../domains/media/index.ts";

/** What moments lead to, by id; codes in lower case. What is missing is gone, or was never there. */
export interface MomentTargets {
  clips: Record<string, string>;
  products: Record<string, string>;
  discounts: Record<string, DiscountCard>;
}

/** How clips of the library are looked up. */
export interface ClipChoosing {
  /** The clip that is edited: a branch to itself is a time. */
  own: string;
  page: VideoPage | null;
  loading: boolean;
  onLook: (query: string, after?: string) => void;
}
