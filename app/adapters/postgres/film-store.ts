import type { Prisma, PrismaClient } from "@prisma/client";
import type { FilmStore, StoredFilm } from "../../domains/media/films/ports.ts";
import type { FilmRecipe, FilmStatus } from "../../domains/media/index.ts";
import { TRIES_A_ROUND } from "../../domains/media/ports.ts";
import type { Fault } from "../../kernel/result.ts";
import type { EnqueueWithin } from "./database.ts";
import { nextRound } from "./next-round.ts";

/** Films of product pictures in PostgreSQL. */
export function createFilmStore({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): FilmStore {
  const find = async (shopId: string, id: string) => {
    const row = await prisma.film.findUnique({ where: { shopId_id: { shopId, id } } });
    return row ? toFilm(row) : null;
  };
  const inWork = ["queued", "making"];
  return {
    find,
    async insert(shopId, { id, productId, recipe, createdBy, at }, jobs) {
      const now = new Date(at);
      await prisma.$transaction(async (tx) => {
        const { count } = await tx.film.createMany({
          data: {
            ...{ shopId, id, productId, createdBy, style: recipe.style, status: "queued" },
            ...{ recipe: json(recipe), attempt: TRIES_A_ROUND, createdAt: now, updatedAt: now },
          },
          skipDuplicates: true,
        });
        if (count > 0) await enqueue(tx, jobs);
      });
    },
    async recent(shopId, since, limit) {
      const rows = await prisma.film.findMany({
        where: {
          shopId,
          OR: [{ status: { in: inWork } }, { updatedAt: { gte: new Date(since) } }],
        },
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map(toFilm);
    },
    async alike(shopId, productId, style) {
      const [found] = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM films
        WHERE shop_id = ${shopId} AND product_id = ${productId} AND style = ${style}
          AND (status = ANY(${inWork}) OR status = 'done' AND EXISTS (
            SELECT 1 FROM videos WHERE videos.shop_id = films.shop_id AND videos.id = films.id))
        ORDER BY id DESC LIMIT 1`;
      return found?.id ?? null;
    },
    queue: (shopId, id, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const count = await tx.$executeRaw`
          UPDATE films
          SET status = 'queued', progress = 0, failure = NULL, updated_at = ${new Date(at)},
              attempt = ${nextRound("films")}
          WHERE shop_id = ${shopId} AND id = ${id} AND status IN ('failed', 'cancelled')`;
        if (count > 0) await enqueue(tx, jobs);
        return count > 0;
      }),
    async cancel(shopId, id, at) {
      const { count } = await prisma.film.updateMany({
        where: { shopId, id, status: { in: inWork } },
        data: { status: "cancelled", updatedAt: new Date(at) },
      });
      return count > 0;
    },
    async claim(shopId, id, at) {
      const count = await prisma.$executeRaw`
        UPDATE films SET attempt = attempt + 1, status = 'making', updated_at = ${new Date(at)}
        WHERE shop_id = ${shopId} AND id = ${id} AND status = ANY(${inWork})`;
      return count > 0 ? find(shopId, id) : null;
    },
    async progress(shopId, id, attempt, share, at) {
      const { count } = await prisma.film.updateMany({
        where: { shopId, id, attempt, status: "making" },
        data: { progress: share, updatedAt: new Date(at) },
      });
      return count > 0;
    },
    async settle(shopId, id, attempt, end, at) {
      const { count } = await prisma.film.updateMany({
        where: { shopId, id, attempt, status: "making" },
        data: {
          updatedAt: new Date(at),
          ...(end === "done"
            ? { status: "done", progress: 1 }
            : { status: "failed", failure: json(end) }),
        },
      });
      return count > 0;
    },
    async stale(before, limit) {
      return prisma.film.findMany({
        where: { status: { in: inWork }, updatedAt: { lt: new Date(before) } },
        orderBy: { updatedAt: "asc" },
        select: { shopId: true, id: true },
        take: limit,
      });
    },
  };
}

function toFilm(row: Prisma.FilmGetPayload<object>): StoredFilm {
  return {
    id: row.id,
    productId: row.productId,
    recipe: row.recipe as unknown as FilmRecipe,
    status: row.status as FilmStatus,
    progress: row.progress,
    failure: row.failure as unknown as Fault | null,
    attempt: row.attempt,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  };
}

function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
