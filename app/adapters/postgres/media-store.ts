import { Prisma, type PrismaClient } from "@prisma/client";
import type {
  Moment,
  VideoLanguage,
  VideoSource,
  VideoStatus,
  WithheldReason,
} from "../../domains/media/index.ts";
import type {
  MediaFault,
  MediaStore,
  StoredPlayback,
  StoredVideo,
} from "../../domains/media/ports.ts";
import { ok, refuse } from "../../kernel/result.ts";
import { assetFields } from "./asset-fields.ts";
import type { EnqueueWithin } from "./database.ts";
import { libraryUse, takeRoom } from "./library-use.ts";
import { countVideos, listVideos } from "./media-list.ts";
import { nextRound } from "./next-round.ts";
import { productRows } from "./product-rows.ts";
import { readCards } from "./video-cards.ts";
import { withholdWithin } from "./withhold.ts";

export interface MediaStoreOptions {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}

/** Videos, their assets and their product tags in PostgreSQL. */
export function createMediaStore({ prisma, enqueue }: MediaStoreOptions): MediaStore {
  /** Runs one guarded change and enqueues only when it took hold. */
  const change = (
    jobs: Parameters<EnqueueWithin>[1],
    work: (tx: Parameters<EnqueueWithin>[0]) => Promise<boolean>,
  ) =>
    prisma.$transaction(async (tx) => {
      const done = await work(tx);
      if (done && jobs.length > 0) await enqueue(tx, jobs);
      return done;
    });

  const byIds = async (shopId: string, ids: string[]) => {
    const rows = await prisma.video.findMany({ where: { shopId, id: { in: ids } }, include });
    const known = new Map(rows.map((row) => [row.id, toVideo(row)]));
    return ids.flatMap((id) => known.get(id) ?? []);
  };

  return {
    insert: (shopId, video, room) =>
      prisma.$transaction(async (tx) => {
        const at = new Date(video.at);
        const here = await tx.video.count({ where: { shopId, id: video.id } });
        if (here > 0) return ok();
        const more = { clips: 1, bytes: video.sourceBytes };
        const fault = await takeRoom(tx, shopId, more, room);
        if (fault) return { ok: false, fault };
        const { count } = await tx.video.createMany({
          data: {
            shopId,
            id: video.id,
            title: video.title,
            description: video.description,
            tags: video.tags,
            source: video.source ?? "upload",
            withheld: video.withheld ?? [],
            status: video.wanted ? "wanted" : "uploading",
            sourceName: video.sourceName,
            sourceBytes: BigInt(video.sourceBytes),
            sourceKey: video.sourceKey,
            createdAt: at,
            updatedAt: at,
          },
          skipDuplicates: true,
        });
        if (count === 0) return ok();
        if (video.engine)
          await tx.asset.create({
            data: {
              shopId,
              videoId: video.id,
              engine: video.engine.name,
              engineRef: video.engine.ref,
              updatedAt: at,
            },
          });
        await tx.productTag.createMany({ data: productRows(shopId, video.id, video.products) });
        return ok();
      }),

    expectFile: (shopId, id, { engine, sourceBytes, ...file }, at, room) =>
      prisma.$transaction(async (tx) => {
        const clip = await tx.video.findUnique({
          where: { shopId_id: { shopId, id }, status: "wanted" },
          select: { sourceBytes: true },
        });
        if (!clip) return refuse("file-not-wanted");
        // The clip is counted already, and so is a file that was to come before.
        const more = { clips: 0, bytes: sourceBytes - Number(clip.sourceBytes) };
        const fault = await takeRoom(tx, shopId, more, room);
        if (fault) return { ok: false, fault };
        const { count } = await tx.video.updateMany({
          where: { shopId, id, status: "wanted" },
          data: { ...file, sourceBytes: BigInt(sourceBytes), updatedAt: new Date(at) },
        });
        if (count === 0) return refuse("file-not-wanted");
        if (!engine) return ok();
        const data = { engine: engine.name, engineRef: engine.ref, updatedAt: new Date(at) };
        await tx.asset.upsert({
          where: { shopId_videoId: { shopId, videoId: id } },
          create: { shopId, videoId: id, ...data },
          update: data,
        });
        return ok();
      }),

    async setCover(shopId, id, key) {
      const [row] = await prisma.$queryRaw<{ before: string | null }[]>`
        UPDATE videos v SET cover_key = ${key} FROM videos old
        WHERE v.shop_id = ${shopId} AND v.id = ${id}
          AND old.shop_id = v.shop_id AND old.id = v.id
        RETURNING old.cover_key AS before`;
      return row?.before;
    },

    async find(shopId, id) {
      const row = await prisma.video.findUnique({ where: { shopId_id: { shopId, id } }, include });
      return row ? toVideo(row) : null;
    },

    byIds,

    async list(shopId, query) {
      const { ids, ...rest } = await listVideos(prisma, shopId, query);
      return { ...rest, rows: await readCards(prisma, shopId, ids) };
    },

    use: (shopId) => libraryUse(prisma, shopId),
    count: (shopId, filter) => countVideos(prisma, shopId, filter),
    cards: (shopId, ids) => readCards(prisma, shopId, ids),

    async readyByProduct(shopId) {
      const rows = await prisma.$queryRaw<{ product_id: string; video_ids: string[] }[]>`
        SELECT t.product_id, array_agg(t.video_id ORDER BY v.created_at DESC, v.id DESC) AS video_ids
        FROM (SELECT DISTINCT shop_id, video_id, product_id FROM product_tags
              WHERE shop_id = ${shopId}) t
        JOIN videos v ON v.shop_id = t.shop_id AND v.id = t.video_id AND v.status = 'ready'
             AND v.withheld = '{}'
        GROUP BY t.product_id`;
      return new Map(rows.map((row) => [row.product_id, row.video_ids]));
    },

    queue: (shopId, id, from, at, jobs) =>
      change(jobs, async (tx) => {
        const count = await tx.$executeRaw`
          UPDATE videos
          SET status = 'queued', progress = 0, failure = NULL, updated_at = ${new Date(at)},
              attempt = ${nextRound("videos")}
          WHERE shop_id = ${shopId} AND id = ${id} AND status = ANY(${from})`;
        return count > 0;
      }),

    update: (shopId, id, { products, moments, ...fields }, at, jobs) =>
      change(jobs, async (tx) => {
        // Also locks the row, so that of two savers one wins whole.
        const { count } = await tx.video.updateMany({
          where: { shopId, id },
          data: {
            ...fields,
            ...(moments ? { moments: moments as unknown as Prisma.InputJsonValue } : {}),
            updatedAt: new Date(at),
          },
        });
        if (count === 0) return false;
        if (!products) return true;
        await tx.productTag.deleteMany({ where: { shopId, videoId: id } });
        await tx.productTag.createMany({ data: productRows(shopId, id, products) });
        return true;
      }),

    withhold: (shopId, ids, reason, on, jobsFor) =>
      prisma.$transaction(async (tx) => {
        const changed = await withholdWithin(tx, shopId, ids, reason, on);
        if (changed.length > 0) await enqueue(tx, jobsFor(changed));
        return changed;
      }),

    async isWithheld(shopId, id) {
      const row = await prisma.video.findUnique({
        where: { shopId_id: { shopId, id } },
        select: { withheld: true },
      });
      return (row?.withheld.length ?? 0) > 0;
    },

    remove: (shopId, ids, jobsFor) =>
      prisma.$transaction(async (tx) => {
        const locked = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM videos WHERE shop_id = ${shopId} AND id = ANY(${ids}) FOR UPDATE`;
        const present = locked.map((row) => row.id);
        const rows = await tx.video.findMany({
          where: { shopId, id: { in: present } },
          include,
        });
        const removed = rows.map(toVideo);
        if (removed.length === 0) return [];
        await tx.video.deleteMany({ where: { shopId, id: { in: present } } });
        await enqueue(tx, jobsFor(removed));
        return removed;
      }),

    async claim(shopId, id, at) {
      const claimed = await prisma.$queryRaw<{ id: string }[]>`
        UPDATE videos v
        SET attempt = attempt + 1, updated_at = ${new Date(at)},
            status = CASE WHEN status = 'queued' THEN 'processing' ELSE status END
        WHERE shop_id = ${shopId} AND id = ${id}
          AND (status IN ('queued', 'processing')
               OR (status = 'ready' AND EXISTS (
                     SELECT 1 FROM assets a
                     WHERE a.shop_id = v.shop_id AND a.video_id = v.id AND NOT a.complete)))
        RETURNING id`;
      if (claimed.length === 0) return null;
      const row = await prisma.video.findUnique({ where: { shopId_id: { shopId, id } }, include });
      return row ? toVideo(row) : null;
    },

    async progress(shopId, id, attempt, share, at) {
      const { count } = await prisma.video.updateMany({
        where: { shopId, id, attempt, status: { in: ["processing", "ready"] } },
        data: { progress: share, updatedAt: new Date(at) },
      });
      return count > 0;
    },

    publish: (shopId, id, attempt, engine, asset, at, jobs) =>
      change(jobs, async (tx) => {
        const updatedAt = new Date(at);
        const { count } = await tx.video.updateMany({
          where: { shopId, id, attempt, status: { in: ["processing", "ready"] } },
          data: {
            status: "ready",
            failure: Prisma.DbNull,
            updatedAt,
            ...(asset.complete ? { progress: 1 } : {}),
          },
        });
        if (count === 0) return false;
        const data = { engine, ...assetFields(asset), updatedAt };
        await tx.asset.upsert({
          where: { shopId_videoId: { shopId, videoId: id } },
          create: { shopId, videoId: id, ...data },
          update: data,
        });
        return true;
      }),

    async fail(shopId, id, attempt, fault, at) {
      const { count } = await prisma.video.updateMany({
        where: { shopId, id, attempt, status: "processing" },
        data: {
          status: "failed",
          failure: fault as unknown as Prisma.InputJsonValue,
          updatedAt: new Date(at),
        },
      });
      return count > 0;
    },

    async findByEngineRef(engine, engineRef) {
      const row = await prisma.asset.findFirst({
        where: { engine, engineRef },
        select: { shopId: true, videoId: true },
      });
      return row;
    },

    async couponCodes(shopId) {
      const ours = shopId === undefined ? Prisma.empty : Prisma.sql`AND v.shop_id = ${shopId}`;
      const rows = await prisma.$queryRaw<{ shop_id: string; codes: string[] }[]>`
        SELECT v.shop_id, array_agg(DISTINCT m ->> 'code' ORDER BY m ->> 'code') AS codes
        FROM videos v CROSS JOIN LATERAL jsonb_array_elements(v.moments) AS m
        WHERE v.moments <> '[]' AND m ->> 'kind' = 'coupon' ${ours}
        GROUP BY v.shop_id`;
      return rows.map((row) => ({ shopId: row.shop_id, codes: row.codes }));
    },

    assetsOf: (shopId) =>
      prisma.asset.findMany({ where: { shopId }, select: { engine: true, engineRef: true } }),

    async stale(status, before, limit) {
      const rows = await prisma.video.findMany({
        where: { status, updatedAt: { lt: new Date(before) } },
        include,
        orderBy: { updatedAt: "asc" },
        take: limit,
      });
      return rows.map((row) => ({ shopId: row.shopId, video: toVideo(row) }));
    },

    enqueue: (jobs) => prisma.$transaction((tx) => enqueue(tx, jobs)),
  };
}

const include = {
  asset: true,
  products: { orderBy: { position: "asc" } },
  captions: { select: { language: true, fileKey: true }, orderBy: { language: "asc" } },
} satisfies Prisma.VideoInclude;

type VideoRow = Prisma.VideoGetPayload<{ include: typeof include }>;

function toVideo(row: VideoRow): StoredVideo {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    tags: row.tags,
    source: row.source as VideoSource,
    language: row.language as VideoLanguage | null,
    status: row.status as VideoStatus,
    progress: row.progress,
    failure: row.failure as unknown as MediaFault | null,
    sourceName: row.sourceName,
    sourceBytes: Number(row.sourceBytes),
    sourceKey: row.sourceKey,
    coverKey: row.coverKey,
    attempt: row.attempt,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
    asset: row.asset && {
      engine: row.asset.engine,
      engineRef: row.asset.engineRef,
      width: row.asset.width,
      height: row.asset.height,
      duration: row.asset.duration,
      hasAudio: row.asset.hasAudio,
      posterKey: row.asset.posterKey,
      previewKey: row.asset.previewKey,
      placeholder: row.asset.placeholder,
      playback: row.asset.playback as unknown as StoredPlayback | null,
      complete: row.asset.complete,
    },
    captions: row.captions.flatMap(({ language, fileKey }) =>
      fileKey ? [{ language, fileKey }] : [],
    ),
    products: row.products.map((tag) => ({
      productId: tag.productId,
      variantId: tag.variantId,
      from: tag.fromMs,
      to: tag.toMs,
      x: tag.x,
      y: tag.y,
    })),
    moments: row.moments as unknown as Moment[],
    withheld: row.withheld as WithheldReason[],
  };
}
