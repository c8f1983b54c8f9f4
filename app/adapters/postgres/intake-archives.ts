import { Prisma, type PrismaClient } from "@prisma/client";
import type { ArchivePost, ArchiveStore, StoredArchive } from "../../domains/intake/ports.ts";
import type { EnqueueWithin } from "./database.ts";

/** Shown, and read with each other, at the most. */
const MOST = 50;
const LEAN = { posts: true } as const;

type Row = Omit<Prisma.ArchiveGetPayload<object>, "posts">;

/** Data exports of platforms, in PostgreSQL. */
export function createArchiveStore({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): ArchiveStore {
  const find = async (where: Prisma.ArchiveWhereInput) => {
    const row = await prisma.archive.findFirst({ where, omit: LEAN });
    return row && toArchive(row);
  };
  return {
    async begin({ createdAt, bytes, ...archive }) {
      const at = new Date(createdAt);
      await prisma.archive.createMany({
        data: {
          ...archive,
          bytes: BigInt(bytes),
          state: "receiving",
          createdAt: at,
          updatedAt: at,
        },
        skipDuplicates: true,
      });
      const { shopId, staff, mark } = archive;
      const row = await prisma.archive.findUniqueOrThrow({
        where: { shopId_staff_mark: { shopId, staff, mark } },
        omit: LEAN,
      });
      return toArchive(row);
    },
    find: (shopId, id) => find({ shopId, id }),
    findByMark: (shopId, staff, mark) => find({ shopId, staff, mark }),
    findByImport: (shopId, importId) => find({ shopId, importId }),
    async archives(shopId) {
      const rows = await prisma.archive.findMany({
        where: { shopId },
        omit: LEAN,
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: MOST,
      });
      return rows.map(toArchive);
    },

    addPart: (shopId, id, part, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ received: bigint; bytes: bigint }[]>`
          SELECT received, bytes FROM archives
          WHERE shop_id = ${shopId} AND id = ${id} AND state = 'receiving' FOR UPDATE`;
        if (!row) return "gone";
        const { start, bytes, key } = part;
        const end = BigInt(start + bytes);
        if (row.received !== BigInt(start) || end > row.bytes) return "behind";
        const place = { start: BigInt(start), bytes: BigInt(bytes), key };
        await tx.archivePart.create({ data: { shopId, archiveId: id, ...place } });
        await tx.archive.update({
          where: { shopId_id: { shopId, id } },
          data: {
            ...{ received: end, updatedAt: new Date(at) },
            ...(end === row.bytes ? { state: "reading" } : {}),
          },
        });
        if (jobs.length > 0) await enqueue(tx, jobs);
        return "added";
      }),
    async parts(shopId, archiveId) {
      const rows = await prisma.archivePart.findMany({
        where: { shopId, archiveId },
        orderBy: { start: "asc" },
      });
      return rows.map(({ start, bytes, key }) => ({
        ...{ start: Number(start), bytes: Number(bytes), key },
      }));
    },

    change: (shopId, id, from, { fault, report, posts, ...change }, at, jobs = []) =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.archive.updateMany({
          where: { shopId, id, state: { in: from } },
          data: {
            ...change,
            ...(fault === undefined ? {} : { fault: json(fault) }),
            ...(report === undefined ? {} : { report: json(report) }),
            ...(posts === undefined ? {} : { posts: json(posts) }),
            updatedAt: new Date(at),
          },
        });
        if (count > 0 && jobs.length > 0) await enqueue(tx, jobs);
        return count > 0;
      }),
    async postsElsewhere(shopId, kind, id) {
      const rows = await prisma.archive.findMany({
        where: { shopId, kind, id: { not: id } },
        select: { posts: true },
        orderBy: { createdAt: "desc" },
        take: MOST,
      });
      return rows.flatMap(({ posts }) => (posts ?? []) as unknown as ArchivePost[]);
    },
    dropParts: (shopId, id, at, jobs) =>
      prisma.$transaction(async (tx) => {
        await tx.archivePart.deleteMany({ where: { shopId, archiveId: id } });
        await tx.archive.updateMany({
          where: { shopId, id },
          data: { state: "over", updatedAt: new Date(at) },
        });
        await enqueue(tx, jobs);
      }),
    remove: (shopId, id, jobs) =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.archive.deleteMany({ where: { shopId, id } });
        if (count > 0 && jobs.length > 0) await enqueue(tx, jobs);
      }),
    async stale(before, limit) {
      const rows = await prisma.archive.findMany({
        where: { updatedAt: { lt: new Date(before) } },
        omit: LEAN,
        orderBy: { updatedAt: "asc" },
        take: limit,
      });
      return rows.map(toArchive);
    },
  };
}

function json(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}

function toArchive(row: Row): StoredArchive {
  return {
    shopId: row.shopId,
    id: row.id,
    staff: row.staff,
    name: row.name,
    bytes: Number(row.bytes),
    mark: row.mark,
    received: Number(row.received),
    state: row.state as StoredArchive["state"],
    kind: row.kind as StoredArchive["kind"],
    fault: row.fault as unknown as StoredArchive["fault"],
    report: row.report as unknown as StoredArchive["report"],
    importId: row.importId,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  };
}
