import { z } from "zod";
import { LINE_PROPERTY, parseLineProperty } from "../../contract/events.ts";
import { parseMoney } from "../../kernel/money.ts";
import type { CreditLine, OrderFact, RefundFact } from "./ledger.ts";
import type { OrderHead } from "./ports.ts";

/**
 * Shopify's REST order and refund resources of API version 2026-10, as webhooks carry them: only what
 * the ledger reads. https://shopify.dev/docs/api/admin-rest/latest/resources/order and …/refund
 */
const id = z.union([z.number().int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);
const decimal = z.union([z.string(), z.number()]).transform(String);
const time = z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));
const priceSet = z.object({ shop_money: z.object({ amount: decimal, currency_code: z.string() }) });

const lineItem = z.object({
  id,
  title: z.string().nullish(),
  name: z.string().nullish(),
  quantity: z.number().int().min(0).max(1_000_000),
  price: decimal.nullish(),
  price_set: priceSet.nullish(),
  discount_allocations: z
    .array(z.object({ amount: decimal.nullish(), amount_set: priceSet.nullish() }))
    .nullish(),
  properties: z.unknown().optional(),
});

const refundLine = z.object({
  id,
  line_item_id: id,
  quantity: z.number().int().min(0).max(1_000_000),
  subtotal: decimal.nullish(),
  subtotal_set: priceSet.nullish(),
  line_item: z.object({ properties: z.unknown().optional() }).nullish(),
});

const refund = z.object({
  id,
  order_id: id.nullish(),
  created_at: time,
  processed_at: time.nullish(),
  refund_line_items: z.array(refundLine).nullish(),
});

const order = z.object({
  id,
  name: z.string().nullish(),
  currency: z.string().length(3),
  created_at: time,
  processed_at: time.nullish(),
  updated_at: time,
  cancelled_at: time.nullish(),
  financial_status: z.string().nullish(),
  test: z.boolean().nullish(),
  customer: z.object({ id: id.nullish() }).nullish(),
  // Lines are read one by one: only those added in a player have to make sense to us.
  line_items: z.array(z.object({ properties: z.unknown().optional() }).loose()),
  refunds: z.array(z.unknown()).nullish(),
});

const deletedOrder = z.object({ id, line_items: z.undefined().optional() });

/** Money that was taken at least once, whatever went back since. */
const PAID = new Set(["paid", "partially_refunded", "refunded"]);

export type ReadOrder =
  | { kind: "order"; head: OrderHead; fact: OrderFact; refunds: RefundFact[] }
  /** orders/delete carries nothing but the id. */
  | { kind: "deleted"; orderId: string }
  /** No line was added in a player, or the order is a test. */
  | { kind: "none"; orderId: string };

/**
 * Reads an order payload. Throws on one that is no order. Lines are credited by the property that the
 * player wrote into them; whether their video is the shop's own is for the caller to say.
 */
export function readOrder(payload: unknown, triggeredAt: number): ReadOrder {
  const gone = deletedOrder.safeParse(payload);
  if (gone.success) return { kind: "deleted", orderId: gone.data.id };
  const data = order.parse(payload);
  if (data.test) return { kind: "none", orderId: data.id };
  const lines = data.line_items.flatMap((raw): CreditLine[] => {
    const credit = readProperty(raw.properties);
    if (!credit) return [];
    const line = lineItem.parse(raw);
    const each = amountOf(line.price_set, line.price, data.currency);
    const discounts = (line.discount_allocations ?? []).reduce(
      (sum, allocation) => sum + amountOf(allocation.amount_set, allocation.amount, data.currency),
      0,
    );
    return [
      {
        lineId: line.id,
        title: (line.name ?? line.title ?? "").slice(0, 500),
        quantity: line.quantity,
        amount: Math.max(0, each * line.quantity - discounts),
        videoId: credit.video,
        placementId: credit.placement,
        session: credit.session,
      },
    ];
  });
  if (lines.length === 0) return { kind: "none", orderId: data.id };

  const paid = PAID.has(data.financial_status ?? "");
  const cancelledAt = data.cancelled_at ?? null;
  const currency = shopCurrency(data.line_items) ?? data.currency;
  return {
    kind: "order",
    head: {
      orderId: data.id,
      name: (data.name ?? `#${data.id}`).slice(0, 100),
      currency,
      createdAt: data.created_at,
      paid,
      cancelled: cancelledAt !== null,
      customerId: data.customer?.id ?? null,
      updatedAt: data.updated_at,
    },
    fact: {
      is: "order",
      id: `order:${data.updated_at}.${triggeredAt}`,
      at: data.updated_at,
      triggeredAt,
      orderedAt: data.processed_at ?? data.created_at,
      currency,
      paid,
      cancelledAt,
      lines,
    },
    refunds: (data.refunds ?? []).flatMap((raw) => {
      const read = refund.safeParse(raw);
      return read.success ? [refundFact(read.data, currency)] : [];
    }),
  };
}

export interface ReadRefund {
  orderId: string;
  fact: RefundFact;
  /** The payload itself shows that no line of it was added in a player. */
  foreign: boolean;
}

/**
 * Reads a refunds/create payload. Throws on one that is no refund. Amounts without a price set are in
 * the shop's currency, which the payload then does not name.
 */
export function readRefund(payload: unknown, shopCurrency: string): ReadRefund {
  const data = refund.required({ order_id: true }).parse(payload);
  const lines = data.refund_line_items ?? [];
  return {
    orderId: z.string().parse(data.order_id),
    fact: refundFact(data, shopCurrency),
    foreign: lines.every((line) => line.line_item && !readProperty(line.line_item.properties)),
  };
}

function refundFact(data: z.infer<typeof refund>, currency: string): RefundFact {
  return {
    is: "refund",
    id: `refund:${data.id}`,
    at: data.processed_at ?? data.created_at,
    lines: (data.refund_line_items ?? []).map((line) => ({
      refundLineId: line.id,
      lineId: line.line_item_id,
      quantity: line.quantity,
      amount: Math.max(0, amountOf(line.subtotal_set, line.subtotal, currency)),
    })),
  };
}

/** Shopify writes properties as a list of names and values; some apps, as one object. */
function readProperty(properties: unknown): ReturnType<typeof parseLineProperty> {
  let value: unknown;
  if (Array.isArray(properties))
    value = properties.find((property) => property?.name === LINE_PROPERTY)?.value;
  else if (typeof properties === "object" && properties !== null)
    value = (properties as Record<string, unknown>)[LINE_PROPERTY];
  return typeof value === "string" ? parseLineProperty(value) : null;
}

/** The shop's own money of a price set; the plain field is in the shop's currency as well. */
function amountOf(
  set: z.infer<typeof priceSet> | null | undefined,
  plain: string | null | undefined,
  currency: string,
): number {
  if (set) return parseMoney(set.shop_money.amount, set.shop_money.currency_code).amount;
  return plain == null ? 0 : parseMoney(plain, currency).amount;
}

function shopCurrency(lines: Record<string, unknown>[]): string | null {
  for (const line of lines) {
    const set = priceSet.safeParse(line.price_set);
    if (set.success) return set.data.shop_money.currency_code;
  }
  return null;
}

const person = z.object({
  customer: z.object({ id: id.nullish() }).nullish(),
  orders_to_redact: z.array(id).nullish(),
  orders_requested: z.array(id).nullish(),
  data_request: z.unknown().optional(),
});

export interface CustomerPayload {
  customerId: string | null;
  orderIds: string[];
  /** customers/data_request asks; customers/redact tells to forget. */
  asks: boolean;
}

/** Reads customers/redact and customers/data_request. Throws on neither. */
export function readCustomer(payload: unknown): CustomerPayload {
  const data = person.parse(payload);
  return {
    customerId: data.customer?.id ?? null,
    orderIds: data.orders_to_redact ?? data.orders_requested ?? [],
    asks: data.data_request != null || data.orders_requested != null,
  };
}
