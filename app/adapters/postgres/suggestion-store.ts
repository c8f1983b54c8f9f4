import { Prisma, type PrismaClient, type Suggestion as SuggestionRow } from "@prisma/client";
import type { Suggestion, SuggestionKind, SuggestionReason } from "../../domains/library/index.ts";
import type { SuggestionStore } from "../../domains/library/ports.ts";

const MOST_TAGS = 2000;
const MOST_PRODUCTS = 10_000;

/** Suggestions in PostgreSQL. Refused ones are kept: the key says that they were proposed before. */
export function createSuggestionStore({ prisma }: { prisma: PrismaClient }): SuggestionStore {
  return {
    async unmatched(limit) {
      const rows = await prisma.$queryRaw<{ shop_id: string; ids: string[]; up_to: bigint }[]>`
        SELECT shop_id, array_agg(DISTINCT video_id) AS ids, max(id) AS up_to
        FROM (SELECT * FROM library.unmatched ORDER BY id LIMIT ${limit}) first GROUP BY 1`;
      return rows.map((row) => ({ shopId: row.shop_id, videoIds: row.ids, upTo: row.up_to }));
    },

    async unmatchAll(shopId) {
      await prisma.$executeRaw`
        INSERT INTO library.unmatched (shop_id, video_id)
        SELECT shop_id, id FROM videos WHERE shop_id = ${shopId} ORDER BY id DESC`;
    },

    async texts(shopId, videoIds) {
      const rows = await prisma.$queryRaw<
        {
          id: string;
          title: string;
          description: string;
          source_name: string;
          said: string;
          tags: string[];
          categories: string[];
          products: string[];
        }[]
      >`
        SELECT v.id, v.title, v.description, v.source_name, v.tags, e.categories, e.products,
          coalesce((SELECT string_agg(left(s.text, 20000), E'\n') FROM library.said s
                    WHERE s.shop_id = v.shop_id AND s.video_id = v.id), '') AS said
        FROM videos v JOIN library.entries e ON e.shop_id = v.shop_id AND e.video_id = v.id
        WHERE v.shop_id = ${shopId} AND v.id = ANY(${videoIds})`;
      return rows.map(({ id, source_name, ...row }) => ({
        ...row,
        videoId: id,
        sourceName: source_name,
      }));
    },

    async knowledge(shopId) {
      const [tags, categories, products] = await Promise.all([
        prisma.$queryRaw<{ tag: string; clips: number }[]>`
          SELECT n.tag, t.clips::int
          FROM (SELECT key, clips FROM library.counts_of(${shopId}, '{tag}')
                ORDER BY clips DESC, key LIMIT ${MOST_TAGS}) t
          JOIN library.tag_names n ON n.shop_id = ${shopId} AND n.key = t.key`,
        prisma.category.findMany({
          where: { shopId },
          select: { id: true, parentId: true, name: true },
        }),
        prisma.$queryRaw<{ id: string; title: string; handle: string }[]>`
          SELECT p.id, p.title, p.handle FROM products p
          WHERE p.shop_id = ${shopId} AND p.deleted_at IS NULL AND p.status <> 'archived'
          UNION ALL
          SELECT n.id, n.title, n.handle FROM library.product_names n
          WHERE n.shop_id = ${shopId} AND NOT EXISTS (
            SELECT 1 FROM products p WHERE p.shop_id = n.shop_id AND p.id = n.id)
          LIMIT ${MOST_PRODUCTS}`,
      ]);
      return { tags, categories, products };
    },

    async namesReadAt(shopId) {
      const [row] = await prisma.$queryRaw<{ read_at: Date }[]>`
        SELECT read_at FROM library.catalog_reads WHERE shop_id = ${shopId}`;
      return row?.read_at.getTime() ?? 0;
    },

    async keepNames(shopId, names, at) {
      await prisma.$transaction(async (tx) => {
        await tx.$executeRaw`
          INSERT INTO library.catalog_reads (shop_id, read_at) VALUES (${shopId}, ${new Date(at)})
          ON CONFLICT (shop_id) DO UPDATE SET read_at = EXCLUDED.read_at`;
        await tx.$executeRaw`DELETE FROM library.product_names WHERE shop_id = ${shopId}`;
        await tx.$executeRaw`
          INSERT INTO library.product_names (shop_id, id, title, handle)
          SELECT ${shopId}, given.id, given.title, given.handle
          FROM jsonb_to_recordset(${JSON.stringify(names)}::jsonb)
            AS given (id text, title text, handle text)
          ON CONFLICT DO NOTHING`;
      });
    },

    async propose(shopId, { videoIds, upTo }, found, at) {
      await prisma.$transaction(async (tx) => {
        await tx.suggestion.deleteMany({
          where: { shopId, videoId: { in: videoIds }, state: "open" },
        });
        // A clip deleted meanwhile has no suggestions.
        const there = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM videos WHERE shop_id = ${shopId} AND id = ANY(${videoIds}) FOR KEY SHARE`;
        const ids = new Set(there.map(({ id }) => id));
        await tx.suggestion.createMany({
          data: found
            .filter(({ videoId }) => ids.has(videoId))
            .map(({ reason, ...one }) => ({
              ...one,
              shopId,
              reason: reason as unknown as Prisma.InputJsonValue,
              madeAt: new Date(at),
            })),
          skipDuplicates: true,
        });
        await tx.$executeRaw`
          DELETE FROM library.unmatched
          WHERE shop_id = ${shopId} AND video_id = ANY(${videoIds}) AND id <= ${upTo}`;
      });
    },

    async open(shopId, { kind, cursor, limit }) {
      const ofKind = kind ? Prisma.sql`AND kind = ${kind}` : Prisma.empty;
      const [sure, after] = readCursor(cursor);
      const [clips, [count]] = await Promise.all([
        prisma.$queryRaw<{ video_id: string; sure: number }[]>`
          SELECT video_id, max(confidence) AS sure FROM suggestions
          WHERE shop_id = ${shopId} AND state = 'open' ${ofKind}
          GROUP BY video_id
          HAVING ${sure}::float8 IS NULL OR (max(confidence), video_id) < (${sure}, ${after})
          ORDER BY sure DESC, video_id DESC LIMIT ${limit + 1}`,
        prisma.$queryRaw<{ total: number }[]>`
          SELECT count(DISTINCT video_id)::int AS total FROM suggestions
          WHERE shop_id = ${shopId} AND state = 'open' ${ofKind}`,
      ]);
      const page = clips.slice(0, limit);
      const last = page.at(-1);
      const rows = await prisma.suggestion.findMany({
        where: {
          shopId,
          state: "open",
          videoId: { in: page.map((row) => row.video_id) },
          ...(kind ? { kind } : {}),
        },
        orderBy: [{ confidence: "desc" }, { kind: "asc" }, { value: "asc" }],
      });
      return {
        suggestions: page.flatMap(({ video_id }) =>
          rows.filter((row) => row.videoId === video_id).map(toSuggestion),
        ),
        total: count?.total ?? 0,
        next: clips.length > page.length && last ? `${last.sure}:${last.video_id}` : null,
      };
    },

    async find(shopId, keys) {
      const rows = await prisma.suggestion.findMany({
        where: { shopId, state: "open", OR: keys.map(keyOf) },
      });
      return rows.map(toSuggestion);
    },

    async decide(shopId, keys, state, by, at) {
      const rows = await prisma.suggestion.updateManyAndReturn({
        where: { shopId, state: "open", OR: keys.map(keyOf) },
        data: { state, decidedAt: new Date(at), decidedBy: by },
      });
      return rows.map(toSuggestion);
    },
  };
}

function keyOf({ videoId, kind, value }: { videoId: string; kind: SuggestionKind; value: string }) {
  return { videoId, kind, value };
}

function readCursor(cursor: string | null): [sure: number | null, after: string] {
  const [, sure, after] = /^([\d.]+):(\w+)$/.exec(cursor ?? "") ?? [];
  return sure && after && Number.isFinite(Number(sure)) ? [Number(sure), after] : [null, ""];
}

function toSuggestion(row: SuggestionRow): Suggestion {
  return {
    videoId: row.videoId,
    kind: row.kind as SuggestionKind,
    value: row.value,
    label: row.label,
    reason: row.reason as unknown as SuggestionReason,
    confidence: row.confidence,
  };
}
