import type { PrismaClient } from "@prisma/client";
import type { RightsStore } from "../../domains/clearance/rights-ports.ts";
import type { WithheldReason } from "../../domains/media/index.ts";
import type { EnqueueWithin } from "./database.ts";
import { toAnswer } from "./permission-store.ts";
import { holdClips, judgeClips, toTerms, writeTerms } from "./rights-rows.ts";

/** Rights records in PostgreSQL. What the library is narrowed by is copied beside clips by triggers. */
export function createRightsStore({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): RightsStore {
  return {
    async find(shopId, videoId) {
      const row = await prisma.rightsRecord.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
      });
      return row && { terms: toTerms(row), updatedAt: row.updatedAt.getTime() };
    },

    save: (shopId, videoId, { terms, seen, at }, judge) =>
      prisma.$transaction(async (tx) => {
        const held = await holdClips(tx, shopId, [videoId]);
        if (held.length === 0) return "gone";
        const row = await tx.rightsRecord.findUnique({
          where: { shopId_videoId: { shopId, videoId } },
        });
        if ((row?.updatedAt.getTime() ?? null) !== seen) return "changed";
        await writeTerms(tx, shopId, videoId, terms, new Date(at));
        await judgeClips(tx, enqueue, shopId, held, judge);
        return "saved";
      }),

    async settle(shopId, videoIds, judge) {
      await prisma.$transaction(async (tx) => {
        const held = await holdClips(tx, shopId, videoIds);
        if (held.length > 0) await judgeClips(tx, enqueue, shopId, held, judge);
      });
    },

    async clips(shopId, { after, dated, limit }) {
      const rows = await prisma.video.findMany({
        where: {
          shopId,
          ...(after === null ? {} : { id: { gt: after } }),
          ...(dated
            ? {
                rights: {
                  is: { OR: [{ fromDay: { not: null } }, { untilDay: { not: null } }] },
                },
              }
            : {}),
        },
        select: { id: true },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },

    async due(now, limit) {
      const rows = await prisma.rightsRecord.findMany({
        where: { turnsAt: { lte: new Date(now) } },
        select: { shopId: true, videoId: true },
        orderBy: { turnsAt: "asc" },
        take: limit,
      });
      const shops = new Map<string, string[]>();
      for (const { shopId, videoId } of rows)
        shops.set(shopId, [...(shops.get(shopId) ?? []), videoId]);
      return [...shops].map(([shopId, videoIds]) => ({ shopId, videoIds }));
    },

    async list(shopId, after, limit) {
      const rows = await prisma.rightsRecord.findMany({
        where: { shopId, ...(after === null ? {} : { videoId: { gt: after } }) },
        include: { video: { select: { title: true, withheld: true } } },
        orderBy: { videoId: "asc" },
        take: limit,
      });
      const answers = await prisma.permissionAnswer.findMany({
        where: { shopId, videoId: { in: rows.map(({ videoId }) => videoId) } },
        orderBy: { at: "asc" },
      });
      const last = new Map(answers.map((row) => [row.videoId, toAnswer(row)]));
      return rows.map((row) => ({
        videoId: row.videoId,
        title: row.video.title,
        withheld: row.video.withheld as WithheldReason[],
        terms: toTerms(row),
        updatedAt: row.updatedAt.getTime(),
        answer: last.get(row.videoId) ?? null,
      }));
    },

    async mayShowUncleared(shopId) {
      const row = await prisma.rightsPolicy.findUnique({ where: { shopId } });
      return row?.uncleared ?? true;
    },

    async setUncleared(shopId, uncleared, at, jobs) {
      const data = { uncleared, updatedAt: new Date(at) };
      await prisma.$transaction(async (tx) => {
        await tx.rightsPolicy.upsert({
          where: { shopId },
          create: { shopId, ...data },
          update: data,
        });
        await enqueue(tx, jobs);
      });
    },
  };
}
