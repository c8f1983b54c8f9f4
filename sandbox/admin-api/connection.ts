import { GraphQLError } from "graphql";
import type { Arguments } from "./context.ts";

export const PAGE_LIMIT = 250;

/** One page of a list in Shopify's connection shape, with cursors that survive additions. */
export function connection<T>(
  items: readonly T[],
  args: Arguments,
  idOf: (item: T) => string,
  show: (item: T) => unknown,
) {
  const { first, last } = args as { first?: number | null; last?: number | null };
  if (first == null && last == null)
    throw new GraphQLError("you must provide one of first or last", badRequest);
  if (first != null && last != null)
    throw new GraphQLError("providing both first and last is not supported", badRequest);
  for (const [name, count] of [
    ["first", first],
    ["last", last],
  ] as const) {
    if (count != null && count > PAGE_LIMIT)
      throw new GraphQLError(`${name} cannot exceed ${PAGE_LIMIT}`, badRequest);
    if (count != null && count < 0)
      throw new GraphQLError(`${name} cannot be negative`, badRequest);
  }
  const ordered = args.reverse ? [...items].reverse() : items;
  const from = args.after == null ? 0 : position(ordered, args.after, idOf) + 1;
  const to = args.before == null ? ordered.length : position(ordered, args.before, idOf);
  const start = last == null ? from : Math.max(from, to - last);
  const end = first == null ? to : Math.min(to, from + first);
  const page = ordered.slice(start, end);
  const edges = page.map((item, index) => ({
    cursor: cursor(idOf(item), start + index),
    node: show(item),
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const badRequest = { extensions: { code: "BAD_REQUEST" } };

function cursor(id: string, at: number): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: at })).toString("base64");
}

function position<T>(items: readonly T[], text: string, idOf: (item: T) => string): number {
  try {
    const { last_id: id, last_value: at } = JSON.parse(
      Buffer.from(text, "base64").toString("utf8"),
    ) as { last_id: unknown; last_value: unknown };
    const found = items.findIndex((item) => idOf(item) === id);
    // What the cursor named is gone: what followed it now stands in its place.
    if (found >= 0) return found;
    if (typeof at === "number") return at - 1;
  } catch {
    // Falls through to the refusal.
  }
  throw new GraphQLError("Invalid cursor for current pagination sort.", badRequest);
}
