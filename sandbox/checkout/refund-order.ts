import { findVariant } from "../admin-api/lookup.ts";
import type { Sandbox } from "../sandbox.ts";
import { orderPayload, refundPayload } from "../webhooks/payloads/order.ts";
import { productPayload } from "../webhooks/payloads/product.ts";
import { left, partOf } from "../world/order-money.ts";
import { fromCents, toCents } from "../world/pricing.ts";
import type { Order, Product, Refund, ShopState } from "../world/types.ts";

export interface RefundPart {
  lineId: string;
  quantity: number;
}

/** What is wrong with a refund, in a sentence, or null. */
export function refundFault(order: Order, parts: RefundPart[]): string | null {
  if (parts.length === 0) return "Nothing is left to refund";
  for (const part of parts) {
    const line = order.lines.find((one) => one.id === part.lineId);
    if (!line) return `The order has no line ${part.lineId}`;
    if (!Number.isInteger(part.quantity) || part.quantity < 1)
      return "The quantity must be 1 or more";
    const asked = parts
      .filter((one) => one.lineId === part.lineId)
      .reduce((sum, one) => sum + one.quantity, 0);
    if (asked > left(order, line))
      return `Only ${left(order, line)} of ${line.title} can be refunded`;
  }
  return null;
}

/** Everything that was not refunded yet. */
export function wholeRefund(order: Order): RefundPart[] {
  return order.lines
    .map((line) => ({ lineId: line.id, quantity: left(order, line) }))
    .filter((part) => part.quantity > 0);
}

/** Gives pieces back, to the shelf too, and tells the app. Throws on what `refundFault` names. */
export function refundOrder(
  sandbox: Sandbox,
  shop: ShopState,
  order: Order,
  parts: RefundPart[],
): Refund {
  const fault = refundFault(order, parts);
  if (fault) throw new Error(fault);
  const now = new Date().toISOString();
  const refund: Refund = {
    id: sandbox.store.nextId(shop),
    createdAt: now,
    lines: parts.map((part) => {
      const line = order.lines.find((one) => one.id === part.lineId);
      return {
        id: sandbox.store.nextId(shop),
        lineId: part.lineId,
        quantity: part.quantity,
        subtotal: line
          ? fromCents(
              toCents(line.price) * part.quantity -
                toCents(partOf(line, part.quantity).less ?? "0"),
            )
          : "0.00",
      };
    }),
  };
  const touched = new Set(parts.flatMap((part) => restock(shop, order, part, now)));
  order.refunds.push(refund);
  order.updatedAt = now;
  order.financialStatus = wholeRefund(order).length === 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
  sandbox.webhooks.raise(shop, ["refunds/create"], refundPayload(shop, order, refund));
  sandbox.webhooks.raise(shop, ["orders/updated"], orderPayload(shop, order));
  for (const product of touched)
    sandbox.webhooks.raise(
      shop,
      ["products/update"],
      productPayload(shop, product, sandbox.origin),
    );
  sandbox.store.changed();
  return refund;
}

/** Cancels, giving everything back. Idempotent. */
export function cancelOrder(sandbox: Sandbox, shop: ShopState, order: Order): void {
  if (order.cancelledAt) return;
  order.cancelledAt = new Date().toISOString();
  order.updatedAt = order.cancelledAt;
  const rest = wholeRefund(order);
  if (rest.length > 0) refundOrder(sandbox, shop, order, rest);
  sandbox.webhooks.raise(shop, ["orders/cancelled"], orderPayload(shop, order));
  sandbox.store.changed();
}

/** Puts pieces back on the shelf; the product when its stock changed. */
function restock(shop: ShopState, order: Order, part: RefundPart, now: string): Product[] {
  const line = order.lines.find((one) => one.id === part.lineId);
  const found = line && findVariant(shop, line.variantId);
  if (!found || found.variant.inventory === null) return [];
  found.variant.inventory += part.quantity;
  found.product.updatedAt = now;
  return [found.product];
}
