/** Days back that the library can be narrowed to. */
export const ADDED_DAYS = [7, 30, 90] as const;

/** What of the library's address says which clips are meant. */
export const FILTER_NAMES = [
  "q",
  "status",
  "review",
  "withheld",
  "rights",
  "category",
  "tag",
  "source",
  "language",
  "shape",
  "length",
  "product",
  "performance",
  "added",
  "lacks",
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** The part of an address that a view keeps: filters and order, neither page nor how it is drawn. */
export function viewOf(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of [...FILTER_NAMES, "sort"])
    for (const value of search.getAll(name)) if (value) kept.append(name, value);
  return kept.toString();
}

/** An address with one filter exchanged, from its first page. No value takes the filter away. */
export function withFilter(
  search: URLSearchParams,
  name: string,
  value: string | readonly string[] | null,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(name);
  for (const each of typeof value === "string" ? [value] : (value ?? []))
    if (each) next.append(name, each);
  if (name !== "view") next.delete("after");
  return next;
}

/** Values of a filter that takes several: tags one a parameter, others parted by commas. */
export function valuesOf(search: URLSearchParams, name: string): string[] {
  return name === "tag"
    ? search.getAll(name)
    : (search.get(name)?.split(",").filter(Boolean) ?? []);
}
