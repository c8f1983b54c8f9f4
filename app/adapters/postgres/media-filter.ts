import { Prisma } from "@prisma/client";
import {
  LENGTH_LIMITS,
  type RightsFilter,
  VIDEO_LENGTHS,
  type VideoFilter,
  type VideoLack,
  type VideoLength,
} from "../../domains/media/index.ts";
import { addDays } from "../../kernel/days.ts";

/** Seconds; clips of which it is not known yet come before all others. */
export const DURATION = Prisma.sql`coalesce(e.duration, -1)`;

/** The number of clips, where the counts beside the filters know it: of all, or of one fact's values. */
export function keptTotal(shopId: string, filter: Omit<VideoFilter, "search">): Prisma.Sql | null {
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
  reviews: "review",
} satisfies Partial<Record<keyof VideoFilter, string>>;

/** Anything but a status, which most clips share. */
export function narrows({ statuses, ...filter }: Omit<VideoFilter, "search">): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** What the filters come to on `library.entries e`; the first is the shop. */
export function conditions(shopId: string, filter: Omit<VideoFilter, "search">): Prisma.Sql[] {
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
            ? Prisma.sql`${DURATION} > ${over}`
            : Prisma.sql`(${DURATION} > ${over} AND ${DURATION} <= ${to})`,
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
      AND (e.review <> 'approved' OR e.withheld = '{}' OR NOT 'review' = ANY(e.withheld))`);
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
