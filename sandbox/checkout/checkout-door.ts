import { type Door, readFields, redirect, sendHtml } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import { CART_COOKIE, cartMarket, findCart, readCartToken } from "../world/carts.ts";
import type { Cart, Market, ShopState } from "../world/types.ts";
import { checkoutPage, thanksPage } from "./checkout-page.ts";
import { placeOrder, stockFaults } from "./place-order.ts";

const PATH = /^(\/[a-z]{2}(?:-[a-z]{2,4})?)?\/checkout(?:\/thank-you\/(\d+))?$/i;

/** `/checkout`: shows the cart of the cookie, takes the payment, says thank you. */
export function createCheckoutDoor(sandbox: Sandbox): Door {
  return async (request, response, url, shopDomain) => {
    const match = PATH.exec(url.pathname);
    if (!match) return false;
    const shop = sandbox.store.shop(shopDomain);
    const prefix = match[1] ?? "";
    const order = match[2] && shop.orders.find((one) => one.id === match[2]);
    if (match[2]) {
      if (order)
        sendHtml(response, 200, thanksPage(shop, order, { prefix, locale: order.locale ?? "en" }));
      else redirect(response, `${prefix}/`);
      return true;
    }
    const cart = findCart(shop, readCartToken(request.headers.cookie));
    if (!cart || cart.lines.length === 0) {
      redirect(response, `${prefix}/cart`, 303);
      return true;
    }
    inMarketOf(shop, cart, prefix);
    const locale = localeOf(cartMarket(shop, cart), prefix);
    const show = (status: number, email: string, badEmail: boolean) => {
      const faults = stockFaults(shop, cart);
      sendHtml(
        response,
        status,
        checkoutPage(shop, cart, { locale, prefix, faults, email, badEmail }),
      );
      return true;
    };
    if (request.method !== "POST") return show(200, "shopper@example.com", false);
    const email = String((await readFields(request)).email ?? "").trim();
    const badEmail = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254;
    if (badEmail || stockFaults(shop, cart).length > 0) return show(422, email, badEmail);
    const placed = placeOrder(sandbox, shop, cart, { email, locale });
    response.appendHeader("Set-Cookie", `${CART_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax`);
    redirect(response, `${prefix}/checkout/thank-you/${placed.id}`, 303);
    return true;
  };
}

/** An address with a market's prefix buys in that market, whatever the cart was opened in. */
function inMarketOf(shop: ShopState, cart: Cart, prefix: string): void {
  if (prefix === "") return;
  const market = shop.markets.find((one) => one.locales.some((locale) => locale.prefix === prefix));
  if (market) cart.market = market.handle;
}

function localeOf(market: Market, prefix: string): string {
  const found = market.locales.find((one) => one.prefix === prefix) ?? market.locales[0];
  return found?.locale ?? "en";
}
