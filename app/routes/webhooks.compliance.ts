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
    const { analytics } = forShop(shop);
    if (topic === "customers/redact") return analytics.redactCustomer(payload);
    const orders = await analytics.customerOrders(payload);
    // A person has 30 days to send the merchant this. It names orders, and nobody.
    if (orders.length > 0)
      log.error({ shop: shopDomain, orders }, "a customer asks what is kept of their orders");
  });
  return new Response();
}
