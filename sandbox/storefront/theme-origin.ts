import type { LiquidFolder } from "./liquid/folder.ts";
import type { Origin } from "./liquid/scope.ts";
import { findTranslation } from "./locales.ts";
import type { Visit } from "./visit.ts";

/** CDN path of the theme's assets. */
export const THEME_ASSETS = "/cdn/shop/t/1/assets/";
export const COMPILED_ASSETS = "/cdn/shop/t/1/compiled_assets/";

/** `asset_url` and `t` as files of the theme see them. `x.css` finds `x.css.liquid` too, as Shopify's do. */
export function themeOrigin(visit: Pick<Visit, "theme" | "host">): Origin {
  const { folder } = visit.theme;
  return {
    assetUrl: (name) => `//${visit.host}${THEME_ASSETS}${name}?v=${assetVersion(folder, name)}`,
    assetText: (name) => folder.text(`assets/${name}`),
    translation: (key, locale) => findTranslation(folder, key, locale),
  };
}

function assetVersion(folder: LiquidFolder, name: string): string {
  const stamp = folder.stamp(`assets/${name}`) ?? folder.stamp(`assets/${name}.liquid`) ?? "0";
  return stamp.replace(/\D/g, "");
}
