/**
 * `{% paginate drop.list by n %}` shows one page of a list. While the tag is open, the page it set here
 * stands in for the whole list.
 */
const pages = new WeakMap<object, Map<string, unknown[]>>();

export function paged<T>(drop: object, property: string, list: T[], limit?: number): T[] {
  const page = pages.get(drop)?.get(property) as T[] | undefined;
  return page ?? (limit === undefined ? list : list.slice(0, limit));
}

/** Puts a page in place and returns what takes it away again. */
export function openPage(drop: object, property: string, page: unknown[]): () => void {
  const open = pages.get(drop) ?? new Map<string, unknown[]>();
  pages.set(drop, open);
  open.set(property, page);
  return () => open.delete(property);
}
