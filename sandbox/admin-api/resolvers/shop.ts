import { gid } from "../../world/gid.ts";
import type { Market, ShopState } from "../../world/types.ts";
import { connection, PAGE_LIMIT } from "../connection.ts";
import type { Arguments, Resolvers } from "../context.ts";
import { refuse, SchemaNode } from "../context.ts";
import { settleFiles } from "../files/shop-files.ts";
import { findNode } from "../lookup.ts";

export const shopResolvers: Resolvers = {
  QueryRoot: {
    shop: (_root, _args, { shop }) => new SchemaNode("Shop", shop),
    node: (_root, { id }, { sandbox, shop, now }) => {
      settleFiles(sandbox, shop, now);
      return findNode(shop, id);
    },
    nodes: (_root, { ids }, { sandbox, shop, now }) => {
      settleFiles(sandbox, shop, now);
      if (ids.length > PAGE_LIMIT)
        return refuse(
          `The input array size of ${ids.length} is greater than the maximum allowed of ${PAGE_LIMIT}.`,
          "MAX_INPUT_SIZE_EXCEEDED",
        );
      return (ids as string[]).map((id) => findNode(shop, id));
    },
    shopLocales: (_root, { published }, { shop }) =>
      locales(shop).filter((one) => published === undefined || published === one.published),
    markets: (_root, args, { shop }) =>
      connection(
        shop.markets,
        args,
        (one) => one.handle,
        (one) => new SchemaNode("Market", one),
      ),
  },
  Shop: {
    id: (shop: ShopState) => gid("Shop", shop.id),
    name: (shop: ShopState) => shop.name,
    email: (shop: ShopState) => shop.email,
    contactEmail: (shop: ShopState) => shop.email,
    myshopifyDomain: (shop: ShopState) => shop.domain,
    primaryDomain: (shop: ShopState, _args: Arguments) => ({
      host: shop.domain,
      url: `https://${shop.domain}`,
      sslEnabled: true,
    }),
    url: (shop: ShopState) => `https://${shop.domain}`,
    currencyCode: (shop: ShopState) => shop.currency,
    enabledPresentmentCurrencies: (shop: ShopState) => [
      ...new Set([shop.currency, ...shop.markets.map((one) => one.currency)]),
    ],
    ianaTimezone: (shop: ShopState) => shop.timeZone,
    timezoneOffsetMinutes: (shop: ShopState) => offsetMinutes(shop.timeZone),
    taxesIncluded: () => false,
    plan: () => ({
      displayName: "Developer Preview",
      publicDisplayName: "Development",
      partnerDevelopment: true,
      shopifyPlus: false,
    }),
  },
  Market: {
    id: (market: Market) => gid("Market", marketId(market)),
    name: (market: Market) => market.name,
    handle: (market: Market) => market.handle,
  },
};

function locales(shop: ShopState) {
  const names = new Intl.DisplayNames("en", { type: "language" });
  const all = new Set(["en", ...shop.markets.flatMap((one) => one.locales.map((l) => l.locale))]);
  return [...all].map((locale) => ({
    locale,
    name: names.of(locale) ?? locale,
    primary: locale === "en",
    published: true,
  }));
}

function offsetMinutes(timeZone: string): number {
  const at = new Date();
  const wall = new Date(at.toLocaleString("en-US", { timeZone }));
  const utc = new Date(at.toLocaleString("en-US", { timeZone: "UTC" }));
  return Math.round((wall.getTime() - utc.getTime()) / 60_000);
}

/** Markets of the world have handles only; their ids follow from them. */
function marketId(market: Market): string {
  return String([...market.handle].reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7) % 1e9);
}
