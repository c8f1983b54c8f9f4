import type { WorldStore } from "./store.ts";
import type { ShopState } from "./types.ts";

/** The shop that requests mean when they name none. */
export const DEFAULT_SHOP = "clipshelf-demo.myshopify.com";

/** Whether the text is a shop's permanent domain. */
export function isShopDomain(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/.test(text);
}

/** Opens an empty shop, or returns the one that is there. Throws on a name that is no shop domain. */
export function openShop(
  store: WorldStore,
  domain: string,
  details: Partial<Pick<ShopState, "name" | "email" | "currency" | "timeZone">> = {},
): ShopState {
  const there = store.world.shops[domain];
  if (there) return there;
  if (!isShopDomain(domain))
    throw new Error(`${domain} is no shop domain: it must look like name.myshopify.com`);
  // Ids are global at Shopify: shops of one sandbox must not share any.
  const base = (Object.keys(store.world.shops).length + 1) * 1_000_000_000;
  const currency = details.currency ?? "USD";
  const shop: ShopState = {
    domain,
    id: String(base),
    name: details.name ?? domain.split(".")[0] ?? domain,
    email: details.email ?? `owner@${domain}`,
    currency,
    timeZone: details.timeZone ?? "America/New_York",
    staffLocale: "en",
    products: [],
    collections: [],
    markets: [
      {
        handle: "main",
        name: "Main",
        country: "US",
        currency,
        rate: 1,
        locales: [{ locale: "en", prefix: "" }],
      },
    ],
    menus: {},
    metafields: [],
    files: [],
    orders: [],
    installation: null,
    theme: {},
    nextId: base,
  };
  store.world.shops[domain] = shop;
  store.changed();
  return shop;
}
