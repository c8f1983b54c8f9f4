import { Prisma, type PrismaClient } from "@prisma/client";
import type {
  SearchCorrection,
  VideoFilter,
  VideoListQuery,
  VideoSort,
} from "../../domains/media/index.ts";
import { askByWords, findSaying, planSearch, type SearchPlan, says } from "./library-search.ts";
import { conditions, DURATION, keptTotal, narrows } from "./media-filter.ts";

/** What bounds a search. */
const BOUNDS = {
  /** More clips than these say a common word: they are neither counted nor ranked by what they say. */
  common: 2000,
  /** So far an order is followed for a page of common clips, before all there are get sorted. */
  firstLook: 2000,
};
/** Rows of a page among which it is looked for before that: what most clips share is there already. */
const GLANCE = 6;

export interface ListedVideos {
  /** In order. */
  ids: string[];
  next: string | null;
  total: number;
  /** There are more than `total`. */
  more: boolean;
  meant: SearchCorrection[];
}

interface PageRow {
  video_id: string;
  keys: string[];
  total: bigint | null;
}

/**
 * One page of the library by keyset: the cursor holds the sort values and id of the last row, so that
 * pages stay whole while clips come and go.
 *
 * What takes how long: a filter is looked for along the order that is wanted, and only where that is in vain
 * a shop's narrow rows are read once, or an index. A search with filters asks the index of words for its clips,
 * then filters, counts and sorts them in one go. A search alone does so for up to two thousand; a commoner word
 * is looked for as filters are, and not counted. A filter's clips are counted beside the page, on a connection
 * of its own.
 */
export async function listVideos(
  prisma: PrismaClient,
  shopId: string,
  query: VideoListQuery,
  bounds = BOUNDS,
): Promise<ListedVideos> {
  const { search, sort, cursor, limit, ...filter } = query;
  const where = conditions(shopId, filter);
  const along = alongWhat(sort, filter);
  const look = (wanted: Prisma.Sql[], among: number) =>
    lookNear(prisma, shopId, wanted, { along, cursor, limit, among });
  const glance = Math.min(GLANCE * limit, bounds.firstLook);

  if (!search?.trim()) {
    const matching = Prisma.sql`FROM library.entries e WHERE ${Prisma.join(where, " AND ")}`;
    const read = async () => {
      const near = (await look(where, glance)) ?? (await look(where, bounds.firstLook));
      const order = orderOf(along, narrows(filter));
      return near ?? prisma.$queryRaw<PageRow[]>(pageOf(matching, order, cursor, limit));
    };
    const [rows, [count]] = await Promise.all([
      narrows(filter) || isEarned(along)
        ? read()
        : prisma.$queryRaw<PageRow[]>(pageOf(matching, orderOf(along, false), cursor, limit)),
      prisma.$queryRaw<{ total: bigint }[]>(
        keptTotal(shopId, filter) ?? Prisma.sql`SELECT count(*) AS total ${matching}`,
      ),
    ]);
    return pageFrom(rows, limit, { total: Number(count?.total ?? 0), more: false, meant: [] });
  }

  const plan = await planSearch(prisma, shopId, search);
  const { meant } = plan;
  const wanted = [...where, says(plan)];
  const saying = Prisma.sql`FROM library.entries e WHERE ${Prisma.join(wanted, " AND ")}`;
  // What else narrows is not known to leave many: all that the index of words has are filtered and counted.
  if (where.length > 1) {
    const page = pageOf(saying, orderOf(along, true, plan), cursor, limit, true);
    const rows = await askByWords<PageRow>(prisma, page);
    return pageFrom(rows, limit, { total: Number(rows[0]?.total ?? 0), more: false, meant });
  }

  const [found, seen] = await Promise.all([
    findSaying(prisma, shopId, plan, bounds.common),
    look(wanted, glance),
  ]);
  if (found.length <= bounds.common) {
    const matching = Prisma.sql`FROM library.entries e
      WHERE e.shop_id = ${shopId} AND e.n = ANY(${found}::bigint[])`;
    const order = orderOf(along, true, plan);
    const rows = await prisma.$queryRaw<PageRow[]>(pageOf(matching, order, cursor, limit, true));
    return pageFrom(rows, limit, { total: Number(rows[0]?.total ?? 0), more: false, meant });
  }
  // A common word: the order's beginning is likely to be full of it.
  const rows =
    seen ??
    (await look(wanted, bounds.firstLook)) ??
    (await askByWords<PageRow>(prisma, pageOf(saying, orderOf(along, true), cursor, limit)));
  return pageFrom(rows, limit, { total: bounds.common, more: true, meant });
}

/** What a page lies along: a sort, or for clips that are all alike in it, only their ids. */
type Along = VideoSort | "id";

const alongWhat = (sort: VideoSort, { performance }: VideoFilter): Along =>
  sort === "plays" && performance === "unplayed" ? "id" : sort;

const isEarned = (along: Along) => along === "plays" || along === "revenue";

/**
 * Looks for a page along an index, among so many clips from the cursor on. Null where that does not fill it.
 * The first condition is the shop. Plays and revenue have their order in a table beside, of those that have any.
 */
async function lookNear(
  prisma: PrismaClient,
  shopId: string,
  [shop, ...wanted]: Prisma.Sql[],
  {
    along,
    cursor,
    limit,
    among,
  }: { along: Along; cursor: string | undefined; limit: number; among: number },
): Promise<PageRow[] | null> {
  const order = orderOf(along, false);
  const passes = wanted.length > 0 ? Prisma.join(wanted, " AND ") : Prisma.sql`TRUE`;
  const next = Prisma.sql`${afterCursor(order, cursor)} ORDER BY ${orderBy(order)} LIMIT ${among}`;
  // Each looked up by its key: the planner would rather read the whole table for two thousand of it.
  const near = isEarned(along)
    ? Prisma.sql`FROM (
        SELECT e.video_id FROM library.earnings e WHERE ${shop} AND e.${Prisma.raw(along)} > 0 ${next}) near,
      LATERAL (SELECT * FROM library.entries e
        WHERE e.shop_id = ${shopId} AND e.video_id = near.video_id OFFSET 0) e
      WHERE ${passes}`
    : Prisma.sql`FROM (SELECT * FROM library.entries e WHERE ${shop} ${next}) e WHERE ${passes}`;
  const rows = await prisma.$queryRaw<PageRow[]>(pageOf(near, order, undefined, limit));
  return rows.length > limit ? rows : null;
}

/** How many clips pass the filter, to the last one. */
export async function countVideos(
  prisma: PrismaClient,
  shopId: string,
  filter: VideoFilter,
): Promise<number> {
  const { matching, ask } = await chooseVideos(prisma, shopId, filter);
  const [row] = await ask<{ total: bigint }>(Prisma.sql`SELECT count(*) AS total ${matching}`);
  return Number(row?.total ?? 0);
}

/** A shop's clips that pass every filter and say what is searched for: `FROM library.entries e …`. */
export async function chooseVideos(
  prisma: PrismaClient,
  shopId: string,
  { search, ...filter }: VideoFilter,
): Promise<{ matching: Prisma.Sql; ask<Row>(sql: Prisma.Sql): Promise<Row[]> }> {
  const where = Prisma.join(conditions(shopId, filter), " AND ");
  if (!search?.trim())
    return {
      matching: Prisma.sql`FROM library.entries e WHERE ${where}`,
      ask: <Row>(sql: Prisma.Sql) => prisma.$queryRaw<Row[]>(sql),
    };
  const plan = await planSearch(prisma, shopId, search);
  return {
    matching: Prisma.sql`FROM library.entries e WHERE ${where} AND ${says(plan)}`,
    ask: <Row>(sql: Prisma.Sql) => askByWords<Row>(prisma, sql),
  };
}

const orderBy = (order: Order) =>
  Prisma.join(
    sortedBy(order).map((key) => Prisma.sql`${key} ${order.descending ? DESCENDING : ASCENDING}`),
    ", ",
  );
const DESCENDING = Prisma.sql`DESC`;
const ASCENDING = Prisma.sql`ASC`;
const sortedBy = (order: Order) => [...order.keys.map(({ sql }) => sql), Prisma.sql`e.video_id`];

function afterCursor(order: Order, cursor: string | undefined): Prisma.Sql {
  const last = readCursor(cursor, order.keys.length);
  if (!last) return Prisma.empty;
  const values = order.keys.map(({ read }, at) => read(last.keys[at] ?? ""));
  return Prisma.sql`AND (${Prisma.join(sortedBy(order))})
    ${order.descending ? Prisma.sql`<` : Prisma.sql`>`} (${Prisma.join([...values, last.id])})`;
}

/** The rows after the cursor and one more; with how many match in all, if that is asked. */
function pageOf(
  matching: Prisma.Sql,
  order: Order,
  cursor: string | undefined,
  limit: number,
  counted = false,
): Prisma.Sql {
  // What it is sorted by is carried along, and written out only for the rows that are shown.
  const column = (at: number) => Prisma.raw(`k${at}`);
  const carried = Prisma.join(order.keys.map(({ sql }, at) => Prisma.sql`${sql} AS ${column(at)}`));
  const keys = order.keys.map((key, at) => ({ ...key, sql: Prisma.sql`e.${column(at)}` }));
  const within = { ...order, keys };
  if (!counted)
    return Prisma.sql`SELECT e.video_id, ${keysOf(within)}, NULL::bigint AS total
      FROM (SELECT e.video_id, ${carried} ${matching} ${afterCursor(order, cursor)}
            ORDER BY ${orderBy(order)} LIMIT ${limit + 1}) e
      ORDER BY ${orderBy(within)}`;
  // The whole is counted before the cursor cuts.
  return Prisma.sql`WITH matching AS MATERIALIZED (SELECT e.video_id, ${carried} ${matching})
    SELECT e.video_id, ${keysOf(within)}, (SELECT count(*) FROM matching) AS total
    FROM (SELECT * FROM matching e WHERE TRUE ${afterCursor(within, cursor)}
          ORDER BY ${orderBy(within)} LIMIT ${limit + 1}) e
    ORDER BY ${orderBy(within)}`;
}

function keysOf({ keys }: Order): Prisma.Sql {
  const texts = keys.map(({ sql, write }) => (write ? write(sql) : Prisma.sql`${sql}::text`));
  return Prisma.sql`ARRAY[${Prisma.join(texts)}] AS keys`;
}

function pageFrom(
  rows: PageRow[],
  limit: number,
  rest: Pick<ListedVideos, "total" | "more" | "meant">,
): ListedVideos {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    ...rest,
    ids: page.map((row) => row.video_id),
    next: rows.length > page.length && last ? writeCursor(last.keys, last.video_id) : null,
  };
}

interface Key {
  sql: Prisma.Sql;
  /** As text in a cursor; by default as PostgreSQL writes it. */
  write?: (sql: Prisma.Sql) => Prisma.Sql;
  /** Back from there. */
  read: (text: string) => Prisma.Sql;
}

interface Order {
  keys: Key[];
  descending: boolean;
}

const whole = (sql: Prisma.Sql): Key => ({ sql, read: (text) => Prisma.sql`${bigint(text)}` });
/** Whole milliseconds: what Date can hold, and what a cursor can carry unharmed. */
const created = (sql: Prisma.Sql): Key => ({
  sql,
  write: (of) => Prisma.sql`(extract(epoch FROM ${of}) * 1000)::bigint::text`,
  read: (text) => Prisma.sql`${new Date(Number(bigint(text)))}`,
});
const title = (sql: Prisma.Sql): Key => ({
  sql: Prisma.sql`${sql} COLLATE "zh-x-icu"`,
  write: (of) => Prisma.sql`${of}`,
  read: (text) => Prisma.sql`${text}`,
});
const LENGTH = whole(DURATION);

/**
 * A page of everything is read off the beginning of an index. Where something narrows, no index may be
 * tempting: filters that rule each other out (a language, a word of another one) would have a page looked
 * for through all of it, clip by clip. So the keys are written as no index has them, and what is found is
 * sorted: that takes the same time always.
 */
function orderOf(along: Along, narrowed: boolean, plan?: SearchPlan): Order {
  const age = created(
    narrowed ? Prisma.sql`(e.created_at + interval '0')` : Prisma.sql`e.created_at`,
  );
  const length = narrowed ? whole(Prisma.sql`(${DURATION} + 0)`) : LENGTH;
  switch (along) {
    case "id":
      return { keys: [whole(Prisma.sql`0::bigint`)], descending: true };
    case "best":
      return { keys: plan ? [titleHits(plan), age] : [age], descending: true };
    case "newest":
      return { keys: [age], descending: true };
    case "oldest":
      return { keys: [age], descending: false };
    case "title":
      return {
        keys: [title(narrowed ? Prisma.sql`(e.title || '')` : Prisma.sql`e.title`)],
        descending: false,
      };
    case "longest":
      return { keys: [length], descending: true };
    case "shortest":
      return { keys: [length], descending: false };
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
