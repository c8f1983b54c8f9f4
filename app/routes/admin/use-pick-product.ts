import { useCallback } from "react";
import { type PickedProduct, useProductPicker } from "./use-product-picker.ts";

/** Opens Shopify's picker for one product. Null when none was chosen; undefined when Shopify could not be asked. */
export function usePickProduct() {
  const pick = useProductPicker();
  return useCallback(async (): Promise<PickedProduct | null | undefined> => {
    const picked = await pick(1);
    return picked && (picked[0] ?? null);
  }, [pick]);
}
