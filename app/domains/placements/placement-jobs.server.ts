import type { CatalogDoor, DiscountsDoor } from "../catalog/index.server.ts";
import type { MediaDoor } from "../media/index.server.ts";
import type { ShopDoor, ShopsDoor } from "../shop/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import type { PlacementJobsDoor } from "./index.server.ts";
import { type Changes, refreshPlacements } from "./refresh-placements.server.ts";
import { INSTALLATION, type SyncPorts, syncShop } from "./sync-shop.server.ts";

export interface PlacementJobsPorts extends SyncPorts {
  shops: Pick<ShopsDoor, "byId">;
  /** The doors of one shop that a placement is made from. */
  doors(shop: ShopRef): {
    shop: ShopDoor;
    catalog: CatalogDoor;
    discounts: DiscountsDoor;
    media: MediaDoor;
  };
}

export function createPlacementJobs(ports: PlacementJobsPorts): PlacementJobsDoor {
  const refresh = async (shopId: string, changes: Changes): Promise<void> => {
    const shop = await ports.shops.byId(shopId);
    if (shop) await refreshPlacements({ ...ports, ...ports.doors(shop) }, shop, changes);
  };
  return {
    async syncShop({ shopId }, signal) {
      const shop = await ports.shops.byId(shopId);
      if (shop) await syncShop(ports, ports.doors(shop), shop, signal);
    },
    refreshPlacements: ({ shopId, videoIds }) => refresh(shopId, { videoIds }),
    refreshProducts: ({ shopId, productIds }) => refresh(shopId, { productIds }),
    refreshDiscounts: ({ shopId, codes }) => refresh(shopId, { codes }),
    async forgetShop({ shopId, at }) {
      await ports.store.unpublishAll(shopId, [], at);
      const gone = (await ports.manifest.present(shopId)).filter(
        (entry) => entry.ownerGid.startsWith(INSTALLATION) && entry.writtenAt < at,
      );
      await ports.manifest.markRemoved(
        shopId,
        gone.map((entry) => entry.id),
        at,
      );
    },
  };
}
