import type pg from "pg";
import type {
  CommentDeed,
  CommentQueue,
  ModerationPolicy,
  QueuedComment,
  QueueFilter,
} from "../../domains/engagement/index.ts";
import type { CommentRecord, SocialStore } from "../../domains/engagement/ports.ts";
import { newId } from "../../kernel/ids.ts";
import { transact } from "./transact.ts";

/** Columns hold UTC without a zone, which the driver would take for this machine's. */
function epoch(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}

const COLUMNS = `c.id, c.video_id as "videoId", c.parent_id as "parentId", c.author, c.name,
  c.body as text, c.status, c.reason, ${epoch("c.created_at")} as "createdAt"`;

/** A comment is seen when it is shown and so is what it answers. */
const SEEN = `c.status = 'shown' and (c.parent_id is null or exists (
  select 1 from comments p where p.shop_id = c.shop_id and p.id = c.parent_id and p.status = 'shown'))`;

/** Reports since the shop last said that the comment is fine. */
const OPEN_REPORTS = `select r.reason, r.reporter from comment_reports r
  where r.shop_id = c.shop_id and r.comment_id = c.id and r.at > coalesce((
    select max(d.at) from comment_deeds d
    where d.shop_id = c.shop_id and d.comment_id = c.id and d.deed = 'approved'), '-infinity')`;

const FILTERS: Record<QueueFilter, string> = {
  held: "c.status = 'held'",
  shown: "c.status = 'shown'",
  hidden: "c.status = 'hidden'",
  reported: `c.status in ('held', 'shown') and exists (${OPEN_REPORTS})`,
};

export function createSocialStore({ pool }: { pool: pg.Pool }): SocialStore {
  return {
    async policy(shopId) {
      const { rows } = await pool.query<{ policy: ModerationPolicy }>(
        "select policy from moderation where shop_id = $1",
        [shopId],
      );
      return rows[0]?.policy ?? null;
    },

    async setPolicy(shopId, policy, at) {
      await pool.query(
        `insert into moderation (shop_id, policy, updated_at) values ($1, $2, $3)
         on conflict (shop_id) do update set policy = excluded.policy, updated_at = excluded.updated_at`,
        [shopId, JSON.stringify(policy), stamp(at)],
      );
    },

    async setLike(shopId, videoId, liker, on, at) {
      if (on)
        await pool.query(
          `insert into likes (shop_id, video_id, liker, at)
           select shop_id, id, $3, $4 from videos where shop_id = $1 and id = $2
           on conflict do nothing`,
          [shopId, videoId, liker, stamp(at)],
        );
      else
        await pool.query("delete from likes where shop_id = $1 and video_id = $2 and liker = $3", [
          shopId,
          videoId,
          liker,
        ]);
    },

    async counts(shopId, videoId) {
      const { rows } = await pool.query<{ likes: number; comments: number }>({
        name: "social-counts",
        text: `select
          (select count(*)::int from likes where shop_id = $1 and video_id = $2) as likes,
          (select count(*)::int from comments c
            where c.shop_id = $1 and c.video_id = $2 and ${SEEN}) as comments`,
        values: [shopId, videoId],
      });
      return rows[0] ?? { likes: 0, comments: 0 };
    },

    async likedBy(shopId, videoId, who) {
      const { rowCount } = await pool.query(
        "select 1 from likes where shop_id = $1 and video_id = $2 and liker = any($3) limit 1",
        [shopId, videoId, who],
      );
      return rowCount === 1;
    },

    post: (shopId, comment) =>
      transact(pool, async (client) => {
        const { parentId, videoId, author, token, status, createdAt } = comment;
        // The parent is held still, so that no reply comes under one that is deleted in the same moment.
        if (parentId !== null) {
          const { rowCount } = await client.query(
            `select 1 from comments where shop_id = $1 and id = $2 and video_id = $3
               and parent_id is null and status = 'shown' for share`,
            [shopId, parentId, videoId],
          );
          if (rowCount === 0) return null;
        }
        const { rowCount } = await client.query(
          `insert into comments (shop_id, id, video_id, parent_id, author, token, name, body, status,
                                 reason, created_at)
           select shop_id, $3, id, $4, $5, $6, $7, $8, $9, $10, $11
             from videos where shop_id = $1 and id = $2
           on conflict do nothing`,
          [
            ...[shopId, videoId, comment.id, parentId, author, token, comment.name, comment.text],
            ...[status, comment.reason, stamp(createdAt)],
          ],
        );
        if (rowCount === 1) {
          await note(client, shopId, [comment.id], comment.deeds);
          const { token: _, deeds: __, ...record } = comment;
          return record;
        }
        const { rows } = await client.query<CommentRecord>(
          `select ${COLUMNS} from comments c
            where shop_id = $1 and token = $2 and author = $3 and video_id = $4`,
          [shopId, token, author, videoId],
        );
        return rows[0] ?? null;
      }),

    async countPosted(shopId, who, since) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from comments
          where shop_id = $1 and author = any($2) and created_at > $3`,
        [shopId, who, stamp(since)],
      );
      return rows[0]?.count ?? 0;
    },

    async thread(shopId, videoId, { under, after, limit }) {
      const { rows } = await pool.query<CommentRecord & { replies: number }>(
        `select ${COLUMNS}, (select count(*)::int from comments a
             where a.shop_id = c.shop_id and a.video_id = c.video_id and a.parent_id = c.id
               and a.status = 'shown') as replies
           from comments c
          where c.shop_id = $1 and c.video_id = $2 and ${SEEN}
            and ${under === null ? "$3::text is null and c.parent_id is null" : "c.parent_id = $3"}
            and ($4::text is null or ${under === null ? "c.id < $4" : "c.id > $4"})
          order by c.id ${under === null ? "desc" : "asc"} limit $5`,
        [shopId, videoId, under, after, limit + 1],
      );
      const comments = rows.slice(0, limit);
      return { comments, next: rows.length > limit ? (comments.at(-1)?.id ?? null) : null };
    },

    async own(shopId, videoId, who, limit) {
      const { rows } = await pool.query<CommentRecord>(
        `select ${COLUMNS} from comments c
          where shop_id = $1 and video_id = $2 and author = any($3) and status in ('held', 'shown')
          order by id desc limit $4`,
        [shopId, videoId, who, limit],
      );
      return rows;
    },

    removeOwn: (shopId, videoId, id, who, deed) =>
      transact(pool, async (client) => {
        const { rowCount } = await client.query(
          `update comments set status = 'deleted', name = '', body = ''
            where shop_id = $1 and video_id = $2 and id = $3 and author = any($4)
              and status <> 'deleted'`,
          [shopId, videoId, id, who],
        );
        if (rowCount === 1) await note(client, shopId, [id], [deed]);
        return rowCount === 1;
      }),

    report: (shopId, videoId, { id, reporter, reason, at, holdFrom }) =>
      transact(pool, async (client) => {
        const found = await client.query(
          `select 1 from comments where shop_id = $1 and video_id = $2 and id = $3 and status = 'shown'
             for update`,
          [shopId, videoId, id],
        );
        if (found.rowCount === 0) return false;
        const { rowCount } = await client.query(
          `insert into comment_reports (shop_id, comment_id, reporter, reason, at)
           values ($1, $2, $3, $4, $5) on conflict do nothing`,
          [shopId, id, reporter, reason, stamp(at)],
        );
        if (rowCount === 0) return true;
        const reported: CommentDeed = { deed: "reported", by: "shopper", detail: reason, at };
        const { rows } = await client.query<{ people: number }>(
          `select count(*)::int as people from comments c, lateral (${OPEN_REPORTS}) r
            where c.shop_id = $1 and c.id = $2 and r.reporter not like 'nobody:%'`,
          [shopId, id],
        );
        if ((rows[0]?.people ?? 0) < holdFrom) {
          await note(client, shopId, [id], [reported]);
          return true;
        }
        await client.query(
          "update comments set status = 'held', reason = 'reports' where shop_id = $1 and id = $2",
          [shopId, id],
        );
        const held: CommentDeed = { deed: "held", by: "rules", detail: "reports", at };
        await note(client, shopId, [id], [reported, held]);
        return true;
      }),

    async get(shopId, id) {
      const { rows } = await pool.query<CommentRecord>(
        `select ${COLUMNS} from comments c where shop_id = $1 and id = $2`,
        [shopId, id],
      );
      return rows[0] ?? null;
    },

    decide: (shopId, ids, status, deed) =>
      transact(pool, async (client) => {
        // Locked in one order, so that two of the staff with the same selection cannot wait in a ring.
        await client.query(
          "select 1 from comments where shop_id = $1 and id = any($2) order by id for update",
          [shopId, ids],
        );
        const { rows } = await client.query<{ id: string }>(
          `update comments set status = $3,
              reason = case when $3 = 'shown' then null else reason end,
              name = case when $3 = 'deleted' then '' else name end,
              body = case when $3 = 'deleted' then '' else body end
            where shop_id = $1 and id = any($2) and status <> 'deleted'
              and (status <> $3 or $3 = 'shown')
            returning id`,
          [shopId, ids, status],
        );
        await note(
          client,
          shopId,
          rows.map(({ id }) => id),
          [deed],
        );
        return rows.length;
      }),

    queue: (shopId, query) =>
      transact(pool, (client) => readQueue(client, shopId, query), {
        isolation: "repeatable read",
        readOnly: true,
      }),

    forget: (shopId, who) =>
      transact(pool, async (client) => {
        await client.query("delete from likes where shop_id = $1 and liker = $2", [shopId, who]);
        await client.query("delete from comment_reports where shop_id = $1 and reporter = $2", [
          shopId,
          who,
        ]);
        await client.query(
          `update comments set author = null, name = '', body = '', status = 'deleted', token = id
            where shop_id = $1 and author = $2`,
          [shopId, who],
        );
      }),

    async belongings(shopId, who) {
      const [likes, comments, reports] = await Promise.all([
        pool.query<{ videoId: string; at: number }>(
          `select video_id as "videoId", ${epoch("at")} as at from likes where shop_id = $1 and liker = $2 order by likes.at`,
          [shopId, who],
        ),
        pool.query<CommentRecord>(
          `select ${COLUMNS} from comments c
            where shop_id = $1 and author = $2 and status <> 'deleted' order by id`,
          [shopId, who],
        ),
        pool.query<{ commentId: string; reason: string; at: number }>(
          `select comment_id as "commentId", reason, ${epoch("at")} as at from comment_reports r
            where shop_id = $1 and reporter = $2 order by r.at`,
          [shopId, who],
        ),
      ]);
      return {
        likes: likes.rows,
        comments: comments.rows.map(({ id, videoId, name, text, createdAt }) => ({
          ...{ id, videoId, name, text },
          at: createdAt,
        })),
        reports: reports.rows,
      };
    },
  };
}

async function readQueue(
  client: pg.PoolClient,
  shopId: string,
  { filter, after, limit }: { filter: QueueFilter; after: string | null; limit: number },
): Promise<CommentQueue> {
  type QueueRow = CommentRecord & {
    videoTitle: string;
    under: QueuedComment["under"];
    reports: Record<string, number> | null;
    deeds: CommentDeed[] | null;
  };
  const { rows } = await client.query<QueueRow>(
    `select ${COLUMNS}, v.title as "videoTitle",
        (select jsonb_build_object('id', p.id, 'name', p.name, 'text', p.body) from comments p
          where p.shop_id = c.shop_id and p.id = c.parent_id) as under,
        (select jsonb_object_agg(reason, people) from (
          select reason, count(*)::int as people from (${OPEN_REPORTS}) r group by reason) by_reason
        ) as reports,
        (select jsonb_agg(jsonb_build_object('deed', d.deed, 'by', d.by, 'detail', d.detail,
            'at', ${epoch("d.at")}) order by d.id)
          from comment_deeds d where d.shop_id = c.shop_id and d.comment_id = c.id) as deeds
       from comments c join videos v on v.shop_id = c.shop_id and v.id = c.video_id
      where c.shop_id = $1 and ($2::text is null or c.id < $2) and ${FILTERS[filter]}
      order by c.id desc limit $3`,
    [shopId, after, limit + 1],
  );
  const counted = await client.query<CommentQueue["counts"]>(
    `select ${Object.entries(FILTERS)
      .map(([name, where]) => `(count(*) filter (where ${where}))::int as ${name}`)
      .join(", ")} from comments c where c.shop_id = $1 and c.status <> 'deleted'`,
    [shopId],
  );
  const comments = rows.slice(0, limit).map(
    (row): QueuedComment => ({
      ...{ id: row.id, videoId: row.videoId, videoTitle: row.videoTitle, under: row.under },
      ...{ name: row.name, text: row.text, status: row.status, reason: row.reason },
      by: authorKind(row.author),
      createdAt: row.createdAt,
      reports: row.reports ?? {},
      deeds: row.deeds ?? [],
    }),
  );
  return {
    comments,
    next: rows.length > limit ? (comments.at(-1)?.id ?? null) : null,
    counts: counted.rows[0] ?? { held: 0, reported: 0, shown: 0, hidden: 0 },
  };
}

async function note(
  client: pg.PoolClient,
  shopId: string,
  commentIds: string[],
  deeds: CommentDeed[],
): Promise<void> {
  const notes = commentIds.flatMap((commentId) => deeds.map((deed) => ({ commentId, ...deed })));
  if (notes.length === 0) return;
  // Of one moment, yet in this order.
  const ids = notes.map(() => newId()).sort();
  await client.query(
    `insert into comment_deeds (shop_id, id, comment_id, deed, by, detail, at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                              $7::timestamp[])`,
    [
      ...[shopId, ids, notes.map(({ commentId }) => commentId), notes.map(({ deed }) => deed)],
      ...[notes.map(({ by }) => by), notes.map(({ detail }) => detail)],
      notes.map(({ at }) => stamp(at)),
    ],
  );
}

function authorKind(author: CommentRecord["author"]): QueuedComment["by"] {
  if (author === null) return "unknown";
  if (author === "shop") return "shop";
  return author.startsWith("customer:") ? "customer" : "guest";
}

/** Columns hold UTC without a zone; text that names it is not moved by the session's. */
function stamp(at: number): string {
  return new Date(at).toISOString().replace("Z", "");
}
