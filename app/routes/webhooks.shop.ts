import type { ActionFunctionArgs } from "@remix-run/node";

/** shop/update: name, currency and time zone may have changed. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks } = context.wiring;
  const webhook = await shopify.webhook(request);
  if (webhook.topic !== "shop/update")
    throw new Response(`This address does not take ${webhook.topic}.`, { status: 400 });
  await webhooks.once(webhook, () => shops.recordUpdate(webhook.shopDomain));
  return new Response();
}
