import type { ShopWrite } from "@prisma/client";
import type { Manifest, ManifestEntry } from "../../domains/placements/index.server.ts";
import type { Database } from "./database.ts";

export function createManifest({ prisma }: Pick<Database, "prisma">): Manifest {
  return {
    async all(shopId) {
      const rows = await prisma.shopWrite.findMany({
        where: { shopId },
        orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
      });
      return rows.map(toEntry);
    },

    async present(shopId) {
      const rows = await prisma.shopWrite.findMany({ where: { shopId, removedAt: null } });
      return rows.map(toEntry);
    },

    async put(shopId, entries) {
      await prisma.$transaction(async (tx) => {
        for (const { writtenAt, removedAt, ...entry } of entries) {
          const row = {
            ...entry,
            writtenAt: new Date(writtenAt),
            removedAt: removedAt === null ? null : new Date(removedAt),
          };
          const { ownerGid, namespace, key } = entry;
          await tx.shopWrite.deleteMany({
            where: { shopId, ownerGid, namespace, key, id: { not: entry.id } },
          });
          await tx.shopWrite.upsert({
            where: { shopId_id: { shopId, id: entry.id } },
            create: { shopId, ...row },
            update: row,
          });
        }
      });
    },

    async markRemoved(shopId, ids, at) {
      if (ids.length === 0) return;
      await prisma.shopWrite.updateMany({
        where: { shopId, id: { in: ids } },
        data: { removedAt: new Date(at) },
      });
    },
  };
}

function toEntry(row: ShopWrite): ManifestEntry {
  return {
    id: row.id,
    kind: row.kind as ManifestEntry["kind"],
    ownerGid: row.ownerGid,
    namespace: row.namespace,
    key: row.key,
    digest: row.digest,
    placementId: row.placementId,
    videoId: row.videoId,
    url: row.url,
    writtenAt: row.writtenAt.getTime(),
    removedAt: row.removedAt?.getTime() ?? null,
  };
}
