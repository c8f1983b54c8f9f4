import type { JobRequest } from "../../kernel/job.ts";
import { newlyShown, stockTurned } from "./feed-facts.ts";
import type { CatalogStore, ProductSnapshot, ShopCatalog } from "./ports.ts";

/** Snapshots in memory, with the jobs that were enqueued beside them. */
export function fakeCatalogStore(): CatalogStore & { jobs: JobRequest[] } {
  const rows = new Map<string, ProductSnapshot & { deletedAt: number | null }>();
  const jobs: JobRequest[] = [];
  const key = (shopId: string, id: string) => `${shopId}/${id}`;
  return {
    jobs,
    async byIds(shopId, ids) {
      return ids.flatMap((id) => {
        const row = rows.get(key(shopId, id));
        return row && row.deletedAt === null ? [{ card: row.card, updatedAt: row.updatedAt }] : [];
      });
    },
    async known(shopId, ids) {
      return new Set(ids.filter((id) => rows.has(key(shopId, id))));
    },
    async keep(shopId, snapshots, { add }, wanted) {
      const changed: string[] = [];
      const turned: string[] = [];
      for (const snapshot of snapshots) {
        const old = rows.get(key(shopId, snapshot.card.id));
        if (!old && !add) continue;
        if (old && old.updatedAt > snapshot.updatedAt) continue;
        if (old?.deletedAt && old.deletedAt >= snapshot.updatedAt) continue;
        rows.set(key(shopId, snapshot.card.id), { ...snapshot, deletedAt: null });
        const before = old && old.deletedAt === null ? old.card : null;
        if (newlyShown(before, snapshot.card)) changed.push(snapshot.card.id);
        if (stockTurned(before, snapshot.card)) turned.push(snapshot.card.id);
      }
      if (changed.length + turned.length > 0) jobs.push(...wanted(changed, turned));
    },
    async remove(shopId, ids, at, wanted) {
      const changed: string[] = [];
      for (const id of ids) {
        const row = rows.get(key(shopId, id));
        if (!row || row.deletedAt !== null || row.updatedAt > at) continue;
        row.deletedAt = at;
        changed.push(id);
      }
      if (changed.length > 0) jobs.push(...wanted(changed));
    },
  };
}

/** A shop's catalog in memory. Put products in and take them out. */
export function fakeShopCatalog(
  products: ProductSnapshot[] = [],
): ShopCatalog & { products_: Map<string, ProductSnapshot>; asked: string[][] } {
  const products_ = new Map(products.map((one) => [one.card.id, one]));
  const asked: string[][] = [];
  return {
    products_,
    asked,
    async products(_shop, ids) {
      asked.push(ids);
      return ids.flatMap((id) => products_.get(id) ?? []);
    },
  };
}
