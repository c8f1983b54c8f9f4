import type { Clock } from "../../kernel/clock.ts";
import { TOLD_KEPT_DAYS, WAITING_KEPT_DAYS } from "./index.ts";
import type { KeptProducts, WishStore } from "./ports.ts";

/** What the worker does for those who wait. */
export interface WishesJobsDoor {
  /** These products came back or went: marks who waits for them. */
  markBack(payload: { shopId: string; productIds: string[] }): Promise<void>;
  /** Looks at everything that is waited for, whatever was heard of it, and forgets old addresses. */
  sweep(): Promise<void>;
}

const DAY = 86_400_000;

export function createWishesJobs({
  store,
  products,
  clock,
}: {
  store: WishStore;
  products: KeptProducts;
  clock: Clock;
}): WishesJobsDoor {
  const markBack: WishesJobsDoor["markBack"] = async ({ shopId, productIds }) => {
    for (const { id, status, variants } of await products(shopId, productIds)) {
      const sold = status === "active" || status === "unlisted";
      const available = variants.filter((variant) => sold && variant.available);
      await store.setBack(
        shopId,
        id,
        available.map((variant) => variant.id),
        clock.now(),
      );
    }
  };
  return {
    markBack,
    async sweep() {
      const now = clock.now();
      await store.forgetOld(now - TOLD_KEPT_DAYS * DAY, now - WAITING_KEPT_DAYS * DAY);
      for (const awaited of await store.awaited()) await markBack(awaited);
    },
  };
}
