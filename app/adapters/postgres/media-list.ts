import { Prisma, type PrismaClient } from "@prisma/client";
import {
  LENGTH_LIMITS,
  type RightsFilter,
  type SearchCorrection,
  VIDEO_LENGTHS,
  type VideoFilter,
  type VideoLack,
  type VideoLength,
  type VideoListQuery,
  type VideoSort,
} from "../../domains/media/index.ts";
import { addDays } from "../../kernel/days.ts";
import { askByWords, findSaying, planSearch, type SearchPlan, says } from "./library-search.ts";

/** What bounds a search. */
const BOUNDS = {
  /** More clips than these say a common word: they are neither counted nor ranked by what they say. */
  common: 2000,
  /** So far an order is followed for a page of common clips, before all there are get sorted. */
  firstLook: 2000,
};

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
 * a shop's narrow rows are read once, or an index. A search asks the index of words for its clips; up to two
 * thousand are filtered, counted and sorted. A common word is looked for as filters are.
 */
export async function listVideos(
  prisma: PrismaClient,
  shopId: string,
  query: VideoListQuery,
  bounds = BOUNDS,
): Promise<ListedVideos> {
  const { search, sort, cursor, limit, ...filter } = query;
  const where = conditions(shopId, filter);
  if (!search?.trim()) {
    const matching = Prisma.sql`FROM library.entries e WHERE ${Prisma.join(where, " AND ")}`;
    const read = async () => {
      const near = narrows(filter)
        ? await lookNear(prisma, where, sort, cursor, limit, bounds.firstLook)
        : null;
      const order = orderOf(sort, narrows(filter));
      return near ?? prisma.$queryRaw<PageRow[]>(pageOf(matching, order, cursor, limit));
    };
    // On two connections at once.
    const [rows, [count]] = await Promise.all([
      read(),
      prisma.$queryRaw<{ total: bigint }[]>(
        keptTotal(shopId, filter) ?? Prisma.sql`SELECT count(*) AS total ${matching}`,
      ),
    ]);
    return pageFrom(rows, limit, { total: Number(count?.total ?? 0), more: false, meant: [] });
  }

  const plan = await planSearch(prisma, shopId, search);
  const { meant } = plan;
  const found = await findSaying(prisma, shopId, plan, bounds.common);
  if (found.length <= bounds.common) {
    const matching = Prisma.sql`FROM library.entries e
      WHERE e.n = ANY(${found}::bigint[]) AND ${Prisma.join(where, " AND ")}`;
    const order = orderOf(sort, true, plan);
    const rows = await prisma.$queryRaw<PageRow[]>(pageOf(matching, order, cursor, limit, true));
    return pageFrom(rows, limit, { total: Number(rows[0]?.total ?? 0), more: false, meant });
  }

  const many = { total: bounds.common, more: true, meant };
  // Nothing else narrows, so that the order's beginning is likely to be full of the word.
  if (where.length === 1) {
    const wanted = [...where, says(plan)];
    const rows = await lookNear(prisma, wanted, sort, cursor, limit, bounds.firstLook);
    if (rows) return pageFrom(rows, limit, many);
  }
  const counted = where.length > 1;
  const order = orderOf(sort, true, counted ? plan : undefined);
  const matching = Prisma.sql`FROM library.entries e
    WHERE ${Prisma.join(where, " AND ")} AND ${says(plan)}`;
  const rows = await askByWords<PageRow>(prisma, pageOf(matching, order, cursor, limit, counted));
  const total = Number(rows[0]?.total ?? 0);
  return pageFrom(rows, limit, counted ? { total, more: false, meant } : many);
}

/**
 * Looks for a page along an index, among so many clips from the cursor on. Null where that does not fill it,
 * and for orders without an index. The first condition is the shop.
 */
async function lookNear(
  prisma: PrismaClient,
  [shop, ...wanted]: Prisma.Sql[],
  sort: VideoSort,
  cursor: string | undefined,
  limit: number,
  most: number,
): Promise<PageRow[] | null> {
  if (sort === "plays" || sort === "revenue") return null;
  const order = orderOf(sort, false);
  const near = Prisma.sql`FROM (
      SELECT * FROM library.entries e WHERE ${shop} ${afterCursor(order, cursor)}
      ORDER BY ${orderBy(order)} LIMIT ${most}) e
    WHERE ${Prisma.join(wanted, " AND ")}`;
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

/** The number of clips, where the counts beside the filters know it: of all, or of one fact's values. */
function keptTotal(shopId: string, filter: Omit<VideoFilter, "search">): Prisma.Sql | null {
  const [only, ...others] = Object.entries(filter).filter(([, value]) => value !== undefined);
  const kind = only ? COUNTED[only[0]] : "all";
  if (!kind || others.length > 0) return null;
  const keys = only ? Prisma.sql`AND key = ANY(${only[1]}::text[])` : Prisma.empty;
  return Prisma.sql`SELECT coalesce(sum(clips), 0)::bigint AS total
    FROM library.counts_of(${shopId}, ARRAY[${kind}]) WHERE TRUE ${keys}`;
}

/** Filters of which every clip has one value at most, by the kind they are counted as. */
const COUNTED: Partial<Record<string, string>> = {
  statuses: "status",
  sources: "source",
  languages: "language",
  shapes: "shape",
} satisfies Partial<Record<keyof VideoFilter, string>>;

/** Anything but a status, which most clips share. */
function narrows({ statuses, ...filter }: Omit<VideoFilter, "search">): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

function conditions(shopId: string, filter: Omit<VideoFilter, "search">): Prisma.Sql[] {
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
  return all;
}

const ENDING_DAYS = { ending7: 7, ending30: 30 };

/** As standingOf of the media domain judges; written out, since a function for 50,000 clips takes its time. */
function rightsAre({ any, day }: { any: RightsFilter[]; day: string }): Prisma.Sql {
  const today = Prisma.sql`${day}::date`;
  const over = Prisma.sql`coalesce(e.rights_until < ${today}, false)`;
  const upcoming = Prisma.sql`coalesce(e.rights_from > ${today}, false)`;
  const runs = Prisma.sql`e.rights = 'granted' AND NOT ${over} AND NOT ${upcoming}`;
  const are = (filter: RightsFilter): Prisma.Sql => {
    switch (filter) {
      case "none":
        return Prisma.sql`e.rights IS NULL OR e.rights = 'none'`;
      case "own":
      case "requested":
      case "refused":
        return Prisma.sql`e.rights = ${filter}`;
      case "expired":
        return Prisma.sql`e.rights = 'granted' AND ${over}`;
      case "upcoming":
        return Prisma.sql`e.rights = 'granted' AND NOT ${over} AND ${upcoming}`;
      case "granted":
        return Prisma.sql`${runs} AND e.rights_here`;
      case "elsewhere":
        return Prisma.sql`${runs} AND NOT e.rights_here`;
      case "ending7":
      case "ending30":
        return Prisma.sql`${runs} AND e.rights_here
          AND e.rights_until BETWEEN ${today} AND ${addDays(day, ENDING_DAYS[filter])}::date`;
    }
  };
  return Prisma.sql`(${Prisma.join(
    any.map((filter) => Prisma.sql`(${are(filter)})`),
    " OR ",
  )})`;
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
const DURATION = whole(Prisma.sql`coalesce(e.duration, -1)`);

/**
 * A page of everything is read off the beginning of an index. Where something narrows, no index may be
 * tempting: filters that rule each other out (a language, a word of another one) would have a page looked
 * for through all of it, clip by clip. So the keys are written as no index has them, and what is found is
 * sorted: that takes the same time always.
 */
function orderOf(sort: VideoSort, narrowed: boolean, plan?: SearchPlan): Order {
  const age = created(
    narrowed ? Prisma.sql`(e.created_at + interval '0')` : Prisma.sql`e.created_at`,
  );
  const length = narrowed ? whole(Prisma.sql`(${DURATION.sql} + 0)`) : DURATION;
  switch (sort) {
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
