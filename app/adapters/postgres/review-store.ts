import { Prisma, type PrismaClient, type ClipReview as ReviewRow } from "@prisma/client";
import type { ClipMeasures } from "../../domains/clearance/index.server.ts";
import {
  type Finding,
  REVIEW_STATES,
  type ReviewActor,
  type ReviewDeed,
  type ReviewPolicy,
  type ReviewState,
} from "../../domains/clearance/index.ts";
import type { NewDeed, ReviewStore, StoredReview } from "../../domains/clearance/ports.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { EnqueueWithin, Transaction } from "./database.ts";
import { withholdWithin } from "./withhold.ts";

/** Reviews of clips, what was done about them, and each shop's policy. */
export function createReviewStore({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): ReviewStore {
  return {
    async policy(shopId) {
      const row = await prisma.reviewSettings.findUnique({ where: { shopId } });
      return row && (row.policy as unknown as ReviewPolicy);
    },
    async setPolicy(shopId, policy, at) {
      const data = { policy: json(policy), updatedAt: new Date(at) };
      await prisma.reviewSettings.upsert({
        where: { shopId },
        create: { shopId, ...data },
        update: data,
      });
    },

    async find(shopId, videoId) {
      const row = await prisma.clipReview.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
      });
      return row && toReview(row);
    },

    save: (shopId, { version, videoId, ...review }, deed, at, jobsFor) =>
      prisma.$transaction(async (tx) => {
        // The clip's row is what writers wait for, as everywhere.
        const clip = await tx.$queryRaw<object[]>`
          SELECT 1 AS held FROM videos WHERE shop_id = ${shopId} AND id = ${videoId}
          FOR NO KEY UPDATE`;
        if (clip.length === 0) return false;
        const data = {
          ...{ state: review.state, by: review.by, reason: review.reason },
          findings: json(review.findings),
          measures: review.measures ? json(review.measures) : Prisma.DbNull,
          ...{ words: review.words, pictures: review.pictures, since: new Date(review.since) },
          version: version + 1,
        };
        const { count } =
          version === 0
            ? await tx.clipReview.createMany({
                data: { shopId, videoId, ...data },
                skipDuplicates: true,
              })
            : await tx.clipReview.updateMany({ where: { shopId, videoId, version }, data });
        if (count === 0) return false;
        if (deed) await note(tx, shopId, [{ videoId, ...deed }], at);
        const on = review.state !== "approved";
        const changed = await withholdWithin(tx, shopId, [videoId], "review", on);
        if (changed.length > 0) await enqueue(tx, jobsFor());
        return true;
      }),

    decide: (shopId, clips, { deed, ...to }, at, jobsFor) =>
      prisma.$transaction(async (tx) => {
        const ids = clips.map(({ videoId }) => videoId);
        const versions = clips.map(({ version }) => version);
        await tx.$queryRaw`
          SELECT 1 AS held FROM videos WHERE shop_id = ${shopId} AND id = ANY(${ids}) ORDER BY id
          FOR NO KEY UPDATE`;
        const rows = await tx.$queryRaw<{ video_id: string; findings: Finding[]; title: string }[]>`
          UPDATE clip_reviews r
          SET state = ${to.state}, "by" = ${to.by}, reason = ${to.reason}, version = r.version + 1,
              since = CASE WHEN r.state = ${to.state} THEN r.since ELSE ${new Date(at)} END
          FROM unnest(${ids}::text[], ${versions}::int[]) AS looked (video_id, version), videos v
          WHERE r.shop_id = ${shopId} AND r.video_id = looked.video_id AND r.version = looked.version
            AND v.shop_id = r.shop_id AND v.id = r.video_id
          RETURNING r.video_id, r.findings, v.title`;
        const decided = rows.map((row) => row.video_id).sort();
        await note(
          tx,
          shopId,
          rows.map((row) => ({
            ...{ videoId: row.video_id, title: row.title, deed, by: to.by, reason: to.reason },
            findings: [...new Set(row.findings.map(({ kind }) => kind))],
          })),
          at,
        );
        const on = to.state !== "approved";
        const changed = await withholdWithin(tx, shopId, decided, "review", on);
        if (changed.length > 0) await enqueue(tx, jobsFor(changed));
        return decided;
      }),

    async queue(shopId, { state, after, limit }) {
      const cursor = readCursor(after);
      const [rows, counts] = await Promise.all([
        limit === 0
          ? []
          : prisma.clipReview.findMany({
              where: {
                ...{ shopId, state },
                ...(cursor
                  ? {
                      OR: [
                        { since: { gt: cursor.since } },
                        { since: cursor.since, videoId: { gt: cursor.videoId } },
                      ],
                    }
                  : {}),
              },
              orderBy: [{ since: "asc" }, { videoId: "asc" }],
              take: limit + 1,
            }),
        prisma.clipReview.groupBy({ by: ["state"], where: { shopId }, _count: true }),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        reviews: page.map(toReview),
        next: rows.length > limit && last ? `${last.since.getTime()}.${last.videoId}` : null,
        counts: Object.fromEntries(
          REVIEW_STATES.map((name) => [
            name,
            counts.find((row) => row.state === name)?._count ?? 0,
          ]),
        ) as Record<ReviewState, number>,
      };
    },
    async deeds(shopId, { videoId, limit }) {
      const rows = await prisma.reviewDeed.findMany({
        where: { shopId, ...(videoId === null ? {} : { videoId }) },
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map(({ shopId: _, id: _id, at, deed, by, ...row }) => ({
        ...row,
        deed: deed as ReviewDeed["deed"],
        by: by as ReviewActor,
        at: at.getTime(),
      }));
    },

    async unreviewed(before, limit) {
      const rows = await prisma.$queryRaw<{ shop_id: string; id: string; fresh: boolean }[]>`
        SELECT v.shop_id, v.id, 'review' = ANY(v.withheld) AS fresh
        FROM videos v LEFT JOIN clip_reviews r ON r.shop_id = v.shop_id AND r.video_id = v.id
        WHERE v.status = 'ready' AND r.video_id IS NULL AND v.updated_at < ${new Date(before)}
        ORDER BY v.updated_at LIMIT ${limit}`;
      return rows.map(({ shop_id, id, fresh }) => ({ shopId: shop_id, videoId: id, fresh }));
    },
  };
}

async function note(
  tx: Transaction,
  shopId: string,
  deeds: (NewDeed & { videoId: string })[],
  at: number,
): Promise<void> {
  const when = new Date(at);
  await tx.reviewDeed.createMany({
    data: deeds.map((deed) => ({ shopId, id: newId(fixedClock(at)), ...deed, at: when })),
  });
}

function readCursor(text: string | null): { since: Date; videoId: string } | null {
  const match = /^(\d{1,15})\.([0-9a-z]{24})$/.exec(text ?? "");
  return match ? { since: new Date(Number(match[1])), videoId: match[2]! } : null;
}

function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

function toReview(row: ReviewRow): StoredReview {
  return {
    videoId: row.videoId,
    state: row.state as ReviewState,
    by: row.by as ReviewActor,
    reason: row.reason,
    findings: row.findings as unknown as Finding[],
    measures: row.measures as unknown as ClipMeasures | null,
    ...{ words: row.words, pictures: row.pictures, version: row.version },
    since: row.since.getTime(),
  };
}
