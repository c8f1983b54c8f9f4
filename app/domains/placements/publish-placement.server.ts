import type { Clock } from "../../kernel/clock.ts";
import { type Fault, type Result, refuse } from "../../kernel/result.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import type { MediaDoor } from "../media/index.server.ts";
import type { PlaylistsDoor } from "../playlists/index.server.ts";
import { isByProduct } from "./index.ts";
import { syncShopJob } from "./jobs.ts";
import { makeDocument } from "./make-document.ts";
import type { PlacementRecord, PlacementStore } from "./ports.ts";
import { MAX_CLIPS_PER_PRODUCT } from "./shop-copy.ts";

export interface PublishPorts {
  store: PlacementStore;
  clock: Clock;
  media: Pick<MediaDoor, "readyVideos" | "readyVideosByProduct">;
  playlists: Pick<PlaylistsDoor, "videoIds">;
  catalog: Pick<CatalogDoor, "products">;
}

/** Publishing at the same moment is rare and short; this many in a row means that something is wrong. */
const MAX_ROUNDS = 20;

/**
 * Makes the feed document from what the library and the playlist hold now, and serves it. Of several at
 * once each gets a revision of its own, and the one with the highest has read what it shows after the
 * ones before it were served.
 */
export async function publishPlacement(
  ports: PublishPorts,
  shopId: string,
  id: string,
): Promise<
  Result<{ rev: number }, Fault<"placement-not-found" | "playlist-empty" | "nothing-ready">>
> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const at = ports.clock.now();
    const placement = await ports.store.get(shopId, id);
    if (!placement) return refuse("placement-not-found");
    const videoIds = placement.playlistId
      ? await ports.playlists.videoIds(placement.playlistId)
      : null;
    if (videoIds?.length === 0) return refuse("playlist-empty");
    const document = await buildDocument(ports, placement, videoIds);
    if (document.feed.videos.length === 0) return refuse("nothing-ready");
    const outcome = await ports.store.publish(
      shopId,
      id,
      { after: placement.rev, ...document, at },
      { onlyLive: false },
      [syncShopJob(shopId)],
    );
    if (outcome === "gone") return refuse("placement-not-found");
    if (outcome !== "moved") return { ok: true, value: outcome };
  }
  throw new Error(`Placement ${id} was published by somebody else ${MAX_ROUNDS} times in a row.`);
}

/** The document of a placement for a list of videos; null: every clip that is tagged with a product. */
export async function buildDocument(
  ports: Pick<PublishPorts, "media" | "catalog">,
  placement: Pick<PlacementRecord, "id" | "handle" | "title" | "block">,
  videoIds: string[] | null,
) {
  const videos = await ports.media.readyVideos(videoIds ?? (await taggedVideoIds(ports.media)));
  const shown = isByProduct(placement.block)
    ? videos.filter((video) => video.products.length > 0)
    : videos;
  const productIds = new Set(shown.flatMap((video) => video.products.map((tag) => tag.productId)));
  const cards = await ports.catalog.products([...productIds]);
  return makeDocument({
    placement,
    videoIds,
    videos: shown,
    products: new Map(cards.map((card) => [card.id, card])),
  });
}

/** Newest first within each product, each clip once. */
export async function taggedVideoIds(
  media: Pick<MediaDoor, "readyVideosByProduct">,
): Promise<string[]> {
  const byProduct = await media.readyVideosByProduct();
  const ids = [...byProduct.values()].flatMap((list) => list.slice(0, MAX_CLIPS_PER_PRODUCT));
  return [...new Set(ids)];
}
