import type { MediaPorts } from "./ports.ts";

/**
 * Removes all media of a shop that asked to be forgotten: what the engine keeps elsewhere, then every
 * blob. Reads its references from rows, so it runs before they are erased. Idempotent; throws when the
 * engine or the store cannot be reached, and is then called again.
 */
export async function eraseShop(
  { store, engine, blobs, log }: Pick<MediaPorts, "store" | "engine" | "blobs" | "log">,
  shopId: string,
): Promise<void> {
  const elsewhere: string[] = [];
  for (const asset of await store.assetsOf(shopId)) {
    if (asset.engine === engine.name) await engine.remove(asset.engineRef);
    else elsewhere.push(`${asset.engine} ${asset.engineRef}`);
  }
  // Without that engine's keys only a person can delete there. Files of ours go below in any case.
  if (elsewhere.length > 0)
    log.error({ shopId, assets: elsewhere }, "assets of an engine no longer configured are left");
  await blobs.remove(`${shopId}/`);
}
