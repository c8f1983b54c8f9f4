import { type AnalyticsDoor, createAnalyticsDoor } from "../domains/analytics/index.server.ts";
import {
  type CatalogDoor,
  createCatalogDoor,
  createDiscountsDoor,
  type DiscountsDoor,
} from "../domains/catalog/index.server.ts";
import {
  createReviewDoor,
  createRightsDoor,
  type ReviewDoor,
  type RightsDoor,
} from "../domains/clearance/index.server.ts";
import { createModerationDoor, type ModerationDoor } from "../domains/engagement/index.server.ts";
import { createIntakeDoor, type IntakeDoor } from "../domains/intake/index.server.ts";
import { createLibraryDoor, type LibraryDoor } from "../domains/library/index.server.ts";
import {
  createEditsDoor,
  createFilmsDoor,
  createMediaDoor,
  type EditsDoor,
  type FilmsDoor,
  type MediaDoor,
} from "../domains/media/index.server.ts";
import { createPlacementsDoor, type PlacementsDoor } from "../domains/placements/index.server.ts";
import { createPlaylistsDoor, type PlaylistsDoor } from "../domains/playlists/index.server.ts";
import { createShopDoor, type ShopDoor } from "../domains/shop/index.server.ts";
import type { ShopRef } from "../domains/shop/index.ts";
import { createWaitingDoor, type WaitingDoor } from "../domains/wishes/index.server.ts";
import type { Ports } from "./open-ports.server.ts";

/** Every domain's door, already bound to one shop: what a route gets after signing in. */
export interface ShopDoors {
  shop: ShopDoor;
  catalog: CatalogDoor;
  discounts: DiscountsDoor;
  media: MediaDoor;
  edits: EditsDoor;
  films: FilmsDoor;
  intake: IntakeDoor;
  library: LibraryDoor;
  rights: RightsDoor;
  reviews: ReviewDoor;
  playlists: PlaylistsDoor;
  placements: PlacementsDoor;
  moderation: ModerationDoor;
  waiting: WaitingDoor;
  analytics: AnalyticsDoor;
}

/** Binds every door to one shop. Cheap: nothing is asked before a door is. */
export function openShopDoors(ports: Ports, shop: ShopRef): ShopDoors {
  const catalog = createCatalogDoor(ports.catalog, shop);
  const discounts = createDiscountsDoor(ports.discounts, shop);
  const media = createMediaDoor(ports.media, shop, catalog, discounts);
  const edits = createEditsDoor(ports.edits, shop.id);
  const playlists = createPlaylistsDoor({ ...ports.playlists, media }, shop);
  const shopDoor = createShopDoor(ports.shop, shop);
  const shopName = async () => (await shopDoor.profile()).name || shop.domain;
  return {
    shop: shopDoor,
    catalog,
    discounts,
    media,
    edits,
    films: createFilmsDoor(ports.films, { shop, catalog }),
    intake: createIntakeDoor(ports.intake, { media, catalog, edits }, shop),
    library: createLibraryDoor(ports.library, shop, { media, catalog }),
    rights: createRightsDoor(ports.rights, shop, { media, profile: shopDoor.profile }),
    reviews: createReviewDoor(ports.reviews, shop, { media }),
    playlists,
    placements: createPlacementsDoor(
      {
        ...{ ...ports.placements, catalog, discounts, media, playlists },
        proxyPath: async () => (await shopDoor.profile()).proxyPath,
      },
      shop,
    ),
    moderation: createModerationDoor({ ...ports.social, shopName }, shop),
    waiting: createWaitingDoor(ports.wishes, shop),
    analytics: createAnalyticsDoor(
      { ...ports.analytics, cards: (_shop, ids) => media.cards(ids) },
      shop,
    ),
  };
}
