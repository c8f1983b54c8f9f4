import { Prisma, type PrismaClient } from "@prisma/client";
import type { VideoListQuery } from "../../domains/media/index.ts";

/**
 * One page of the library by keyset: the cursor holds the sort value and id of the last row, so that
 * pages stay whole while clips come and go.
 */
export async function listVideos(
  prisma: PrismaClient,
  shopId: string,
  query: VideoListQuery,
): Promise<{ ids: string[]; next: string | null; total: number }> {
  const filters = [Prisma.sql`shop_id = ${shopId}`];
  if (query.status) filters.push(Prisma.sql`status = ${query.status}`);
  if (query.tag) filters.push(Prisma.sql`tags @> ARRAY[${query.tag}]::text[]`);
  const search = query.search?.trim();
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    filters.push(
      Prisma.sql`(title ILIKE ${like} OR source_name ILIKE ${like}
        OR EXISTS (SELECT 1 FROM unnest(tags) AS tag WHERE tag ILIKE ${like}))`,
    );
  }
  const where = Prisma.join(filters, " AND ");
  const cursor = readCursor(query.cursor);
  const [order, after] = sorting(query.sort, cursor);
  const rows = await prisma.$queryRaw<{ id: string; sort: string }[]>`
    SELECT id, ${query.sort === "title" ? Prisma.sql`lower(title)` : TIME} AS sort
    FROM videos WHERE ${where} ${after} ${order} LIMIT ${query.limit + 1}`;
  const [count] = await prisma.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM videos WHERE ${where}`;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    ids: page.map((row) => row.id),
    next: rows.length > page.length && last ? writeCursor(last.sort, last.id) : null,
    total: Number(count?.total ?? 0),
  };
}

/** Whole milliseconds as text: what Date can hold, and what a cursor can carry unharmed. */
const TIME = Prisma.sql`(extract(epoch FROM created_at) * 1000)::bigint::text`;

function sorting(
  sort: VideoListQuery["sort"],
  cursor: { sort: string; id: string } | null,
): [Prisma.Sql, Prisma.Sql] {
  if (sort === "title")
    return [
      Prisma.sql`ORDER BY lower(title), id`,
      cursor ? Prisma.sql`AND (lower(title), id) > (${cursor.sort}, ${cursor.id})` : Prisma.empty,
    ];
  const at = new Date(Number(cursor?.sort ?? 0));
  if (sort === "oldest")
    return [
      Prisma.sql`ORDER BY created_at, id`,
      cursor ? Prisma.sql`AND (created_at, id) > (${at}, ${cursor.id})` : Prisma.empty,
    ];
  return [
    Prisma.sql`ORDER BY created_at DESC, id DESC`,
    cursor ? Prisma.sql`AND (created_at, id) < (${at}, ${cursor.id})` : Prisma.empty,
  ];
}

function writeCursor(sort: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, id])).toString("base64url");
}

/** A cursor that nobody here wrote starts from the beginning: it comes out of a URL. */
function readCursor(cursor: string | undefined): { sort: string; id: string } | null {
  if (!cursor) return null;
  try {
    const [sort, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    return typeof sort === "string" && typeof id === "string" ? { sort, id } : null;
  } catch {
    return null;
  }
}
