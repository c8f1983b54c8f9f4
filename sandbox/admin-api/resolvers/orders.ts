import { refundFault, refundOrder } from "../../checkout/refund-order.ts";
import { gid } from "../../world/gid.ts";
import {
  currentTotal,
  discountTotal,
  left,
  type MoneySet,
  moneySet,
  orderTotal,
  partOf,
  refundedTotal,
  sumSet,
} from "../../world/order-money.ts";
import type { Order, Refund, ShopState } from "../../world/types.ts";
import { connection } from "../connection.ts";
import {
  type AdminContext,
  type Arguments,
  type Resolvers,
  refuse,
  SchemaNode,
} from "../context.ts";
import { findProduct, findVariant, idOf, type LineOfOrder, type RefundOfOrder } from "../lookup.ts";
import { matches, type SearchFields } from "../search.ts";
import { type SortKeys, sorted } from "../sort.ts";

const orderNode = (one: Order) => new SchemaNode("Order", one);
const lineNode = (one: LineOfOrder) => new SchemaNode("LineItem", one);
const refundNode = (one: RefundOfOrder) => new SchemaNode("Refund", one);

/** Shopify shows older orders only to apps with `read_all_orders`. */
const SHOWN_DAYS = 60;

const ORDER_SEARCH: SearchFields<Order> = {
  "": (one) => [one.name, one.email],
  id: (one) => [one.id],
  name: (one) => [one.name],
  email: (one) => [one.email],
  financial_status: (one) => [one.financialStatus],
  created_at: (one) => [one.createdAt],
  processed_at: (one) => [one.createdAt],
  updated_at: (one) => [one.updatedAt],
};

const ORDER_SORT: SortKeys<Order> = {
  ID: (one) => Number(one.id),
  CREATED_AT: (one) => one.createdAt,
  PROCESSED_AT: (one) => one.createdAt,
  UPDATED_AT: (one) => one.updatedAt,
  ORDER_NUMBER: (one) => Number(one.name.slice(1)),
  RELEVANCE: () => 0,
};

/** An amount as the schema's `MoneyBag`. */
function bag(set: MoneySet) {
  return {
    shopMoney: { amount: set.shop.amount, currencyCode: set.shop.currency },
    presentmentMoney: { amount: set.presentment.amount, currencyCode: set.presentment.currency },
  };
}

/** An order field that shows one amount. */
function amount(of: (shop: ShopState, order: Order) => MoneySet) {
  return (order: Order, _args: Arguments, { shop }: AdminContext) => bag(of(shop, order));
}

const nothing = (shop: ShopState, order: Order) => moneySet(shop, order, "0.00");

export const orderResolvers: Resolvers = {
  QueryRoot: {
    order: (_root, { id }, context) => {
      const order = shownOrders(context).find((one) => one.id === idOf("Order", id));
      return order ? orderNode(order) : null;
    },
    orders: (_root, args, context) =>
      connection(
        sorted(
          shownOrders(context).filter((one) => matches(args.query, one, ORDER_SEARCH)),
          args,
          ORDER_SORT,
        ),
        args,
        (one) => one.id,
        orderNode,
      ),
  },
  Mutation: {
    refundCreate: (_root, { input }, { sandbox, shop }) => {
      demandWriteOrders(shop);
      if (input.shipping || input.transactions?.length || input.refundMethods?.length)
        return refuse("The sandbox refunds line items only", "SANDBOX_NO_RESOLVER");
      const order = shop.orders.find((one) => one.id === idOf("Order", input.orderId));
      const userError = (message: string) => ({
        order: order ? orderNode(order) : null,
        refund: null,
        userErrors: [{ field: null, message }],
      });
      if (!order) return userError("Order does not exist");
      const parts = ((input.refundLineItems ?? []) as Arguments[]).map((one) => ({
        lineId: idOf("LineItem", one.lineItemId),
        quantity: one.quantity as number,
      }));
      const fault = refundFault(order, parts);
      if (fault) return userError(fault);
      const refund = refundOrder(sandbox, shop, order, parts);
      return { order: orderNode(order), refund: refundNode({ order, refund }), userErrors: [] };
    },
  },
  Order: {
    id: (one: Order) => gid("Order", one.id),
    legacyResourceId: (one: Order) => one.id,
    name: (one: Order) => one.name,
    number: (one: Order) => Number(one.name.slice(1)),
    email: (one: Order) => one.email,
    createdAt: (one: Order) => one.createdAt,
    processedAt: (one: Order) => one.createdAt,
    updatedAt: (one: Order) => one.updatedAt,
    cancelledAt: (one: Order) => one.cancelledAt,
    closedAt: () => null,
    closed: () => false,
    confirmed: () => true,
    test: () => false,
    note: () => null,
    tags: () => [],
    sourceName: () => "web",
    cartToken: (one: Order) => one.cartToken ?? null,
    customerLocale: (one: Order) => one.locale ?? "en",
    currencyCode: (_one: Order, _args: Arguments, { shop }: AdminContext) => shop.currency,
    presentmentCurrencyCode: (one: Order) => one.presentmentCurrency,
    displayFinancialStatus: (one: Order) => one.financialStatus,
    displayFulfillmentStatus: () => "UNFULFILLED",
    fullyPaid: (one: Order) => one.financialStatus === "PAID",
    discountCodes: (one: Order) => (one.discount ? [one.discount.code] : []),
    taxesIncluded: () => false,
    customAttributes: (one: Order) => attributes(one.attributes),
    subtotalLineItemsQuantity: (one: Order) =>
      one.lines.reduce((sum, line) => sum + line.quantity, 0),
    totalPriceSet: amount(orderTotal),
    subtotalPriceSet: amount(orderTotal),
    originalTotalPriceSet: amount(orderTotal),
    currentTotalPriceSet: amount(currentTotal),
    currentSubtotalPriceSet: amount(currentTotal),
    totalRefundedSet: amount(refundedTotal),
    totalDiscountsSet: amount(discountTotal),
    totalTaxSet: amount(nothing),
    totalShippingPriceSet: amount(nothing),
    lineItems: (order: Order, args: Arguments) =>
      connection(
        order.lines.map((line) => ({ order, line })),
        args,
        ({ line }) => line.id,
        lineNode,
      ),
    refunds: (order: Order, { first }: Arguments) =>
      order.refunds.slice(0, first ?? undefined).map((refund) => refundNode({ order, refund })),
  },
  LineItem: {
    id: ({ line }: LineOfOrder) => gid("LineItem", line.id),
    title: ({ line }: LineOfOrder) => line.title,
    name: ({ line }: LineOfOrder) =>
      line.variantTitle === "Default Title" ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: ({ line }: LineOfOrder) =>
      line.variantTitle === "Default Title" ? null : line.variantTitle,
    quantity: ({ line }: LineOfOrder) => line.quantity,
    currentQuantity: ({ order, line }: LineOfOrder) => left(order, line),
    refundableQuantity: ({ order, line }: LineOfOrder) => left(order, line),
    customAttributes: ({ line }: LineOfOrder) => attributes(line.properties),
    discountAllocations: (
      { order, line }: LineOfOrder,
      _args: Arguments,
      { shop }: AdminContext,
    ) => (line.discount ? [{ allocatedAmountSet: bag(moneySet(shop, order, line.discount)) }] : []),
    originalUnitPriceSet: unitPrice,
    discountedUnitPriceSet: unitPrice,
    originalTotalSet: lineTotal,
    discountedTotalSet: lineTotal,
    product: ({ line }: LineOfOrder, _args: Arguments, { shop }: AdminContext) => {
      const product = findProduct(shop, line.productId);
      return product && new SchemaNode("Product", product);
    },
    variant: ({ line }: LineOfOrder, _args: Arguments, { shop }: AdminContext) => {
      const found = findVariant(shop, line.variantId);
      return found && new SchemaNode("ProductVariant", found);
    },
  },
  Refund: {
    id: ({ refund }: RefundOfOrder) => gid("Refund", refund.id),
    legacyResourceId: ({ refund }: RefundOfOrder) => refund.id,
    createdAt: ({ refund }: RefundOfOrder) => refund.createdAt,
    processedAt: ({ refund }: RefundOfOrder) => refund.createdAt,
    updatedAt: ({ refund }: RefundOfOrder) => refund.createdAt,
    note: () => null,
    order: ({ order }: RefundOfOrder) => orderNode(order),
    totalRefundedSet: ({ order, refund }: RefundOfOrder, _args: Arguments, context: AdminContext) =>
      bag(sumSet(context.shop, order, partsOf(order, refund))),
    refundLineItems: ({ order, refund }: RefundOfOrder, args: Arguments, { shop }: AdminContext) =>
      connection(
        refund.lines,
        args,
        (one) => one.id,
        (one) => {
          const line = order.lines.find((candidate) => candidate.id === one.lineId);
          return {
            id: gid("RefundLineItem", one.id),
            quantity: one.quantity,
            restockType: "RETURN",
            restocked: true,
            lineItem: line && lineNode({ order, line }),
            priceSet: bag(moneySet(shop, order, line?.price ?? "0.00")),
            subtotalSet: bag(
              line
                ? sumSet(shop, order, [partOf(line, one.quantity)])
                : moneySet(shop, order, "0.00"),
            ),
          };
        },
      ),
  },
};

function unitPrice({ order, line }: LineOfOrder, _args: Arguments, { shop }: AdminContext) {
  return bag(moneySet(shop, order, line.price));
}

function lineTotal({ order, line }: LineOfOrder, _args: Arguments, { shop }: AdminContext) {
  return bag(sumSet(shop, order, [line]));
}

function partsOf(order: Order, refund: Refund) {
  return refund.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.id === lineId);
    return line ? [partOf(line, quantity)] : [];
  });
}

function attributes(record: Record<string, string>) {
  return Object.entries(record).map(([key, value]) => ({ key, value }));
}

function shownOrders({ shop, now }: AdminContext): Order[] {
  const all = shop.installation?.scopes.includes("read_all_orders");
  return shop.orders.filter(
    (one) => all || now - Date.parse(one.createdAt) < SHOWN_DAYS * 86_400_000,
  );
}

/** The schema's scope list leaves mutations of orders out. */
function demandWriteOrders(shop: ShopState): void {
  if (shop.installation?.scopes.includes("write_orders")) return;
  refuse(
    "Access denied for refundCreate field. Required access: `write_orders` access scope.",
    "ACCESS_DENIED",
    {
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: "`write_orders` access scope.",
    },
  );
}
