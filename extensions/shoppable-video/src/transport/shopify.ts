/** What Shopify and themes put on `window`, the part that is used. All of it may be missing. */
export interface ShopifyGlobal {
  designMode?: boolean;
  routes?: { root: string };
  actions?: {
    updateCart?: StandardAction<UpdateCartAnswer>;
    openCart?: StandardAction<void>;
  };
  customerPrivacy?: {
    analyticsProcessingAllowed?(): boolean;
    preferencesProcessingAllowed?(): boolean;
  };
  loadFeatures?(
    features: { name: string; version: string }[],
    done: (error?: unknown) => void,
  ): void;
}

interface StandardAction<T> {
  (payload?: object, options?: object): Promise<T>;
  isDefault?(): boolean;
}

export interface UpdateCartAnswer {
  userErrors?: { message: string }[];
  warnings?: { message: string }[];
}

export function shopify(): ShopifyGlobal {
  return (globalThis as { Shopify?: ShopifyGlobal }).Shopify ?? {};
}
