import { Prisma, type PrismaClient } from "@prisma/client";
import {
  type ItemFault,
  type ItemState,
  NO_ITEMS,
  type SourceKind,
} from "../../domains/intake/index.ts";
import type {
  IntakeStore,
  SourceItem,
  StoredImport,
  StoredItem,
} from "../../domains/intake/ports.ts";
import type { Fault } from "../../kernel/result.ts";
import type { EnqueueWithin } from "./database.ts";

export type ImportRows = Pick<
  IntakeStore,
  | "insertImport"
  | "findImport"
  | "imports"
  | "addItems"
  | "stopListing"
  | "waitImport"
  | "putBack"
  | "nextItem"
  | "itemProgress"
  | "settleItem"
  | "items"
  | "counts"
  | "cancelImport"
  | "retryImport"
  | "markUndone"
  | "staleImports"
  | "enqueue"
>;

type Tx = Prisma.TransactionClient;

/** Imports and their items. */
export function importRows({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): ImportRows {
  return {
    insertImport: (batch, items, jobs) =>
      prisma.$transaction(async (tx) => {
        const { createdAt, listing, ...rest } = batch;
        const at = new Date(createdAt);
        const { count } = await tx.import.createMany({
          data: { ...rest, listing: json(listing), createdAt: at, updatedAt: at },
          skipDuplicates: true,
        });
        if (count === 0) return false;
        await insertItems(tx, batch.shopId, batch.id, 0, items, at);
        await enqueue(tx, jobs);
        return true;
      }),

    async findImport(shopId, id) {
      const row = await prisma.import.findUnique({ where: { shopId_id: { shopId, id } } });
      return row && toImport(row);
    },
    async imports(shopId, limit) {
      const rows = await prisma.import.findMany({
        where: { shopId },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
      });
      return rows.map(toImport);
    },

    addItems: (shopId, id, items, listing, at) =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.import.updateMany({
          where: { shopId, id, cancelledAt: null },
          data: { listing: json(listing), updatedAt: new Date(at) },
        });
        if (count === 0) return;
        const last = await tx.importItem.aggregate({
          where: { shopId, importId: id },
          _max: { position: true },
        });
        await insertItems(tx, shopId, id, (last._max.position ?? -1) + 1, items, new Date(at));
      }),

    async stopListing(shopId, id, fault, at) {
      await prisma.import.updateMany({
        where: { shopId, id },
        data: {
          listing: Prisma.DbNull,
          fault: fault as unknown as Prisma.InputJsonValue,
          updatedAt: new Date(at),
        },
      });
    },

    waitImport: (shopId, id, until, at, jobs) =>
      prisma.$transaction(async (tx) => {
        await tx.import.updateMany({
          where: { shopId, id },
          data: { waitUntil: until === null ? null : new Date(until), updatedAt: new Date(at) },
        });
        if (jobs.length > 0) await enqueue(tx, jobs);
      }),
    async putBack(shopId, id, position, at) {
      await prisma.importItem.updateMany({
        where: { shopId, importId: id, position, state: "fetching" },
        data: { state: "waiting", received: 0n, updatedAt: new Date(at) },
      });
    },

    async nextItem(shopId, id, at, silentSince) {
      const rows = await prisma.$queryRaw<{ position: number }[]>`
        UPDATE import_items SET state = 'fetching', received = 0, updated_at = ${new Date(at)}
        WHERE shop_id = ${shopId} AND import_id = ${id} AND position = (
          SELECT i.position FROM import_items i
          JOIN imports b ON b.shop_id = i.shop_id AND b.id = i.import_id
          WHERE i.shop_id = ${shopId} AND i.import_id = ${id} AND b.cancelled_at IS NULL
            AND (i.state = 'waiting'
                 OR (i.state = 'fetching' AND i.updated_at < ${new Date(silentSince)}))
          ORDER BY i.position LIMIT 1 FOR UPDATE OF i SKIP LOCKED)
        RETURNING position`;
      const position = rows[0]?.position;
      if (position === undefined) return null;
      const row = await prisma.importItem.findUnique({
        where: { shopId_importId_position: { shopId, importId: id, position } },
      });
      return row && toItem(row);
    },

    async itemProgress(shopId, id, position, { received, bytes }, at) {
      const { count } = await prisma.importItem.updateMany({
        where: { shopId, importId: id, position, state: "fetching" },
        data: {
          received: BigInt(received),
          bytes: bytes === null ? null : BigInt(bytes),
          updatedAt: new Date(at),
        },
      });
      if (count > 0)
        await prisma.import.updateMany({
          where: { shopId, id },
          data: { updatedAt: new Date(at) },
        });
      return count > 0;
    },

    async settleItem(shopId, id, position, { state, fault, here }, at) {
      const { count } = await prisma.importItem.updateMany({
        where: { shopId, importId: id, position, state: "fetching" },
        data: {
          state,
          fault: json(fault ?? null),
          here: here ?? null,
          updatedAt: new Date(at),
        },
      });
      return count > 0;
    },

    async items(shopId, id, { states, limit }) {
      const rows = await prisma.importItem.findMany({
        where: { shopId, importId: id, ...(states ? { state: { in: states } } : {}) },
        orderBy: { position: "asc" },
        ...(limit === undefined ? {} : { take: limit }),
      });
      return rows.map(toItem);
    },

    async counts(shopId, ids) {
      const rows = await prisma.importItem.groupBy({
        by: ["importId", "state"],
        where: { shopId, importId: { in: ids } },
        _count: { _all: true },
      });
      const counts = new Map<string, Record<ItemState, number>>();
      for (const id of ids) counts.set(id, { ...NO_ITEMS });
      for (const row of rows) counts.get(row.importId)![row.state as ItemState] = row._count._all;
      return counts;
    },

    cancelImport: (shopId, id, at) =>
      prisma.$transaction(async (tx) => {
        const found = await tx.import.findUnique({ where: { shopId_id: { shopId, id } } });
        if (!found) return false;
        const open = { in: ["waiting", "fetching"] };
        const { count } = await tx.importItem.updateMany({
          where: { shopId, importId: id, state: open },
          data: { state: "cancelled", updatedAt: new Date(at) },
        });
        // What has come to its end by itself stays as it ended.
        if (count > 0 || found.listing !== null)
          await tx.import.update({
            where: { shopId_id: { shopId, id } },
            data: { cancelledAt: found.cancelledAt ?? new Date(at), updatedAt: new Date(at) },
          });
        return true;
      }),

    retryImport: (shopId, id, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.importItem.updateMany({
          where: { shopId, importId: id, state: { in: ["failed", "cancelled"] } },
          data: { state: "waiting", fault: Prisma.DbNull, updatedAt: new Date(at) },
        });
        await tx.import.updateMany({
          where: { shopId, id },
          data: { cancelledAt: null, fault: Prisma.DbNull, updatedAt: new Date(at) },
        });
        await enqueue(tx, jobs);
        return count;
      }),

    async markUndone(shopId, id, at) {
      await prisma.$transaction([
        prisma.importItem.updateMany({
          where: { shopId, importId: id, state: "done" },
          data: { state: "undone", updatedAt: new Date(at) },
        }),
        prisma.import.updateMany({
          where: { shopId, id, undoneAt: null },
          data: { undoneAt: new Date(at), updatedAt: new Date(at) },
        }),
      ]);
    },

    staleImports: (before, limit) =>
      prisma.$queryRaw<{ shopId: string; id: string }[]>`
        SELECT b.shop_id AS "shopId", b.id FROM imports b
        WHERE b.cancelled_at IS NULL AND b.undone_at IS NULL AND b.updated_at < ${new Date(before)}
          AND (b.wait_until IS NULL OR b.wait_until < ${new Date(before)})
          AND (b.listing IS NOT NULL OR EXISTS (
            SELECT 1 FROM import_items i WHERE i.shop_id = b.shop_id AND i.import_id = b.id
              AND i.state IN ('waiting', 'fetching')))
        ORDER BY b.updated_at LIMIT ${limit}`,

    enqueue: (jobs) => prisma.$transaction((tx) => enqueue(tx, jobs)),
  };
}

async function insertItems(
  tx: Tx,
  shopId: string,
  importId: string,
  first: number,
  items: { source: SourceItem; videoId: string }[],
  at: Date,
): Promise<void> {
  await tx.importItem.createMany({
    data: items.map(({ source, videoId }, index) => ({
      shopId,
      importId,
      position: first + index,
      ref: source.ref,
      source: source as unknown as Prisma.InputJsonValue,
      videoId,
      updatedAt: at,
    })),
    skipDuplicates: true,
  });
}

function json(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}

function toImport(row: Prisma.ImportGetPayload<object>): StoredImport {
  return {
    shopId: row.shopId,
    id: row.id,
    kind: row.kind as SourceKind,
    staff: row.staff,
    label: row.label,
    accountId: row.accountId,
    listing: row.listing as { from: unknown } | null,
    fault: row.fault as unknown as Fault | null,
    waitUntil: row.waitUntil?.getTime() ?? null,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
    cancelledAt: row.cancelledAt?.getTime() ?? null,
    undoneAt: row.undoneAt?.getTime() ?? null,
  };
}

function toItem(row: Prisma.ImportItemGetPayload<object>): StoredItem {
  return {
    position: row.position,
    ref: row.ref,
    source: row.source as unknown as SourceItem,
    state: row.state as ItemState,
    received: Number(row.received),
    bytes: row.bytes === null ? null : Number(row.bytes),
    fault: row.fault as unknown as ItemFault | null,
    videoId: row.videoId,
    here: row.here,
  };
}
