import type { TaggedProduct } from "../domains/media/index.ts";

/** Whether a product's time range holds the moment `ms`. Its end is no longer part of it. */
export function isShownAt({ from, to }: Pick<TaggedProduct, "from" | "to">, ms: number): boolean {
  return ms >= (from ?? 0) && ms < (to ?? Number.POSITIVE_INFINITY);
}
