import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, sendJson } from "./answers.ts";
import type { ShopProduct } from "./liquid.ts";
import type { TestShop } from "./shop.ts";
import { THEMES } from "./themes.ts";

export async function addToCart(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (shop.faults.cart === "drops") return void response.destroy();
  await new Promise((resolve) => setTimeout(resolve, shop.faults.cartDelay));
  const body = JSON.parse(await bodyOf(request)) as {
    items: {
      id: number;
      quantity: number;
      properties?: Record<string, string>;
      selling_plan?: number;
    }[];
    sections?: string[];
  };
  const [item] = body.items;
  const product = shop.products.find(({ variants }) => variants.some(({ id }) => id === item?.id));
  const variant = product?.variants.find(({ id }) => id === item?.id);
  if (!item || !product || !variant)
    return sendJson(response, 404, {
      status: 404,
      message: "Cart Error",
      description: "Cannot find variant",
    });
  const line = shop.cart.get(String(item.id)) ?? { quantity: 0, properties: {} };
  const room = variant.stock - line.quantity;
  const fits = Math.max(0, Math.min(room, item.quantity));
  if (fits > 0)
    shop.cart.set(String(item.id), {
      quantity: line.quantity + fits,
      properties: item.properties ?? {},
      ...(item.selling_plan ? { plan: item.selling_plan } : {}),
    });
  if (fits < item.quantity)
    return sendJson(response, 422, {
      status: 422,
      message: "Cart Error",
      description:
        fits > 0
          ? `You can only add ${fits} ${product.title} to the cart.`
          : `All ${variant.stock} ${product.title} are in your cart.`,
    });
  const count = cartJson(shop).item_count;
  const sections = Object.fromEntries(
    (body.sections ?? []).map((id) => [id, THEMES[shop.page.theme].section(id, count)]),
  );
  return sendJson(response, 200, { id: item.id, items: [{ id: item.id }], sections });
}

/** Codes apply when the shop takes them and there is something in the cart. */
export async function updateCart(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (shop.faults.cart === "drops") return void response.destroy();
  await new Promise((resolve) => setTimeout(resolve, shop.faults.cartDelay));
  const body = JSON.parse(await bodyOf(request)) as { discount?: string; sections?: string[] };
  if (body.discount !== undefined) shop.cartCodes = body.discount.split(",").filter(Boolean);
  const cart = cartJson(shop);
  const drawn = (body.sections ?? []).map((id) => [
    id,
    THEMES[shop.page.theme].section(id, cart.item_count),
  ]);
  return sendJson(response, 200, { ...cart, sections: Object.fromEntries(drawn) });
}

export async function changeCart(
  shop: TestShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { id, quantity } = JSON.parse(await bodyOf(request)) as { id: string; quantity: number };
  const variantId = id.split(":")[0] ?? "";
  const line = shop.cart.get(variantId);
  const stock = shop.products
    .flatMap(({ variants }) => variants)
    .find((variant) => String(variant.id) === variantId)?.stock;
  if (!line || stock === undefined) return sendJson(response, 400, { message: "Bad Request" });
  line.quantity = Math.min(quantity, stock);
  if (line.quantity === 0) shop.cart.delete(variantId);
  if (quantity > stock)
    return sendJson(response, 422, { status: 422, description: `Only ${stock} are left.` });
  return sendJson(response, 200, cartJson(shop));
}

export function cartJson(shop: TestShop) {
  const items = [...shop.cart].map(([id, { quantity, properties }]) => {
    const product = shop.products.find(({ variants }) =>
      variants.some((variant) => String(variant.id) === id),
    );
    const variant = product?.variants.find((one) => String(one.id) === id);
    const price = (variant?.price ?? 0) * quantity;
    return {
      key: `${id}:a`,
      variant_id: Number(id),
      quantity,
      properties,
      product_title: product?.title ?? "",
      variant_title: product?.variants.length === 1 ? null : (variant?.options.join(" / ") ?? ""),
      url: `/products/${product?.handle}?variant=${id}`,
      image: null,
      final_line_price: price,
      original_line_price: price,
    };
  });
  const total = items.reduce((sum, { final_line_price: price }) => sum + price, 0);
  return {
    item_count: items.reduce((sum, { quantity }) => sum + quantity, 0),
    total_price: total,
    original_total_price: total,
    discount_codes: shop.cartCodes.map((code) => ({
      code,
      applicable: shop.codes.has(code) && items.length > 0,
    })),
    items,
  };
}

export function productJson(product: ShopProduct) {
  return {
    ...product,
    url: `/products/${product.handle}`,
    available: product.variants.some(({ stock }) => stock > 0),
    featured_image: null,
    options: product.options.map((option, index) => ({ ...option, position: index + 1 })),
    variants: product.variants.map((variant) => ({
      id: variant.id,
      title: variant.options.join(" / "),
      options: variant.options,
      available: variant.stock > 0,
      price: variant.price,
      compare_at_price: variant.compareAt,
      featured_image: null,
      ...variant.more,
    })),
  };
}

export function catalogue(): ShopProduct[] {
  return [
    {
      id: 101,
      handle: "linen-shirt",
      title: "Linen Shirt",
      options: [
        { name: "Size", values: ["S", "M", "L"] },
        { name: "Color", values: ["Sand", "Sea"] },
      ],
      variants: [
        { id: 1011, options: ["S", "Sand"], price: 6900, compareAt: 8900, stock: 3 },
        { id: 1012, options: ["S", "Sea"], price: 6900, compareAt: 8900, stock: 0 },
        { id: 1013, options: ["M", "Sand"], price: 7200, compareAt: null, stock: 10 },
        { id: 1014, options: ["M", "Sea"], price: 7200, compareAt: null, stock: 10 },
        { id: 1015, options: ["L", "Sea"], price: 7200, compareAt: null, stock: 0 },
      ],
    },
    {
      id: 102,
      handle: "clay-pot",
      title: "Clay Pot",
      options: [{ name: "Title", values: ["Default Title"] }],
      variants: [{ id: 1021, options: ["Default Title"], price: 4500, compareAt: null, stock: 2 }],
    },
    {
      id: 103,
      handle: "sold-out-mug",
      title: "Harbor Mug",
      options: [{ name: "Title", values: ["Default Title"] }],
      variants: [{ id: 1031, options: ["Default Title"], price: 1800, compareAt: null, stock: 0 }],
    },
  ];
}
