import { type BulkEdit as BulkRow, Prisma, type PrismaClient } from "@prisma/client";
import type { BulkClip, BulkDelta } from "../../domains/library/bulk-change.ts";
import type { BulkChange, BulkEdit, BulkState } from "../../domains/library/index.ts";
import type { BulkStore } from "../../domains/library/ports.ts";
import { titleFromFileName } from "../../domains/media/index.server.ts";
import { sameRights, type VideoLanguage } from "../../domains/media/index.ts";
import type { EnqueueWithin, Transaction } from "./database.ts";
import { chooseVideos } from "./media-list.ts";
import { toTerms, writeTerms } from "./rights-rows.ts";

/** Bulk edits in PostgreSQL: one row an edit, one a clip of it. */
export function createBulkStore({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): BulkStore {
  return {
    async begin(shopId, { id, staff, change, at, limit }, target, jobs) {
      const chosen =
        "filter" in target
          ? (await chooseVideos(prisma, shopId, target.filter)).matching
          : Prisma.sql`FROM library.entries e
              WHERE e.shop_id = ${shopId} AND e.video_id = ANY(${target.ids}::text[])`;
      return prisma.$transaction(async (tx) => {
        const when = new Date(at);
        await tx.bulkEdit.create({
          data: {
            shopId,
            id,
            staff,
            change: change as unknown as Prisma.InputJsonValue,
            state: "running",
            total: 0,
            createdAt: when,
            updatedAt: when,
          },
        });
        const total = await tx.$executeRaw`
          INSERT INTO bulk_edit_items (shop_id, bulk_id, position, video_id)
          SELECT ${shopId}, ${id}, row_number() OVER (ORDER BY e.created_at DESC, e.video_id), e.video_id
          ${chosen} LIMIT ${limit}`;
        if (total === 0) {
          await tx.bulkEdit.delete({ where: { shopId_id: { shopId, id } } });
          return null;
        }
        const row = await tx.bulkEdit.update({
          where: { shopId_id: { shopId, id } },
          data: { total },
        });
        await enqueue(tx, jobs);
        return toEdit(row);
      });
    },

    async find(shopId, id) {
      const row = await prisma.bulkEdit.findUnique({ where: { shopId_id: { shopId, id } } });
      return row && toEdit(row);
    },

    async recent(shopId, since, limit) {
      const rows = await prisma.bulkEdit.findMany({
        where: {
          shopId,
          OR: [{ state: { in: ["running", "undoing"] } }, { updatedAt: { gte: new Date(since) } }],
        },
        orderBy: { createdAt: "desc" },
        take: limit,
      });
      return rows.map(toEdit);
    },

    step: (shopId, id, limit, at, work, jobsFor) =>
      prisma.$transaction(async (tx) => {
        const edit = await lock(tx, shopId, id);
        if (!edit || (edit.state !== "running" && edit.state !== "undoing")) return null;
        const back = edit.state === "undoing";
        const items = await tx.bulkEditItem.findMany({
          where: {
            shopId,
            bulkId: id,
            ...(back
              ? { state: "done", NOT: { delta: { equals: Prisma.DbNull } } }
              : { state: "waiting" }),
          },
          orderBy: { position: "asc" },
          take: limit,
        });
        const updatedAt = new Date(at);
        if (items.length === 0) {
          await tx.bulkEdit.update({
            where: { shopId_id: { shopId, id } },
            data: { state: back ? "undone" : "done", updatedAt },
          });
          return null;
        }
        const clips = await lockClips(
          tx,
          shopId,
          items.map((item) => item.videoId),
        );
        const altered: string[] = [];
        for (const { position, videoId, delta: kept } of items) {
          const clip = clips.get(videoId);
          const delta = kept as unknown as BulkDelta | null;
          const change = clip
            ? back && delta
              ? { clip: work.back(clip, delta), delta }
              : work.onwards(clip)
            : null;
          if (clip && change) {
            await writeClip(tx, shopId, videoId, clip, change.clip, updatedAt);
            altered.push(videoId);
          }
          await tx.bulkEditItem.update({
            where: { shopId_bulkId_position: { shopId, bulkId: id, position } },
            data: back
              ? { state: "undone" }
              : {
                  state: "done",
                  ...(change ? { delta: change.delta as unknown as Prisma.InputJsonValue } : {}),
                },
          });
        }
        const row = await tx.bulkEdit.update({
          where: { shopId_id: { shopId, id } },
          data: back
            ? { undone: { increment: items.length }, updatedAt }
            : {
                done: { increment: items.length },
                changed: { increment: altered.length },
                updatedAt,
              },
        });
        if (altered.length > 0) await enqueue(tx, jobsFor(altered));
        return toEdit(row);
      }),

    waiting: (shopId, id, limit) =>
      prisma.$transaction(async (tx) => {
        const edit = await lock(tx, shopId, id);
        if (edit?.state !== "running") return [];
        const items = await tx.bulkEditItem.findMany({
          where: { shopId, bulkId: id, state: "waiting" },
          orderBy: { position: "asc" },
          take: limit,
        });
        if (items.length === 0)
          await tx.bulkEdit.update({
            where: { shopId_id: { shopId, id } },
            data: { state: "done" },
          });
        return items.map((item) => item.videoId);
      }),

    async settle(shopId, id, videoIds, at) {
      await prisma.$transaction(async (tx) => {
        await lock(tx, shopId, id);
        const { count } = await tx.bulkEditItem.updateMany({
          where: { shopId, bulkId: id, videoId: { in: videoIds }, state: "waiting" },
          data: { state: "done" },
        });
        await tx.bulkEdit.update({
          where: { shopId_id: { shopId, id } },
          data: {
            done: { increment: count },
            changed: { increment: count },
            updatedAt: new Date(at),
          },
        });
      });
    },

    turn: (shopId, id, from, to, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const edit = await lock(tx, shopId, id);
        if (!edit || !from.includes(edit.state as BulkState)) return null;
        const row = await tx.bulkEdit.update({
          where: { shopId_id: { shopId, id } },
          data: { state: to, updatedAt: new Date(at) },
        });
        if (jobs.length > 0) await enqueue(tx, jobs);
        return toEdit(row);
      }),
  };
}

/** Whoever works on an edit holds its row, so that stopping it falls between two steps. */
async function lock(tx: Transaction, shopId: string, id: string): Promise<BulkRow | null> {
  await tx.$queryRaw`
    SELECT 1 AS held FROM bulk_edits WHERE shop_id = ${shopId} AND id = ${id} FOR UPDATE`;
  return tx.bulkEdit.findUnique({ where: { shopId_id: { shopId, id } } });
}

async function lockClips(
  tx: Transaction,
  shopId: string,
  ids: string[],
): Promise<Map<string, BulkClip>> {
  await tx.$queryRaw`
    SELECT 1 AS held FROM videos WHERE shop_id = ${shopId} AND id = ANY(${ids}) ORDER BY id
    FOR NO KEY UPDATE`;
  const rows = await tx.video.findMany({
    where: { shopId, id: { in: ids } },
    select: {
      id: true,
      title: true,
      description: true,
      sourceName: true,
      tags: true,
      language: true,
      categories: { select: { categoryId: true } },
      rights: true,
      products: { select: { productId: true }, orderBy: { position: "asc" } },
    },
  });
  const first = rows.flatMap((row) => row.products[0]?.productId ?? []);
  const named = await tx.product.findMany({
    where: { shopId, id: { in: [...new Set(first)] }, deletedAt: null },
    select: { id: true, title: true },
  });
  const names = new Map(named.map((product) => [product.id, product.title]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: row.title,
        description: row.description,
        fileTitle: titleFromFileName(row.sourceName),
        productTitle: names.get(row.products[0]?.productId ?? "") ?? "",
        tags: row.tags,
        language: row.language as VideoLanguage | null,
        categories: row.categories.map(({ categoryId }) => categoryId),
        rights: row.rights && toTerms(row.rights),
        products: [...new Set(row.products.map(({ productId }) => productId))],
      },
    ]),
  );
}

async function writeClip(
  tx: Transaction,
  shopId: string,
  videoId: string,
  before: BulkClip,
  after: BulkClip,
  updatedAt: Date,
): Promise<void> {
  await tx.video.update({
    where: { shopId_id: { shopId, id: videoId } },
    data: {
      title: after.title,
      description: after.description,
      tags: after.tags,
      language: after.language,
      updatedAt,
    },
  });
  if (!sameRights(before.rights, after.rights))
    await writeTerms(tx, shopId, videoId, after.rights, updatedAt);
  const moved = after.categories.join() !== before.categories.join();
  if (moved) {
    await tx.videoCategory.deleteMany({
      where: { shopId, videoId, categoryId: { notIn: after.categories } },
    });
    // A category deleted since is passed over.
    await tx.$executeRaw`
      INSERT INTO video_categories (shop_id, video_id, category_id)
      SELECT shop_id, ${videoId}, id FROM categories
      WHERE shop_id = ${shopId} AND id = ANY(${after.categories}::text[])
      ON CONFLICT DO NOTHING`;
  }
  const fresh = after.products.filter((id) => !before.products.includes(id));
  const gone = before.products.filter((id) => !after.products.includes(id));
  if (gone.length > 0)
    await tx.productTag.deleteMany({ where: { shopId, videoId, productId: { in: gone } } });
  if (fresh.length > 0)
    await tx.$executeRaw`
      INSERT INTO product_tags (shop_id, video_id, position, product_id)
      SELECT ${shopId}, ${videoId}, last.position + given.at, given.id
      FROM unnest(${fresh}::text[]) WITH ORDINALITY AS given (id, at),
        (SELECT coalesce(max(position), -1) AS position FROM product_tags
         WHERE shop_id = ${shopId} AND video_id = ${videoId}) last`;
}

function toEdit(row: BulkRow): BulkEdit {
  return {
    id: row.id,
    change: row.change as unknown as BulkChange,
    state: row.state as BulkState,
    total: row.total,
    done: row.done,
    changed: row.changed,
    undone: row.undone,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  };
}
