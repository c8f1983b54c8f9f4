import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";

/**
 * Opens Shopify's picker for one product. Null when the merchant closed it; undefined when Shopify could
 * not be asked.
 */
export function usePickProduct() {
  const shopify = useAppBridge();
  return useCallback(async (): Promise<{ id: string; title: string } | null | undefined> => {
    try {
      const picked = await shopify.resourcePicker({
        type: "product",
        action: "select",
        multiple: false,
        filter: { variants: false },
      });
      const [product] = picked ?? [];
      if (!product) return null;
      return { id: product.id.slice(product.id.lastIndexOf("/") + 1), title: product.title };
    } catch {
      return undefined;
    }
  }, [shopify]);
}
