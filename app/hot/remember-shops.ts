import type { ShopRef } from "../domains/shop/index.ts";
import type { Clock } from "../kernel/clock.ts";

/** A shop found is believed this long; one not found, a tenth of it. */
const SHOP_TTL_MS = 30_000;
const SHOPS_REMEMBERED = 10_000;

/** One look-up a shop and half-minute, however many shoppers it has. */
export function rememberShops({
  shops,
  clock,
}: {
  shops: { find(domain: string): Promise<ShopRef | null> };
  clock: Clock;
}) {
  const known = new Map<string, { until: number; shop: Promise<ShopRef | null> }>();
  return (domain: string): Promise<ShopRef | null> => {
    const now = clock.now();
    const kept = known.get(domain);
    if (kept && kept.until > now) return kept.shop;
    if (known.size >= SHOPS_REMEMBERED) known.clear();
    const entry = { until: now + SHOP_TTL_MS, shop: shops.find(domain) };
    known.set(domain, entry);
    entry.shop.then(
      (shop) => {
        if (!shop) entry.until = now + SHOP_TTL_MS / 10;
      },
      () => known.delete(domain),
    );
    return entry.shop;
  };
}
