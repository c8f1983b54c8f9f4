import type { ActionFunctionArgs } from "@remix-run/node";

/** app/uninstalled and app/scopes_update. Neither needs a session: an uninstalled shop has none. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { shopify, shops, webhooks } = context.wiring;
  const webhook = await shopify.webhook(request);
  await webhooks.once(webhook, async () => {
    switch (webhook.topic) {
      case "app/uninstalled":
        return shops.recordUninstall(webhook.shopDomain, webhook.triggeredAt);
      case "app/scopes_update":
        return shops.recordScopes(webhook.shopDomain, scopesOf(webhook.payload));
      default:
        throw new Response(`This address does not take ${webhook.topic}.`, { status: 400 });
    }
  });
  return new Response();
}

function scopesOf(payload: unknown): string {
  const current = (payload as { current?: unknown } | null)?.current;
  return Array.isArray(current) ? current.map(String).sort().join(",") : "";
}
