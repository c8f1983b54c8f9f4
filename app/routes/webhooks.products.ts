import type { ActionFunctionArgs } from "@remix-run/node";

/** products/update and products/delete, of products this app has seen; others change nothing. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks, forShop, log } = context.wiring;
  const webhook = await shopify.webhook(request);
  const { topic, payload, triggeredAt } = webhook;
  if (topic !== "products/update" && topic !== "products/delete")
    throw new Response(`This address does not take ${topic}.`, { status: 400 });
  await webhooks.once(webhook, async () => {
    const shop = await shops.find(webhook.shopDomain);
    if (!shop) return;
    const doors = forShop(shop);
    if (topic === "products/delete") {
      const id = (payload as { id?: unknown } | null)?.id;
      return doors.catalog.removeProduct(String(id), triggeredAt);
    }
    const { currency } = await doors.shop.profile();
    const read = await doors.catalog.applyProductPayload(payload, currency);
    if (!read) log.warn({ shop: shop.domain, topic }, "a product webhook could not be read");
  });
  return new Response();
}
