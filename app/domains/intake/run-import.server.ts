import { newId } from "../../kernel/ids.ts";
import { ShopFault } from "../shop/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { fetchItem } from "./fetch-item.server.ts";
import { runImportJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts, StoredImport } from "./ports.ts";

/** Files fetched at the same time: servers and disks like more than one, not many. */
const AT_ONCE = 3;
/** After this long the job makes way for others and goes on at the queue's end. */
const TURN_MS = 10 * 60 * 1000;
/** Progress is written every second; an item whose worker is silent this long is fetched anew. */
const SILENT_MS = 60_000;

/**
 * Looks through an import's source to its end, then fetches its items, a few at a time. May be killed
 * anywhere: what was listed and fetched stays, the rest is done by the next run.
 */
export async function runImport(
  ports: IntakePorts,
  neighbours: IntakeNeighbours,
  shop: ShopRef,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock } = ports;
  const until = clock.now() + TURN_MS;
  const batch = await store.findImport(shop.id, importId);
  if (!batch || batch.cancelledAt !== null) return;
  if (batch.listing && !(await listAll(ports, shop, batch, signal))) return;

  let over = false;
  const lane = async () => {
    while (clock.now() < until) {
      signal.throwIfAborted();
      const now = clock.now();
      const item = await store.nextItem(shop.id, importId, now, now - SILENT_MS);
      if (!item) {
        over = true;
        return;
      }
      await fetchItem(ports, neighbours, shop, batch, item, signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (!over) await store.enqueue([runImportJob(shop.id, importId)]);
}

/** False when the source refuses; the import then says why, and keeps what was listed. */
async function listAll(
  { store, sources, clock }: IntakePorts,
  shop: ShopRef,
  batch: StoredImport,
  signal: AbortSignal,
): Promise<boolean> {
  const source = sources.find(({ kind }) => kind === batch.kind);
  if (!source?.list) throw new Error(`Nothing lists ${batch.kind}`);
  let listing = batch.listing;
  while (listing) {
    signal.throwIfAborted();
    if ((await store.findImport(shop.id, batch.id))?.cancelledAt != null) return false;
    try {
      const { items, next } = await source.list(shop, listing.from, signal);
      listing = next == null ? null : { from: next };
      const made = items.map((item) => ({ source: item, videoId: newId(clock) }));
      await store.addItems(shop.id, batch.id, made, listing, clock.now());
    } catch (error) {
      if (!(error instanceof ShopFault) || error.kind === "shop-unavailable") throw error;
      const fault = { kind: error.kind, params: { detail: error.detail } };
      await store.stopListing(shop.id, batch.id, fault, clock.now());
      return true;
    }
  }
  return true;
}
