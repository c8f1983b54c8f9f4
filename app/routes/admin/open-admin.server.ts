import type { AppLoadContext } from "@remix-run/node";
import type { ShopDoors } from "../../wiring/shop-doors.server.ts";

/**
 * Signs the request in and opens every door of its shop. All that a route of the admin may touch comes
 * from here, so none can reach another shop's data. Throws Shopify's own answer (a redirect, or 401
 * with what App Bridge needs to try again) when the session token is missing, stale or forged.
 */
export async function openAdmin({
  request,
  context,
}: {
  request: Request;
  context: AppLoadContext;
}): Promise<ShopDoors & { staff: string; locale: string | null; domain: string }> {
  const { shop, staff, locale } = await context.wiring.shopify.admin(request);
  return { ...context.wiring.forShop(shop), staff, locale, domain: shop.domain };
}
