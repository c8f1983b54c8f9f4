import { CartDrop } from "./drops/cart.ts";
import { SettingsDrop } from "./drops/settings.ts";
import {
  AllProductsDrop,
  CollectionsDrop,
  endonym,
  LinkListsDrop,
  localization,
  ShopDrop,
} from "./drops/shop.ts";
import { href, type Visit } from "./visit.ts";

/** Objects that every Liquid file sees, embeds of apps included. */
export function globalObjects(visit: Visit): Record<string, unknown> {
  const { theme } = visit;
  return {
    shop: new ShopDrop(visit),
    settings: new SettingsDrop(visit, theme.settingsSchema(), theme.settingsData().values),
    cart: new CartDrop(visit, visit.cart),
    customer: null,
    collections: new CollectionsDrop(visit),
    all_products: new AllProductsDrop(visit),
    linklists: new LinkListsDrop(visit),
    pages: {},
    blogs: {},
    articles: {},
    images: {},
    metaobjects: {},
    localization: localization(visit),
    routes: routes(visit),
    request: {
      design_mode: visit.designMode,
      visual_preview_mode: false,
      page_type: visit.page.type,
      host: visit.host,
      origin: visit.origin,
      path: href(visit, visit.path),
      locale: {
        iso_code: visit.locale,
        name: visit.locale,
        endonym_name: endonym(visit.locale),
        primary: visit.locale === visit.shop.markets[0]?.locales[0]?.locale,
        root_url: visit.prefix || "/",
        toString: () => visit.locale,
      },
    },
    theme: { id: 1, name: theme.name, role: "main" },
    scripts: {},
    powered_by_link: "",
    additional_checkout_buttons: false,
    content_for_additional_checkout_buttons: "",
    all_country_option_tags: countryOptions(visit),
    country_option_tags: countryOptions(visit),
    current_page: Math.max(1, Number(visit.query.get("page")) || 1),
    current_tags: null,
    handle: null,
    canonical_url: visit.origin + href(visit, visit.path),
    page_image: null,
  };
}

function countryOptions(visit: Visit): string {
  const names = new Intl.DisplayNames([visit.locale], { type: "region" });
  return visit.shop.markets
    .map(
      ({ country }) =>
        `<option value="${country}" data-provinces="[]">${names.of(country)}</option>`,
    )
    .join("");
}

function routes(visit: Visit): Record<string, string> {
  const at = (path: string) => href(visit, path);
  return {
    root_url: at("/"),
    account_url: "/account",
    account_login_url: "/account/login",
    account_logout_url: "/account/logout",
    account_register_url: "/account/register",
    account_recover_url: "/account/recover",
    account_addresses_url: "/account/addresses",
    account_profile_url: "/account/profile",
    storefront_login_url: "/account/login",
    collections_url: at("/collections"),
    all_products_collection_url: at("/collections/all"),
    search_url: at("/search"),
    predictive_search_url: at("/search/suggest"),
    cart_url: at("/cart"),
    cart_add_url: at("/cart/add"),
    cart_change_url: at("/cart/change"),
    cart_clear_url: at("/cart/clear"),
    cart_update_url: at("/cart/update"),
    product_recommendations_url: at("/recommendations/products"),
  };
}
