import { findVariant } from "../admin-api/lookup.ts";
import type { Sandbox } from "../sandbox.ts";
import { orderPayload } from "../webhooks/payloads/order.ts";
import { productPayload } from "../webhooks/payloads/product.ts";
import { cartMarket, removeCart } from "../world/carts.ts";
import { applicableDiscount, priceOff } from "../world/discounts.ts";
import { fromCents, toCents } from "../world/pricing.ts";
import { planOf, planPrice } from "../world/selling-plans.ts";
import type { Cart, Order, OrderLine, Product, ShopState } from "../world/types.ts";

/** A line that cannot be sold as it stands. */
export interface StockFault {
  title: string;
  /** Pieces there are; 0 when it is sold out or gone. */
  available: number;
}

/** Lines of the cart that ask for more than there is. */
export function stockFaults(shop: ShopState, cart: Cart): StockFault[] {
  return cart.lines.flatMap((line) => {
    const found = findVariant(shop, line.variantId);
    if (!found) return [{ title: "?", available: 0 }];
    const { product, variant } = found;
    const wanted = cart.lines
      .filter((one) => one.variantId === line.variantId)
      .reduce((sum, one) => sum + one.quantity, 0);
    const bound = variant.inventory !== null && variant.inventoryPolicy === "DENY";
    return bound && wanted > (variant.inventory ?? 0)
      ? [{ title: product.title, available: variant.inventory ?? 0 }]
      : [];
  });
}

/**
 * Turns a cart into a paid order: stock goes down, properties and attributes go with it, the cart is
 * gone, and the app hears of it. Throws when the stock does not suffice: ask `stockFaults` first.
 */
export function placeOrder(
  sandbox: Sandbox,
  shop: ShopState,
  cart: Cart,
  /** `at`: when it is said to have happened; now when left out. */
  buyer: { email: string; locale: string; at?: string },
): Order {
  if (cart.lines.length === 0) throw new Error("An empty cart cannot be paid");
  if (stockFaults(shop, cart).length > 0) throw new Error("The cart asks for more than there is");
  const { store, webhooks } = sandbox;
  const market = cartMarket(shop, cart);
  const now = new Date().toISOString();
  const touched = new Set<Product>();
  const lines = cart.lines.map((line): OrderLine => {
    const found = findVariant(shop, line.variantId);
    if (!found) throw new Error(`The variant ${line.variantId} is gone`);
    const { product, variant } = found;
    if (variant.inventory !== null) {
      variant.inventory -= line.quantity;
      product.updatedAt = now;
      touched.add(product);
    }
    const bought = planOf(product.sellingPlanGroups, line.sellingPlanId);
    return {
      id: store.nextId(shop),
      productId: product.id,
      variantId: variant.id,
      title: product.title,
      variantTitle: variant.title,
      quantity: line.quantity,
      price: bought ? planPrice(variant.price, bought.plan) : variant.price,
      properties: { ...line.properties },
    };
  });
  const amounts = lines.map((line) => fromCents(toCents(line.price) * line.quantity));
  const discount = applicableDiscount(shop, cart.discountCode, amounts);
  const off = discount ? priceOff(discount, amounts) : [];
  for (const [index, line] of lines.entries())
    if (Number(off[index] ?? 0) > 0) line.discount = off[index]!;
  const order: Order = {
    id: store.nextId(shop),
    name: `#${1001 + shop.orders.length}`,
    email: buyer.email,
    presentmentCurrency: market.currency,
    rate: market.rate,
    lines,
    attributes: { ...cart.attributes },
    financialStatus: "PAID",
    cancelledAt: null,
    refunds: [],
    createdAt: buyer.at ?? now,
    updatedAt: buyer.at ?? now,
    cartToken: cart.token,
    locale: buyer.locale,
    ...(discount && {
      discount: { code: discount.code, title: discount.title, off: discount.off },
    }),
  };
  shop.orders.push(order);
  removeCart(store, shop, cart.token);
  webhooks.raise(shop, ["orders/create", "orders/paid"], orderPayload(shop, order));
  for (const product of touched)
    webhooks.raise(shop, ["products/update"], productPayload(shop, product, sandbox.origin));
  store.changed();
  return order;
}
