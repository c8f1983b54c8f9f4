import type { Prisma } from "@prisma/client";
import type { EditStore, StoredCaptionOrder } from "../../domains/media/edits/ports.ts";
import { TRIES_A_ROUND } from "../../domains/media/ports.ts";
import type { Fault } from "../../kernel/result.ts";
import type { EditStoreOptions } from "./edit-store.ts";
import { nextRound } from "./next-round.ts";

type CaptionOrders = Pick<
  EditStore,
  | "captionOrder"
  | "orderCaptions"
  | "dropCaptionOrder"
  | "claimCaptionOrder"
  | "captionProgress"
  | "settleCaptionOrder"
  | "staleCaptionOrders"
>;

/** Captions that are being made, one order a clip at most. */
export function captionOrders({ prisma, enqueue }: EditStoreOptions): CaptionOrders {
  const captionOrder = async (shopId: string, videoId: string) => {
    const row = await prisma.captionOrder.findUnique({
      where: { shopId_videoId: { shopId, videoId } },
    });
    return row ? toOrder(row) : null;
  };
  return {
    captionOrder,
    orderCaptions: (shopId, videoId, language, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const now = new Date(at);
        const count = await tx.$executeRaw`
          INSERT INTO caption_orders (shop_id, video_id, language, status, attempt, updated_at)
          SELECT shop_id, id, ${language}, 'queued', ${TRIES_A_ROUND}, ${now} FROM videos
          WHERE shop_id = ${shopId} AND id = ${videoId}
          ON CONFLICT (shop_id, video_id) DO UPDATE
          SET language = ${language}, status = 'queued', progress = 0, failure = NULL, updated_at = ${now},
              attempt = ${nextRound("caption_orders")}
          WHERE caption_orders.status = 'failed'`;
        if (count > 0) await enqueue(tx, jobs);
        return count > 0;
      }),
    async dropCaptionOrder(shopId, videoId) {
      const { count } = await prisma.captionOrder.deleteMany({ where: { shopId, videoId } });
      return count > 0;
    },
    async claimCaptionOrder(shopId, videoId, at) {
      const count = await prisma.$executeRaw`
        UPDATE caption_orders
        SET attempt = attempt + 1, status = 'listening', updated_at = ${new Date(at)}
        WHERE shop_id = ${shopId} AND video_id = ${videoId} AND status IN ('queued', 'listening')`;
      return count > 0 ? captionOrder(shopId, videoId) : null;
    },
    async captionProgress(shopId, videoId, attempt, share, at) {
      const { count } = await prisma.captionOrder.updateMany({
        where: { shopId, videoId, attempt, status: "listening" },
        data: { progress: share, updatedAt: new Date(at) },
      });
      return count > 0;
    },
    settleCaptionOrder: (shopId, videoId, attempt, end, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const updatedAt = new Date(at);
        const mine = { shopId, videoId, attempt, status: "listening" };
        if ("failure" in end) {
          const { count } = await tx.captionOrder.updateMany({
            where: mine,
            data: { status: "failed", failure: end.failure as object, updatedAt },
          });
          return count > 0;
        }
        const { count } = await tx.captionOrder.deleteMany({ where: mine });
        if (count === 0) return false;
        await tx.$executeRaw`
          INSERT INTO captions (shop_id, video_id, language, cues, automatic, updated_at)
          VALUES (${shopId}, ${videoId}, ${end.language}, ${JSON.stringify(end.cues)}::jsonb, true, ${updatedAt})
          ON CONFLICT (shop_id, video_id, language) DO UPDATE
          SET cues = excluded.cues, updated_at = excluded.updated_at WHERE captions.automatic`;
        await enqueue(tx, jobs);
        return true;
      }),
    staleCaptionOrders: (before, limit) =>
      prisma.captionOrder.findMany({
        where: { status: { in: ["queued", "listening"] }, updatedAt: { lt: new Date(before) } },
        orderBy: { updatedAt: "asc" },
        select: { shopId: true, videoId: true },
        take: limit,
      }),
  };
}

function toOrder(row: Prisma.CaptionOrderGetPayload<object>): StoredCaptionOrder {
  const { language, progress, attempt } = row;
  return {
    ...{ language, progress, attempt },
    status: row.status as StoredCaptionOrder["status"],
    failure: row.failure as unknown as Fault | null,
  };
}
