import type { ActionFunctionArgs } from "@remix-run/node";

/**
 * What the law lets people ask for: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
 * These come after uninstalling too, so they find the shop whether or not it is still installed.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks, forShop, log } = context.wiring;
  const webhook = await shopify.webhook(request);
  const { topic, shopDomain, payload, triggeredAt } = webhook;
  await webhooks.once(webhook, async () => {
    if (topic === "shop/redact") return shops.requestRedact(shopDomain, triggeredAt);
    if (topic !== "customers/redact" && topic !== "customers/data_request")
      throw new Response(`This address does not take ${topic}.`, { status: 400 });
    const shop = await shops.known(shopDomain);
    if (!shop) return;
    const { analytics, moderation } = forShop(shop);
    if (topic === "customers/redact") {
      await analytics.redactCustomer(payload);
      return moderation.redactCustomer(payload);
    }
    const [orders, { likes, comments, reports }] = await Promise.all([
      analytics.customerOrders(payload),
      moderation.belongingsOf(payload),
    ]);
    // A person has 30 days to send the merchant this. It names orders and comments, and nobody.
    if (orders.length + likes.length + comments.length + reports.length > 0)
      log.error(
        {
          ...{ shop: shopDomain, orders, likes, reports },
          comments: comments.map(({ id, videoId, at }) => ({ id, videoId, at })),
        },
        "a customer asks what is kept of their orders, likes and comments",
      );
  });
  return new Response();
}
