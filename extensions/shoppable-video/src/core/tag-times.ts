/** The time range of a product tag, milliseconds into the clip. */
export interface TagRange {
  from?: number | null;
  to?: number | null;
}

/** Whether the tag belongs to the moment `ms`. Its end is no longer part of it. */
export function isOn({ from, to }: TagRange, ms: number): boolean {
  return ms >= (from ?? 0) && ms < (to ?? Number.POSITIVE_INFINITY);
}

export function hasRange({ from, to }: TagRange): boolean {
  return (from ?? null) !== null || (to ?? null) !== null;
}

/**
 * Which product the clip shows at `ms`: of those with a range of their own the one that began last, else
 * the first that is meant for the whole clip; -1 when it is nobody's moment.
 */
export function tagAt(tags: readonly TagRange[], ms: number): number {
  let found = -1;
  tags.forEach((tag, index) => {
    if (!isOn(tag, ms)) return;
    const best = tags[found];
    const later =
      !best || (hasRange(tag) && (!hasRange(best) || (tag.from ?? 0) > (best.from ?? 0)));
    if (later) found = index;
  });
  return found;
}
