import { type Arguments, refuse } from "./context.ts";

/** What each `sortKey` of the schema compares. */
export type SortKeys<T> = Record<string, (item: T) => string | number>;

/** Sorts by the request's `sortKey`. A key without a rule is a loud error, not another order. */
export function sorted<T>(items: readonly T[], args: Arguments, keys: SortKeys<T>): T[] {
  const key = (args.sortKey as string | undefined) ?? "ID";
  const of = keys[key];
  if (!of) return refuse(`The sandbox cannot sort by ${key}`, "SANDBOX_NO_RESOLVER");
  return [...items].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0));
}
