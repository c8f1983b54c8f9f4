import { Drop } from "liquidjs";
import type { Collection, Product } from "../../world/types.ts";
import { cents, href, listedProducts, type Visit } from "../visit.ts";
import { asNumber, ImageDrop } from "./image.ts";
import { MetafieldsDrop } from "./metafield.ts";
import { paged } from "./paged.ts";
import { isAvailable, ProductDrop } from "./product.ts";

/** Without `paginate`, a collection shows this many products. */
const UNPAGED = 50;

export const SORTS = [
  "manual",
  "best-selling",
  "title-ascending",
  "title-descending",
  "price-ascending",
  "price-descending",
  "created-ascending",
  "created-descending",
] as const;

export class CollectionDrop extends Drop {
  readonly visit: Visit;
  readonly collection: Collection;
  constructor(visit: Visit, collection: Collection) {
    super();
    this.visit = visit;
    this.collection = collection;
  }
  private get words() {
    return this.collection.translations[this.visit.locale] ?? {};
  }
  get id() {
    return asNumber(this.collection.id);
  }
  get handle() {
    return this.collection.handle;
  }
  get title() {
    return this.words.title ?? this.collection.title;
  }
  get description() {
    return this.words.descriptionHtml ?? this.collection.descriptionHtml;
  }
  get url() {
    return href(this.visit, `/collections/${this.collection.handle}`);
  }
  get template_suffix() {
    return null;
  }
  get published_at() {
    return null;
  }
  /** Every product of the collection, in its own order. */
  get all(): Product[] {
    const listed = listedProducts(this.visit.shop);
    if (this.collection.handle === "all") return listed;
    return this.collection.productIds
      .map((id) => listed.find((product) => product.id === id))
      .filter((product) => product !== undefined);
  }
  /** Sorted and filtered as the address asks. */
  get sorted(): Product[] {
    const { query } = this.visit;
    const available = query.get("filter.v.availability");
    const list = this.all.filter((product) => {
      if (available === "1" && !product.variants.some(isAvailable)) return false;
      return !(available === "0" && product.variants.some(isAvailable));
    });
    return sortProducts(this.visit, list, this.sort_by || this.default_sort_by);
  }
  get products() {
    return paged(
      this,
      "products",
      this.sorted.map((product) => new ProductDrop(this.visit, product, this.handle)),
      UNPAGED,
    );
  }
  /** What `paginate` cuts pages from. */
  get products_all() {
    return this.sorted.map((product) => new ProductDrop(this.visit, product, this.handle));
  }
  get products_count() {
    return this.sorted.length;
  }
  get all_products_count() {
    return this.all.length;
  }
  get all_tags() {
    return [...new Set(this.all.flatMap((product) => product.tags))].sort();
  }
  get tags() {
    return this.all_tags;
  }
  get all_types() {
    return [...new Set(this.all.map((product) => product.productType))].sort();
  }
  get all_vendors() {
    return [...new Set(this.all.map((product) => product.vendor))].sort();
  }
  get featured_image(): ImageDrop | null {
    const [first] = this.all;
    const image = first?.images[0];
    return first && image ? new ImageDrop(this.visit, image, 1, first.id) : null;
  }
  get image() {
    return null;
  }
  get sort_by() {
    const asked = this.visit.query.get("sort_by") ?? "";
    return (SORTS as readonly string[]).includes(asked) ? asked : "";
  }
  get default_sort_by() {
    return "manual";
  }
  get sort_options() {
    const names = this.visit.locale.startsWith("zh") ? SORT_NAMES.zh : SORT_NAMES.en;
    return SORTS.map((value, index) => ({ value, name: names[index] }));
  }
  get filters() {
    return [];
  }
  get current_type() {
    return null;
  }
  get current_vendor() {
    return null;
  }
  get metafields() {
    return new MetafieldsDrop(this.visit, `gid://shopify/Collection/${this.collection.id}`);
  }
  override toString(): string {
    return this.collection.handle;
  }
  toJSON() {
    return {
      id: this.id,
      handle: this.handle,
      title: this.title,
      description: this.description,
      url: this.url,
      products_count: this.all.length,
    };
  }
}

const SORT_NAMES = {
  en: [
    "Featured",
    "Best selling",
    "Alphabetically, A-Z",
    "Alphabetically, Z-A",
    "Price, low to high",
    "Price, high to low",
    "Date, old to new",
    "Date, new to old",
  ],
  zh: [
    "精选",
    "最畅销",
    "名称,升序",
    "名称,降序",
    "价格,从低到高",
    "价格,从高到低",
    "日期,从旧到新",
    "日期,从新到旧",
  ],
};

export function sortProducts(visit: Visit, list: Product[], by: string): Product[] {
  const lowest = (product: Product) =>
    Math.min(...product.variants.map((variant) => cents(visit, variant.price)));
  const title = (product: Product) => product.translations[visit.locale]?.title ?? product.title;
  const order: Record<string, (a: Product, b: Product) => number> = {
    "title-ascending": (a, b) => title(a).localeCompare(title(b), visit.locale),
    "title-descending": (a, b) => title(b).localeCompare(title(a), visit.locale),
    "price-ascending": (a, b) => lowest(a) - lowest(b),
    "price-descending": (a, b) => lowest(b) - lowest(a),
    "created-ascending": (a, b) => a.createdAt.localeCompare(b.createdAt),
    "created-descending": (a, b) => b.createdAt.localeCompare(a.createdAt),
  };
  const compare = order[by];
  return compare ? [...list].sort(compare) : list;
}

/** The collection of a handle; `all` always exists. */
export function findCollection(visit: Visit, handle: string): Collection | null {
  const found = visit.shop.collections.find((one) => one.handle === handle);
  if (found) return found;
  if (handle !== "all") return null;
  return {
    id: "0",
    handle: "all",
    title: "Products",
    translations: { "zh-CN": { title: "全部商品" } },
    descriptionHtml: "",
    productIds: [],
  };
}
