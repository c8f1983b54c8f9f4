import type { Placement, Prisma, Publication as PublicationRow } from "@prisma/client";
import type { Feed } from "../../contract/feed.ts";
import type {
  PlacementRecord,
  PlacementStore,
  Publication,
  PublicationSource,
} from "../../domains/placements/index.server.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { Database, EnqueueWithin, Transaction } from "./database.ts";
import { PUBLISHED_CHANNEL } from "./publishing-signal.ts";

export function createPlacementStore({
  prisma,
  enqueue,
}: Pick<Database, "prisma"> & { enqueue: EnqueueWithin }): PlacementStore {
  /** What is live has changed: in the same transaction the shop is to be written and all processes told. */
  const tell = async (tx: Transaction, shopId: string, jobs: JobRequest[]) => {
    await tx.$executeRaw`
      insert into shop_syncs (shop_id, wanted, updated_at) values (${shopId}, 1, now())
      on conflict (shop_id) do update set wanted = shop_syncs.wanted + 1`;
    await tx.$queryRaw`
      select pg_notify(${PUBLISHED_CHANNEL}, domain)::text from shops where id = ${shopId}`;
    await enqueue(tx, jobs);
  };

  return {
    async list(shopId) {
      const rows = await prisma.placement.findMany({
        where: { shopId },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toRecord);
    },

    async get(shopId, id) {
      const row = await prisma.placement.findUnique({ where: { shopId_id: { shopId, id } } });
      return row && toRecord(row);
    },

    async create(shopId, { createdAt, publishedAt, ...placement }) {
      const at = new Date(createdAt);
      const made = await prisma.placement.createMany({
        data: [
          {
            ...placement,
            shopId,
            createdAt: at,
            updatedAt: at,
            publishedAt: publishedAt === null ? null : new Date(publishedAt),
          },
        ],
        skipDuplicates: true,
      });
      return made.count === 1;
    },

    async update(shopId, id, change, at) {
      const found = await prisma.$executeRaw`
        update placements set
          title = coalesce(${change.title ?? null}, title),
          playlist_id = case when ${change.playlistId !== undefined} then ${change.playlistId ?? null}
                             else playlist_id end,
          changed = live,
          updated_at = ${new Date(at)}
        where shop_id = ${shopId} and id = ${id}`;
      return found > 0;
    },

    publish: (shopId, id, document, { onlyLive }, jobs) =>
      prisma.$transaction(async (tx) => {
        const placement = await lock(tx, shopId, id);
        if (!placement || (onlyLive && !placement.live)) return "gone";
        if (placement.rev !== document.after) return "moved";
        const rev = placement.rev + 1;
        const publishedAt = new Date(document.at);
        await tx.placement.update({
          where: { shopId_id: { shopId, id } },
          // Making what is live anew does not publish an edit that waits.
          data: onlyLive ? { rev } : { rev, live: true, changed: false, publishedAt },
        });
        const content = {
          rev,
          feed: { ...document.feed, rev } as unknown as Prisma.InputJsonValue,
          source: document.source as unknown as Prisma.InputJsonValue,
          publishedAt,
        };
        await tx.publication.upsert({
          where: { shopId_placementId: { shopId, placementId: id } },
          create: { shopId, placementId: id, ...content },
          update: content,
        });
        await tell(tx, shopId, jobs);
        return { rev };
      }),

    unpublish: (shopId, id, jobs) =>
      prisma.$transaction(async (tx) => {
        const placement = await lock(tx, shopId, id);
        if (!placement) return false;
        if (!placement.live) return true;
        await takeOff(tx, { shopId, id });
        await tell(tx, shopId, jobs);
        return true;
      }),

    async unpublishAll(shopId, jobs, before) {
      await prisma.$transaction(async (tx) => {
        await takeOff(tx, {
          shopId,
          live: true,
          ...(before === undefined ? {} : { publishedAt: { lt: new Date(before) } }),
        });
        await tell(tx, shopId, jobs);
      });
    },

    remove: (shopId, id, jobs) =>
      prisma.$transaction(async (tx) => {
        const placement = await lock(tx, shopId, id);
        if (!placement) return false;
        await tx.placement.delete({ where: { shopId_id: { shopId, id } } });
        await tell(tx, shopId, jobs);
        return true;
      }),

    async publications(shopId) {
      const rows = await prisma.publication.findMany({
        where: { shopId, placement: { live: true } },
        include: { placement: true },
        orderBy: [{ placement: { createdAt: "asc" } }, { placementId: "asc" }],
      });
      return rows.map(toPublication);
    },

    async enqueue(jobs) {
      await prisma.$transaction((tx) => enqueue(tx, jobs));
    },
  };
}

/** Publishing, taking off and removing of one placement go one after another. */
async function lock(tx: Transaction, shopId: string, id: string): Promise<Placement | null> {
  await tx.$queryRaw`
    select 1 from placements where shop_id = ${shopId} and id = ${id} for update`;
  return tx.placement.findUnique({ where: { shopId_id: { shopId, id } } });
}

async function takeOff(tx: Transaction, where: Prisma.PlacementWhereInput): Promise<void> {
  const rows = await tx.placement.findMany({ where, select: { shopId: true, id: true } });
  for (const { shopId, id } of rows) {
    await tx.publication.deleteMany({ where: { shopId, placementId: id } });
    await tx.placement.update({
      where: { shopId_id: { shopId, id } },
      data: { live: false, changed: false },
    });
  }
}

function toRecord(row: Placement): PlacementRecord {
  return {
    id: row.id,
    handle: row.handle,
    title: row.title,
    block: row.block as PlacementRecord["block"],
    playlistId: row.playlistId,
    rev: row.rev,
    live: row.live,
    changed: row.changed,
    publishedAt: row.publishedAt?.getTime() ?? null,
    createdAt: row.createdAt.getTime(),
  };
}

function toPublication(row: PublicationRow & { placement: Placement }): Publication {
  return {
    placement: toRecord(row.placement),
    feed: row.feed as unknown as Feed,
    source: row.source as unknown as PublicationSource,
    publishedAt: row.publishedAt.getTime(),
  };
}
