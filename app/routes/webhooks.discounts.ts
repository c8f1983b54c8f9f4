import type { ActionFunctionArgs } from "@remix-run/node";

const TOPICS = [
  "discounts/create",
  "discounts/update",
  "discounts/delete",
  "discounts/redeemcode_added",
  "discounts/redeemcode_removed",
];

/** A discount was made, changed or deleted, or a code of it: clips show none that the shop does not take. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks, forShop } = context.wiring;
  const webhook = await shopify.webhook(request);
  if (!TOPICS.includes(webhook.topic))
    throw new Response(`This address does not take ${webhook.topic}.`, { status: 400 });
  await webhooks.once(webhook, async () => {
    const shop = await shops.find(webhook.shopDomain);
    if (shop) await forShop(shop).discounts.recordChange();
  });
  return new Response();
}
