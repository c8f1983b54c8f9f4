import type { PrismaClient } from "@prisma/client";
import type { PlaylistRow, PlaylistStore } from "../../domains/playlists/ports.ts";

interface ListedRow {
  id: string;
  title: string;
  updated_at: Date;
  video_ids: string[];
}

/** Playlists in PostgreSQL. A place in a list whose video has gone is not counted and not shown. */
export function createPlaylistStore({ prisma }: { prisma: PrismaClient }): PlaylistStore {
  const read = (shopId: string, id: string | null) => prisma.$queryRaw<ListedRow[]>`
    SELECT p.id, p.title, p.updated_at,
           coalesce(array_agg(i.video_id ORDER BY i.position)
                    FILTER (WHERE v.id IS NOT NULL), '{}') AS video_ids
    FROM playlists p
    LEFT JOIN playlist_items i ON i.shop_id = p.shop_id AND i.playlist_id = p.id
    LEFT JOIN videos v ON v.shop_id = i.shop_id AND v.id = i.video_id
    WHERE p.shop_id = ${shopId} AND (${id}::text IS NULL OR p.id = ${id})
    GROUP BY p.shop_id, p.id
    ORDER BY p.updated_at DESC, p.id DESC`;

  return {
    async list(shopId) {
      return (await read(shopId, null)).map(toRow);
    },

    async get(shopId, id) {
      const [row] = await read(shopId, id);
      return row ? toRow(row) : null;
    },

    async create(shopId, { id, title, now }) {
      const at = new Date(now);
      await prisma.playlist.create({
        data: { shopId, id, title, createdAt: at, updatedAt: at },
      });
    },

    async rename(shopId, id, title, now) {
      const { count } = await prisma.playlist.updateMany({
        where: { shopId, id },
        data: { title, updatedAt: new Date(now) },
      });
      return count > 0;
    },

    setVideos(shopId, id, videoIds, now) {
      return prisma
        .$transaction(async (tx) => {
          // The update locks the playlist's row, so two savers come one after the other.
          const { count } = await tx.playlist.updateMany({
            where: { shopId, id },
            data: { updatedAt: new Date(now) },
          });
          if (count === 0) return "playlist-not-found";
          const known = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM videos WHERE shop_id = ${shopId} AND id = ANY(${videoIds}) FOR KEY SHARE`;
          if (known.length !== videoIds.length) throw new UnknownVideo();
          await tx.playlistItem.deleteMany({ where: { shopId, playlistId: id } });
          await tx.playlistItem.createMany({
            data: videoIds.map((videoId, position) => ({
              shopId,
              playlistId: id,
              position,
              videoId,
            })),
          });
          return "set" as const;
        })
        .catch((error: unknown) => {
          if (error instanceof UnknownVideo) return "video-not-found" as const;
          throw error;
        });
    },

    remove(shopId, id) {
      return prisma.$transaction(async (tx) => {
        const locked = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM playlists WHERE shop_id = ${shopId} AND id = ${id} FOR UPDATE`;
        if (locked.length === 0) return "playlist-not-found";
        const placed = await tx.placement.count({ where: { shopId, playlistId: id } });
        if (placed > 0) return "playlist-in-use";
        await tx.playlist.delete({ where: { shopId_id: { shopId, id } } });
        return "removed";
      });
    },

    async videoIds(shopId, id) {
      const rows = await prisma.$queryRaw<{ video_id: string }[]>`
        SELECT i.video_id
        FROM playlist_items i
        JOIN videos v ON v.shop_id = i.shop_id AND v.id = i.video_id
        WHERE i.shop_id = ${shopId} AND i.playlist_id = ${id}
        ORDER BY i.position`;
      return rows.map((row) => row.video_id);
    },
  };
}

/** Thrown inside the transaction, so that what it has written is undone. */
class UnknownVideo extends Error {}

function toRow(row: ListedRow): PlaylistRow {
  return {
    id: row.id,
    title: row.title,
    videoCount: row.video_ids.length,
    firstVideoIds: row.video_ids.slice(0, 4),
    updatedAt: row.updated_at.getTime(),
  };
}
