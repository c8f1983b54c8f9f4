import type { IncomingMessage } from "node:http";
import { readCookie } from "../http.ts";
import type { Draft } from "../theme-editor/drafts.ts";
import { openCart, readCartToken } from "../world/carts.ts";
import type { Market, ShopState } from "../world/types.ts";
import { CollectionDrop } from "./drops/collection.ts";
import { ProductDrop, VariantDrop } from "./drops/product.ts";
import type { Extension } from "./extension.ts";
import type { LiquidFolder } from "./liquid/folder.ts";
import type { Log } from "./log.ts";
import { themeOf } from "./theme.ts";
import type { Visit } from "./visit.ts";

export const COUNTRY_COOKIE = "localization";
export const BANNER_COOKIE = "_sandbox_consent_banner";

export interface Surroundings {
  folder: LiquidFolder;
  /** Whether the folder is the sandbox's own theme. */
  ownTheme: boolean;
  extensions: Extension[];
  appHandle: string;
  log: Log;
}

/** The market, language and prefix behind a path: the longest prefix wins, then the country cookie. */
export function findMarket(
  shop: ShopState,
  path: string,
  country: string | null,
): { market: Market; locale: string; prefix: string } {
  const choices = shop.markets.flatMap((market) =>
    market.locales.map(({ locale, prefix }) => ({ market, locale, prefix })),
  );
  const fits = choices.filter(
    ({ prefix }) => prefix !== "" && (path === prefix || path.startsWith(`${prefix}/`)),
  );
  const rank = (one: (typeof choices)[number]) =>
    one.prefix.length * 10 + (one.market.country === country ? 1 : 0);
  const [best] = fits.sort((a, b) => rank(b) - rank(a));
  if (best) return best;
  const bare = choices.filter(({ prefix }) => prefix === "");
  const found = bare.find((one) => one.market.country === country) ?? bare[0] ?? choices[0];
  if (!found) throw new Error(`The shop ${shop.domain} has no market`);
  return found.prefix === "" ? found : { ...found, prefix: "" };
}

export function openVisit(
  around: Surroundings,
  shop: ShopState,
  request: IncomingMessage,
  url: URL,
  draft: Draft | null,
): Visit {
  const place = findMarket(shop, url.pathname, readCookie(request, COUNTRY_COOKIE));
  const path = url.pathname.slice(place.prefix.length).replace(/\/+$/, "") || "/";
  const visit: Visit = {
    shop,
    ...place,
    host: url.host,
    origin: url.origin,
    path,
    query: new URLSearchParams(url.search),
    cart: openCart(shop, readCartToken(request.headers.cookie)),
    theme: themeOf(around.folder, shop, around.ownTheme, draft?.overlay ?? null),
    extensions: around.extensions,
    appHandle: around.appHandle,
    consentBanner: readCookie(request, BANNER_COOKIE) === "1",
    designMode: draft !== null,
    draftRevision: draft?.revision ?? 0,
    page: {
      type: "index",
      template: "index",
      layout: "theme",
      product: null,
      formErrors: [],
      posted: postedForm(url),
      assets: { scripts: new Set(), styles: new Set() },
    },
    make: {
      product: (product) => new ProductDrop(visit, product),
      variant: (product, variant) => new VariantDrop(new ProductDrop(visit, product), variant),
      collection: (collection) => new CollectionDrop(visit, collection),
    },
    globals: {},
    log: around.log,
  };
  return visit;
}

/** Which form was posted before this page, as `form.posted_successfully?` tells. */
function postedForm(url: URL): string | null {
  return (
    ["contact", "customer"].find((type) => url.searchParams.get(`${type}_posted`) === "true") ??
    null
  );
}
