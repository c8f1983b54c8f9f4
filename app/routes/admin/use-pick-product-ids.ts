import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import { MAX_PRODUCTS_PER_VIDEO } from "../../domains/media/index.ts";

/** Opens Shopify's product picker. Null when the merchant closed it or Shopify could not be asked. */
export function usePickProductIds() {
  const shopify = useAppBridge();
  return useCallback(async (): Promise<string[] | null> => {
    try {
      const picked = await shopify.resourcePicker({
        type: "product",
        action: "select",
        multiple: MAX_PRODUCTS_PER_VIDEO,
        filter: { variants: false },
      });
      return picked?.map(({ id }) => id.slice(id.lastIndexOf("/") + 1)) ?? null;
    } catch {
      return null;
    }
  }, [shopify]);
}
