import {
  type ImportItemView,
  type ImportState,
  type ImportView,
  type ItemState,
  NO_ITEMS,
  type UnfinishedUpload,
} from "./index.ts";
import type { IntakePorts, StoredImport, StoredItem, StoredUpload } from "./ports.ts";

/** Of one import, shown at once: those under way and those that need somebody. */
const ITEMS_SHOWN = 50;
const IMPORTS_SHOWN = 20;

export async function readImports(
  { store }: Pick<IntakePorts, "store">,
  shopId: string,
): Promise<ImportView[]> {
  const imports = await store.imports(shopId, IMPORTS_SHOWN);
  const counts = await store.counts(
    shopId,
    imports.map(({ id }) => id),
  );
  return Promise.all(
    imports.map(async (batch): Promise<ImportView> => {
      const count = counts.get(batch.id) ?? NO_ITEMS;
      const items = await store.items(shopId, batch.id, {
        states: ["fetching", "failed"],
        limit: ITEMS_SHOWN,
      });
      return {
        id: batch.id,
        kind: batch.kind,
        label: batch.label,
        state: stateOf(batch, count),
        counts: count,
        fault: batch.fault,
        waitUntil: batch.waitUntil,
        createdAt: batch.createdAt,
        items: items.map(itemView),
      };
    }),
  );
}

function stateOf(batch: StoredImport, counts: Record<ItemState, number>): ImportState {
  if (batch.undoneAt !== null) return "undone";
  if (batch.listing) return batch.cancelledAt === null ? "listing" : "cancelled";
  if (counts.waiting + counts.fetching > 0) return "running";
  return batch.cancelledAt === null ? "done" : "cancelled";
}

function itemView(item: StoredItem): ImportItemView {
  return {
    position: item.position,
    name: item.source.title || item.source.name || item.source.url || item.ref,
    state: item.state,
    received: item.received,
    bytes: item.bytes,
    fault: item.fault,
    videoId: item.state === "done" ? item.videoId : item.here,
  };
}

export function unfinishedUploads(uploads: StoredUpload[], staff: string): UnfinishedUpload[] {
  return uploads
    .filter((upload) => upload.received < upload.bytes)
    .map(({ videoId, name, bytes, received, updatedAt, staff: owner }) => ({
      videoId,
      name,
      bytes,
      received,
      at: updatedAt,
      mine: owner === staff,
    }));
}
