import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import { BLOCK_KINDS, type BlockKind } from "../../app/contract/feed.ts";
import type {
  PlacementMetafield,
  ProductVideosMetafield,
  SoldOutWay,
} from "../../app/contract/metafields.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/shoppable-video/", import.meta.url));

export interface ShopProduct {
  id: number;
  handle: string;
  title: string;
  options: { name: string; values: string[] }[];
  variants: {
    id: number;
    options: string[];
    price: number;
    compareAt: number | null;
    stock: number;
    /** What else the theme's product data says of it. */
    more?: object;
  }[];
  selling_plan_groups?: object[];
  requires_selling_plan?: boolean;
}

/** Those that stand in a theme: the page of all videos is the app's own. */
export const THEME_BLOCKS = BLOCK_KINDS.filter((kind) => kind !== "page");

export interface BlockCall {
  block: BlockKind;
  settings?: Record<string, unknown>;
}

interface Surroundings {
  url: string;
  /** Name of a file in locales/. */
  locale: string;
  designMode: boolean;
  pageType: string;
  products: ShopProduct[];
  placements: Record<string, PlacementMetafield>;
  productVideos: ProductVideosMetafield | null;
  soldOut: SoldOutWay;
  /** Who is signed in to the shop. */
  customer: string | null;
}

interface Schema {
  settings: { id?: string; default?: unknown }[];
}

/** Draws the extension's blocks with LiquidJS and the few Shopify filters they use. */
export function blockRenderer(shop: Surroundings) {
  const engine = new Liquid({
    root: join(EXTENSION, "blocks"),
    partials: join(EXTENSION, "snippets"),
    extname: ".liquid",
  });
  const locale = shop.locale === "en" ? "en.default" : shop.locale;
  const words = JSON.parse(readFileSync(join(EXTENSION, "locales", `${locale}.json`), "utf8"));
  engine.registerFilter("t", (key: string, ...fill: [string, unknown][]) => {
    let text = key.split(".").reduce((at, part) => at?.[part], words) as string | undefined;
    if (typeof text !== "string") throw new Error(`No translation for ${key}`);
    for (const [name, value] of fill) text = text.replace(`{{ ${name} }}`, String(value));
    return text;
  });
  engine.registerFilter("money", (hundredths: number) => `$${(hundredths / 100).toFixed(2)}`);
  engine.registerFilter("asset_url", (name: string) => `${shop.url}/assets/${name}`);
  engine.registerFilter("image_url", (source: string) => source);
  engine.registerFilter("color_brightness", () => 60);
  // As Shopify writes it: markup in a string cannot end the script it stands in.
  engine.registerFilter("json", (value: unknown) =>
    JSON.stringify(value ?? null).replace(
      /[<>&]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
  const silent = {
    parse(this: { liquid: Liquid }, token: { name: string }, rest: unknown[]) {
      while (rest.length > 0) {
        const next = rest.shift() as { name?: string };
        if (next.name === `end${token.name}`) return;
      }
    },
    render: () => "",
  };
  engine.registerTag("schema", silent as never);
  engine.registerTag("doc", silent as never);

  const drops = shop.products.map((product) => {
    const prices = product.variants.map(({ price }) => price);
    const first = product.variants.find(({ stock }) => stock > 0) ?? product.variants[0];
    return {
      ...product,
      variants: product.variants.map((variant) => ({
        ...variant,
        inventory_management: "shopify",
        inventory_policy: "deny",
        inventory_quantity: variant.stock,
      })),
      url: `/products/${product.handle}`,
      price: Math.min(...prices),
      price_varies: new Set(prices).size > 1,
      compare_at_price: first?.compareAt ?? null,
      available: product.variants.some(({ stock }) => stock > 0),
      featured_image: null,
      metafields:
        product.handle === "linen-shirt" && shop.productVideos
          ? { "$app:clipshelf": { videos: { value: shop.productVideos } } }
          : {},
    };
  });
  const metafields: Record<string, unknown> = {
    storefront: {
      value: {
        v: 1,
        proxy: "/apps",
        soldOut: shop.soldOut,
        defaults: Object.fromEntries(BLOCK_KINDS.map((kind) => [kind, "summer"])),
      },
    },
  };
  for (const [handle, placement] of Object.entries(shop.placements)) {
    metafields[`placement_${handle}`] = { value: placement };
    metafields[`products_${handle}`] = { value: drops };
  }

  return async ({ block, settings = {} }: BlockCall, index: number): Promise<string> => {
    const source = readFileSync(join(EXTENSION, "blocks", `${block}.liquid`), "utf8");
    const schema = JSON.parse(
      /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(source)?.[1] ?? "{}",
    ) as Schema;
    const defaults = Object.fromEntries(
      schema.settings.flatMap(({ id, default: value }) => (id ? [[id, value ?? null]] : [])),
    );
    const scope = {
      app: { metafields: { clipshelf: metafields } },
      // Each block in an Apps section of its own.
      section: { location: "template", index: index + 1 },
      block: {
        id: `b${index}`,
        settings: { ...defaults, ...settings },
        shopify_attributes: shop.designMode ? `data-shopify-editor-block='{"id":"b${index}"}'` : "",
      },
      product: shop.pageType === "product" ? drops[0] : null,
    };
    // Snippets see what is global in Shopify and nothing else of the block.
    const globals = {
      request: { design_mode: shop.designMode, page_type: shop.pageType },
      customer: shop.customer && { id: shop.customer },
      routes: { root_url: "/", cart_url: "/cart" },
      shop: { money_format: ["$", "{{amount}}"].join("") },
    };
    return engine.parseAndRender(source, scope, { globals });
  };
}
