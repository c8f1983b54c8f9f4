import { gid } from "../../world/gid.ts";
import { fromCents, toCents } from "../../world/pricing.ts";
import type { Collection, Image, Product, ShopState, Variant } from "../../world/types.ts";
import { connection } from "../connection.ts";
import { type AdminContext, type Arguments, type Resolvers, SchemaNode } from "../context.ts";
import { findProduct, findVariant, idOf, type VariantOfProduct } from "../lookup.ts";
import { matches, type SearchFields } from "../search.ts";
import { type SortKeys, sorted } from "../sort.ts";

const productNode = (one: Product) => new SchemaNode("Product", one);
const variantNode = (one: VariantOfProduct) => new SchemaNode("ProductVariant", one);
const collectionNode = (one: Collection) => new SchemaNode("Collection", one);
const imageNode = (one: Image) => new SchemaNode("Image", one);

/** What a query of products may look in. */
export const PRODUCT_SEARCH: SearchFields<Product> = {
  "": (one) => [
    one.title,
    one.vendor,
    one.productType,
    ...one.tags,
    ...one.variants.map((v) => v.sku),
  ],
  id: (one) => [one.id],
  title: (one) => [one.title],
  handle: (one) => [one.handle],
  vendor: (one) => [one.vendor],
  product_type: (one) => [one.productType],
  tag: (one) => one.tags,
  status: (one) => [one.status],
  sku: (one) => one.variants.map((v) => v.sku),
  created_at: (one) => [one.createdAt],
  updated_at: (one) => [one.updatedAt],
};

const VARIANT_SEARCH: SearchFields<VariantOfProduct> = {
  "": ({ product, variant }) => [product.title, variant.title, variant.sku],
  id: ({ variant }) => [variant.id],
  sku: ({ variant }) => [variant.sku],
  title: ({ variant }) => [variant.title],
  product_id: ({ product }) => [product.id],
};

const COLLECTION_SEARCH: SearchFields<Collection> = {
  "": (one) => [one.title],
  id: (one) => [one.id],
  title: (one) => [one.title],
  handle: (one) => [one.handle],
};

const PRODUCT_SORT: SortKeys<Product> = {
  ID: (one) => Number(one.id),
  TITLE: (one) => one.title,
  CREATED_AT: (one) => one.createdAt,
  UPDATED_AT: (one) => one.updatedAt,
  VENDOR: (one) => one.vendor,
  PRODUCT_TYPE: (one) => one.productType,
  RELEVANCE: () => 0,
};

const COLLECTION_SORT: SortKeys<Collection> = {
  ID: (one) => Number(one.id),
  TITLE: (one) => one.title,
  RELEVANCE: () => 0,
};

export const productResolvers: Resolvers = {
  QueryRoot: {
    product: (_root, { id }, { shop }) => {
      const product = findProduct(shop, idOf("Product", id));
      return product && productNode(product);
    },
    productByIdentifier: (_root, { identifier }, { shop }) => {
      const product = identifier.id
        ? findProduct(shop, idOf("Product", identifier.id))
        : (shop.products.find((one) => one.handle === identifier.handle) ?? null);
      return product && productNode(product);
    },
    products: (_root, args, { shop }) =>
      connection(
        sorted(
          shop.products.filter((one) => matches(args.query, one, PRODUCT_SEARCH)),
          args,
          PRODUCT_SORT,
        ),
        args,
        (one) => one.id,
        productNode,
      ),
    productsCount: (_root, args, { shop }) => ({
      count: shop.products.filter((one) => matches(args.query, one, PRODUCT_SEARCH)).length,
      precision: "EXACT",
    }),
    productVariant: (_root, { id }, { shop }) => {
      const found = findVariant(shop, idOf("ProductVariant", id));
      return found && variantNode(found);
    },
    productVariants: (_root, args, { shop }) =>
      connection(
        allVariants(shop).filter((one) => matches(args.query, one, VARIANT_SEARCH)),
        args,
        (one) => one.variant.id,
        variantNode,
      ),
    collection: (_root, { id }, { shop }) => {
      const found = shop.collections.find((one) => one.id === idOf("Collection", id));
      return found ? collectionNode(found) : null;
    },
    collections: (_root, args, { shop }) =>
      connection(
        sorted(
          shop.collections.filter((one) => matches(args.query, one, COLLECTION_SEARCH)),
          args,
          COLLECTION_SORT,
        ),
        args,
        (one) => one.id,
        collectionNode,
      ),
  },
  Product: {
    id: (one: Product) => gid("Product", one.id),
    legacyResourceId: (one: Product) => one.id,
    handle: (one: Product) => one.handle,
    title: (one: Product) => one.title,
    description: (one: Product) => plainText(one.descriptionHtml),
    descriptionHtml: (one: Product) => one.descriptionHtml,
    vendor: (one: Product) => one.vendor,
    productType: (one: Product) => one.productType,
    tags: (one: Product) => [...one.tags].sort(),
    status: (one: Product) => one.status,
    createdAt: (one: Product) => one.createdAt,
    updatedAt: (one: Product) => one.updatedAt,
    publishedAt: (one: Product) => (one.status === "ACTIVE" ? one.createdAt : null),
    onlineStoreUrl: (one: Product, _args: Arguments, { shop }: AdminContext) =>
      one.status === "ACTIVE" ? `https://${shop.domain}/products/${one.handle}` : null,
    isGiftCard: () => false,
    options: (one: Product) =>
      one.options.map((option, index) => ({
        id: gid("ProductOption", `${one.id}${index + 1}`),
        name: option.name,
        position: index + 1,
        values: option.values,
      })),
    hasOnlyDefaultVariant: (one: Product) =>
      one.variants.length === 1 && one.variants[0]?.title === "Default Title",
    hasOutOfStockVariants: (one: Product) => one.variants.some((v) => v.inventory === 0),
    totalInventory: (one: Product) =>
      one.variants.reduce((sum, variant) => sum + (variant.inventory ?? 0), 0),
    tracksInventory: (one: Product) => one.variants.some((v) => v.inventory !== null),
    variantsCount: (one: Product) => ({ count: one.variants.length, precision: "EXACT" }),
    variants: (one: Product, args: Arguments) =>
      connection(
        one.variants.map((variant) => ({ product: one, variant })),
        args,
        ({ variant }) => variant.id,
        variantNode,
      ),
    featuredImage: (one: Product) => (one.images[0] ? imageNode(one.images[0]) : null),
    featuredMedia: (one: Product) => (one.images[0] ? mediaNode(one.images[0], one) : null),
    images: (one: Product, args: Arguments) =>
      connection(one.images, args, (image) => image.id, imageNode),
    media: (one: Product, args: Arguments, { shop }: AdminContext) =>
      connection(
        mediaOf(one, shop).filter((media) => matches(args.query, media, MEDIA_SEARCH)),
        args,
        ({ id }) => id,
        ({ node }) => node,
      ),
    mediaCount: (one: Product) => ({ count: one.images.length, precision: "EXACT" }),
    priceRangeV2: (one: Product, _args: Arguments, { shop }: AdminContext) => {
      const cents = one.variants.map((variant) => toCents(variant.price));
      const money = (value: number) => ({ amount: fromCents(value), currencyCode: shop.currency });
      return {
        minVariantPrice: money(Math.min(...cents)),
        maxVariantPrice: money(Math.max(...cents)),
      };
    },
    collections: (one: Product, args: Arguments, { shop }: AdminContext) =>
      connection(
        shop.collections.filter((collection) => collection.productIds.includes(one.id)),
        args,
        (collection) => collection.id,
        collectionNode,
      ),
    inCollection: (one: Product, { id }: Arguments, { shop }: AdminContext) =>
      shop.collections.some(
        (collection) =>
          collection.id === idOf("Collection", id) && collection.productIds.includes(one.id),
      ),
    seo: (one: Product) => ({ title: one.title, description: plainText(one.descriptionHtml) }),
    translations: (one: Product, { locale }: Arguments) => translations(one, locale),
  },
  ProductVariant: {
    id: ({ variant }: VariantOfProduct) => gid("ProductVariant", variant.id),
    legacyResourceId: ({ variant }: VariantOfProduct) => variant.id,
    title: ({ variant }: VariantOfProduct) => variant.title,
    displayName: ({ product, variant }: VariantOfProduct) => `${product.title} - ${variant.title}`,
    sku: ({ variant }: VariantOfProduct) => variant.sku || null,
    barcode: () => null,
    price: ({ variant }: VariantOfProduct) => variant.price,
    compareAtPrice: ({ variant }: VariantOfProduct) => variant.compareAtPrice,
    inventoryQuantity: ({ variant }: VariantOfProduct) => variant.inventory ?? 0,
    inventoryPolicy: ({ variant }: VariantOfProduct) => variant.inventoryPolicy,
    inventoryItem: ({ variant }: VariantOfProduct) => ({
      id: gid("InventoryItem", variant.id),
      tracked: variant.inventory !== null,
      sku: variant.sku || null,
    }),
    sellableOnlineQuantity: ({ variant }: VariantOfProduct) => variant.inventory ?? 0,
    availableForSale: ({ product, variant }: VariantOfProduct) => forSale(product, variant),
    selectedOptions: ({ product, variant }: VariantOfProduct) =>
      product.options.map((option, index) => ({
        name: option.name,
        value: variant.options[index] ?? "",
      })),
    position: ({ product, variant }: VariantOfProduct) => product.variants.indexOf(variant) + 1,
    product: ({ product }: VariantOfProduct) => productNode(product),
    image: ({ product, variant }: VariantOfProduct) => {
      const image = product.images.find((one) => one.id === variant.imageId);
      return image ? imageNode(image) : null;
    },
    createdAt: ({ product }: VariantOfProduct) => product.createdAt,
    updatedAt: ({ product }: VariantOfProduct) => product.updatedAt,
    taxable: () => true,
  },
  Collection: {
    id: (one: Collection) => gid("Collection", one.id),
    legacyResourceId: (one: Collection) => one.id,
    handle: (one: Collection) => one.handle,
    title: (one: Collection) => one.title,
    description: (one: Collection) => plainText(one.descriptionHtml),
    descriptionHtml: (one: Collection) => one.descriptionHtml,
    productsCount: (one: Collection) => ({ count: one.productIds.length, precision: "EXACT" }),
    products: (one: Collection, args: Arguments, { shop }: AdminContext) =>
      connection(
        one.productIds.flatMap((id) => findProduct(shop, id) ?? []),
        args,
        (product) => product.id,
        productNode,
      ),
    hasProduct: (one: Collection, { id }: Arguments) =>
      one.productIds.includes(idOf("Product", id)),
    translations: (one: Collection, { locale }: Arguments) => translations(one, locale),
  },
  Image: {
    id: (one: Image) => gid("ProductImage", one.id),
    url: (one: Image, { transform }: Arguments, { sandbox }: AdminContext) => {
      const url = new URL(one.src, sandbox.origin);
      if (transform?.maxWidth) url.searchParams.set("width", String(transform.maxWidth));
      if (transform?.maxHeight) url.searchParams.set("height", String(transform.maxHeight));
      return url.href;
    },
    altText: (one: Image) => one.alt,
    width: (one: Image) => one.width,
    height: (one: Image) => one.height,
  },
};

/** Whether a shopper can buy it: active, and in stock, not tracked, or sold past its stock. */
export function forSale(product: Product, variant: Variant): boolean {
  return (
    product.status !== "DRAFT" &&
    product.status !== "ARCHIVED" &&
    (variant.inventory === null || variant.inventory > 0 || variant.inventoryPolicy === "CONTINUE")
  );
}

function allVariants(shop: ShopState): VariantOfProduct[] {
  return shop.products.flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  );
}

interface Media {
  id: string;
  type: "IMAGE" | "VIDEO";
  node: SchemaNode;
}

const MEDIA_SEARCH: SearchFields<Media> = {
  id: ({ id }) => [id.split("/").at(-1) ?? ""],
  media_type: ({ type }) => [type],
};

/** A product's pictures, then the videos among its media. */
function mediaOf(product: Product, shop: ShopState): Media[] {
  return [
    ...product.images.map(
      (image): Media => ({
        id: gid("MediaImage", image.id),
        type: "IMAGE",
        node: mediaNode(image, product),
      }),
    ),
    ...shop.files
      .filter(({ productIds }) => productIds?.includes(product.id))
      .map((file): Media => ({ id: file.id, type: "VIDEO", node: new SchemaNode("Video", file) })),
  ];
}

/** A product's picture as a media file that is long ready. */
function mediaNode(image: Image, product: Product): SchemaNode {
  return new SchemaNode("MediaImage", {
    id: gid("MediaImage", image.id),
    status: "READY",
    alt: image.alt,
    filename: image.src.split("/").at(-1) ?? "",
    mimeType: "image/jpeg",
    url: image.src,
    width: image.width,
    height: image.height,
    createdAt: product.createdAt,
  });
}

function translations(
  one: Pick<Product, "translations">,
  locale: string,
): { key: string; locale: string; value: string; outdated: boolean }[] {
  const words = one.translations[locale];
  if (!words) return [];
  return Object.entries({ title: words.title, body_html: words.descriptionHtml }).flatMap(
    ([key, value]) => (value === undefined ? [] : [{ key, locale, value, outdated: false }]),
  );
}

function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
