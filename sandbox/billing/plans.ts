import type { Sandbox } from "../sandbox.ts";
import type { ShopState, Subscription } from "../world/types.ts";

/** What the app's owner set as its pricing at Shopify: handle, name, dollars a month. */
export const PRICING = [
  { handle: "starter", name: "Starter", price: "0.00" },
  { handle: "growth", name: "Growth", price: "29.00" },
  { handle: "scale", name: "Scale", price: "199.00" },
] as const;

/**
 * The merchant approves a plan: it takes the place of the one before, and the app is told of both, as
 * `app_subscriptions/update` says. False when there is no such plan, or the app is not installed.
 */
export function subscribe(sandbox: Sandbox, shop: ShopState, handle: string): boolean {
  const plan = PRICING.find((one) => one.handle === handle);
  const { installation } = shop;
  if (!plan || !installation) return false;
  if (installation.subscription) tell(sandbox, shop, installation.subscription, "CANCELLED");
  const subscription: Subscription = {
    ...plan,
    id: sandbox.store.nextId(shop),
    createdAt: new Date().toISOString(),
  };
  installation.subscription = subscription;
  tell(sandbox, shop, subscription, "ACTIVE");
  sandbox.store.changed();
  return true;
}

/** Ends the subscription there is. */
export function unsubscribe(sandbox: Sandbox, shop: ShopState): void {
  const { installation } = shop;
  if (!installation?.subscription) return;
  tell(sandbox, shop, installation.subscription, "CANCELLED");
  delete installation.subscription;
  sandbox.store.changed();
}

/** https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-app_subscriptions/update */
function tell(sandbox: Sandbox, shop: ShopState, plan: Subscription, status: string): void {
  sandbox.webhooks.raise(shop, ["app_subscriptions/update"], {
    app_subscription: {
      admin_graphql_api_id: `gid://shopify/AppSubscription/${plan.id}`,
      name: plan.name,
      status,
      admin_graphql_api_shop_id: `gid://shopify/Shop/${shop.id}`,
      created_at: plan.createdAt,
      updated_at: new Date().toISOString(),
      currency: "USD",
      capped_amount: null,
      price: plan.price,
      interval: "every_30_days",
      plan_handle: plan.handle,
    },
  });
}
