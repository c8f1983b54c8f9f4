import type { Clock } from "../../kernel/clock.ts";
import { type Fault, type Result, refuse } from "../../kernel/result.ts";
import type { CatalogDoor, DiscountsDoor } from "../catalog/index.server.ts";
import { sameCode } from "../catalog/index.ts";
import type { MediaDoor, ReadyVideo } from "../media/index.server.ts";
import { leadsTo } from "../media/index.ts";
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
  discounts: Pick<DiscountsDoor, "known">;
}

/** Clips that a document serves beside its own: a story has few ends. */
const MAX_LINKED = 50;
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
  ports: Pick<PublishPorts, "media" | "catalog" | "discounts">,
  placement: Pick<PlacementRecord, "id" | "handle" | "title" | "block">,
  videoIds: string[] | null,
) {
  const videos = await ports.media.readyVideos(videoIds ?? (await taggedVideoIds(ports.media)));
  const shown = isByProduct(placement.block)
    ? videos.filter((video) => video.products.length > 0)
    : videos;
  const linked = await linkedVideos(ports.media, shown);
  const behind = behindMoments(shown, linked);
  const productIds = new Set([...shown, ...linked].flatMap(productIdsOf));
  const cards = await ports.catalog.products([...productIds]);
  const discounts = await ports.discounts.known(behind.codes);
  return makeDocument({
    placement,
    videoIds,
    videos: shown,
    linked,
    behind,
    products: new Map(cards.map((card) => [card.id, card])),
    discounts: new Map(discounts.map((card) => [sameCode(card.code), card])),
  });
}

/** Where branches of `shown` lead to, and branches of those, as far as it is ready and not among them. */
async function linkedVideos(
  media: Pick<MediaDoor, "readyVideos">,
  shown: ReadyVideo[],
): Promise<ReadyVideo[]> {
  const seen = new Set(shown.map(({ id }) => id));
  const linked: ReadyVideo[] = [];
  for (let front = shown; front.length > 0; ) {
    const next = [...new Set(front.flatMap(({ moments }) => leadsTo(moments)))]
      .filter((id) => !seen.has(id))
      .slice(0, MAX_LINKED - linked.length);
    for (const id of next) seen.add(id);
    front = next.length > 0 ? await media.readyVideos(next) : [];
    linked.push(...front);
  }
  return linked;
}

function behindMoments(shown: ReadyVideo[], linked: ReadyVideo[]) {
  const moments = [...shown, ...linked].flatMap((video) => video.moments);
  return {
    videoIds: [...new Set([...linked.map(({ id }) => id), ...leadsTo(moments)])].sort(),
    productIds: [
      ...new Set([...shown.flatMap(linkedProductIds), ...linked.flatMap(productIdsOf)]),
    ].sort(),
    codes: [
      ...new Set(moments.flatMap((one) => (one.kind === "coupon" ? sameCode(one.code) : []))),
    ].sort(),
  };
}

function productIdsOf(video: ReadyVideo): string[] {
  return [...video.products.map((tag) => tag.productId), ...linkedProductIds(video)];
}

function linkedProductIds({ moments }: ReadyVideo): string[] {
  return moments.flatMap((moment) =>
    moment.kind === "call" && moment.link.to === "product" ? moment.link.id : [],
  );
}

/** Newest first within each product, each clip once. */
export async function taggedVideoIds(
  media: Pick<MediaDoor, "readyVideosByProduct">,
): Promise<string[]> {
  const byProduct = await media.readyVideosByProduct();
  const ids = [...byProduct.values()].flatMap((list) => list.slice(0, MAX_CLIPS_PER_PRODUCT));
  return [...new Set(ids)];
}
