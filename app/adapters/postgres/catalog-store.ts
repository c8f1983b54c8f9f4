import type { Prisma, Product } from "@prisma/client";
import { type CatalogStore, newlyShown, stockTurned } from "../../domains/catalog/index.server.ts";
import type { ProductCard, VariantCard } from "../../domains/catalog/index.ts";
import type { Database, EnqueueWithin } from "./database.ts";

export function createCatalogStore({
  prisma,
  enqueue,
}: Pick<Database, "prisma"> & { enqueue: EnqueueWithin }): CatalogStore {
  return {
    async byIds(shopId, ids) {
      const rows = await prisma.product.findMany({
        where: { shopId, id: { in: ids }, deletedAt: null },
      });
      return rows.map((row) => ({ card: toCard(row), updatedAt: row.updatedAt.getTime() }));
    },

    async known(shopId, ids) {
      const rows = await prisma.product.findMany({
        where: { shopId, id: { in: ids } },
        select: { id: true },
      });
      return new Set(rows.map((row) => row.id));
    },

    async keep(shopId, snapshots, { add }, jobs) {
      if (snapshots.length === 0) return;
      await prisma.$transaction(async (tx) => {
        const changed: string[] = [];
        const turned: string[] = [];
        // In one order everywhere, so that two of these never wait for each other.
        for (const { card, updatedAt } of [...snapshots].sort((a, b) =>
          a.card.id.localeCompare(b.card.id),
        )) {
          await tx.$queryRaw`select 1 from products where shop_id = ${shopId} and id = ${card.id} for update`;
          const old = await tx.product.findUnique({
            where: { shopId_id: { shopId, id: card.id } },
          });
          if (!old && !add) continue;
          if (old && old.updatedAt.getTime() > updatedAt) continue;
          if (old?.deletedAt && old.deletedAt.getTime() >= updatedAt) continue;
          const row = { ...toRow(card), updatedAt: new Date(updatedAt), deletedAt: null };
          if (old)
            await tx.product.update({ where: { shopId_id: { shopId, id: card.id } }, data: row });
          else
            await tx.product.createMany({
              data: [{ shopId, id: card.id, ...row }],
              skipDuplicates: true,
            });
          const before = old && !old.deletedAt ? toCard(old) : null;
          if (newlyShown(before, card)) changed.push(card.id);
          if (stockTurned(before, card)) turned.push(card.id);
        }
        if (changed.length + turned.length > 0) await enqueue(tx, jobs(changed, turned));
      });
    },

    async remove(shopId, ids, at, jobs) {
      await prisma.$transaction(async (tx) => {
        const gone = await tx.product.updateManyAndReturn({
          where: { shopId, id: { in: ids }, deletedAt: null, updatedAt: { lte: new Date(at) } },
          data: { deletedAt: new Date(at) },
          select: { id: true },
        });
        if (gone.length > 0) await enqueue(tx, jobs(gone.map((row) => row.id)));
      });
    },
  };
}

function toCard(row: Product): ProductCard {
  const money = (amount: bigint) => ({ amount: Number(amount), currency: row.currency });
  return {
    id: row.id,
    handle: row.handle,
    title: row.title,
    image: row.image,
    status: row.status as ProductCard["status"],
    priceFrom: money(row.priceFrom),
    priceTo: money(row.priceTo),
    available: row.available,
    variants: row.variants as unknown as VariantCard[],
  };
}

function toRow(card: ProductCard) {
  return {
    handle: card.handle,
    title: card.title,
    image: card.image,
    status: card.status,
    currency: card.priceFrom.currency,
    priceFrom: BigInt(card.priceFrom.amount),
    priceTo: BigInt(card.priceTo.amount),
    available: card.available,
    variants: card.variants as unknown as Prisma.InputJsonValue,
  };
}
