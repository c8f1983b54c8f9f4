import type { StorefrontProduct } from "../core/product-options.ts";
import type { ProductClient } from "./product-client.ts";

/** How many of Shopify's recommendations are looked at. */
const LOOKED_AT = 6;

/** The first product that Shopify recommends beside this one and that can be bought; null: none. */
export async function similarTo(
  product: StorefrontProduct,
  root: string,
  products: ProductClient,
): Promise<StorefrontProduct | null> {
  const query = `product_id=${product.id}&limit=${LOOKED_AT}&intent=related`;
  const response = await fetch(`${root}recommendations/products.json?${query}`, {
    headers: { accept: "application/json" },
  });
  if (!response.ok) return null;
  const answer = (await response.json()) as { products?: { handle: string; available: boolean }[] };
  const found = answer.products?.find(({ available }) => available);
  return found ? products.get(found.handle) : null;
}
