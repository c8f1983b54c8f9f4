import { Prisma, type PrismaClient } from "@prisma/client";
import {
  LENGTH_LIMITS,
  type RightsFilter,
  type SearchCorrection,
  VIDEO_LENGTHS,
  type VideoFacts,
  type VideoFilter,
  type VideoLack,
  type VideoLength,
  type VideoListQuery,
  type VideoSort,
} from "../../domains/media/index.ts";
import { addDays } from "../../kernel/days.ts";
import { planSearch, type SearchPlan, saying } from "./library-search.ts";

export interface ListedVideos {
  /** In order. */
  rows: ({ id: string } & VideoFacts)[];
  next: string | null;
  total: number;
  meant: SearchCorrection[];
}

/**
 * One page of the library by keyset: the cursor holds the sort values and id of the last row, so that
 * pages stay whole while clips come and go.
 */
export async function listVideos(
  prisma: PrismaClient,
  shopId: string,
  query: VideoListQuery,
): Promise<ListedVideos> {
  const plan = query.search?.trim() ? await planSearch(prisma, shopId, query.search) : null;
  const where = filterVideos(shopId, query, plan);
  const order = orderOf(query.sort, plan);
  const cursor = readCursor(query.cursor, order.keys.length);
  const direction = order.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const sortedBy = [...order.keys.map(({ sql }) => sql), Prisma.sql`e.video_id`];
  const after = cursor
    ? Prisma.sql`AND (${Prisma.join(sortedBy)}) ${order.descending ? Prisma.sql`<` : Prisma.sql`>`}
        (${Prisma.join([...order.keys.map(({ read }, at) => read(cursor.keys[at] ?? "")), cursor.id])})`
    : Prisma.empty;
  const texts = Prisma.join(
    order.keys.map(({ sql, write }) => (write ? write(sql) : Prisma.sql`${sql}::text`)),
  );
  const columns = Prisma.sql`e.video_id, ARRAY[${texts}] AS keys, e.plays, e.revenue, e.categories`;
  const orderBy = Prisma.join(
    sortedBy.map((key) => Prisma.sql`${key} ${direction}`),
    ", ",
  );
  // What is searched is found once, and counted and paged from that. Filters alone are left to the
  // indexes: a page is read off the beginning of one while another connection counts.
  const [rows, [count]] = plan
    ? await searched(
        prisma,
        Prisma.sql`
        WITH found AS MATERIALIZED (SELECT * FROM library.entries e WHERE ${where})
        SELECT ${columns}, (SELECT count(*) FROM found) AS total
        FROM found e WHERE TRUE ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`,
      )
    : await Promise.all([
        prisma.$queryRaw<PageRow[]>`
          SELECT ${columns} FROM library.entries e WHERE ${where} ${after}
          ORDER BY ${orderBy} LIMIT ${query.limit + 1}`,
        prisma.$queryRaw<{ total: bigint }[]>`
          SELECT count(*) AS total FROM library.entries e WHERE ${where}`,
      ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      id: row.video_id,
      plays: Number(row.plays),
      revenue: Number(row.revenue),
      categories: row.categories,
    })),
    next: rows.length > page.length && last ? writeCursor(last.keys, last.video_id) : null,
    total: Number(count?.total ?? 0),
    meant: plan?.meant ?? [],
  };
}

async function searched(
  prisma: PrismaClient,
  sql: Prisma.Sql,
): Promise<[PageRow[], { total: bigint }[]]> {
  const rows = await prisma.$queryRaw<(PageRow & { total: bigint })[]>(sql);
  return [rows, rows.slice(0, 1)];
}

interface PageRow {
  video_id: string;
  keys: string[];
  plays: bigint;
  revenue: bigint;
  categories: string[];
}

/** Condition on `library.entries e` for a shop's clips that pass every filter. */
export function filterVideos(
  shopId: string,
  filter: VideoFilter,
  plan: SearchPlan | null,
): Prisma.Sql {
  const all = [Prisma.sql`e.shop_id = ${shopId}`];
  const oneOf = (column: Prisma.Sql, values: readonly string[] | undefined) => {
    if (values?.length) all.push(Prisma.sql`${column} = ANY(${values}::text[])`);
  };
  oneOf(Prisma.sql`e.status`, filter.statuses);
  oneOf(Prisma.sql`e.source`, filter.sources);
  oneOf(Prisma.sql`e.language`, filter.languages);
  oneOf(Prisma.sql`e.shape`, filter.shapes);
  const ranges = lengthRanges(filter.lengths ?? []);
  if (ranges.length > 0)
    all.push(
      Prisma.sql`(${Prisma.join(
        ranges.map(({ over, to }) =>
          to === null
            ? Prisma.sql`${DURATION.sql} > ${over}`
            : Prisma.sql`(${DURATION.sql} > ${over} AND ${DURATION.sql} <= ${to})`,
        ),
        " OR ",
      )})`,
    );
  if (filter.tags?.length)
    all.push(Prisma.sql`e.tag_keys @> ARRAY(
      SELECT library.fold(tag) FROM unnest(${filter.tags}::text[]) AS tag)`);
  if (filter.category)
    all.push(Prisma.sql`e.categories && ARRAY(
      WITH RECURSIVE below AS (
        SELECT c.id FROM categories c WHERE c.shop_id = ${shopId} AND c.id = ${filter.category}
        UNION
        SELECT c.id FROM categories c JOIN below b ON c.parent_id = b.id WHERE c.shop_id = ${shopId}
      ) SELECT id FROM below)`);
  if (filter.product) all.push(Prisma.sql`e.products @> ARRAY[${filter.product}]::text[]`);
  for (const lack of filter.lacks ?? []) all.push(LACKING[lack]);
  if (filter.performance === "earning") all.push(Prisma.sql`e.revenue > 0`);
  if (filter.performance === "played") all.push(Prisma.sql`e.plays > 0`);
  if (filter.performance === "unplayed") all.push(Prisma.sql`e.plays = 0`);
  if (filter.reviews?.length)
    all.push(Prisma.sql`e.review = ANY(${filter.reviews}::text[])
      AND (e.review <> 'approved' OR NOT 'review' = ANY(e.withheld))`);
  if (filter.withheld?.length)
    all.push(Prisma.sql`e.withheld <> '{}' AND e.withheld && ${filter.withheld}::text[]`);
  if (filter.rights) all.push(rightsAre(filter.rights));
  if (filter.addedAfter !== undefined)
    all.push(Prisma.sql`e.created_at >= ${new Date(filter.addedAfter)}`);
  if (plan) all.push(Prisma.sql`e.video_id IN (${saying(shopId, plan)})`);
  return Prisma.join(all, " AND ");
}

const ENDING_DAYS: Partial<Record<RightsFilter, number>> = { ending7: 7, ending30: 30 };

function rightsAre({ any, day }: { any: RightsFilter[]; day: string }): Prisma.Sql {
  const standing = Prisma.sql`library.rights_standing(
    e.rights, e.rights_from, e.rights_until, e.rights_here, ${day}::date)`;
  const standings = any.filter((one) => !(one in ENDING_DAYS));
  const within = Math.max(...any.map((one) => ENDING_DAYS[one] ?? -1));
  const alternatives = [
    ...(standings.length > 0 ? [Prisma.sql`${standing} = ANY(${standings}::text[])`] : []),
    ...(within >= 0
      ? [
          Prisma.sql`(e.rights = 'granted' AND e.rights_until BETWEEN ${day}::date
            AND ${addDays(day, within)}::date AND ${standing} = 'granted')`,
        ]
      : []),
  ];
  return Prisma.sql`(${Prisma.join(alternatives, " OR ")})`;
}

/** Neighbours joined, so that one range of the index is read where one will do. */
function lengthRanges(lengths: VideoLength[]): { over: number; to: number | null }[] {
  const ranges: { over: number; to: number | null }[] = [];
  for (const name of VIDEO_LENGTHS.filter((one) => lengths.includes(one))) {
    const { over, to } = LENGTH_LIMITS[name];
    const last = ranges.at(-1);
    if (last?.to === over) last.to = to;
    else ranges.push({ over, to });
  }
  return ranges;
}

const LACKING: Record<VideoLack, Prisma.Sql> = {
  product: Prisma.sql`e.products = '{}'`,
  category: Prisma.sql`e.categories = '{}'`,
  tag: Prisma.sql`e.tag_keys = '{}'`,
  description: Prisma.sql`NOT e.described`,
  language: Prisma.sql`e.language IS NULL`,
};

interface Key {
  sql: Prisma.Sql;
  /** As text in a cursor; by default as PostgreSQL writes it. */
  write?: (sql: Prisma.Sql) => Prisma.Sql;
  /** Back from there. */
  read: (text: string) => Prisma.Sql;
}

const whole = (sql: Prisma.Sql): Key => ({ sql, read: (text) => Prisma.sql`${bigint(text)}` });
/** Whole milliseconds: what Date can hold, and what a cursor can carry unharmed. */
const CREATED: Key = {
  sql: Prisma.sql`e.created_at`,
  write: (sql) => Prisma.sql`(extract(epoch FROM ${sql}) * 1000)::bigint::text`,
  read: (text) => Prisma.sql`${new Date(Number(bigint(text)))}`,
};
const TITLE: Key = {
  sql: Prisma.sql`e.title COLLATE "zh-x-icu"`,
  write: (sql) => Prisma.sql`${sql}`,
  read: (text) => Prisma.sql`${text}`,
};
const DURATION = whole(Prisma.sql`coalesce(e.duration, -1)`);

function orderOf(sort: VideoSort, plan: SearchPlan | null): { keys: Key[]; descending: boolean } {
  switch (sort) {
    case "best":
      return { keys: plan ? [titleHits(plan), CREATED] : [CREATED], descending: true };
    case "newest":
      return { keys: [CREATED], descending: true };
    case "oldest":
      return { keys: [CREATED], descending: false };
    case "title":
      return { keys: [TITLE], descending: false };
    case "longest":
      return { keys: [DURATION], descending: true };
    case "shortest":
      return { keys: [DURATION], descending: false };
    case "plays":
      return { keys: [whole(Prisma.sql`e.plays`)], descending: true };
    case "revenue":
      return { keys: [whole(Prisma.sql`e.revenue`)], descending: true };
  }
}

/** How many of the searched words stand in the title. */
function titleHits({ terms }: SearchPlan): Key {
  const hits = terms.map((term) => Prisma.sql`(position(${term} IN e.title_key) > 0)::int`);
  return whole(hits.length > 0 ? Prisma.sql`(${Prisma.join(hits, " + ")})` : Prisma.sql`0`);
}

function bigint(text: string): bigint {
  return /^-?\d{1,18}$/.test(text) ? BigInt(text) : 0n;
}

function writeCursor(keys: string[], id: string): string {
  return Buffer.from(JSON.stringify([...keys, id])).toString("base64url");
}

/** A cursor that nobody here wrote starts from the beginning: it comes out of a URL. */
function readCursor(
  cursor: string | undefined,
  length: number,
): { keys: string[]; id: string } | null {
  if (!cursor) return null;
  try {
    const parts = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (!Array.isArray(parts) || parts.length !== length + 1) return null;
    if (!parts.every((part): part is string => typeof part === "string")) return null;
    return { keys: parts.slice(0, -1), id: parts.at(-1) ?? "" };
  } catch {
    return null;
  }
}
