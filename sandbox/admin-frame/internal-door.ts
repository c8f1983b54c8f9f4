import { PRODUCT_SEARCH } from "../admin-api/resolvers/products.ts";
import { matches } from "../admin-api/search.ts";
import { type Door, sendJson } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import { STAFF, signSessionToken } from "../sign-in/session-token.ts";
import { gid } from "../world/gid.ts";
import type { Product, ShopState } from "../world/types.ts";
import { themeExtensions } from "./theme-extensions.ts";

/** Products that one page of the picker shows. */
const PICKER_LIMIT = 250;

/** What the frame's script asks the admin's server, under `/admin/internal/`. */
export function createInternalDoor(sandbox: Sandbox): Door {
  return async (request, response, url, shopDomain) => {
    if (!url.pathname.startsWith("/admin/internal/") || request.method !== "GET") return false;
    const shop = sandbox.store.shop(shopDomain);
    const answers: Record<string, () => unknown> = {
      "session-token": () => ({ token: signSessionToken(sandbox, shop.domain) }),
      user: () => ({
        id: Number(STAFF.id),
        name: `${STAFF.firstName} ${STAFF.lastName}`,
        email: STAFF.email,
        accountAccess: "Administrator",
      }),
      scopes: () => ({
        granted: shop.installation?.scopes ?? [],
        required: sandbox.manifest.scopes,
        optional: sandbox.manifest.optionalScopes,
      }),
      extensions: () => themeExtensions(sandbox.extensionDir, shop),
      products: () => pickerProducts(sandbox, shop, url.searchParams),
    };
    const answer = answers[url.pathname.slice("/admin/internal/".length)];
    if (!answer) return false;
    sendJson(response, 200, answer());
    return true;
  };
}

/** Products in the shape of App Bridge's resource picker. */
function pickerProducts(sandbox: Sandbox, shop: ShopState, query: URLSearchParams): unknown[] {
  const words = (query.get("query") ?? "").trim();
  return shop.products
    .filter(
      (one) =>
        matches(query.get("filter"), one, PRODUCT_SEARCH) &&
        (words === "" || one.title.toLowerCase().includes(words.toLowerCase())) &&
        !(query.get("draft") === "0" && one.status === "DRAFT") &&
        !(query.get("archived") === "0" && one.status === "ARCHIVED"),
    )
    .slice(0, PICKER_LIMIT)
    .map((one) => pickerProduct(sandbox, one));
}

function pickerProduct(sandbox: Sandbox, product: Product) {
  const id = gid("Product", product.id);
  const tracked = product.variants.some((variant) => variant.inventory !== null);
  return {
    id,
    handle: product.handle,
    title: product.title,
    descriptionHtml: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.status === "ACTIVE" ? product.createdAt : null,
    templateSuffix: null,
    availablePublicationCount: 1,
    hasOnlyDefaultVariant:
      product.variants.length === 1 && product.variants[0]?.title === "Default Title",
    totalVariants: product.variants.length,
    totalInventory: product.variants.reduce((sum, one) => sum + (one.inventory ?? 0), 0),
    tracksInventory: tracked,
    images: product.images.map((image) => ({
      id: gid("ProductImage", image.id),
      altText: image.alt,
      originalSrc: new URL(image.src, sandbox.origin).href,
    })),
    options: product.options.map((option, index) => ({
      id: gid("ProductOption", `${product.id}${index + 1}`),
      name: option.name,
      position: index + 1,
      values: option.values,
    })),
    variants: product.variants.map((variant, index) => ({
      id: gid("ProductVariant", variant.id),
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      price: variant.price,
      compareAtPrice: variant.compareAtPrice,
      sku: variant.sku || null,
      barcode: null,
      position: index + 1,
      inventoryQuantity: variant.inventory,
      inventoryPolicy: variant.inventoryPolicy,
      inventoryManagement: variant.inventory === null ? "NOT_MANAGED" : "SHOPIFY",
      inventoryItem: { id: gid("InventoryItem", variant.id) },
      selectedOptions: variant.options.map((value) => ({ value })),
      availableForSale:
        variant.inventory === null ||
        variant.inventory > 0 ||
        variant.inventoryPolicy === "CONTINUE",
      requiresShipping: true,
      taxable: true,
      weight: 0,
      weightUnit: "GRAMS",
      createdAt: product.createdAt,
      updatedAt: product.updatedAt,
      product: { id },
    })),
  };
}
