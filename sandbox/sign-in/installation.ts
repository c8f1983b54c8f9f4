import { randomUUID } from "node:crypto";
import type { Sandbox } from "../sandbox.ts";
import type { ShopState } from "../world/types.ts";

/** Installs the app with the scopes of its manifest, as Shopify's managed installation does. Idempotent. */
export function installApp(sandbox: Sandbox, shop: ShopState): void {
  if (shop.installation) return;
  const proxy = sandbox.manifest.proxy;
  shop.installation = {
    id: sandbox.store.nextId(shop),
    scopes: [...sandbox.manifest.scopes],
    proxyPath: proxy ? `/${proxy.prefix}/${proxy.subpath}` : "",
    tokens: [],
    installedAt: new Date().toISOString(),
  };
  sandbox.store.changed();
}

/**
 * Brings an installation's scopes to those of the manifest, as Shopify does when a new version of the
 * app is released, and tells the app.
 */
export function followManifest(sandbox: Sandbox, shop: ShopState): void {
  const { installation } = shop;
  const current = sandbox.manifest.scopes;
  if (!installation || sameSet(installation.scopes, current)) return;
  const previous = installation.scopes;
  installation.scopes = [...current];
  sandbox.webhooks.raise(shop, ["app/scopes_update"], {
    id: Number(installation.id),
    previous,
    current,
    updated_at: new Date().toISOString(),
  });
  sandbox.store.changed();
}

/**
 * Uninstalls: tokens stop at once, metafields on the installation go with it, and `app/uninstalled` is
 * sent. What the app wrote on products stays. `shop/redact` follows 48 hours later at Shopify; here on
 * demand.
 */
export function uninstallApp(sandbox: Sandbox, shop: ShopState): void {
  const installation = shop.installation;
  if (!installation) return;
  const owner = `gid://shopify/AppInstallation/${installation.id}`;
  shop.metafields = shop.metafields.filter((one) => one.ownerId !== owner);
  shop.installation = null;
  sandbox.webhooks.raise(shop, ["app/uninstalled"], shopPayload(shop));
  sandbox.store.changed();
}

/** What Shopify sends 48 hours after an uninstall. */
export function sendShopRedact(sandbox: Sandbox, shop: ShopState): void {
  sandbox.webhooks.raise(shop, ["shop/redact"], {
    shop_id: Number(shop.id),
    shop_domain: shop.domain,
  });
}

/** The mandatory webhooks about one customer. */
export function sendCustomerRequest(
  sandbox: Sandbox,
  shop: ShopState,
  topic: "customers/data_request" | "customers/redact",
  customer: { id: number; email: string; phone: string | null },
  orderIds: string[],
): void {
  const orders = orderIds.map(Number);
  sandbox.webhooks.raise(shop, [topic], {
    shop_id: Number(shop.id),
    shop_domain: shop.domain,
    customer,
    ...(topic === "customers/redact"
      ? { orders_to_redact: orders }
      : { orders_requested: orders, data_request: { id: Date.now() } }),
  });
}

/** Shopify's REST shape of a shop, as `app/uninstalled` and `shop/update` carry it. */
export function shopPayload(shop: ShopState): Record<string, unknown> {
  return {
    id: Number(shop.id),
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currency,
    iana_timezone: shop.timeZone,
    primary_locale: "en",
    plan_name: "partner_test",
    admin_graphql_api_id: `gid://shopify/Shop/${shop.id}`,
    request_id: randomUUID(),
  };
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
