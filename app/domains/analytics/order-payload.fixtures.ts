import { LINE_PROPERTY, lineProperty } from "../../contract/events.ts";

/** Shopify's webhook payloads (REST, 2026-10), cut down to a size that can be read. For tests. */
export interface LineGiven {
  id?: number;
  quantity?: number;
  /** Shop money, per piece. */
  price?: string;
  discount?: string;
  /** What the player wrote, or null for a line added elsewhere. */
  credit?: { video: string; placement: string; session: string } | null;
}

export interface OrderGiven {
  id?: number;
  financial_status?: string;
  created_at?: string;
  updated_at?: string;
  cancelled_at?: string | null;
  currency?: string;
  test?: boolean;
  customer?: { id: number } | null;
  lines: LineGiven[];
  refunds?: object[];
}

const money = (amount: string, currency: string) => ({
  shop_money: { amount, currency_code: currency },
  // What the shopper paid in: must never be what is counted.
  presentment_money: { amount: (Number(amount) * 7.2).toFixed(2), currency_code: "CNY" },
});

export function orderPayload(given: OrderGiven): Record<string, unknown> {
  const id = given.id ?? 5_001_234_567_890;
  const currency = given.currency ?? "USD";
  const createdAt = given.created_at ?? "2026-11-20T09:00:00-05:00";
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: "#1042",
    currency,
    presentment_currency: "CNY",
    created_at: createdAt,
    processed_at: createdAt,
    updated_at: given.updated_at ?? createdAt,
    cancelled_at: given.cancelled_at ?? null,
    financial_status: given.financial_status ?? "paid",
    test: given.test ?? false,
    email: "shopper@example.com",
    customer:
      given.customer === undefined ? { id: 7_001, email: "shopper@example.com" } : given.customer,
    line_items: given.lines.map((line, index) => linePayload(line, index, currency)),
    refunds: given.refunds ?? [],
  };
}

function linePayload(line: LineGiven, index: number, currency: string): Record<string, unknown> {
  const price = line.price ?? "20.00";
  return {
    id: line.id ?? 9_000 + index,
    variant_id: 44_001,
    title: "Linen shirt",
    name: "Linen shirt - M",
    quantity: line.quantity ?? 1,
    current_quantity: line.quantity ?? 1,
    price,
    price_set: money(price, currency),
    total_discount: "0.00",
    discount_allocations: line.discount
      ? [{ amount: line.discount, amount_set: money(line.discount, currency) }]
      : [],
    properties: line.credit
      ? [
          { name: "Engraving", value: "A" },
          {
            name: LINE_PROPERTY,
            value: lineProperty(line.credit.video, line.credit.placement, line.credit.session),
          },
        ]
      : [],
  };
}

export interface RefundGiven {
  id: number;
  order_id?: number;
  created_at?: string;
  currency?: string;
  lines: { id: number; line: LineGiven & { id: number }; quantity?: number; subtotal: string }[];
}

export function refundPayload(given: RefundGiven): Record<string, unknown> {
  const currency = given.currency ?? "USD";
  const createdAt = given.created_at ?? "2026-11-21T12:00:00-05:00";
  return {
    id: given.id,
    order_id: given.order_id ?? 5_001_234_567_890,
    created_at: createdAt,
    processed_at: createdAt,
    refund_line_items: given.lines.map(({ id, line, quantity, subtotal }) => ({
      id,
      line_item_id: line.id,
      quantity: quantity ?? 1,
      restock_type: "return",
      subtotal: Number(subtotal),
      subtotal_set: money(subtotal, currency),
      total_tax: 0,
      line_item: linePayload(line, 0, currency),
    })),
    transactions: [],
    order_adjustments: [],
  };
}
