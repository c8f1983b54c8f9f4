import { Prisma, type PrismaClient } from "@prisma/client";
import type { ClipOrigin, IntakeStore } from "../../domains/intake/ports.ts";
import type { EnqueueWithin } from "./database.ts";
import { type ImportRows, importRows } from "./intake-imports.ts";

export interface IntakeStoreOptions {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}

/** Uploads, where clips are from, and imports in PostgreSQL. */
export function createIntakeStore(options: IntakeStoreOptions): IntakeStore {
  return { ...uploadRows(options), ...originRows(options), ...importRows(options) };
}

type UploadRows = Omit<IntakeStore, keyof ImportRows | keyof ReturnType<typeof originRows>>;

function uploadRows({ prisma, enqueue }: IntakeStoreOptions): UploadRows {
  return {
    async beginUpload({ createdAt, bytes, ...upload }) {
      const at = new Date(createdAt);
      await prisma.upload.createMany({
        data: { ...upload, bytes: BigInt(bytes), createdAt: at, updatedAt: at },
        skipDuplicates: true,
      });
      const { shopId, staff, mark } = upload;
      const row = await prisma.upload.findUniqueOrThrow({
        where: { shopId_staff_mark: { shopId, staff, mark } },
      });
      return toUpload(row);
    },
    async findUpload(shopId, videoId) {
      const row = await prisma.upload.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
      });
      return row && toUpload(row);
    },
    async findByMark(shopId, staff, mark) {
      const row = await prisma.upload.findUnique({
        where: { shopId_staff_mark: { shopId, staff, mark } },
      });
      return row && toUpload(row);
    },
    async uploads(shopId) {
      const rows = await prisma.upload.findMany({
        where: { shopId },
        orderBy: { updatedAt: "desc" },
        take: 100,
      });
      return rows.map(toUpload);
    },

    addPart: (shopId, videoId, part, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ received: bigint; bytes: bigint }[]>`
          SELECT received, bytes FROM uploads
          WHERE shop_id = ${shopId} AND video_id = ${videoId} FOR UPDATE`;
        if (!row) return "gone";
        const end = BigInt(part.start + part.bytes);
        if (row.received !== BigInt(part.start) || end > row.bytes) return "behind";
        await tx.uploadPart.create({
          data: {
            shopId,
            videoId,
            start: BigInt(part.start),
            bytes: BigInt(part.bytes),
            key: part.key,
          },
        });
        await tx.upload.update({
          where: { shopId_videoId: { shopId, videoId } },
          data: { received: end, updatedAt: new Date(at) },
        });
        if (jobs.length > 0) await enqueue(tx, jobs);
        return "added";
      }),

    async parts(shopId, videoId) {
      const rows = await prisma.uploadPart.findMany({
        where: { shopId, videoId },
        orderBy: { start: "asc" },
      });
      return rows.map(({ start, bytes, key }) => ({
        start: Number(start),
        bytes: Number(bytes),
        key,
      }));
    },

    removeUpload: (shopId, videoId, jobs) =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.upload.deleteMany({ where: { shopId, videoId } });
        if (count > 0 && jobs.length > 0) await enqueue(tx, jobs);
      }),

    async staleUploads(before, limit) {
      const rows = await prisma.upload.findMany({
        where: { updatedAt: { lt: new Date(before) } },
        orderBy: { updatedAt: "asc" },
        take: limit,
      });
      return rows.map(toUpload);
    },
  };
}

function originRows({
  prisma,
}: IntakeStoreOptions): Pick<
  IntakeStore,
  "setOrigin" | "findOrigin" | "sameSize" | "byRefs" | "countClips"
> {
  return {
    async setOrigin(shopId, origin, at) {
      const { videoId, bytes, ...rest } = origin;
      const data = { ...rest, bytes: BigInt(bytes), at: new Date(at) };
      try {
        await prisma.clipOrigin.upsert({
          where: { shopId_videoId: { shopId, videoId } },
          create: { shopId, videoId, ...data },
          update: data,
        });
        return true;
      } catch (error) {
        const code = (error as { code?: string }).code;
        // The ref is another clip's; or the clip was deleted meanwhile, and has no origin to keep.
        if (error instanceof Prisma.PrismaClientKnownRequestError && code === "P2002") return false;
        if (code === "P2003") return true;
        throw error;
      }
    },
    async findOrigin(shopId, videoId) {
      const row = await prisma.clipOrigin.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
      });
      return row && toOrigin(row);
    },
    async sameSize(shopId, bytes) {
      const rows = await prisma.clipOrigin.findMany({
        where: { shopId, bytes: BigInt(bytes) },
        include: { video: { select: { title: true } } },
        take: 100,
      });
      return rows.map(({ video, ...row }) => ({ ...toOrigin(row), title: video.title }));
    },
    async byRefs(shopId, refs) {
      if (refs.length === 0) return new Map();
      const rows = await prisma.clipOrigin.findMany({
        where: { shopId, ref: { in: refs } },
        select: { ref: true, videoId: true },
      });
      return new Map(rows.map(({ ref, videoId }) => [ref ?? "", videoId]));
    },
    countClips: (shopId) => prisma.video.count({ where: { shopId } }),
  };
}

function toOrigin(row: Prisma.ClipOriginGetPayload<object>): ClipOrigin {
  return {
    videoId: row.videoId,
    kind: row.kind as ClipOrigin["kind"],
    ref: row.ref,
    page: row.page,
    bytes: Number(row.bytes),
    sha256: row.sha256,
  };
}

function toUpload(row: Prisma.UploadGetPayload<object>) {
  return {
    shopId: row.shopId,
    videoId: row.videoId,
    staff: row.staff,
    name: row.name,
    bytes: Number(row.bytes),
    mark: row.mark,
    received: Number(row.received),
    url: row.url,
    sha256: row.sha256,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  };
}
