import { escapeHtml as esc } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import {
  left,
  type MoneySet,
  moneySet,
  orderTotal,
  refundedTotal,
} from "../../world/order-money.ts";
import type { Order, OrderLine, ShopState } from "../../world/types.ts";
import { type FrameWords, frameWords } from "../words.ts";
import { adminPath, layout } from "./layout.ts";

export function ordersPage(sandbox: Sandbox, shop: ShopState): string {
  const say = frameWords(shop.staffLocale);
  const rows = [...shop.orders]
    .reverse()
    .map(
      (
        order,
      ) => `<tr><td><a href="${esc(adminPath(`/admin/orders/${order.id}`, shop))}">${esc(order.name)}</a></td>
<td class="whole">${esc(time(order.createdAt, shop))}</td><td>${esc(order.email)}</td><td>${badge(order, say)}</td>
<td class="number">${esc(money(orderTotal(shop, order), shop))}</td>
<td class="number">${order.lines.reduce((sum, line) => sum + line.quantity, 0)}</td></tr>`,
    )
    .join("");
  const table = `<div class="card scroll"><table><thead><tr><th>${esc(say.order)}</th><th>${esc(say.date)}</th>
<th>${esc(say.customer)}</th><th>${esc(say.payment)}</th><th class="number">${esc(say.total)}</th>
<th class="number">${esc(say.items)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return layout(
    sandbox,
    shop,
    "orders",
    say.orders,
    `<main class="page"><h1 class="title">${esc(say.orders)}</h1>${
      rows ? table : `<p class="card">${esc(say.noOrders)}</p>`
    }</main>`,
  );
}

export function orderPage(
  sandbox: Sandbox,
  shop: ShopState,
  order: Order,
  notice: string | null,
): string {
  const say = frameWords(shop.staffLocale);
  const post = (verb: string) => esc(adminPath(`/admin/orders/${order.id}/${verb}`, shop));
  const open = order.lines.some((line) => left(order, line) > 0);
  const attributes = Object.entries(order.attributes)
    .map(([name, value]) => `<div>${esc(name)}: ${esc(value)}</div>`)
    .join("");
  return layout(
    sandbox,
    shop,
    "orders",
    order.name,
    `<main class="page"><h1 class="title">${esc(order.name)} ${badge(order, say)}</h1>
${notice ? `<p class="card" role="alert">${esc(notice)}</p>` : ""}
<p class="quiet">${esc(time(order.createdAt, shop))} · ${esc(order.email)}</p>
<div class="card scroll"><table><thead><tr><th>${esc(say.product)}</th><th class="number">${esc(say.price)}</th>
<th class="number">${esc(say.quantity)}</th><td></td></tr></thead><tbody>
${order.lines.map((line) => lineRow(shop, order, line, post("refund"), say)).join("")}</tbody></table></div>
<div class="card"><p>${esc(say.total)}: <strong>${esc(money(orderTotal(shop, order), shop))}</strong></p>
${order.refunds.length > 0 ? `<p>${esc(say.refunded)}: <strong>${esc(money(refundedTotal(shop, order), shop))}</strong></p>` : ""}
${open ? `<form method="post" action="${post("refund")}"><button class="button">${esc(say.refundAll)}</button></form>` : ""}
${order.cancelledAt ? "" : `<form method="post" action="${post("cancel")}" style="margin-top:8px"><button class="button critical">${esc(say.cancelOrder)}</button></form>`}</div>
${attributes ? `<div class="card"><h2>${esc(say.attributes)}</h2><div class="properties">${attributes}</div></div>` : ""}</main>`,
  );
}

function lineRow(
  shop: ShopState,
  order: Order,
  line: OrderLine,
  action: string,
  say: FrameWords,
): string {
  const properties = Object.entries(line.properties)
    .map(([name, value]) => `<div>${esc(name)}: ${esc(value)}</div>`)
    .join("");
  const rest = left(order, line);
  const form =
    rest > 0
      ? `<form method="post" action="${action}"><input type="hidden" name="line" value="${esc(line.id)}">
<input type="number" name="quantity" value="${rest}" min="1" max="${rest}" aria-label="${esc(say.quantity)}">
<button class="button">${esc(say.refundLine)}</button></form>`
      : `<span class="badge">${esc(say.refunded)}</span>`;
  const variant =
    line.variantTitle === "Default Title"
      ? ""
      : ` <span class="quiet">${esc(line.variantTitle)}</span>`;
  return `<tr><td>${esc(line.title)}${variant}<div class="properties">${properties}</div></td>
<td class="number">${esc(money(moneySet(shop, order, line.price), shop))}</td>
<td class="number">${line.quantity}</td><td>${form}</td></tr>`;
}

function badge(order: Order, say: FrameWords): string {
  const kind = order.financialStatus === "PAID" ? "good" : "warn";
  const cancelled = order.cancelledAt ? ` <span class="badge">${esc(say.cancelled)}</span>` : "";
  return `<span class="badge ${kind}">${esc(say[order.financialStatus])}</span>${cancelled}`;
}

/** The shop's money, with the shopper's beside it when it is another. */
function money(set: MoneySet, shop: ShopState): string {
  const format = ({ amount, currency }: MoneySet["shop"]) =>
    new Intl.NumberFormat(shop.staffLocale, { style: "currency", currency }).format(Number(amount));
  const own = format(set.shop);
  return set.shop.currency === set.presentment.currency
    ? own
    : `${own} (${format(set.presentment)})`;
}

function time(iso: string, shop: ShopState): string {
  return new Intl.DateTimeFormat(shop.staffLocale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timeZone,
  }).format(new Date(iso));
}
