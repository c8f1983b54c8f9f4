import { marketPrice } from "../world/pricing.ts";
import type {
  Cart,
  Collection,
  Market,
  Metafield,
  Product,
  ShopState,
  Variant,
} from "../world/types.ts";
import type { CollectionDrop } from "./drops/collection.ts";
import type { ProductDrop, VariantDrop } from "./drops/product.ts";
import type { Extension } from "./extension.ts";
import type { Log } from "./log.ts";
import type { Theme } from "./theme.ts";

/** One request to the storefront: who looks at what, from where, in which language and currency. */
export interface Visit {
  shop: ShopState;
  market: Market;
  locale: string;
  /** `""` or e.g. `/zh-cn`: stands before every path. */
  prefix: string;
  host: string;
  origin: string;
  /** Path without the prefix. */
  path: string;
  query: URLSearchParams;
  cart: Cart;
  theme: Theme;
  extensions: Extension[];
  appHandle: string;
  /** Whether the shop asks for consent before it measures. */
  consentBanner: boolean;
  /** True inside the theme editor's preview. */
  designMode: boolean;
  /** The last of the editor's changes that this page shows. */
  draftRevision: number;
  /** Set while a page is rendered: what `{% form %}` and drops need to know of it. */
  page: PageState;
  /** Makes the objects that name each other: a product its collections, a metafield its product. */
  make: Makers;
  /** The global objects of this page. */
  globals: Record<string, unknown>;
  log: Log;
}

export interface Makers {
  product(product: Product): ProductDrop;
  variant(product: Product, variant: Variant): VariantDrop;
  collection(collection: Collection): CollectionDrop;
}

export interface PageState {
  type: string;
  /** Name of the template file, with its suffix. */
  template: string;
  product: Product | null;
  /** Text of a failed form post, shown by `form.errors`. */
  formErrors: string[];
  /** Type of the form that was posted successfully. */
  posted: string | null;
  /** Layout file, or null for none. */
  layout: string | null;
  /** Scripts and styles that blocks of this page asked for. */
  assets: PageAssets;
}

export interface PageAssets {
  scripts: Set<string>;
  styles: Set<string>;
}

/** A shop price in the visitor's currency, in hundredths, as Liquid carries money. */
export function cents(visit: Visit, price: string): number {
  return Math.round(Number(marketPrice(price, visit.market)) * 100);
}

/** Whether shoppers may see the product at its own address. */
export function isVisible(product: Product): boolean {
  return product.status === "ACTIVE" || product.status === "UNLISTED";
}

/** Products that collections, search and recommendations may show. */
export function listedProducts(shop: ShopState): Product[] {
  return shop.products.filter((product) => product.status === "ACTIVE");
}

export function findMetafields(visit: Visit, ownerId: string, namespace: string): Metafield[] {
  return visit.shop.metafields.filter(
    (metafield) => metafield.ownerId === ownerId && sameNamespace(metafield.namespace, namespace),
  );
}

/** Shopify stores `$app:x` under `app--<app id>--x`; both spellings find it. */
function sameNamespace(stored: string, asked: string): boolean {
  if (stored === asked) return true;
  const reserved = (name: string) =>
    /^\$app(?::(.*))?$/.exec(name)?.[1] ?? /^app--[^-]+(?:--(.*))?$/.exec(name)?.[1] ?? null;
  const [left, right] = [reserved(stored), reserved(asked)];
  return left !== null && left === right;
}

/** A path of this shop in the visitor's market. */
export function href(visit: Visit, path: string): string {
  return path === "/" ? visit.prefix || "/" : `${visit.prefix}${path}`;
}

/** The product of a handle or id that this visitor may see, or null. */
export function findProduct(visit: Visit, by: { handle?: string; id?: string }): Product | null {
  const found = visit.shop.products.find(
    (product) =>
      isVisible(product) &&
      (by.id !== undefined ? product.id === by.id : product.handle === by.handle),
  );
  return found ?? null;
}
