import type { ShopCatalog } from "../../domains/catalog/index.server.ts";
import type { ProductCard, ProductName } from "../../domains/catalog/index.ts";
import { parseMoney } from "../../kernel/money.ts";
import type { AdminApi } from "./admin-api.ts";
import { PRODUCT_CARDS, PRODUCT_NAMES, PRODUCT_PICTURES, PRODUCTS_PER_CALL } from "./queries.ts";

interface Money {
  amount: string;
  currencyCode: string;
}

interface ProductNode {
  __typename: "Product";
  id: string;
  handle: string;
  title: string;
  status: "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";
  updatedAt: string;
  featuredMedia: { preview: { image: { url: string } | null } | null } | null;
  priceRangeV2: { minVariantPrice: Money; maxVariantPrice: Money };
  variants: { nodes: { id: string; title: string; price: string; availableForSale: boolean }[] };
}

interface PicturesAnswer {
  product: { media: { nodes: { image?: { url: string } | null }[] } } | null;
}

interface NamesPage {
  products: {
    nodes: { id: string; title: string; handle: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

export function createShopCatalog(api: AdminApi): ShopCatalog {
  return {
    async products(shop, ids) {
      const found: { card: ProductCard; updatedAt: number }[] = [];
      for (let at = 0; at < ids.length; at += PRODUCTS_PER_CALL) {
        const gids = ids
          .slice(at, at + PRODUCTS_PER_CALL)
          .map((id) => `gid://shopify/Product/${id}`);
        const { nodes } = await api.query<{ nodes: (ProductNode | null)[] }>(shop, PRODUCT_CARDS, {
          ids: gids,
        });
        for (const node of nodes)
          if (node?.__typename === "Product")
            found.push({ card: readProduct(node), updatedAt: Date.parse(node.updatedAt) });
      }
      return found;
    },

    async pictures(shop, id) {
      const { product } = await api.query<PicturesAnswer>(shop, PRODUCT_PICTURES, {
        id: `gid://shopify/Product/${id}`,
      });
      return (product?.media.nodes ?? []).flatMap(({ image }) => image?.url ?? []);
    },

    async names(shop, limit) {
      const found: ProductName[] = [];
      for (let after: string | null = null; found.length < limit; ) {
        const { products }: NamesPage = await api.query<NamesPage>(shop, PRODUCT_NAMES, { after });
        for (const { id, title, handle } of products.nodes)
          found.push({ id: numericId(id), title, handle });
        after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
        if (after === null) break;
      }
      return found.slice(0, limit);
    },
  };
}

function readProduct(node: ProductNode): ProductCard {
  const { minVariantPrice, maxVariantPrice } = node.priceRangeV2;
  const currency = minVariantPrice.currencyCode;
  const variants = node.variants.nodes.map((variant) => ({
    id: numericId(variant.id),
    title: variant.title,
    price: parseMoney(variant.price, currency),
    available: variant.availableForSale,
  }));
  return {
    id: numericId(node.id),
    handle: node.handle,
    title: node.title,
    image: node.featuredMedia?.preview?.image?.url ?? null,
    status: node.status.toLowerCase() as ProductCard["status"],
    priceFrom: parseMoney(minVariantPrice.amount, currency),
    priceTo: parseMoney(maxVariantPrice.amount, currency),
    available: variants.some((variant) => variant.available),
    variants,
  };
}

/** `gid://shopify/Product/42` → `42`. */
function numericId(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}
