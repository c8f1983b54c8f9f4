import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import type { ProductCard } from "../../domains/catalog/index.ts";
import { MAX_PRODUCTS_PER_VIDEO, type TaggedProduct } from "../../domains/media/index.ts";
import { useProductPicker } from "./use-product-picker.ts";

/**
 * Opens Shopify's product picker with the products a clip has. Answers the clip's new list: what stayed
 * keeps its settings, in its order. Null when the merchant closed the picker; undefined when Shopify
 * could not be asked.
 */
export function usePickProducts() {
  const shopify = useAppBridge();
  const pick = useProductPicker();
  return useCallback(
    async (tagged: TaggedProduct[]): Promise<TaggedProduct[] | null | undefined> => {
      const picked = await pick(
        MAX_PRODUCTS_PER_VIDEO,
        tagged.map(({ product }) => product.id),
      );
      if (!picked) return picked;
      const ids = picked.map(({ id }) => id);
      const kept = tagged.filter(({ product }) => ids.includes(product.id));
      const fresh = ids.filter((id) => !kept.some(({ product }) => product.id === id));
      if (fresh.length === 0) return kept;
      try {
        const response = await fetch(`/app/library/products?ids=${fresh.join(",")}`, {
          headers: { Authorization: `Bearer ${await shopify.idToken()}` },
        });
        if (!response.ok) return undefined;
        const { products } = (await response.json()) as { products: ProductCard[] };
        const free = { variantId: null, from: null, to: null, x: null, y: null };
        return [...kept, ...products.map((product) => ({ product, ...free }))];
      } catch {
        return undefined;
      }
    },
    [shopify, pick],
  );
}
