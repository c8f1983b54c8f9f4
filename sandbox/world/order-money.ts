import { convertPrice, fromCents, toCents } from "./pricing.ts";
import type { Order, OrderLine, ShopState } from "./types.ts";

/** One amount in the shop's currency and in the one the shopper paid in. */
export interface MoneySet {
  shop: { amount: string; currency: string };
  presentment: { amount: string; currency: string };
}

/** `amount` is a decimal string in the shop's currency, for one piece or one line. */
export function moneySet(shop: ShopState, order: Order, amount: string): MoneySet {
  return {
    shop: { amount, currency: shop.currency },
    presentment: {
      amount: convertPrice(amount, order.rate, order.presentmentCurrency),
      currency: order.presentmentCurrency,
    },
  };
}

/** Pieces of a line, at their price, less what a code took off them together. */
export interface SoldPart {
  price: string;
  quantity: number;
  less?: string;
}

/** So many pieces of a line with their share of its discount. */
export function partOf(line: OrderLine, quantity: number): SoldPart {
  const less = fromCents(Math.round((toCents(line.discount ?? "0") * quantity) / line.quantity));
  return { price: line.price, quantity, less };
}

/** The sum of what shoppers pay for lines: each line rounded in its own currency, then added. */
export function sumSet(shop: ShopState, order: Order, parts: SoldPart[]): MoneySet {
  const cents = (one: SoldPart) => toCents(one.price) * one.quantity - toCents(one.less ?? "0");
  const total = fromCents(parts.reduce((sum, one) => sum + cents(one), 0));
  const set = moneySet(shop, order, total);
  const piece = (price: string) => Number(moneySet(shop, order, price).presentment.amount);
  const presentment = parts.reduce(
    (sum, one) => sum + piece(one.price) * one.quantity - piece(one.less ?? "0"),
    0,
  );
  const digits = set.presentment.amount.split(".")[1]?.length ?? 0;
  return { ...set, presentment: { ...set.presentment, amount: presentment.toFixed(digits) } };
}

/** Pieces of a line that were given back. */
export function refundedQuantity(order: Order, lineId: string): number {
  return order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineId === lineId)
    .reduce((sum, one) => sum + one.quantity, 0);
}

export function orderTotal(shop: ShopState, order: Order): MoneySet {
  return sumSet(
    shop,
    order,
    order.lines.map((line) => partOf(line, line.quantity)),
  );
}

/** Before any code took something off. */
export function fullTotal(shop: ShopState, order: Order): MoneySet {
  return sumSet(
    shop,
    order,
    order.lines.map(({ price, quantity }) => ({ price, quantity })),
  );
}

/** What the code took off. */
export function discountTotal(shop: ShopState, order: Order): MoneySet {
  const cents = order.lines.reduce((sum, line) => sum + toCents(line.discount ?? "0"), 0);
  return moneySet(shop, order, fromCents(cents));
}

/** What is left after refunds. */
export function currentTotal(shop: ShopState, order: Order): MoneySet {
  return sumSet(
    shop,
    order,
    order.lines.map((line) => partOf(line, left(order, line))),
  );
}

export function refundedTotal(shop: ShopState, order: Order): MoneySet {
  return sumSet(
    shop,
    order,
    order.lines.map((line) => partOf(line, refundedQuantity(order, line.id))),
  );
}

/** Pieces of a line that are still the shopper's. */
export function left(order: Order, line: OrderLine): number {
  return line.quantity - refundedQuantity(order, line.id);
}
