import { randomBytes } from "node:crypto";
import type { WorldStore } from "./store.ts";
import type { Cart, Market, ShopState } from "./types.ts";

/**
 * Carts, one a shopper, found by the token in their `cart` cookie. The storefront fills them; the
 * checkout turns one into an order and forgets it.
 */
export const CART_COOKIE = "cart";

/** The token of a request's `Cookie` header, or null. */
export function readCartToken(cookieHeader: string | undefined): string | null {
  for (const part of (cookieHeader ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === CART_COOKIE && value && /^[\w-]{1,64}$/.test(value)) return value;
  }
  return null;
}

/** The value of a `Set-Cookie` header that keeps the cart for two weeks, as Shopify does. */
export function cartCookie(token: string): string {
  return `${CART_COOKIE}=${token}; Path=/; Max-Age=1209600; SameSite=Lax`;
}

/** Null when the token is unknown, as after a checkout. */
export function findCart(shop: ShopState, token: string | null): Cart | null {
  return (token && shop.carts?.[token]) || null;
}

/** The shopper's cart, or a new empty one with a token of its own, which is kept only once saved. */
export function openCart(shop: ShopState, token: string | null): Cart {
  return (
    findCart(shop, token) ?? {
      token: randomBytes(16).toString("hex"),
      note: "",
      attributes: {},
      lines: [],
    }
  );
}

export function saveCart(store: WorldStore, shop: ShopState, cart: Cart): void {
  shop.carts ??= {};
  shop.carts[cart.token] = cart;
  store.changed();
}

export function removeCart(store: WorldStore, shop: ShopState, token: string): void {
  if (shop.carts) delete shop.carts[token];
  store.changed();
}

/** The market a cart buys in. Throws when the shop has none. */
export function cartMarket(shop: ShopState, cart: Cart): Market {
  const market = shop.markets.find((one) => one.handle === cart.market) ?? shop.markets[0];
  if (!market) throw new Error(`The shop ${shop.domain} has no market`);
  return market;
}
