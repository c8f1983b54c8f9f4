import type { PrismaClient } from "@prisma/client";
import type { VideoStatus, WithheldReason } from "../../domains/media/index.ts";
import type { MediaFault, StoredCard } from "../../domains/media/ports.ts";

interface CardRow {
  id: string;
  title: string;
  tags: string[];
  status: string;
  progress: number;
  failure: unknown;
  created_at: Date;
  withheld: string[];
  cover_key: string | null;
  has_asset: boolean;
  width: number | null;
  height: number | null;
  duration: number | null;
  poster_key: string | null;
  preview_key: string | null;
  placeholder: string | null;
  products: number;
  categories: string[] | null;
  plays: bigint | null;
  revenue: bigint | null;
}

/** Clips as lists show them, in one question: in the order of `ids`, missing ones left out. */
export async function readCards(
  prisma: PrismaClient,
  shopId: string,
  ids: string[],
): Promise<StoredCard[]> {
  if (ids.length === 0) return [];
  const rows = await prisma.$queryRaw<CardRow[]>`
    SELECT v.id, v.title, v.tags, v.status, v.progress, v.failure, v.created_at, v.withheld, v.cover_key,
      a.video_id IS NOT NULL AS has_asset, a.width, a.height, a.duration, a.poster_key,
      a.preview_key, a.placeholder, e.categories, e.plays, e.revenue,
      (SELECT count(*)::int FROM product_tags t
       WHERE t.shop_id = v.shop_id AND t.video_id = v.id) AS products
    FROM videos v
    LEFT JOIN assets a ON a.shop_id = v.shop_id AND a.video_id = v.id
    LEFT JOIN library.entries e ON e.shop_id = v.shop_id AND e.video_id = v.id
    WHERE v.shop_id = ${shopId} AND v.id = ANY(${ids}::text[])`;
  const known = new Map(rows.map((row) => [row.id, toCard(row)]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

function toCard(row: CardRow): StoredCard {
  return {
    id: row.id,
    title: row.title,
    tags: row.tags,
    status: row.status as VideoStatus,
    progress: row.progress,
    failure: row.failure as MediaFault | null,
    createdAt: row.created_at.getTime(),
    withheld: row.withheld as WithheldReason[],
    coverKey: row.cover_key,
    asset: row.has_asset
      ? {
          width: row.width,
          height: row.height,
          duration: row.duration,
          posterKey: row.poster_key,
          previewKey: row.preview_key,
          placeholder: row.placeholder,
        }
      : null,
    productCount: row.products,
    categories: row.categories ?? [],
    plays: Number(row.plays ?? 0),
    revenue: Number(row.revenue ?? 0),
  };
}
