import type { PrismaClient } from "@prisma/client";
import type { CategoryStore } from "../../domains/library/ports.ts";
import { ok } from "../../kernel/result.ts";
import { AdvisoryLock } from "./advisory-locks.ts";

/** Categories in PostgreSQL. What stands in which is copied into the library's index by triggers. */
export function createCategoryStore({ prisma }: { prisma: PrismaClient }): CategoryStore {
  return {
    list: (shopId) => prisma.category.findMany({ where: { shopId }, select }),

    change: (shopId, at, decide) =>
      prisma.$transaction(async (tx) => {
        // No row stands for the whole tree: who changes it holds this instead.
        await tx.$queryRaw`
          SELECT pg_advisory_xact_lock(${AdvisoryLock.categories}::int, hashtext(${shopId}))::text`;
        const decided = decide(await tx.category.findMany({ where: { shopId }, select }));
        if (!decided.ok) return decided;
        const write = decided.value;
        const when = new Date(at);
        if (write.kind === "add")
          await tx.category.create({
            data: { ...write.category, shopId, createdAt: when, updatedAt: when },
          });
        else if (write.kind === "change")
          await tx.category.update({
            where: { shopId_id: { shopId, id: write.id } },
            data: { name: write.name, parentId: write.parentId, updatedAt: when },
          });
        else {
          await tx.category.updateMany({
            where: { shopId, parentId: write.id },
            data: { parentId: write.parentId, updatedAt: when },
          });
          await tx.category.delete({ where: { shopId_id: { shopId, id: write.id } } });
        }
        return ok();
      }),

    setOfVideo: (shopId, videoId, categoryIds) =>
      prisma.$transaction(async (tx) => {
        // The row is locked, so that of two savers one wins whole.
        const found = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM videos WHERE shop_id = ${shopId} AND id = ${videoId} FOR NO KEY UPDATE`;
        if (found.length === 0) return false;
        await tx.$executeRaw`
          DELETE FROM video_categories WHERE shop_id = ${shopId} AND video_id = ${videoId}
            AND category_id <> ALL(${categoryIds}::text[])`;
        await tx.$executeRaw`
          INSERT INTO video_categories (shop_id, video_id, category_id)
          SELECT shop_id, ${videoId}, id FROM categories
          WHERE shop_id = ${shopId} AND id = ANY(${categoryIds}::text[])
          ON CONFLICT DO NOTHING`;
        return true;
      }),

    async ofVideo(shopId, videoId) {
      const rows = await prisma.videoCategory.findMany({
        where: { shopId, videoId },
        select: { categoryId: true },
        orderBy: { categoryId: "asc" },
      });
      return rows.map((row) => row.categoryId);
    },
  };
}

const select = { id: true, parentId: true, name: true } as const;
