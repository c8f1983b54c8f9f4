import { Drop } from "liquidjs";
import type { Market } from "../../world/types.ts";
import { moneyFormat } from "../money-format.ts";
import { findProduct, listedProducts, type Visit } from "../visit.ts";
import { symbolOf } from "./cart.ts";
import { CollectionDrop, findCollection } from "./collection.ts";
import { LinkListDrop } from "./links.ts";
import { MetafieldsDrop } from "./metafield.ts";
import { paged } from "./paged.ts";
import { ProductDrop } from "./product.ts";

export class ShopDrop extends Drop {
  private readonly visit: Visit;
  constructor(visit: Visit) {
    super();
    this.visit = visit;
  }
  get id() {
    return Number(this.visit.shop.id);
  }
  get name() {
    return this.visit.shop.name;
  }
  get description() {
    return "";
  }
  get email() {
    return this.visit.shop.email;
  }
  get phone() {
    return "";
  }
  get url() {
    return this.visit.origin;
  }
  get secure_url() {
    return this.visit.origin;
  }
  get domain() {
    return this.visit.host;
  }
  get permanent_domain() {
    return this.visit.shop.domain;
  }
  get currency() {
    return this.visit.shop.currency;
  }
  get money_format() {
    return moneyFormat(this.visit.market.currency).plain;
  }
  get money_with_currency_format() {
    return moneyFormat(this.visit.market.currency).full;
  }
  get enabled_currencies() {
    return [...new Set(this.visit.shop.markets.map((market) => market.currency))].map((code) => ({
      iso_code: code,
      symbol: symbolOf(code),
      name: code,
    }));
  }
  get locale() {
    return this.visit.locale;
  }
  get published_locales() {
    return languages(this.visit, this.visit.market);
  }
  get enabled_locales() {
    return this.published_locales;
  }
  get products_count() {
    return listedProducts(this.visit.shop).length;
  }
  get collections_count() {
    return this.visit.shop.collections.length;
  }
  get types() {
    return [...new Set(this.visit.shop.products.map((product) => product.productType))];
  }
  get vendors() {
    return [...new Set(this.visit.shop.products.map((product) => product.vendor))];
  }
  get enabled_payment_types() {
    return ["visa", "master", "american_express", "paypal"];
  }
  get customer_accounts_enabled() {
    return false;
  }
  get customer_accounts_optional() {
    return true;
  }
  get accepts_gift_cards() {
    return false;
  }
  get taxes_included() {
    return true;
  }
  get policies() {
    return [];
  }
  get metafields() {
    return new MetafieldsDrop(this.visit, `gid://shopify/Shop/${this.visit.shop.id}`);
  }
  get brand() {
    return {
      slogan: "",
      short_description: "",
      metafields: {},
      colors: { primary: [], secondary: [] },
    };
  }
  override toString(): string {
    return this.visit.shop.name;
  }
}

/** `collections['handle']`, and a loop over all of them. */
export class CollectionsDrop extends Drop {
  private readonly visit: Visit;
  constructor(visit: Visit) {
    super();
    this.visit = visit;
  }
  override liquidMethodMissing(handle: string | number): CollectionDrop | null {
    const found = findCollection(this.visit, String(handle));
    return found ? new CollectionDrop(this.visit, found) : null;
  }
  get size() {
    return this.visit.shop.collections.length;
  }
  [Symbol.iterator]() {
    const sorted = [...this.visit.shop.collections].sort((a, b) => a.title.localeCompare(b.title));
    return paged(
      this,
      "collections",
      sorted.map((one) => new CollectionDrop(this.visit, one)),
      50,
    )[Symbol.iterator]();
  }
}

/** Shopify gives a page at most this many products by handle. */
const MOST_BY_HANDLE = 20;

/** `all_products['handle']` */
export class AllProductsDrop extends Drop {
  private readonly visit: Visit;
  private readonly asked = new Set<string>();
  constructor(visit: Visit) {
    super();
    this.visit = visit;
  }
  override liquidMethodMissing(handle: string | number): ProductDrop | null {
    this.asked.add(String(handle));
    if (this.asked.size > MOST_BY_HANDLE) {
      this.visit.log.warn(
        `all_products gives ${MOST_BY_HANDLE} products a page; '${handle}' is left out`,
      );
      return null;
    }
    const found = findProduct(this.visit, { handle: String(handle) });
    return found ? new ProductDrop(this.visit, found) : null;
  }
}

export class LinkListsDrop extends Drop {
  private readonly visit: Visit;
  constructor(visit: Visit) {
    super();
    this.visit = visit;
  }
  override liquidMethodMissing(handle: string | number): LinkListDrop | null {
    const links = this.visit.shop.menus[String(handle)];
    return links ? new LinkListDrop(this.visit, String(handle), links) : null;
  }
}

export function languages(visit: Visit, market: Market) {
  return market.locales.map(({ locale, prefix }, index) => ({
    iso_code: locale,
    name: new Intl.DisplayNames([visit.locale], { type: "language" }).of(locale) ?? locale,
    endonym_name: endonym(locale),
    primary: index === 0,
    root_url: prefix || "/",
    shop_url: visit.origin + prefix,
    toString: () => locale,
  }));
}

/** A language in its own words; Chinese goes by its script, as Shopify names it. */
export function endonym(locale: string): string {
  const name = locale === "zh-CN" ? "zh-Hans" : locale === "zh-TW" ? "zh-Hant" : locale;
  return new Intl.DisplayNames([name], { type: "language" }).of(name) ?? locale;
}

function country(visit: Visit, market: Market) {
  return {
    iso_code: market.country,
    name:
      new Intl.DisplayNames([visit.locale], { type: "region" }).of(market.country) ?? market.name,
    currency: {
      iso_code: market.currency,
      symbol: symbolOf(market.currency),
      name: new Intl.DisplayNames([visit.locale], { type: "currency" }).of(market.currency),
    },
    unit_system: market.country === "US" ? "imperial" : "metric",
    "popular?": false,
    continent: "",
    market: { handle: market.handle, id: market.handle, metafields: {} },
    available_languages: languages(visit, market),
    toString: () => market.country,
  };
}

export function localization(visit: Visit) {
  const available = languages(visit, visit.market);
  return {
    available_countries: visit.shop.markets.map((market) => country(visit, market)),
    available_languages: available,
    country: country(visit, visit.market),
    language: available.find((one) => one.iso_code === visit.locale) ?? available[0],
    market: { handle: visit.market.handle, id: visit.market.handle, metafields: {} },
  };
}
