import type { ShopDoor } from "./index.server.ts";
import type { ShopProfile, ShopRef } from "./index.ts";
import type { ShopInfo, ShopRecord, ShopStore } from "./ports.ts";

/** What the app knows about one shop. Throws when the shop's rows have been erased meanwhile. */
export function createShopDoor(
  ports: { store: ShopStore; info: ShopInfo },
  shop: ShopRef,
): ShopDoor {
  const profile = async (): Promise<ShopProfile> => {
    const record = await ports.store.byId(shop.id);
    if (!record) throw new Error(`Shop ${shop.id} is no longer known.`);
    return profileOf(record);
  };
  return {
    profile,
    async refreshProfile() {
      const { name, currency, timeZone } = await ports.info.read(shop);
      await ports.store.update(shop.id, { name, currency, timeZone });
      return profile();
    },
    async setSoldOut(soldOut) {
      if ((await profile()).soldOut === soldOut) return;
      await ports.store.update(shop.id, { soldOut }, [
        { name: "shop.sold-out-way-changed", payload: { shopId: shop.id }, key: shop.id },
      ]);
    },
  };
}

function profileOf(record: ShopRecord): ShopProfile {
  const { scopes: _, uninstalledAt: __, ...profile } = record;
  return profile;
}
