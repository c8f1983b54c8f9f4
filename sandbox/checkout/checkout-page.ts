import { findVariant } from "../admin-api/lookup.ts";
import { escapeHtml as esc } from "../http.ts";
import { cartMarket } from "../world/carts.ts";
import { applicableDiscount, shareOff } from "../world/discounts.ts";
import { currencyDigits, fromCents, marketPrice, toCents } from "../world/pricing.ts";
import { planOf, planPrice } from "../world/selling-plans.ts";
import { productInLocale } from "../world/translations.ts";
import type { Cart, Order, Product, ShopState, Variant } from "../world/types.ts";
import type { StockFault } from "./place-order.ts";

const WORDS = {
  en: {
    checkout: "Checkout",
    email: "Email",
    pay: "Pay now",
    total: "Total",
    back: "Return to cart",
    subtotal: "Subtotal",
    discount: "Discount",
    summary: "Order summary",
    contact: "Contact",
    delivery: "Delivery",
    standard: "Standard, 3 to 5 days",
    free: "Free",
    payment: "Payment",
    card: "Test card ending in 4242",
    sandbox: "This is a sandbox: no money moves.",
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
    subtotal: "小计",
    discount: "折扣",
    summary: "订单摘要",
    contact: "联系方式",
    delivery: "配送",
    standard: "标准配送，3 至 5 天送达",
    free: "免费",
    payment: "付款",
    card: "尾号 4242 的测试卡",
    sandbox: "这里是演示商店，不会真的扣款。",
    thanks: "谢谢，您的订单已确认。",
    order: "订单",
    more: "继续购物",
    gone: "已售罄。请从购物车中移除后再继续。",
    few: "件。请在购物车中减少数量后再继续。",
    only: "仅剩",
    badEmail: "请输入有效的邮箱，例如 name@example.com。",
  },
};

const STYLE = `*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;font:15px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#222;background:#fff}
header{border-bottom:1px solid #dedede;padding:20px 24px}header a{display:flex;align-items:center;min-height:44px;max-width:1136px;margin:0 auto;font-size:22px;font-weight:600;color:inherit;text-decoration:none}
h1,h2{margin:0;font-size:20px;line-height:1.3}h2{font-size:16px}
.columns{display:grid}.pane{padding:28px 24px 40px}.pane>*{max-width:520px}.summary{background:#f5f5f5;order:-1;border-bottom:1px solid #dedede}
.lines{list-style:none;margin:0 0 20px;padding:0;display:grid;gap:16px}.lines li{display:flex;gap:16px;align-items:center}
.picture{position:relative;flex:none;width:64px;height:64px}.picture img{width:100%;height:100%;object-fit:cover;border-radius:8px;border:1px solid #dedede;background:#fff;display:block}
.count{position:absolute;top:-8px;right:-8px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#5c5c5c;color:#fff;font-size:12px;line-height:22px;text-align:center}
.name{flex:1;min-width:0}.name small{display:block}.amount{font-variant-numeric:tabular-nums;white-space:nowrap}
.quiet{color:#595959;font-size:14px}.sum{display:flex;justify-content:space-between;gap:16px;margin:0 0 8px}.total{font-size:18px;font-weight:600;margin-top:16px}
.part{margin:0 0 28px}.part>*+*{margin-top:12px}label{display:grid;gap:4px}
input{font:inherit;min-height:48px;padding:8px 12px;border:1px solid #8a8a8a;border-radius:8px;width:100%}
.method{display:flex;justify-content:space-between;gap:12px;border:1px solid #d6d6d6;border-radius:8px;padding:13px 14px;background:#fafafa}
button,.button{font:inherit;font-size:16px;font-weight:600;min-height:54px;width:100%;border:0;border-radius:8px;background:#1a1a1a;color:#fff;cursor:pointer}
button:hover,.button:hover{background:#333}.button{display:inline-grid;place-items:center;width:auto;padding:0 28px;text-decoration:none}
:focus-visible{outline:2px solid #1a4fba;outline-offset:2px}
.fault{background:#fff0ee;border:1px solid #c5280c;border-radius:8px;padding:12px}.back{display:inline-flex;align-items:center;min-height:44px;color:#1a4fba}
.thanks{max-width:520px;margin:0 auto;padding:72px 24px;text-align:center;display:grid;gap:16px;justify-items:center}.thanks p{margin:0}
.tick{width:56px;height:56px;border-radius:50%;background:#e6f3ec;color:#1c6b43;display:grid;place-items:center}
@media(min-width:900px){.columns{grid-template-columns:1fr 1fr;min-height:calc(100dvh - 85px)}header{padding-inline:48px}.pane{padding:48px 48px 64px}.pane.form>*{margin-left:auto}
.summary{order:0;border-bottom:0;border-left:1px solid #dedede}.summary>*{max-width:420px}.part,.pane.form form{width:100%}}`;

interface View {
  locale: string;
  /** What the market's addresses begin with: `/en-jp`, or nothing. */
  prefix: string;
}

/** Words and number format follow the first part of a locale: `zh-CN` is written in Chinese. */
function say(locale: string) {
  return locale.startsWith("zh") ? WORDS.zh : WORDS.en;
}

function page(shop: ShopState, view: View, title: string, body: string): string {
  return `<!doctype html><html lang="${esc(view.locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${esc(title)} · ${esc(shop.name)}</title><style>${STYLE}</style></head>
<body><header><a href="${esc(view.prefix) || "/"}">${esc(shop.name)}</a></header>${body}</body></html>`;
}

/** A product's picture at twice the size it is shown in. */
function thumbnail(product: Product, variant: Variant): string {
  const image =
    product.images.find((one) => one.id === variant.imageId) ?? product.images[0] ?? null;
  return image
    ? `<img src="${esc(image.src)}?width=128&amp;height=128&amp;crop=center" alt="">`
    : "";
}

function money(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
}

export function checkoutPage(
  shop: ShopState,
  cart: Cart,
  view: View & { faults: StockFault[]; email: string; badEmail: boolean },
): string {
  const words = say(view.locale);
  const market = cartMarket(shop, cart);
  const shown = (amount: number) => esc(money(amount, market.currency, view.locale));
  const minor = 10 ** currencyDigits(market.currency);
  const sums: number[] = [];
  const shopSums: string[] = [];
  const lines = cart.lines.map((line) => {
    const found = findVariant(shop, line.variantId);
    if (!found) return "";
    const product = productInLocale(found.product, view.locale);
    const variant = product.variants.find(({ id }) => id === line.variantId) ?? found.variant;
    const plan = planOf(product.sellingPlanGroups, line.sellingPlanId)?.plan;
    const price = plan ? planPrice(variant.price, plan) : variant.price;
    const amount = Number(marketPrice(price, market)) * line.quantity;
    sums.push(Math.round(amount * minor));
    shopSums.push(fromCents(toCents(price) * line.quantity));
    const title = product.translations[view.locale]?.title ?? product.title;
    const details = [
      ...(variant.title === "Default Title" ? [] : [variant.title]),
      ...(plan ? [plan.translations[view.locale]?.name ?? plan.name] : []),
      ...Object.entries(line.properties)
        .filter(([name]) => !name.startsWith("_"))
        .map(([name, value]) => `${name}: ${value}`),
    ];
    return `<li><span class="picture">${thumbnail(product, variant)}<span class="count">${line.quantity}</span></span>
<span class="name">${esc(title)}<small class="quiet">${esc(details.join(" · "))}</small></span>
<span class="amount">${shown(amount)}</span></li>`;
  });
  const subtotal = sums.reduce((sum, one) => sum + one, 0) / minor;
  const discount = applicableDiscount(shop, cart.discountCode, shopSums);
  const off = discount ? shareOff(discount, sums).reduce((sum, one) => sum + one, 0) / minor : 0;
  const total = subtotal - off;
  const faults = view.faults
    .map((fault) =>
      fault.available === 0
        ? `${fault.title}: ${words.gone}`
        : `${fault.title}: ${words.only} ${fault.available} ${words.few}`,
    )
    .concat(view.badEmail ? [words.badEmail] : []);
  return page(
    shop,
    view,
    words.checkout,
    `<main class="columns"><div class="pane form"><div class="part"><h1>${esc(words.checkout)}</h1>
${faults.map((fault) => `<p class="fault" role="alert">${esc(fault)}</p>`).join("")}</div>
<form method="post" action="${esc(view.prefix)}/checkout">
<div class="part"><h2>${esc(words.contact)}</h2><label>${esc(words.email)}<input type="email" name="email" value="${esc(view.email)}" required autocomplete="email"></label></div>
<div class="part"><h2>${esc(words.delivery)}</h2><p class="method"><span>${esc(words.standard)}</span><strong>${esc(words.free)}</strong></p></div>
<div class="part"><h2>${esc(words.payment)}</h2><p class="method"><span>${esc(words.card)}</span></p><p class="quiet">${esc(words.sandbox)}</p></div>
<button>${esc(words.pay)}</button></form>
<div><a class="back" href="${esc(view.prefix)}/cart">${esc(words.back)}</a></div></div>
<section class="pane summary" aria-label="${esc(words.summary)}"><ul class="lines">${lines.join("")}</ul>
<p class="sum"><span>${esc(words.subtotal)}</span><span class="amount">${shown(subtotal)}</span></p>
${discount ? `<p class="sum" data-discount="${esc(discount.code)}"><span>${esc(words.discount)} <strong>${esc(discount.code)}</strong></span><span class="amount">${shown(-off)}</span></p>` : ""}
<p class="sum"><span>${esc(words.delivery)}</span><span>${esc(words.free)}</span></p>
<p class="sum total"><span>${esc(words.total)}</span><span class="amount" data-total="${total.toFixed(currencyDigits(market.currency))}">${shown(total)}</span></p></section></main>`,
  );
}

export function thanksPage(shop: ShopState, order: Order, view: View): string {
  const words = say(view.locale);
  return page(
    shop,
    view,
    words.order,
    `<main class="thanks"><span class="tick"><svg width="28" height="28" viewBox="0 0 28 28" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m6 15 5.5 5.5L22 9"/></svg></span>
<h1>${esc(words.thanks)}</h1><p class="quiet" data-order="${esc(order.id)}">${esc(words.order)} ${esc(order.name)} · ${esc(order.email)}</p>
<p><a class="button" href="${esc(view.prefix) || "/"}">${esc(words.more)}</a></p></main>`,
  );
}
