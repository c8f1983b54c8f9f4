import type { PrismaClient } from "@prisma/client";
import type { ViewStore } from "../../domains/library/ports.ts";
import { AdvisoryLock } from "./advisory-locks.ts";

/** Saved views in PostgreSQL. */
export function createViewStore({ prisma }: { prisma: PrismaClient }): ViewStore {
  return {
    list: (shopId) =>
      prisma.savedView.findMany({
        where: { shopId },
        select: { id: true, name: true, search: true },
        orderBy: [{ name: "asc" }, { id: "asc" }],
      }),

    keep: (shopId, { id, name, search }, at, limit) =>
      prisma.$transaction(async (tx) => {
        // Two who save at once must neither pass the limit nor make two of one name.
        await tx.$queryRaw`
          SELECT pg_advisory_xact_lock(${AdvisoryLock.views}::int, hashtext(${shopId}))::text`;
        const { count } = await tx.savedView.updateMany({
          where: { shopId, name },
          data: { search },
        });
        if (count > 0) return true;
        if ((await tx.savedView.count({ where: { shopId } })) >= limit) return false;
        await tx.savedView.create({ data: { shopId, id, name, search, createdAt: new Date(at) } });
        return true;
      }),

    async remove(shopId, id) {
      await prisma.savedView.deleteMany({ where: { shopId, id } });
    },
  };
}
