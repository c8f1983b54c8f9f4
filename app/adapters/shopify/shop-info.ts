import type { ShopInfo } from "../../domains/shop/index.server.ts";
import type { AdminApi } from "./admin-api.ts";
import { SHOP_INFO } from "./queries.ts";

interface ShopInfoData {
  shop: { name: string; currencyCode: string; ianaTimezone: string };
  currentAppInstallation: { id: string };
}

export function createShopInfo(api: AdminApi): ShopInfo {
  return {
    async read(shop) {
      const data = await api.query<ShopInfoData>(shop, SHOP_INFO);
      return {
        name: data.shop.name,
        currency: data.shop.currencyCode,
        timeZone: data.shop.ianaTimezone,
        installationGid: data.currentAppInstallation.id,
      };
    },
  };
}
