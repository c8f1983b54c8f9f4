import { Prisma, type PrismaClient } from "@prisma/client";
import type { CarriedTimes } from "../../domains/media/edits/carry-times.ts";
import type {
  EditStore,
  PreparedSource,
  StoredEdit,
  StoredEditSource,
} from "../../domains/media/edits/ports.ts";
import type { Cue, EditDocument, EditFileKind, EditStatus } from "../../domains/media/index.ts";
import { type EngineAsset, type MediaFault, TRIES_A_ROUND } from "../../domains/media/ports.ts";
import { assetFields } from "./asset-fields.ts";
import { captionOrders } from "./caption-orders.ts";
import { carryThings } from "./carry-things.ts";
import type { EnqueueWithin } from "./database.ts";
import { nextRound } from "./next-round.ts";

export interface EditStoreOptions {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}

type Tx = Parameters<EnqueueWithin>[0];

/** Versions of clips, their sources and their files in PostgreSQL. */
export function createEditStore({ prisma, enqueue }: EditStoreOptions): EditStore {
  /** Runs one guarded change and enqueues only when it took hold. */
  const change = (jobs: Parameters<EnqueueWithin>[1], work: (tx: Tx) => Promise<boolean>) =>
    prisma.$transaction(async (tx) => {
      const done = await work(tx);
      if (done && jobs.length > 0) await enqueue(tx, jobs);
      return done;
    });

  const source = async (shopId: string, videoId: string) => {
    const row = await prisma.editSource.findUnique({
      where: { shopId_videoId: { shopId, videoId } },
    });
    return row ? toSource(row) : null;
  };
  const find = async (shopId: string, id: string) => {
    const row = await prisma.edit.findUnique({ where: { shopId_id: { shopId, id } } });
    return row ? toEdit(row) : null;
  };

  return {
    source,
    async wantSource(shopId, videoId, at, jobs) {
      const now = new Date(at);
      await change(jobs, async (tx) => {
        const count = await tx.$executeRaw`
          INSERT INTO edit_sources (shop_id, video_id, status, attempt, updated_at)
          SELECT shop_id, id, 'queued', ${TRIES_A_ROUND}, ${now} FROM videos
          WHERE shop_id = ${shopId} AND id = ${videoId}
          ON CONFLICT (shop_id, video_id) DO UPDATE
          SET status = 'queued', progress = 0, failure = NULL, updated_at = ${now},
              attempt = ${nextRound("edit_sources")}
          WHERE edit_sources.status = 'failed'`;
        return count > 0;
      });
    },
    async claimSource(shopId, videoId, at) {
      const count = await prisma.$executeRaw`
        UPDATE edit_sources
        SET attempt = attempt + 1, status = 'preparing', updated_at = ${new Date(at)}
        WHERE shop_id = ${shopId} AND video_id = ${videoId} AND status IN ('queued', 'preparing')`;
      return count > 0 ? source(shopId, videoId) : null;
    },
    async sourceProgress(shopId, videoId, attempt, share, at) {
      const { count } = await prisma.editSource.updateMany({
        where: { shopId, videoId, attempt, status: "preparing" },
        data: { progress: share, updatedAt: new Date(at) },
      });
      return count > 0;
    },
    async settleSource(shopId, videoId, attempt, end, at) {
      const { count } = await prisma.editSource.updateMany({
        where: { shopId, videoId, attempt, status: "preparing" },
        data: {
          updatedAt: new Date(at),
          ...("prepared" in end
            ? { status: "ready", progress: 1, prepared: json(end.prepared) }
            : { status: "failed", failure: json(end.failure) }),
        },
      });
      return count > 0;
    },

    insert: (shopId, edit) =>
      prisma.$transaction(async (tx) => {
        // The clip's row is what two savers wait for, so that each gets a number of its own.
        const clip = await tx.$queryRaw<object[]>`
          SELECT 1 FROM videos WHERE shop_id = ${shopId} AND id = ${edit.videoId} FOR UPDATE`;
        if (clip.length === 0) return null;
        const last = await tx.edit.aggregate({
          where: { shopId, videoId: edit.videoId },
          _max: { number: true },
        });
        const at = new Date(edit.at);
        const row = await tx.edit.create({
          data: {
            ...{ shopId, id: edit.id, videoId: edit.videoId, name: edit.name },
            ...{ number: (last._max.number ?? 0) + 1, document: json(edit.document) },
            ...{ status: "saved", createdBy: edit.createdBy, createdAt: at, updatedAt: at },
          },
        });
        return toEdit(row);
      }),
    async list(shopId, videoId) {
      const rows = await prisma.edit.findMany({
        where: { shopId, videoId },
        orderBy: { number: "desc" },
      });
      return rows.map(toEdit);
    },
    find,
    async liveEdit(shopId, videoId) {
      const state = await prisma.editState.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
        select: { liveEditId: true },
      });
      return state?.liveEditId ?? null;
    },
    async carried(shopId, videoId) {
      const state = await prisma.editState.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
        select: { carried: true },
      });
      return (state?.carried ?? {}) as Partial<CarriedTimes>;
    },
    queue: (shopId, id, from, at, jobs) =>
      change(jobs, async (tx) => {
        const count = await tx.$executeRaw`
          UPDATE edits
          SET status = 'queued', progress = 0, failure = NULL, updated_at = ${new Date(at)},
              attempt = ${nextRound("edits")}
          WHERE shop_id = ${shopId} AND id = ${id} AND status = ANY(${from})`;
        return count > 0;
      }),
    async cancel(shopId, id, at) {
      const { count } = await prisma.edit.updateMany({
        where: { shopId, id, status: { in: ["queued", "rendering"] } },
        data: { status: "cancelled", updatedAt: new Date(at) },
      });
      return count > 0;
    },
    async claim(shopId, id, at) {
      const count = await prisma.$executeRaw`
        UPDATE edits
        SET attempt = attempt + 1, status = 'rendering', updated_at = ${new Date(at)}
        WHERE shop_id = ${shopId} AND id = ${id} AND status IN ('queued', 'rendering')`;
      return count > 0 ? find(shopId, id) : null;
    },
    async progress(shopId, id, attempt, share, at) {
      const { count } = await prisma.edit.updateMany({
        where: { shopId, id, attempt, status: "rendering" },
        data: { progress: share, updatedAt: new Date(at) },
      });
      return count > 0;
    },
    publish: (shopId, id, attempt, engine, asset, at, jobs) =>
      change(jobs, async (tx) => {
        const updatedAt = new Date(at);
        const { count } = await tx.edit.updateMany({
          where: { shopId, id, attempt, status: "rendering" },
          data: { status: "ready", progress: 1, engine, asset: json(asset), updatedAt },
        });
        if (count === 0) return false;
        const { videoId } = await tx.edit.findUniqueOrThrow({
          where: { shopId_id: { shopId, id } },
          select: { videoId: true },
        });
        return show(tx, { shopId, videoId, editId: id, engine, asset, updatedAt });
      }),
    async fail(shopId, id, attempt, fault, at) {
      const { count } = await prisma.edit.updateMany({
        where: { shopId, id, attempt, status: "rendering" },
        data: { status: "failed", failure: json(fault), updatedAt: new Date(at) },
      });
      return count > 0;
    },
    use: (shopId, videoId, editId, at, jobs) =>
      change(jobs, async (tx) => {
        const wanted = await keptAsset(tx, shopId, videoId, editId);
        if (!wanted) return false;
        return show(tx, { shopId, videoId, editId, ...wanted, updatedAt: new Date(at) });
      }),
    async unseen(before, limit) {
      const rows = await prisma.$queryRaw<{ shop_id: string; id: string; ref: string }[]>`
        SELECT e.shop_id, e.id, e.asset ->> 'engineRef' AS ref FROM edits e
        WHERE ${unseenSince(before)} ORDER BY e.updated_at LIMIT ${limit}`;
      return rows.map(({ shop_id, id, ref }) => ({ shopId: shop_id, editId: id, engineRef: ref }));
    },
    forgetRendition: (shopId, editId, before, jobs) =>
      change(jobs, async (tx) => {
        const count = await tx.$executeRaw`
          UPDATE edits e SET asset = NULL, engine = NULL, status = 'saved', progress = 0
          WHERE e.shop_id = ${shopId} AND e.id = ${editId} AND ${unseenSince(before)}`;
        return count > 0;
      }),
    async stale(before, limit) {
      const where = { updatedAt: { lt: new Date(before) } };
      const take = { orderBy: { updatedAt: "asc" }, take: limit } as const;
      const edits = await prisma.edit.findMany({
        ...take,
        where: { ...where, status: { in: ["queued", "rendering"] } },
        select: { shopId: true, videoId: true, id: true },
      });
      const sources = await prisma.editSource.findMany({
        ...take,
        where: { ...where, status: { in: ["queued", "preparing"] } },
        select: { shopId: true, videoId: true },
      });
      return [
        ...edits.map(({ id, ...edit }) => ({ ...edit, editId: id })),
        ...sources.map((each) => ({ ...each, editId: null })),
      ];
    },

    async captions(shopId, videoId) {
      const rows = await prisma.caption.findMany({
        where: { shopId, videoId },
        orderBy: { language: "asc" },
      });
      return rows.map(({ language, cues, fileKey, automatic }) => ({
        ...{ language, fileKey, automatic },
        cues: cues as unknown as Cue[],
      }));
    },
    putCaptions: (shopId, videoId, language, cues, at, jobs) =>
      change(jobs, async (tx) => {
        const updatedAt = new Date(at);
        const { count } = await tx.video.updateMany({
          where: { shopId, id: videoId },
          data: { updatedAt },
        });
        if (count === 0) return false;
        if (cues.length === 0) {
          await tx.caption.deleteMany({ where: { shopId, videoId, language } });
          return true;
        }
        await tx.caption.upsert({
          where: { shopId_videoId_language: { shopId, videoId, language } },
          create: { shopId, videoId, language, cues: json(cues), updatedAt },
          update: { cues: json(cues), automatic: false, updatedAt },
        });
        return true;
      }),
    ...captionOrders({ prisma, enqueue }),
    async setCaptionFile(shopId, videoId, language, fileKey) {
      await prisma.caption.updateMany({
        where: { shopId, videoId, language },
        data: { fileKey },
      });
    },

    async addFile(shopId, { createdAt, ...file }) {
      await prisma.editFile.create({
        data: { shopId, ...file, createdAt: new Date(createdAt) },
      });
    },
    async files(shopId) {
      const rows = await prisma.editFile.findMany({
        where: { shopId },
        orderBy: { id: "desc" },
      });
      return rows.map(({ shopId: _, createdAt, kind, ...file }) => ({
        ...file,
        kind: kind as EditFileKind,
        createdAt: createdAt.getTime(),
      }));
    },
  };
}

/** Of versions `e`: rendered, not what shoppers see, and neither shown nor taken off since. */
const unseenSince = (before: number) => Prisma.sql`
  e.status = 'ready' AND e.asset IS NOT NULL AND e.updated_at < ${new Date(before)}
  AND NOT EXISTS (SELECT 1 FROM edit_states s
                  WHERE s.shop_id = e.shop_id AND s.video_id = e.video_id AND s.live_edit_id = e.id)`;

/** Puts an asset in the place of the one there is, which is kept when it is the original's. */
async function show(
  tx: Tx,
  next: {
    shopId: string;
    videoId: string;
    editId: string | null;
    engine: string;
    asset: EngineAsset;
    updatedAt: Date;
  },
): Promise<boolean> {
  const { shopId, videoId, editId, engine, asset, updatedAt } = next;
  const { count } = await tx.video.updateMany({
    where: { shopId, id: videoId, status: "ready" },
    data: { updatedAt },
  });
  if (count === 0) return false;
  const where = { shopId_videoId: { shopId, videoId } };
  const state = await tx.editState.findUnique({ where });
  if (state) await tx.editState.update({ where, data: { liveEditId: editId } });
  else {
    const { engine: originalEngine, ...original } = await tx.asset.findUniqueOrThrow({ where });
    const { shopId: _, videoId: _v, updatedAt: _u, ...originalAsset } = original;
    await tx.editState.create({
      data: {
        shopId,
        videoId,
        liveEditId: editId,
        originalEngine,
        originalAsset: json(originalAsset),
      },
    });
  }
  // From now on the one is seen, and from now on the other is not.
  const turned = [editId, state?.liveEditId].filter((id) => id != null);
  await tx.edit.updateMany({ where: { shopId, id: { in: turned } }, data: { updatedAt } });
  await tx.asset.update({ where, data: { engine, ...assetFields(asset), updatedAt } });
  await carryThings(tx, shopId, videoId, state?.liveEditId ?? null, editId);
  return true;
}

async function keptAsset(tx: Tx, shopId: string, videoId: string, editId: string | null) {
  if (editId === null) {
    const state = await tx.editState.findUnique({ where: { shopId_videoId: { shopId, videoId } } });
    if (!state) return null;
    return {
      engine: state.originalEngine,
      asset: state.originalAsset as unknown as EngineAsset,
    };
  }
  // Held, so that nobody forgets what was rendered of it before it is shown.
  await tx.$queryRaw`
    SELECT 1 AS held FROM edits WHERE shop_id = ${shopId} AND id = ${editId} FOR UPDATE`;
  const edit = await tx.edit.findUnique({ where: { shopId_id: { shopId, id: editId } } });
  if (edit?.videoId !== videoId || !edit.asset || !edit.engine) return null;
  return { engine: edit.engine, asset: edit.asset as unknown as EngineAsset };
}

function toSource(row: Prisma.EditSourceGetPayload<object>): StoredEditSource {
  return {
    videoId: row.videoId,
    status: row.status as StoredEditSource["status"],
    progress: row.progress,
    failure: row.failure as unknown as MediaFault | null,
    attempt: row.attempt,
    prepared: row.prepared as unknown as PreparedSource | null,
    updatedAt: row.updatedAt.getTime(),
  };
}

function toEdit(row: Prisma.EditGetPayload<object>): StoredEdit {
  return {
    id: row.id,
    videoId: row.videoId,
    number: row.number,
    name: row.name,
    document: row.document as unknown as EditDocument,
    status: row.status as EditStatus,
    progress: row.progress,
    failure: row.failure as unknown as MediaFault | null,
    attempt: row.attempt,
    rendered: row.asset !== null,
    createdBy: row.createdBy,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  };
}

function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
