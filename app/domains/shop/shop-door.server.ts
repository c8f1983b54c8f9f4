import type { ShopDoor } from "./index.server.ts";
import type { ShopProfile, ShopRef } from "./index.ts";
import { planOf } from "./plans.ts";
import type { ShopInfo, ShopRecord, ShopStore } from "./ports.ts";

/** What the app knows about one shop. Throws when the shop's rows have been erased meanwhile. */
export function createShopDoor(
  ports: { store: ShopStore; info: ShopInfo; plansAreSold: boolean },
  shop: ShopRef,
): ShopDoor {
  const record = async () => {
    const found = await ports.store.byId(shop.id);
    if (!found) throw new Error(`Shop ${shop.id} is no longer known.`);
    return found;
  };
  const profile = async () => profileOf(await record());
  return {
    profile,
    plan: async () => planOf(ports.plansAreSold, (await record()).planHandle),
    plansPage: () => ports.info.plansPage(shop),
    async refreshProfile() {
      const { name, currency, timeZone, planHandle } = await ports.info.read(shop);
      await ports.store.update(shop.id, { name, currency, timeZone, planHandle });
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
  const { scopes: _, uninstalledAt: __, planHandle: ___, ...profile } = record;
  return profile;
}
