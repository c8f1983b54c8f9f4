import { newId } from "../../kernel/ids.ts";
import type { Fault } from "../../kernel/result.ts";
import { MAX_DURATION_MS } from "../media/index.ts";
import { ShopFault } from "../shop/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { closeArchive, listArchive } from "./archives/start-archive.server.ts";
import { takeArchived } from "./archives/take-archived.server.ts";
import { fetchItem } from "./fetch-item.server.ts";
import { isPlatform, PLATFORM_NAMES, type SourceKind } from "./index.ts";
import { runImportJob } from "./jobs.ts";
import { withReach } from "./open-reach.server.ts";
import {
  type IntakeNeighbours,
  type IntakePorts,
  SourceFault,
  type SourceItem,
  type StoredImport,
} from "./ports.ts";
import { WHOLE_EVERY_MS } from "./sync-account.server.ts";

/** Files fetched at the same time: servers and disks like more than one, not many. */
const AT_ONCE = 3;
/** After this long the job makes way for others and goes on at the queue's end. */
const TURN_MS = 10 * 60 * 1000;
/** Progress is written every second; an item whose worker is silent this long is fetched anew. */
const SILENT_MS = 60_000;
/** A place that is busy and does not say for how long is left alone this long. */
const BUSY_MS = 5 * 60 * 1000;

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
  const wait = (at: number) =>
    store.waitImport(shop.id, importId, at, clock.now(), [runImportJob(shop.id, importId, at)]);
  if (batch.waitUntil !== null) {
    if (batch.waitUntil > clock.now()) return wait(batch.waitUntil);
    await store.waitImport(shop.id, importId, null, clock.now(), []);
  }
  if (batch.listing) {
    const listed = await listAll(ports, shop, batch, signal);
    if (listed === "cancelled") return;
    if (typeof listed === "number") return wait(listed);
  }

  const bring = batch.kind === "archive" ? takeArchived : fetchItem;
  let over = false;
  let busy = 0;
  const lane = async () => {
    while (clock.now() < until && busy === 0) {
      signal.throwIfAborted();
      const now = clock.now();
      const item = await store.nextItem(shop.id, importId, now, now - SILENT_MS);
      if (!item) {
        over = true;
        return;
      }
      try {
        await bring(ports, neighbours, shop, batch, item, signal);
      } catch (error) {
        if (!(error instanceof SourceFault) || error.kind !== "source-busy") throw error;
        await store.putBack(shop.id, importId, item.position, clock.now());
        busy = Math.max(busy, error.retryAt ?? clock.now() + BUSY_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (busy > 0) return wait(busy);
  if (!over) await store.enqueue([runImportJob(shop.id, importId)]);
  else if (batch.kind === "archive") await closeArchive(ports, shop.id, importId);
}

/**
 * A number: the place wants to be left alone until then. When it refuses for good, the import says why, and
 * keeps what was listed.
 */
async function listAll(
  ports: IntakePorts,
  shop: ShopRef,
  batch: StoredImport,
  signal: AbortSignal,
): Promise<"listed" | "cancelled" | number> {
  const { store, sources, clock } = ports;
  const { list } = sources.find(({ kind }) => kind === batch.kind) ?? {};
  const pageFrom = async (from: unknown) => {
    if (batch.kind === "archive") return listArchive(ports, batch, from, signal);
    if (!list) throw new Error(`Nothing lists ${batch.kind}`);
    return withReach(ports, shop, batch.kind, batch.accountId, signal, (reach) =>
      list(reach, from, signal),
    );
  };
  let listing = batch.listing;
  while (listing) {
    signal.throwIfAborted();
    if ((await store.findImport(shop.id, batch.id))?.cancelledAt != null) return "cancelled";
    try {
      const page = await pageFrom(listing.from);
      const { items, stop } = await onlyNew(ports, shop, batch, page.items);
      const end = page.next == null;
      listing = end || stop ? null : { from: page.next };
      const made = items.map((item) => ({ source: item, videoId: newId(clock) }));
      await store.addItems(shop.id, batch.id, made, listing, clock.now());
      if (!listing && batch.accountId)
        await ports.accounts.noteSync(shop.id, batch.accountId, clock.now(), end);
    } catch (error) {
      if (error instanceof SourceFault && error.kind === "source-busy")
        return error.retryAt ?? clock.now() + BUSY_MS;
      const fault = refusalOf(batch.kind, error);
      if (!fault) throw error;
      await store.stopListing(shop.id, batch.id, fault, clock.now());
      return "listed";
    }
  }
  return "listed";
}

/** Null when asking again may help. */
function refusalOf(kind: SourceKind, error: unknown): Fault | null {
  if (error instanceof ShopFault)
    return error.kind === "shop-unavailable"
      ? null
      : { kind: error.kind, params: { detail: error.detail } };
  if (!(error instanceof SourceFault) || error.kind === "platform-unavailable") return null;
  const platform = isPlatform(kind) ? PLATFORM_NAMES[kind] : kind;
  return { kind: error.kind, params: { platform, detail: error.detail } };
}

/**
 * Of a page of an account's posts, those that never came in, whatever became of them since; the others are
 * counted anew. `stop`: a page without news, and the account was seen whole not long ago.
 */
async function onlyNew(
  { accounts, clock }: IntakePorts,
  shop: ShopRef,
  batch: StoredImport,
  items: SourceItem[],
): Promise<{ items: SourceItem[]; stop: boolean }> {
  if (!batch.accountId) return { items, stop: false };
  const now = clock.now();
  const seen = await accounts.seenRefs(
    shop.id,
    items.map(({ ref }) => ref),
  );
  const known = items.flatMap(({ ref, post }) =>
    post && seen.has(ref) ? [{ ref, counts: post.counts }] : [],
  );
  await accounts.recount(shop.id, known, now);
  const fresh = items.filter(
    ({ ref, post }) => !seen.has(ref) && (post?.duration ?? 0) <= MAX_DURATION_MS,
  );
  const account = await accounts.findAccount(shop.id, batch.accountId);
  const whole = account?.wholeAt ?? 0;
  return {
    items: fresh,
    stop: fresh.length === 0 && items.length > 0 && now - whole < WHOLE_EVERY_MS,
  };
}
