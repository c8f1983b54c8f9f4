import type { Config } from "./config.server.ts";
import type { AnalyticsDoor, AnalyticsJobsDoor } from "./domains/analytics/index.server.ts";
import type { CatalogDoor } from "./domains/catalog/index.server.ts";
import type { CollectDoor } from "./domains/engagement/index.server.ts";
import type { MediaDoor, MediaJobsDoor } from "./domains/media/index.server.ts";
import type {
  PlacementJobsDoor,
  PlacementsDoor,
  PublishedDocuments,
} from "./domains/placements/index.server.ts";
import type { PlaylistsDoor } from "./domains/playlists/index.server.ts";
import type { ShopDoor, ShopsDoor } from "./domains/shop/index.server.ts";
import type { ShopRef } from "./domains/shop/index.ts";
import type { Clock } from "./kernel/clock.ts";

/** Every domain's door, already bound to one shop: what a route gets after signing in. */
export interface ShopDoors {
  shop: ShopDoor;
  catalog: CatalogDoor;
  media: MediaDoor;
  playlists: PlaylistsDoor;
  placements: PlacementsDoor;
  analytics: AnalyticsDoor;
}

/** Joins ports to adapters. One per process. */
export interface Wiring {
  config: Config;
  clock: Clock;
  shops: ShopsDoor;
  forShop(shop: ShopRef): ShopDoors;
  published: PublishedDocuments;
  collect: CollectDoor;
  jobs: { media: MediaJobsDoor; placements: PlacementJobsDoor; analytics: AnalyticsJobsDoor };
  close(): Promise<void>;
}
