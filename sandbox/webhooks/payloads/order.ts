import { createHash } from "node:crypto";
import { gid } from "../../world/gid.ts";
import {
  currentTotal,
  discountTotal,
  fullTotal,
  left,
  moneySet,
  orderTotal,
  partOf,
  refundedQuantity,
  sumSet,
} from "../../world/order-money.ts";
import type { Order, OrderLine, Refund, ShopState } from "../../world/types.ts";
import { restSet, restTime } from "./rest.ts";

/** Shopify's REST shape of an order, as orders/create, orders/paid and orders/updated carry it. */
export function orderPayload(shop: ShopState, order: Order) {
  const time = (iso: string) => restTime(iso, shop.timeZone);
  const number = Number(order.name.replace(/\D/g, ""));
  const total = orderTotal(shop, order);
  const current = currentTotal(shop, order);
  const none = moneySet(shop, order, "0.00");
  const full = fullTotal(shop, order);
  const off = discountTotal(shop, order);
  const { discount } = order;
  return {
    id: Number(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    number: number - 1000,
    order_number: number,
    token: createHash("md5").update(order.id).digest("hex"),
    cart_token: order.cartToken ?? null,
    email: order.email,
    contact_email: order.email,
    created_at: time(order.createdAt),
    processed_at: time(order.createdAt),
    updated_at: time(order.updatedAt),
    cancelled_at: order.cancelledAt ? time(order.cancelledAt) : null,
    cancel_reason: order.cancelledAt ? "customer" : null,
    closed_at: null,
    confirmed: true,
    test: false,
    source_name: "web",
    currency: shop.currency,
    presentment_currency: order.presentmentCurrency,
    customer_locale: order.locale ?? "en",
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: null,
    note: null,
    note_attributes: pairs(order.attributes),
    tags: "",
    taxes_included: false,
    discount_codes: discount
      ? [{ code: discount.code, amount: off.presentment.amount, type: "percentage" }]
      : [],
    discount_applications: discount
      ? [
          {
            target_type: "line_item",
            type: "discount_code",
            value: discount.off.toFixed(1),
            value_type: "percentage",
            allocation_method: "across",
            target_selection: "all",
            code: discount.code,
          },
        ]
      : [],
    payment_gateway_names: ["bogus"],
    subtotal_price: total.shop.amount,
    subtotal_price_set: restSet(total),
    total_line_items_price: full.shop.amount,
    total_line_items_price_set: restSet(full),
    total_price: total.shop.amount,
    total_price_set: restSet(total),
    total_discounts: off.shop.amount,
    total_discounts_set: restSet(off),
    total_tax: "0.00",
    total_tax_set: restSet(none),
    total_shipping_price_set: restSet(none),
    current_subtotal_price: current.shop.amount,
    current_subtotal_price_set: restSet(current),
    current_total_price: current.shop.amount,
    current_total_price_set: restSet(current),
    current_total_discounts: off.shop.amount,
    current_total_discounts_set: restSet(off),
    customer: customer(order),
    line_items: order.lines.map((line) => linePayload(shop, order, line)),
    shipping_lines: [],
    fulfillments: [],
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
  };
}

/** Shopify's REST shape of a refund, as refunds/create carries it. */
export function refundPayload(shop: ShopState, order: Order, refund: Refund) {
  const at = restTime(refund.createdAt, shop.timeZone);
  const none = moneySet(shop, order, "0.00");
  const parts = refund.lines.flatMap((part) => {
    const line = order.lines.find((one) => one.id === part.lineId);
    return line ? [{ part, line }] : [];
  });
  const total = sumSet(
    shop,
    order,
    parts.map(({ part, line }) => partOf(line, part.quantity)),
  );
  return {
    id: Number(refund.id),
    admin_graphql_api_id: gid("Refund", refund.id),
    order_id: Number(order.id),
    created_at: at,
    processed_at: at,
    note: null,
    user_id: null,
    restock: true,
    duties: [],
    order_adjustments: [],
    refund_line_items: parts.map(({ part, line }) => {
      const subtotal = sumSet(shop, order, [partOf(line, part.quantity)]);
      return {
        id: Number(part.id),
        line_item_id: Number(line.id),
        location_id: null,
        quantity: part.quantity,
        restock_type: "return",
        subtotal: Number(subtotal.shop.amount),
        subtotal_set: restSet(subtotal),
        total_tax: 0,
        total_tax_set: restSet(none),
        line_item: linePayload(shop, order, line),
      };
    }),
    transactions: [
      {
        id: Number(refund.id) + 1_000_000_000_000,
        order_id: Number(order.id),
        kind: "refund",
        status: "success",
        gateway: "bogus",
        amount: total.presentment.amount,
        currency: total.presentment.currency,
        created_at: at,
      },
    ],
  };
}

function linePayload(shop: ShopState, order: Order, line: OrderLine) {
  const price = moneySet(shop, order, line.price);
  const none = moneySet(shop, order, "0.00");
  const plain = line.variantTitle === "Default Title";
  return {
    id: Number(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    product_id: Number(line.productId),
    variant_id: Number(line.variantId),
    product_exists: shop.products.some((one) => one.id === line.productId),
    title: line.title,
    variant_title: plain ? null : line.variantTitle,
    name: plain ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: null,
    vendor: shop.products.find((one) => one.id === line.productId)?.vendor ?? null,
    quantity: line.quantity,
    current_quantity: left(order, line),
    fulfillable_quantity:
      refundedQuantity(order, line.id) === 0 ? line.quantity : left(order, line),
    fulfillment_service: "manual",
    fulfillment_status: null,
    gift_card: false,
    grams: 0,
    price: line.price,
    price_set: restSet(price),
    // Shopify counts discounts of the whole order in the allocations and not here.
    total_discount: "0.00",
    total_discount_set: restSet(none),
    discount_allocations: line.discount
      ? [
          {
            amount: line.discount,
            amount_set: restSet(moneySet(shop, order, line.discount)),
            discount_application_index: 0,
          },
        ]
      : [],
    properties: pairs(line.properties),
    requires_shipping: true,
    taxable: true,
    tax_lines: [],
    duties: [],
  };
}

/** Null when the shopper left no address. The id follows from the address, as one customer has one. */
function customer(order: Order) {
  if (!order.email) return null;
  const digest = createHash("sha256").update(order.email.toLowerCase()).digest();
  return {
    id: 7_000_000_000_000 + (digest.readUInt32BE(0) % 1_000_000_000),
    email: order.email,
    first_name: null,
    last_name: null,
    state: "disabled",
    verified_email: true,
    currency: order.presentmentCurrency,
  };
}

function pairs(record: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
