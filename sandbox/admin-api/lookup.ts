import { GraphQLError } from "graphql";
import { parseGid } from "../world/gid.ts";
import type { Order, OrderLine, Product, Refund, ShopState, Variant } from "../world/types.ts";
import { SchemaNode } from "./context.ts";

export interface VariantOfProduct {
  product: Product;
  variant: Variant;
}

export interface LineOfOrder {
  order: Order;
  line: OrderLine;
}

export interface RefundOfOrder {
  order: Order;
  refund: Refund;
}

/** The numeric part of a global id of `type`. Throws Shopify's refusal of anything else. */
export function idOf(type: string, text: string): string {
  const found = parseGid(text);
  if (!found) throw new GraphQLError(`Invalid global id '${text}'`, invalid);
  if (found.type !== type) throw new GraphQLError(`Invalid id: ${text}`, invalid);
  return found.id;
}

const invalid = { extensions: { code: "RESOURCE_NOT_FOUND" } };

export function findProduct(shop: ShopState, id: string): Product | null {
  return shop.products.find((one) => one.id === id) ?? null;
}

export function findVariant(shop: ShopState, id: string): VariantOfProduct | null {
  for (const product of shop.products) {
    const variant = product.variants.find((one) => one.id === id);
    if (variant) return { product, variant };
  }
  return null;
}

/** Any object of the shop by its global id, or null when there is none. */
export function findNode(shop: ShopState, text: string): SchemaNode | null {
  const found = parseGid(text);
  if (!found) throw new GraphQLError(`Invalid global id '${text}'`, invalid);
  const { type, id } = found;
  const wrap = (value: unknown) => (value ? new SchemaNode(type, value) : null);
  switch (type) {
    case "Product":
      return wrap(findProduct(shop, id));
    case "ProductVariant":
      return wrap(findVariant(shop, id));
    case "Collection":
      return wrap(shop.collections.find((one) => one.id === id));
    case "Order":
      return wrap(shop.orders.find((one) => one.id === id));
    case "Metafield":
      return wrap(shop.metafields.find((one) => one.id === id));
    case "Shop":
      return wrap(shop.id === id ? shop : null);
    case "AppInstallation":
      return wrap(shop.installation?.id === id ? shop : null);
    case "MediaImage":
    case "GenericFile":
    case "Video":
      return wrap(shop.files.find((one) => one.id === `gid://shopify/${type}/${id}`));
    default:
      throw new GraphQLError(
        `The sandbox keeps no ${type}. Add it in sandbox/admin-api/lookup.ts.`,
        { extensions: { code: "SANDBOX_NO_RESOLVER", typeName: type } },
      );
  }
}
