import type { BlockKind } from "../../contract/feed.ts";

/**
 * draft: never published, or taken off. live: what shoppers see is what is set here.
 * changed: live, but something here is newer than what shoppers see.
 */
export type PlacementState = "draft" | "live" | "changed";

/** Where the shop's copy stands: our writing to Shopify happens in the background. */
export type SyncState =
  | { kind: "idle" }
  | { kind: "writing"; done: number; total: number }
  | { kind: "failed"; fault: string; params?: Record<string, string | number>; at: number };

/** Kinds that show, on each product's page, the clips tagged with that product. */
export function isByProduct(block: BlockKind): boolean {
  return block === "description" || block === "gallery";
}

export interface PlacementCard {
  id: string;
  title: string;
  /** Unique in the shop, [a-z0-9-]{1,40}: what a block's setting holds. */
  handle: string;
  block: BlockKind;
  playlistId: string | null;
  playlistTitle: string | null;
  videoCount: number;
  state: PlacementState;
  sync: SyncState;
  publishedAt: number | null;
  /** Opens the theme editor with the block added; of a page, the page. */
  placeUrl: string;
}

/** One line of the manifest of what we wrote to the shop. */
export interface ShopWrite {
  id: string;
  kind: "metafield" | "file";
  /** What a merchant would call it: metafield owner and key, or file name. */
  label: string;
  placementId: string | null;
  writtenAt: number;
  removedAt: number | null;
}

export const MAX_TITLE_LENGTH = 255;
