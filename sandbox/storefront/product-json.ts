import { marketPrice } from "../world/pricing.ts";
import type { Product } from "../world/types.ts";
import { imageUrl } from "./drops/image.ts";
import { ProductDrop } from "./drops/product.ts";
import type { Visit } from "./visit.ts";

/** `/products/{handle}.js`: as `{{ product | json }}`, with options taken apart. */
export function productJs(visit: Visit, product: Product): object {
  const drop = new ProductDrop(visit, product);
  return {
    ...drop.toJSON(),
    options: drop.options_with_values,
    url: drop.url,
  };
}

/** A product as `/products/{handle}.json` and `/products.json` write it: prices as text. */
export function productJson(visit: Visit, product: Product): object {
  const drop = new ProductDrop(visit, product);
  const image = (src: string) => `${new URL(visit.origin).protocol}${imageUrl(visit, src, {})}`;
  return {
    id: drop.id,
    title: drop.title,
    handle: product.handle,
    body_html: drop.description,
    published_at: product.createdAt,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags,
    variants: drop.variants.map((variant, index) => ({
      id: variant.id,
      title: variant.title,
      option1: variant.option1,
      option2: variant.option2,
      option3: variant.option3,
      sku: variant.sku,
      requires_shipping: true,
      taxable: true,
      available: variant.available,
      price: marketPrice(variant.variant.price, visit.market),
      compare_at_price:
        variant.variant.compareAtPrice && marketPrice(variant.variant.compareAtPrice, visit.market),
      position: index + 1,
      product_id: drop.id,
    })),
    images: drop.images.map((one) => ({
      id: one.id,
      position: one.position,
      product_id: drop.id,
      alt: one.alt,
      src: image(one.src),
      width: one.width,
      height: one.height,
    })),
    options: drop.options_with_values.map((option) => ({
      name: option.name,
      position: option.position,
      values: option.values.map((value) => value.name),
    })),
  };
}
