import type { ProductCard } from "./index.ts";

/**
 * Whether a newer snapshot changes anything that published feeds hold. Prices and the count of stock do
 * not: the storefront reads those live. Null: the product was not there before.
 */
export function newlyShown(old: ProductCard | null, fresh: ProductCard): boolean {
  return (
    !old ||
    old.handle !== fresh.handle ||
    old.title !== fresh.title ||
    old.image !== fresh.image ||
    old.status !== fresh.status ||
    old.available !== fresh.available
  );
}

/** Whether a variant that could not be bought now can, or the other way round. */
export function stockTurned(old: ProductCard | null, fresh: ProductCard): boolean {
  const sold = (card: ProductCard | null) =>
    card?.variants.filter(({ available }) => available).map(({ id }) => id) ?? [];
  return sold(old).sort().join() !== sold(fresh).sort().join();
}
