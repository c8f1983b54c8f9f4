import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import type { ProductCard } from "../../domains/catalog/index.ts";
import { MAX_PRODUCTS_PER_VIDEO, type TaggedProduct } from "../../domains/media/index.ts";

/**
 * Opens Shopify's product picker with the products a clip has. Answers the clip's new list: what stayed
 * keeps its settings, in its order. Null when the merchant closed the picker; undefined when Shopify
 * could not be asked.
 */
export function usePickProducts() {
  const shopify = useAppBridge();
  return useCallback(
    async (tagged: TaggedProduct[]): Promise<TaggedProduct[] | null | undefined> => {
      try {
        const picked = await shopify.resourcePicker({
          type: "product",
          action: "select",
          multiple: MAX_PRODUCTS_PER_VIDEO,
          filter: { variants: false },
          selectionIds: tagged.map(({ product }) => ({
            id: `gid://shopify/Product/${product.id}`,
          })),
        });
        if (!picked) return null;
        const ids = picked.map(({ id }) => id.slice(id.lastIndexOf("/") + 1));
        const kept = tagged.filter(({ product }) => ids.includes(product.id));
        const fresh = ids.filter((id) => !kept.some(({ product }) => product.id === id));
        if (fresh.length === 0) return kept;
        const response = await fetch(`/app/library/products?ids=${fresh.join(",")}`, {
          headers: { Authorization: `Bearer ${await shopify.idToken()}` },
        });
        if (!response.ok) return undefined;
        const { products } = (await response.json()) as { products: ProductCard[] };
        return [
          ...kept,
          ...products.map((product) => ({
            product,
            variantId: null,
            from: null,
            to: null,
            x: null,
            y: null,
          })),
        ];
      } catch {
        return undefined;
      }
    },
    [shopify],
  );
}
