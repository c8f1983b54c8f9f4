import { gid } from "../../world/gid.ts";
import type { Product, ShopState } from "../../world/types.ts";
import { restTime } from "./rest.ts";

/** Shopify's REST shape of a product, as products/update carries it. `origin` is where pictures lie. */
export function productPayload(shop: ShopState, product: Product, origin: string) {
  const time = (iso: string) => restTime(iso, shop.timeZone);
  const updated = time(product.updatedAt);
  const images = product.images.map((image, index) => ({
    id: Number(image.id),
    product_id: Number(product.id),
    alt: image.alt,
    position: index + 1,
    width: image.width,
    height: image.height,
    src: new URL(image.src, origin).href,
    variant_ids: product.variants
      .filter((variant) => variant.imageId === image.id)
      .map((variant) => Number(variant.id)),
    admin_graphql_api_id: gid("ProductImage", image.id),
    created_at: time(product.createdAt),
    updated_at: updated,
  }));
  return {
    id: Number(product.id),
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title,
    body_html: product.descriptionHtml,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags.join(", "),
    status: product.status.toLowerCase(),
    template_suffix: null,
    created_at: time(product.createdAt),
    updated_at: updated,
    published_at: product.status === "ACTIVE" ? time(product.createdAt) : null,
    published_scope: "web",
    variants: product.variants.map((variant, index) => ({
      id: Number(variant.id),
      product_id: Number(product.id),
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      title: variant.title,
      price: variant.price,
      compare_at_price: variant.compareAtPrice,
      sku: variant.sku || null,
      barcode: null,
      position: index + 1,
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
      inventory_quantity: variant.inventory ?? 0,
      old_inventory_quantity: variant.inventory ?? 0,
      inventory_item_id: Number(variant.id),
      option1: variant.options[0] ?? null,
      option2: variant.options[1] ?? null,
      option3: variant.options[2] ?? null,
      image_id: variant.imageId ? Number(variant.imageId) : null,
      taxable: true,
      created_at: time(product.createdAt),
      updated_at: updated,
    })),
    options: product.options.map((option, index) => ({
      id: Number(`${product.id}${index + 1}`),
      product_id: Number(product.id),
      name: option.name,
      position: index + 1,
      values: option.values,
    })),
    images,
    image: images[0] ?? null,
    media: [],
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      updated_at: product.updatedAt,
    })),
  };
}
