import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";

/** A product as Shopify's picker names it; `id` without the prefix of its GID. */
export interface PickedProduct {
  id: string;
  title: string;
}

/**
 * Opens Shopify's product picker for at most `most` products, with `chosen` ticked. Null when the merchant
 * closed it; undefined when Shopify could not be asked.
 */
export function useProductPicker() {
  const shopify = useAppBridge();
  return useCallback(
    async (most: number, chosen: string[] = []): Promise<PickedProduct[] | null | undefined> => {
      try {
        const picked = await shopify.resourcePicker({
          type: "product",
          action: "select",
          multiple: most === 1 ? false : most,
          filter: { variants: false },
          selectionIds: chosen.map((id) => ({ id: `gid://shopify/Product/${id}` })),
        });
        if (!picked) return null;
        return picked.map(({ id, title }) => ({ id: id.slice(id.lastIndexOf("/") + 1), title }));
      } catch {
        return undefined;
      }
    },
    [shopify],
  );
}
