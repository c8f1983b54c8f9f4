import { Prisma } from "@prisma/client";
import type { SyncRecord, SyncRecords } from "../../domains/placements/index.server.ts";
import type { Database } from "./database.ts";

export function createSyncRecords({ prisma }: Pick<Database, "prisma">): SyncRecords {
  const put = (
    shopId: string,
    at: number,
    data: Omit<Prisma.ShopSyncCreateInput, "shopId" | "updatedAt">,
  ) => {
    const row = { ...data, updatedAt: new Date(at) };
    return prisma.shopSync.upsert({ where: { shopId }, create: { shopId, ...row }, update: row });
  };
  return {
    async read(shopId) {
      const row = await prisma.shopSync.findUnique({ where: { shopId } });
      if (!row) return { wanted: 0, served: 0, done: 0, total: 0, fault: null };
      const { wanted, served, done, total } = row;
      return { wanted, served, done, total, fault: row.fault as SyncRecord["fault"] };
    },
    async progress(shopId, done, total, at) {
      await put(shopId, at, { done, total });
    },
    async served(shopId, wanted, at) {
      const row = await put(shopId, at, { served: wanted, fault: Prisma.DbNull });
      return row.wanted <= wanted;
    },
    async failed(shopId, fault) {
      await put(shopId, fault.at, { fault });
    },
  };
}
