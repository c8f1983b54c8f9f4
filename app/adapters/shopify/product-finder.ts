import type { ProductFinder } from "../../domains/intake/index.server.ts";
import type { AdminApi } from "./admin-api.ts";
import { FIND_PRODUCTS, WORDS_PER_CALL } from "./queries.ts";

interface Answer {
  products: { nodes: { id: string; handle: string }[] };
  productVariants: { nodes: { sku: string | null; product: { id: string } }[] };
}

/**
 * Finds products by handle, by a variant's SKU, or by the address of their page. Shopify's search ignores
 * case and may find more than was asked: what it finds is held against the word.
 */
export function createProductFinder(api: AdminApi): ProductFinder {
  return {
    async find(shop, words) {
      const found = new Map<string, string[]>();
      const asked = words.filter((word) => word.length <= 255);
      for (let at = 0; at < asked.length; at += WORDS_PER_CALL) {
        const some = asked.slice(at, at + WORDS_PER_CALL);
        const { products, productVariants } = await api.query<Answer>(shop, FIND_PRODUCTS, {
          handles: some.map((word) => `handle:${quoted(handleOf(word))}`).join(" OR "),
          skus: some.map((word) => `sku:${quoted(word)}`).join(" OR "),
        });
        for (const word of some) {
          const wanted = [handleOf(word).toLowerCase(), word.toLowerCase()] as const;
          const ids = [
            ...products.nodes.filter(({ handle }) => handle.toLowerCase() === wanted[0]),
            ...productVariants.nodes
              .filter(({ sku }) => sku?.toLowerCase() === wanted[1])
              .map(({ product }) => product),
          ].map(({ id }) => id.slice(id.lastIndexOf("/") + 1));
          if (ids.length > 0) found.set(word, [...new Set(ids)]);
        }
      }
      return found;
    },
  };
}

/** `https://shop/products/tea-bowl?variant=1` → `tea-bowl`. */
function handleOf(word: string): string {
  return /\/products\/([^/?#]+)/.exec(word)?.[1] ?? word;
}

/** https://shopify.dev/docs/api/usage/search-syntax: special characters are escaped inside quotes. */
function quoted(word: string): string {
  return `"${word.replace(/["\\]/g, "\\$&")}"`;
}
