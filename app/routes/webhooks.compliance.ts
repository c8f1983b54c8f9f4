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
    const { analytics, moderation, waiting } = forShop(shop);
    if (topic === "customers/redact") {
      await analytics.redactCustomer(payload);
      await waiting.redactCustomer(payload);
      return moderation.redactCustomer(payload);
    }
    const [orders, { likes, comments, reports }, { requests, saved }] = await Promise.all([
      analytics.customerOrders(payload),
      moderation.belongingsOf(payload),
      waiting.belongingsOf(payload),
    ]);
    const kept = [orders, likes, comments, reports, requests, saved];
    // A person has 30 days to send the merchant this. It names orders and comments, and nobody.
    if (kept.some(({ length }) => length > 0))
      log.error(
        {
          ...{ shop: shopDomain, orders, likes, reports, saved },
          comments: comments.map(({ id, videoId, at }) => ({ id, videoId, at })),
          waitsFor: requests.map(({ id, variantId, askedAt }) => ({ id, variantId, askedAt })),
        },
        "a customer asks what is kept of their orders, likes, comments and wishes",
      );
  });
  return new Response();
}
