import { findVariant } from "../admin-api/lookup.ts";
import { escapeHtml as esc } from "../http.ts";
import { cartMarket } from "../world/carts.ts";
import { currencyDigits, marketPrice } from "../world/pricing.ts";
import type { Cart, Order, ShopState } from "../world/types.ts";
import type { StockFault } from "./place-order.ts";

const WORDS = {
  en: {
    checkout: "Checkout",
    email: "Email",
    pay: "Pay now",
    total: "Total",
    back: "Return to cart",
    free: "Free shipping. This is a sandbox: no money moves.",
    thanks: "Thank you. Your order is confirmed.",
    order: "Order",
    more: "Continue shopping",
    gone: "is sold out. Remove it from the cart to go on.",
    few: "left. Lower the quantity in the cart to go on.",
    only: "Only",
    badEmail: "Enter a valid email, like name@example.com.",
  },
  zh: {
    checkout: "结账",
    email: "邮箱",
    pay: "立即支付",
    total: "合计",
    back: "返回购物车",
    free: "免运费。这里是演示商店，不会真的扣款。",
    thanks: "谢谢，您的订单已确认。",
    order: "订单",
    more: "继续购物",
    gone: "已售罄。请从购物车中移除后再继续。",
    few: "件。请在购物车中减少数量后再继续。",
    only: "仅剩",
    badEmail: "请输入有效的邮箱，例如 name@example.com。",
  },
};

const STYLE = `*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,-apple-system,"PingFang SC",sans-serif;color:#222;background:#fafafa}
main{max-width:560px;margin:0 auto;padding:24px 16px}h1{font-size:22px}
.lines{list-style:none;margin:0 0 16px;padding:0;background:#fff;border:1px solid #ddd;border-radius:12px}
.lines li{display:flex;gap:12px;padding:12px 16px;border-top:1px solid #eee}.lines li:first-child{border:0}
.lines span{flex:1}.quiet{color:#595959;font-size:14px}.total{display:flex;justify-content:space-between;font-weight:600;margin:0 0 16px}
label{display:grid;gap:4px;margin-bottom:16px}input{font:inherit;min-height:44px;padding:8px 12px;border:1px solid #767676;border-radius:8px}
button{font:inherit;font-weight:600;min-height:48px;width:100%;border:0;border-radius:10px;background:#1a1a1a;color:#fff;cursor:pointer}
.fault{background:#fff0ee;border:1px solid #c5280c;border-radius:8px;padding:12px}a{color:#1a4fba}`;

/** Words and number format follow the first part of a locale: `zh-CN` is written in Chinese. */
function say(locale: string) {
  return locale.startsWith("zh") ? WORDS.zh : WORDS.en;
}

function page(shop: ShopState, locale: string, title: string, main: string): string {
  return `<!doctype html><html lang="${esc(locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${esc(title)} · ${esc(shop.name)}</title><style>${STYLE}</style></head><body><main>${main}</main></body></html>`;
}

function money(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
}

export function checkoutPage(
  shop: ShopState,
  cart: Cart,
  view: { locale: string; prefix: string; faults: StockFault[]; email: string; badEmail: boolean },
): string {
  const words = say(view.locale);
  const market = cartMarket(shop, cart);
  let total = 0;
  const lines = cart.lines.map((line) => {
    const found = findVariant(shop, line.variantId);
    if (!found) return "";
    const { product, variant } = found;
    const amount = Number(marketPrice(variant.price, market)) * line.quantity;
    total += amount;
    const title = product.translations[view.locale]?.title ?? product.title;
    const detail = variant.title === "Default Title" ? "" : variant.title;
    const shown = Object.entries(line.properties).filter(([name]) => !name.startsWith("_"));
    return `<li><span>${esc(title)}<br><small class="quiet">${esc([detail, ...shown.map(([name, value]) => `${name}: ${value}`)].filter(Boolean).join(" · "))}</small></span>
<span class="quiet">× ${line.quantity}</span><strong>${esc(money(amount, market.currency, view.locale))}</strong></li>`;
  });
  const digits = currencyDigits(market.currency);
  const faults = view.faults
    .map((fault) =>
      fault.available === 0
        ? `${fault.title}: ${words.gone}`
        : `${fault.title}: ${words.only} ${fault.available} ${words.few}`,
    )
    .concat(view.badEmail ? [words.badEmail] : []);
  return page(
    shop,
    view.locale,
    words.checkout,
    `<p><a href="${esc(view.prefix)}/cart">${esc(words.back)}</a></p><h1>${esc(words.checkout)}</h1>
${faults.map((fault) => `<p class="fault" role="alert">${esc(fault)}</p>`).join("")}
<ul class="lines">${lines.join("")}</ul>
<p class="total"><span>${esc(words.total)}</span><span data-total="${total.toFixed(digits)}">${esc(money(total, market.currency, view.locale))}</span></p>
<form method="post" action="${esc(view.prefix)}/checkout">
<label>${esc(words.email)}<input type="email" name="email" value="${esc(view.email)}" required autocomplete="email"></label>
<button>${esc(words.pay)}</button></form><p class="quiet">${esc(words.free)}</p>`,
  );
}

export function thanksPage(
  shop: ShopState,
  order: Order,
  view: { locale: string; prefix: string },
): string {
  const words = say(view.locale);
  return page(
    shop,
    view.locale,
    words.order,
    `<h1>${esc(words.thanks)}</h1><p data-order="${esc(order.id)}">${esc(words.order)} ${esc(order.name)}</p>
<p><a href="${esc(view.prefix) || "/"}">${esc(words.more)}</a></p>`,
  );
}
