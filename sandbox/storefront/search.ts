import type { Product } from "../world/types.ts";
import { sortProducts } from "./drops/collection.ts";
import { ProductDrop } from "./drops/product.ts";
import { listedProducts, type Visit } from "./visit.ts";

/** Products in whose words every term is found; a title counts more than a tag. */
export function findProducts(visit: Visit, terms: string): Product[] {
  const words = terms.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const score = (product: Product) => {
    const titles = [product.title, ...Object.values(product.translations).map((one) => one.title)];
    const title = titles.join(" ").toLowerCase();
    const rest = [product.productType, product.vendor, ...product.tags, product.descriptionHtml]
      .join(" ")
      .toLowerCase();
    let sum = 0;
    for (const word of words) {
      if (title.includes(word)) sum += 3;
      else if (rest.includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  };
  return listedProducts(visit.shop)
    .map((product) => ({ product, score: score(product) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((one) => one.product);
}

/** The `search` object. */
export function searchObject(visit: Visit) {
  const terms = visit.query.get("q") ?? "";
  const sorted = sortProducts(
    visit,
    findProducts(visit, terms),
    visit.query.get("sort_by") ?? "relevance",
  );
  const results = sorted.map((product) => {
    const drop = new ProductDrop(visit, product);
    return Object.defineProperty(drop, "object_type", { value: "product", enumerable: true });
  });
  return {
    terms,
    performed: terms !== "",
    results,
    results_count: results.length,
    types: ["product"],
    filters: [],
    sort_by: visit.query.get("sort_by") ?? "relevance",
    default_sort_by: "relevance",
    sort_options: [
      { value: "relevance", name: visit.locale.startsWith("zh") ? "相关性" : "Relevance" },
      {
        value: "price-ascending",
        name: visit.locale.startsWith("zh") ? "价格,从低到高" : "Price, low to high",
      },
      {
        value: "price-descending",
        name: visit.locale.startsWith("zh") ? "价格,从高到低" : "Price, high to low",
      },
    ],
  };
}

/** Products like this one: those it shares most collections, type and tags with. */
export function recommendationsFor(visit: Visit, product: Product, limit: number): Product[] {
  const collections = visit.shop.collections.filter((one) => one.productIds.includes(product.id));
  const likeness = (other: Product) =>
    collections.filter((one) => one.productIds.includes(other.id)).length * 2 +
    (other.productType === product.productType ? 2 : 0) +
    other.tags.filter((tag) => product.tags.includes(tag)).length;
  return listedProducts(visit.shop)
    .filter((other) => other.id !== product.id)
    .map((other) => ({ other, score: likeness(other) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((one) => one.other);
}
