import { Drop } from "liquidjs";
import { applicableDiscount, shareOff } from "../../world/discounts.ts";
import { fromCents, toCents } from "../../world/pricing.ts";
import type { Cart, CartLine } from "../../world/types.ts";
import { Float } from "../liquid/numbers.ts";
import { href, type Visit } from "../visit.ts";
import { imageUrl } from "./image.ts";
import { ProductDrop, VariantDrop } from "./product.ts";
import { type AllocationDrop, allocation } from "./selling-plan.ts";

/** The variant of an id, hidden products included: a cart keeps what it holds. */
export function findVariant(visit: Visit, id: string): VariantDrop | null {
  for (const product of visit.shop.products) {
    const variant = product.variants.find((one) => one.id === id);
    if (variant) return new VariantDrop(new ProductDrop(visit, product), variant);
  }
  return null;
}

export class CartDrop extends Drop {
  readonly visit: Visit;
  readonly cart: Cart;
  constructor(visit: Visit, cart: Cart) {
    super();
    this.visit = visit;
    this.cart = cart;
  }
  /** Lines whose product still exists. */
  get items(): LineDrop[] {
    return this.cart.lines.flatMap((line) => {
      const variant = findVariant(this.visit, line.variantId);
      return variant ? [new LineDrop(this.visit, this.cart, line, variant)] : [];
    });
  }
  get item_count() {
    return this.items.reduce((sum, item) => sum + item.quantity, 0);
  }
  get total_price() {
    return this.original_total_price - this.total_discount;
  }
  get original_total_price() {
    return this.items.reduce((sum, item) => sum + item.line_price, 0);
  }
  /** Shopify takes discounts of the whole order off after this. */
  get items_subtotal_price() {
    return this.original_total_price;
  }
  get checkout_charge_amount() {
    return this.total_price;
  }
  get total_discount() {
    return this.#discount.off;
  }
  /** The discount that the cart's code gives now, and what it takes off, in the market's minor units. */
  get #discount() {
    const { shop } = this.visit;
    const items = this.items;
    const amounts = items.map(({ variant, quantity }) =>
      fromCents(toCents(variant.variant.price) * quantity),
    );
    const discount = applicableDiscount(shop, this.cart.discountCode, amounts);
    const minor = items.map((item) => item.line_price);
    const off = discount ? shareOff(discount, minor).reduce((sum, one) => sum + one, 0) : 0;
    return { discount, off };
  }
  get total_weight() {
    return new Float(0);
  }
  get note() {
    return this.cart.note;
  }
  get attributes() {
    return this.cart.attributes;
  }
  get requires_shipping() {
    return this.cart.lines.length > 0;
  }
  get currency() {
    return currencyOf(this.visit);
  }
  get taxes_included() {
    return true;
  }
  get duties_included() {
    return false;
  }
  get discounts() {
    return this.cart_level_discount_applications;
  }
  get discount_applications() {
    return this.cart_level_discount_applications;
  }
  get cart_level_discount_applications() {
    const { discount, off } = this.#discount;
    if (!discount) return [];
    return [
      {
        type: "discount_code",
        key: discount.code,
        title: discount.code,
        description: null,
        value: discount.off.toFixed(1),
        created_at: discount.startsAt,
        value_type: "percentage",
        allocation_method: "across",
        target_selection: "all",
        target_type: "line_item",
        total_allocated_amount: off,
      },
    ];
  }
  get discount_codes() {
    const code = this.cart.discountCode;
    return code ? [{ code, applicable: this.#discount.discount !== null }] : [];
  }
  "empty?"() {
    return this.cart.lines.length === 0;
  }
  toJSON(): Record<string, unknown> {
    return {
      token: this.cart.token,
      note: this.cart.note,
      attributes: this.cart.attributes,
      original_total_price: this.original_total_price,
      total_price: this.total_price,
      total_discount: this.total_discount,
      total_weight: 0,
      item_count: this.item_count,
      items: this.items,
      requires_shipping: this.requires_shipping,
      currency: this.visit.market.currency,
      items_subtotal_price: this.items_subtotal_price,
      cart_level_discount_applications: this.cart_level_discount_applications,
      discount_codes: this.discount_codes,
    };
  }
}

export class LineDrop extends Drop {
  readonly visit: Visit;
  readonly cart: Cart;
  readonly line: CartLine;
  readonly variant: VariantDrop;
  constructor(visit: Visit, cart: Cart, line: CartLine, variant: VariantDrop) {
    super();
    this.visit = visit;
    this.cart = cart;
    this.line = line;
    this.variant = variant;
  }
  get product() {
    return this.variant.product;
  }
  get id() {
    return this.variant.id;
  }
  get variant_id() {
    return this.variant.id;
  }
  get product_id() {
    return this.product.id;
  }
  get key() {
    return this.line.key;
  }
  get index() {
    return this.cart.lines.indexOf(this.line) + 1;
  }
  get quantity() {
    return this.line.quantity;
  }
  get title() {
    return this.product.has_only_default_variant
      ? this.product.title
      : `${this.product.title} - ${this.variant.title}`;
  }
  get price() {
    return this.selling_plan_allocation?.price ?? this.variant.price;
  }
  get original_price() {
    return this.price;
  }
  get final_price() {
    return this.price;
  }
  get line_price() {
    return this.price * this.quantity;
  }
  get original_line_price() {
    return this.line_price;
  }
  get final_line_price() {
    return this.line_price;
  }
  get total_discount() {
    return 0;
  }
  get line_level_total_discount() {
    return 0;
  }
  get line_level_discount_allocations() {
    return [];
  }
  get discount_allocations() {
    return [];
  }
  get discounts() {
    return [];
  }
  get properties() {
    return Object.entries(this.line.properties);
  }
  get sku() {
    return this.variant.sku;
  }
  get vendor() {
    return this.product.vendor;
  }
  get image() {
    return this.variant.featured_image ?? this.product.featured_image;
  }
  get url() {
    return `${href(this.visit, `/products/${this.product.handle}`)}?variant=${this.line.variantId}`;
  }
  get url_to_remove() {
    return href(this.visit, `/cart/change?line=${this.index}&quantity=0`);
  }
  get options_with_values() {
    return this.product.has_only_default_variant ? [] : this.variant.options_with_values;
  }
  get message() {
    return null;
  }
  get error_message() {
    return null;
  }
  get requires_shipping() {
    return true;
  }
  get taxable() {
    return true;
  }
  get gift_card() {
    return false;
  }
  get grams() {
    return 0;
  }
  get unit_price() {
    return this.variant.unit_price;
  }
  get unit_price_measurement() {
    return this.variant.unit_price_measurement;
  }
  get selling_plan_allocation(): AllocationDrop | null {
    const groups = this.product.product.sellingPlanGroups ?? [];
    return allocation(this.visit, groups, this.variant.variant, this.line.sellingPlanId);
  }
  get item_components() {
    return [];
  }
  get parent_relationship() {
    return null;
  }
  get instructions() {
    return { can_remove: true, can_update_quantity: true };
  }
  /** On a line the plan stands with its price. */
  private get planJson(): object {
    const bought = this.selling_plan_allocation;
    return bought
      ? { selling_plan_allocation: { ...bought.toJSON(), selling_plan: bought.selling_plan } }
      : {};
  }
  toJSON(): Record<string, unknown> {
    const image = this.image;
    const src = image
      ? `${new URL(this.visit.origin).protocol}${imageUrl(this.visit, image.src, {})}`
      : null;
    return {
      id: this.id,
      properties: this.line.properties,
      quantity: this.quantity,
      variant_id: this.variant_id,
      key: this.key,
      title: this.title,
      price: this.price,
      original_price: this.price,
      presentment_price: this.price / 100,
      discounted_price: this.price,
      line_price: this.line_price,
      original_line_price: this.line_price,
      total_discount: 0,
      discounts: [],
      sku: this.sku,
      grams: 0,
      vendor: this.vendor,
      taxable: true,
      product_id: this.product_id,
      product_has_only_default_variant: this.product.has_only_default_variant,
      gift_card: false,
      final_price: this.price,
      final_line_price: this.line_price,
      url: this.url,
      featured_image: image && {
        aspect_ratio: image.width / (image.height || 1),
        alt: image.alt,
        height: image.height,
        url: src,
        width: image.width,
      },
      image: src,
      handle: this.product.handle,
      requires_shipping: true,
      product_type: this.product.type,
      product_title: this.product.title,
      product_description: this.product.description.replace(/<[^>]*>/g, ""),
      variant_title: this.product.has_only_default_variant ? null : this.variant.title,
      variant_options: this.variant.options,
      options_with_values: this.variant.options_with_values,
      line_level_discount_allocations: [],
      line_level_total_discount: 0,
      has_components: false,
      quantity_rule: this.variant.quantity_rule,
      ...this.planJson,
    };
  }
}

export function currencyOf(visit: Visit) {
  const code = visit.market.currency;
  const names = new Intl.DisplayNames([visit.locale], { type: "currency" });
  return { iso_code: code, name: names.of(code) ?? code, symbol: symbolOf(code) };
}

export function symbolOf(code: string): string {
  return (
    new Intl.NumberFormat("en", {
      style: "currency",
      currency: code,
      currencyDisplay: "narrowSymbol",
    })
      .formatToParts(0)
      .find((part) => part.type === "currency")?.value ?? code
  );
}
