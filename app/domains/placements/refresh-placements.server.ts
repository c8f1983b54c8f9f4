import type { ShopRef } from "../shop/index.ts";
import { syncShopJob } from "./jobs.ts";
import { sameDocument } from "./make-document.ts";
import type { Publication } from "./ports.ts";
import { buildDocument, type PublishPorts } from "./publish-placement.server.ts";

const MAX_ROUNDS = 20;

/** What is different now. */
export interface Changes {
  videoIds?: string[];
  productIds?: string[];
  /** Discount codes, in lower case. */
  codes?: string[];
}

/**
 * Makes the documents that show what changed anew. The playlist stays as it was at publishing: an edit of
 * it goes live only when somebody publishes it. A document that would come out the same is left alone.
 */
export async function refreshPlacements(
  ports: Omit<PublishPorts, "playlists">,
  shop: ShopRef,
  changes: Changes,
): Promise<void> {
  let open = (await ports.store.publications(shop.id)).filter((one) => shows(one, changes));
  for (let round = 0; open.length > 0; round++) {
    if (round === MAX_ROUNDS)
      throw new Error(`Placements of shop ${shop.id} were published over and over meanwhile.`);
    const moved = new Set<string>();
    for (const publication of open)
      if ((await refresh(ports, shop, publication)) === "moved") moved.add(publication.feed.id);
    if (moved.size === 0) return;
    open = (await ports.store.publications(shop.id)).filter(({ feed }) => moved.has(feed.id));
  }
}

async function refresh(
  ports: Omit<PublishPorts, "playlists">,
  shop: ShopRef,
  old: Publication,
): Promise<"moved" | "settled"> {
  const at = ports.clock.now();
  const { handle, block, id, rev } = old.feed;
  const fresh = await buildDocument(
    ports,
    { id, handle, block, title: old.source.title },
    old.source.videoIds,
  );
  if (sameDocument(old, fresh)) return "settled";
  const outcome = await ports.store.publish(
    shop.id,
    id,
    { after: rev, ...fresh, at },
    { onlyLive: true },
    [syncShopJob(shop.id)],
  );
  return outcome === "moved" ? "moved" : "settled";
}

function shows({ source }: Publication, changes: Changes): boolean {
  // A clip that has just been tagged is in no document yet, and belongs in this one.
  if (source.videoIds === null) return true;
  const videos = new Set(changes.videoIds);
  if (source.videoIds.some((id) => videos.has(id))) return true;
  const products = new Set(changes.productIds);
  const codes = new Set(changes.codes);
  const { behind } = source;
  if (
    behind?.videoIds.some((id) => videos.has(id)) ||
    behind?.productIds.some((id) => products.has(id)) ||
    behind?.codes.some((code) => codes.has(code))
  )
    return true;
  return source.clips.some((clip) => clip.productIds.some((id) => products.has(id)));
}
