import { Drop } from "liquidjs";
import { productInLocale } from "../../world/translations.ts";
import type { Product, Variant } from "../../world/types.ts";
import { float } from "../liquid/numbers.ts";
import { cents, href, type Visit } from "../visit.ts";
import type { CollectionDrop } from "./collection.ts";
import { asNumber, ImageDrop, imageUrl } from "./image.ts";
import { MetafieldsDrop } from "./metafield.ts";
import { OptionDrop } from "./option.ts";
import { paged } from "./paged.ts";
import { AllocationDrop, SellingPlanGroupDrop } from "./selling-plan.ts";

export class ProductDrop extends Drop {
  readonly visit: Visit;
  readonly product: Product;
  readonly within: string | null;
  constructor(visit: Visit, product: Product, within: string | null = null) {
    super();
    this.visit = visit;
    this.product = productInLocale(product, visit.locale);
    this.within = within;
  }
  private get words() {
    return this.product.translations[this.visit.locale] ?? {};
  }
  get id() {
    return asNumber(this.product.id);
  }
  get handle() {
    return this.product.handle;
  }
  get title() {
    return this.words.title ?? this.product.title;
  }
  get description() {
    return this.words.descriptionHtml ?? this.product.descriptionHtml;
  }
  get content() {
    return this.description;
  }
  get vendor() {
    return this.product.vendor;
  }
  get type() {
    return this.product.productType;
  }
  get tags() {
    return this.product.tags;
  }
  get url() {
    const base = this.within ? `/collections/${this.within}` : "";
    return href(this.visit, `${base}/products/${this.product.handle}`);
  }
  get created_at() {
    return this.product.createdAt;
  }
  get published_at() {
    return this.product.createdAt;
  }
  get template_suffix() {
    return null;
  }
  get available() {
    return this.product.variants.some(isAvailable);
  }
  get variants() {
    return paged(
      this,
      "variants",
      this.product.variants.map((variant) => new VariantDrop(this, variant)),
    );
  }
  get variants_count() {
    return this.product.variants.length;
  }
  get has_only_default_variant() {
    return (
      this.product.variants.length === 1 && this.product.variants[0]?.title === "Default Title"
    );
  }
  get selected_variant(): VariantDrop | null {
    if (this.visit.page.product?.id !== this.product.id) return null;
    const id = this.visit.query.get("variant");
    return this.variants.find((variant) => String(variant.id) === id) ?? null;
  }
  get first_available_variant() {
    return this.variants.find((variant) => variant.available) ?? null;
  }
  get selected_or_first_available_variant() {
    return this.selected_variant ?? this.first_available_variant ?? this.variants[0] ?? null;
  }
  get options() {
    return this.product.options.map((option) => option.name);
  }
  get options_with_values() {
    return this.product.options.map((_option, index) => new OptionDrop(this, index));
  }
  get options_by_name() {
    return Object.fromEntries(
      this.options_with_values.flatMap((option) => [
        [option.name, option],
        [option.name.toLowerCase(), option],
      ]),
    );
  }
  get images() {
    return paged(
      this,
      "images",
      this.product.images.map(
        (image, index) => new ImageDrop(this.visit, image, index + 1, this.product.id),
      ),
    );
  }
  get media() {
    return paged(this, "media", this.images);
  }
  get featured_image() {
    return this.images[0] ?? null;
  }
  get featured_media() {
    return this.featured_image;
  }
  private prices(read: (variant: Variant) => string | null): number[] {
    return this.product.variants
      .map(read)
      .filter((price) => price !== null)
      .map((price) => cents(this.visit, price));
  }
  get price_min() {
    return Math.min(...this.prices((variant) => variant.price));
  }
  get price_max() {
    return Math.max(...this.prices((variant) => variant.price));
  }
  get price() {
    return this.price_min;
  }
  get price_varies() {
    return this.price_min !== this.price_max;
  }
  get compare_at_price_min() {
    const prices = this.prices((variant) => variant.compareAtPrice);
    return prices.length > 0 ? Math.min(...prices) : 0;
  }
  get compare_at_price_max() {
    const prices = this.prices((variant) => variant.compareAtPrice);
    return prices.length > 0 ? Math.max(...prices) : 0;
  }
  get compare_at_price() {
    return this.compare_at_price_min || null;
  }
  get compare_at_price_varies() {
    return this.compare_at_price_min !== this.compare_at_price_max;
  }
  get collections(): CollectionDrop[] {
    return this.visit.shop.collections
      .filter((collection) => collection.productIds.includes(this.product.id))
      .map((collection) => this.visit.make.collection(collection));
  }
  get metafields() {
    return new MetafieldsDrop(this.visit, `gid://shopify/Product/${this.product.id}`);
  }
  get selling_plan_groups() {
    const groups = this.product.sellingPlanGroups ?? [];
    return groups.map((group) => new SellingPlanGroupDrop(this.visit, group));
  }
  get requires_selling_plan() {
    return this.product.requiresSellingPlan ?? false;
  }
  get category() {
    return null;
  }
  "gift_card?"() {
    return false;
  }
  "quantity_price_breaks_configured?"() {
    return false;
  }
  override toString(): string {
    return this.product.handle;
  }
  toJSON(): Record<string, unknown> {
    const images = this.images.map((image) => imageUrl(this.visit, image.src, {}));
    return {
      id: this.id,
      title: this.title,
      handle: this.handle,
      description: this.description,
      published_at: this.published_at,
      created_at: this.created_at,
      vendor: this.vendor,
      type: this.type,
      tags: this.tags,
      price: this.price,
      price_min: this.price_min,
      price_max: this.price_max,
      available: this.available,
      price_varies: this.price_varies,
      compare_at_price: this.compare_at_price,
      compare_at_price_min: this.compare_at_price_min,
      compare_at_price_max: this.compare_at_price_max,
      compare_at_price_varies: this.compare_at_price_varies,
      variants: this.product.variants.map((variant) => new VariantDrop(this, variant)),
      images,
      featured_image: images[0] ?? null,
      options: this.options,
      media: this.product.images.map(
        (image, index) => new ImageDrop(this.visit, image, index + 1, this.product.id),
      ),
      requires_selling_plan: this.requires_selling_plan,
      selling_plan_groups: this.selling_plan_groups,
      content: this.description,
    };
  }
}

/** Whether a shopper can buy one. */
export function isAvailable(variant: Variant): boolean {
  return (
    variant.inventory === null || variant.inventoryPolicy === "CONTINUE" || variant.inventory > 0
  );
}

export class VariantDrop extends Drop {
  readonly product: ProductDrop;
  readonly variant: Variant;
  constructor(product: ProductDrop, variant: Variant) {
    super();
    this.product = product;
    this.variant = product.product.variants.find(({ id }) => id === variant.id) ?? variant;
  }
  get id() {
    return asNumber(this.variant.id);
  }
  get title() {
    return this.variant.title;
  }
  get sku() {
    return this.variant.sku;
  }
  get barcode() {
    return "";
  }
  get price() {
    return cents(this.product.visit, this.variant.price);
  }
  get compare_at_price() {
    const price = this.variant.compareAtPrice;
    return price === null ? null : cents(this.product.visit, price);
  }
  get available() {
    return isAvailable(this.variant);
  }
  get options() {
    return this.variant.options;
  }
  get options_with_values() {
    return this.product.product.options.map((option, index) => ({
      name: option.name,
      value: this.variant.options[index],
    }));
  }
  get option1() {
    return this.variant.options[0] ?? null;
  }
  get option2() {
    return this.variant.options[1] ?? null;
  }
  get option3() {
    return this.variant.options[2] ?? null;
  }
  get selected(): boolean {
    return String(this.product.selected_variant?.id ?? "") === this.variant.id;
  }
  get matched() {
    return true;
  }
  get url() {
    return `${this.product.url}?variant=${this.variant.id}`;
  }
  get inventory_quantity() {
    return this.variant.inventory ?? 0;
  }
  get inventory_management() {
    return this.variant.inventory === null ? null : "shopify";
  }
  get inventory_policy() {
    return this.variant.inventoryPolicy.toLowerCase();
  }
  get requires_shipping() {
    return true;
  }
  get taxable() {
    return true;
  }
  get incoming() {
    return false;
  }
  get weight() {
    return 0;
  }
  get weight_unit() {
    return "kg";
  }
  get weight_in_unit() {
    return float(0);
  }
  get unit_price() {
    const { unit, price } = this.variant;
    if (!unit) return null;
    const share = unit.reference / unit.quantity;
    return Math.round(cents(this.product.visit, price) * share);
  }
  get unit_price_measurement() {
    const { unit } = this.variant;
    return (
      unit && {
        measured_type: unit.unit === "g" ? "weight" : "volume",
        quantity_value: String(unit.quantity),
        quantity_unit: unit.unit,
        reference_value: unit.reference,
        reference_unit: unit.unit,
      }
    );
  }
  get quantity_rule() {
    return this.variant.quantityRule ?? { min: 1, max: null, increment: 1 };
  }
  get quantity_price_breaks() {
    return [];
  }
  "quantity_price_breaks_configured?"() {
    return false;
  }
  get requires_selling_plan() {
    return this.product.requires_selling_plan;
  }
  get selling_plan_allocations() {
    const { visit, product } = this.product;
    return (product.sellingPlanGroups ?? []).flatMap((group) =>
      group.plans.map((plan) => new AllocationDrop(visit, this.variant, group, plan)),
    );
  }
  get store_availabilities() {
    return [];
  }
  get featured_image(): ImageDrop | null {
    if (this.variant.imageId === null) return null;
    return this.product.images.find((image) => image.image.id === this.variant.imageId) ?? null;
  }
  get image() {
    return this.featured_image;
  }
  get featured_media() {
    return this.featured_image;
  }
  get metafields() {
    return new MetafieldsDrop(
      this.product.visit,
      `gid://shopify/ProductVariant/${this.variant.id}`,
    );
  }
  override toString(): string {
    return this.variant.title;
  }
  toJSON(): Record<string, unknown> {
    const product = this.product;
    return {
      id: this.id,
      title: this.title,
      option1: this.option1,
      option2: this.option2,
      option3: this.option3,
      sku: this.sku,
      requires_shipping: true,
      taxable: true,
      featured_image: this.featured_image?.toJSON() ?? null,
      available: this.available,
      name: product.has_only_default_variant ? product.title : `${product.title} - ${this.title}`,
      public_title: product.has_only_default_variant ? null : this.title,
      options: this.options,
      price: this.price,
      weight: 0,
      compare_at_price: this.compare_at_price,
      inventory_management: this.inventory_management,
      barcode: this.barcode,
      featured_media: this.featured_image?.toJSON() ?? null,
      requires_selling_plan: this.requires_selling_plan,
      selling_plan_allocations: this.selling_plan_allocations,
      quantity_rule: this.quantity_rule,
      ...(this.unit_price === null
        ? {}
        : {
            unit_price: this.unit_price,
            unit_price_measurement: this.unit_price_measurement,
          }),
    };
  }
}
