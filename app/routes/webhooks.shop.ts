import type { ActionFunctionArgs } from "@remix-run/node";

const TOPICS = ["shop/update", "app_subscriptions/update"];

/** Name, currency, time zone or plan may have changed. What they are now, the worker asks Shopify. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks } = context.wiring;
  const webhook = await shopify.webhook(request);
  if (!TOPICS.includes(webhook.topic))
    throw new Response(`This address does not take ${webhook.topic}.`, { status: 400 });
  await webhooks.once(webhook, () => shops.recordUpdate(webhook.shopDomain));
  return new Response();
}
