import type { JobRequest } from "../../kernel/job.ts";
import { sameCode } from "./discounts.ts";
import { newlyShown, stockTurned } from "./feed-facts.ts";
import type { DiscountCard } from "./index.ts";
import type {
  CatalogStore,
  DiscountStore,
  ProductSnapshot,
  ShopCatalog,
  ShopDiscounts,
} from "./ports.ts";

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
    pictures: async (_shop, id) => {
      const image = products_.get(id)?.card.image;
      return image ? [image] : [];
    },
    names: async (_shop, limit) =>
      [...products_.values()].slice(0, limit).map(({ card: { id, title, handle } }) => ({
        id,
        title,
        handle,
      })),
    async products(_shop, ids) {
      asked.push(ids);
      return ids.flatMap((id) => products_.get(id) ?? []);
    },
  };
}

/** What is known of discount codes, in memory, with the jobs that were enqueued beside it. */
export function fakeDiscountStore(): DiscountStore & { jobs: JobRequest[] } {
  const rows = new Map<string, Map<string, DiscountCard>>();
  const jobs: JobRequest[] = [];
  return {
    jobs,
    async byCodes(shopId, codes) {
      return [...new Set(codes.map(sameCode))].flatMap((code) => rows.get(shopId)?.get(code) ?? []);
    },
    async keep(shopId, asked, found, { only }, wanted) {
      const kept = rows.get(shopId) ?? new Map<string, DiscountCard>();
      rows.set(shopId, kept);
      const next = new Map(found.map((card) => [sameCode(card.code), card]));
      const wish = new Set(asked.map(sameCode));
      const changed: string[] = [];
      for (const code of new Set([...wish, ...(only ? kept.keys() : [])])) {
        const card = next.get(code);
        if (JSON.stringify(card) === JSON.stringify(kept.get(code))) continue;
        if (card) kept.set(code, card);
        else kept.delete(code);
        changed.push(code);
      }
      if (changed.length > 0) jobs.push(...wanted(changed.sort()));
    },
  };
}

/** A shop's discount codes in memory. */
export function fakeShopDiscounts(cards: DiscountCard[] = []): ShopDiscounts & {
  cards: Map<string, DiscountCard>;
} {
  const there = new Map(cards.map((card) => [sameCode(card.code), card]));
  return { cards: there, byCode: async (_shop, code) => there.get(sameCode(code)) ?? null };
}
