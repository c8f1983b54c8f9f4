import type { ShopInfo } from "../../domains/shop/index.server.ts";
import type { AdminApi } from "./admin-api.ts";
import { APP_HANDLE, SHOP_INFO } from "./queries.ts";

interface ShopInfoData {
  shop: { name: string; currencyCode: string; ianaTimezone: string };
  currentAppInstallation: { id: string; activeSubscriptions: Subscription[] };
}

interface Subscription {
  status: string;
  lineItems: { plan: { pricingDetails: { planHandle?: string | null } } }[];
}

export function createShopInfo(api: AdminApi, sandboxUrl?: string): ShopInfo {
  return {
    async read(shop) {
      const data = await api.query<ShopInfoData>(shop, SHOP_INFO);
      const { id, activeSubscriptions } = data.currentAppInstallation;
      return {
        name: data.shop.name,
        currency: data.shop.currencyCode,
        timeZone: data.shop.ianaTimezone,
        installationGid: id,
        planHandle: planHandleOf(activeSubscriptions),
      };
    },

    // https://shopify.dev/docs/apps/launch/billing/shopify-app-pricing
    async plansPage(shop) {
      const data = await api.query<{
        currentAppInstallation: { app: { handle: string } };
      }>(shop, APP_HANDLE);
      const name = shop.domain.replace(/\.myshopify\.com$/, "");
      const origin = sandboxUrl ?? "https://admin.shopify.com";
      const { handle } = data.currentAppInstallation.app;
      return `${origin}/store/${name}/charges/${handle}/pricing_plans`;
    },
  };
}

/** There is one subscription at most; each has one recurring line. */
function planHandleOf(subscriptions: Subscription[]): string | null {
  const active = subscriptions.find(({ status }) => status === "ACTIVE");
  const handles = active?.lineItems.flatMap(({ plan }) => plan.pricingDetails.planHandle ?? []);
  return handles?.[0] ?? null;
}
