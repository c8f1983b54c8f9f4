import type { ActionFunctionArgs } from "@remix-run/node";

const ORDER_TOPICS = new Set([
  "orders/create",
  "orders/paid",
  "orders/updated",
  "orders/cancelled",
  "orders/delete",
]);

/** Orders and refunds go to the ledger, which takes them in any order and any number of times. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks, forShop } = context.wiring;
  const webhook = await shopify.webhook(request);
  const { topic, payload, triggeredAt } = webhook;
  if (!ORDER_TOPICS.has(topic) && topic !== "refunds/create")
    throw new Response(`This address does not take ${topic}.`, { status: 400 });
  await webhooks.once(webhook, async () => {
    const shop = await shops.find(webhook.shopDomain);
    if (!shop) return;
    const { analytics } = forShop(shop);
    if (topic === "refunds/create") await analytics.applyRefund(payload, triggeredAt);
    else await analytics.applyOrder(payload, triggeredAt);
  });
  return new Response();
}
