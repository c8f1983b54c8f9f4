import { asNumber } from "./drops/image.ts";
import { isAvailable, ProductDrop, VariantDrop } from "./drops/product.ts";
import { liquidJson } from "./filters/format.ts";
import type { LiquidFolder } from "./liquid/folder.ts";
import { COMPILED_ASSETS } from "./theme-origin.ts";
import type { Visit } from "./visit.ts";

/** Stands where scripts and styles go that are known only once the whole page is rendered. */
export const HEADER_ASSETS = "<!-- sandbox:head-assets -->";

/** CDN folder of the scripts that Shopify itself puts on every storefront. */
export const PLATFORM_SCRIPTS = "/cdn/shopifycloud/storefront/";

/** What `{{ content_for_header }}` prints. */
export function contentForHeader(visit: Visit): string {
  const { market, shop } = visit;
  const facts = {
    shop: shop.domain,
    locale: visit.locale,
    currency: { active: market.currency, rate: String(market.rate) },
    country: market.country,
    theme: { name: visit.theme.name, id: 1, schema_name: visit.theme.name, role: "main" },
    routes: { root: visit.prefix ? `${visit.prefix}/` : "/" },
    cdnHost: `${visit.host}/cdn`,
    ...(visit.designMode ? { designMode: true } : {}),
  };
  const script = (name: string, how: string) =>
    `<script src="//${visit.host}${PLATFORM_SCRIPTS}${name}.js" ${how}></script>`;
  const compiled = (name: string) => `//${visit.host}${COMPILED_ASSETS}${name}`;
  const { styles, scripts } = compiledAssets(visit.theme.folder);
  return [
    `<script id="shopify-features" type="application/json">${liquidJson({ shopId: Number(shop.id), locale: visit.locale })}</script>`,
    `<script>var Shopify = Object.assign(window.Shopify || {}, ${liquidJson(facts)});</script>`,
    script(
      "features",
      visit.consentBanner ? 'data-consent-banner="true"' : 'data-consent-banner="false"',
    ),
    script("actions", "defer"),
    `<script>window.ShopifyAnalytics = window.ShopifyAnalytics || {}; ShopifyAnalytics.meta = ${liquidJson(meta(visit))};</script>`,
    styles ? `<link rel="stylesheet" media="all" href="${compiled("styles.css")}">` : "",
    scripts ? `<script src="${compiled("scripts.js")}" defer="defer"></script>` : "",
    HEADER_ASSETS,
    visit.designMode
      ? `<meta name="sandbox-template" content="${visit.page.template}"><meta name="sandbox-draft" content="${visit.draftRevision}">${script("editor-preview", "defer")}`
      : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function meta(visit: Visit) {
  const { product, type } = visit.page;
  const drop = product ? new ProductDrop(visit, product) : null;
  return {
    page: {
      pageType: type === "index" ? "home" : type,
      ...(product ? { resourceId: asNumber(product.id) } : {}),
    },
    ...(drop && product
      ? {
          product: {
            id: drop.id,
            gid: `gid://shopify/Product/${product.id}`,
            vendor: product.vendor,
            type: product.productType,
            handle: product.handle,
            variants: product.variants.map((variant) => {
              const one = new VariantDrop(drop, variant);
              return {
                id: one.id,
                price: one.price,
                name: `${drop.title} - ${variant.title}`,
                public_title: variant.title,
                sku: variant.sku,
                available: isAvailable(variant),
              };
            }),
          },
        }
      : {}),
  };
}

/** Scripts and styles that the schemas of the page's app blocks name, each once. */
export function assetTags(visit: Visit): string {
  const { scripts, styles } = visit.page.assets;
  return [
    ...[...styles].map(
      (url) => `<link href="${url}" rel="stylesheet" type="text/css" media="all">`,
    ),
    ...[...scripts].map((url) => `<script src="${url}" async="async"></script>`),
  ].join("\n");
}

/** `{% stylesheet %}` and `{% javascript %}` of all sections, blocks and snippets, each folder in one file. */
export function compiledAssets(folder: LiquidFolder): { styles: string; scripts: string } {
  let styles = "";
  let scripts = "";
  for (const kind of ["sections", "blocks", "snippets"])
    for (const name of folder.names(kind, ".liquid")) {
      const file = folder.liquid(`${kind}/${name}.liquid`);
      if (file?.stylesheet.trim()) styles += `${file.stylesheet}\n`;
      if (file?.javascript.trim()) scripts += `(function () {${file.javascript}})();\n`;
    }
  return { styles, scripts };
}
