import type { Collection, Product } from "../world/types.ts";
import { findCollection } from "./drops/collection.ts";
import { findProduct, type Visit } from "./visit.ts";

/** Which page an address means. */
export interface Route {
  /** Page type, as `request.page_type` has it. */
  type: string;
  status: number;
  product: Product | null;
  collection: Collection | null;
}

export function routeOf(visit: Pick<Visit, "shop" | "path">): Route {
  const [first = "", second, third, fourth] = visit.path
    .split("/")
    .slice(1)
    .map((part) => decode(part));
  const route = (type: string, found: Partial<Route> = {}): Route => ({
    type,
    status: 200,
    product: null,
    collection: null,
    ...found,
  });
  // Drops are made for the whole visit later; here only the world's records are looked up.
  const here = visit as Visit;
  if (visit.path === "/") return route("index");
  if (first === "cart" && second === undefined) return route("cart");
  if (first === "search" && second === undefined) return route("search");
  if (first === "collections" && second === undefined) return route("list-collections");
  const inCollection = first === "collections" && third === "products";
  const handle = inCollection ? fourth : first === "products" ? second : undefined;
  const collection =
    first === "collections" && second !== undefined ? findCollection(here, second) : null;
  if (handle !== undefined) {
    const product = findProduct(here, { handle });
    if (product) return route("product", { product, collection });
  } else if (collection && third === undefined) return route("collection", { collection });
  return route("404", { status: 404 });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
