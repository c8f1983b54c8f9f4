import type { Prisma, PrismaClient } from "@prisma/client";
import type { Platform, PostCounts } from "../../domains/intake/index.ts";
import type { AccountStore, StoredAccount, StoredPost } from "../../domains/intake/ports.ts";

/** Accounts at platforms, and the posts that clips are from, in PostgreSQL. */
export function createAccountStore({ prisma }: { prisma: PrismaClient }): AccountStore {
  return {
    async beginSignIn({ createdAt, ...signIn }) {
      await prisma.sourceSignIn.create({ data: { ...signIn, createdAt: new Date(createdAt) } });
    },
    async spendSignIn(shopId, id, staff, since, at) {
      const { count } = await prisma.sourceSignIn.updateMany({
        where: { shopId, id, staff, usedAt: null, createdAt: { gte: new Date(since) } },
        data: { usedAt: new Date(at) },
      });
      if (count === 0) return null;
      const row = await prisma.sourceSignIn.findUniqueOrThrow({
        where: { shopId_id: { shopId, id } },
      });
      await prisma.sourceSignIn.deleteMany({
        where: { shopId, createdAt: { lt: new Date(since) } },
      });
      const { kind, verifier, createdAt } = row;
      return { ...{ shopId, id, staff, verifier }, kind: kind as Platform, createdAt: +createdAt };
    },

    async accounts(shopId) {
      const rows = await prisma.sourceAccount.findMany({
        where: { shopId },
        orderBy: [{ connectedAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toAccount);
    },
    async findAccount(shopId, id) {
      const row = await prisma.sourceAccount.findUnique({ where: { shopId_id: { shopId, id } } });
      return row && toAccount(row);
    },
    async findAccountOf(shopId, kind, userId) {
      const row = await prisma.sourceAccount.findUnique({
        where: { shopId_kind_userId: { shopId, kind, userId } },
      });
      return row && toAccount(row);
    },
    async putAccount({ shopId, id, kind, userId, ...rest }) {
      const data = {
        ...rest,
        expiresAt: dateOf(rest.expiresAt),
        connectedAt: new Date(rest.connectedAt),
        nextSyncAt: new Date(rest.nextSyncAt),
      };
      await prisma.sourceAccount.upsert({
        where: { shopId_kind_userId: { shopId, kind, userId } },
        create: { shopId, id, kind, userId, ...data },
        update: data,
      });
    },
    async renewTokens(shopId, id, from, { expiresAt, ...to }) {
      const { count } = await prisma.sourceAccount.updateMany({
        where: { shopId, id, access: from },
        data: { ...to, expiresAt: dateOf(expiresAt) },
      });
      return count > 0;
    },
    async lapseAccount(shopId, id) {
      await prisma.sourceAccount.updateMany({ where: { shopId, id }, data: { state: "lapsed" } });
    },
    async lapseUser(kind, userId, before) {
      const { count } = await prisma.sourceAccount.updateMany({
        where: {
          ...{ kind, OR: [{ userId }, { scopedId: userId }] },
          connectedAt: { lt: new Date(before) },
        },
        data: { state: "lapsed" },
      });
      return count;
    },
    eraseUser: (kind, userId, { code, at }) =>
      prisma.$transaction(async (tx) => {
        const posts = await tx.$executeRaw`
          DELETE FROM clip_posts p USING source_accounts a
          JOIN imports b ON b.shop_id = a.shop_id AND b.account_id = a.id
          JOIN import_items i ON i.shop_id = b.shop_id AND i.import_id = b.id
          WHERE a.kind = ${kind} AND (a.user_id = ${userId} OR a.scoped_id = ${userId})
            AND p.shop_id = i.shop_id AND p.kind = a.kind
            AND p.video_id IN (i.video_id, coalesce(i.here, i.video_id))`;
        const { count: accounts } = await tx.sourceAccount.deleteMany({
          where: { kind, OR: [{ userId }, { scopedId: userId }] },
        });
        await tx.dataDeletion.create({ data: { code, kind, accounts, posts, at: new Date(at) } });
        return { accounts, posts };
      }),
    async findErasure(code) {
      const row = await prisma.dataDeletion.findUnique({ where: { code } });
      return row && { ...row, kind: row.kind as Platform, at: row.at.getTime() };
    },
    removeAccount: (shopId, id) =>
      prisma.$transaction(async (tx) => {
        const row = await tx.sourceAccount.findUnique({ where: { shopId_id: { shopId, id } } });
        if (!row) return null;
        await tx.sourceAccount.deleteMany({ where: { shopId, id } });
        return toAccount(row);
      }),
    async noteSync(shopId, id, at, whole) {
      const syncedAt = new Date(at);
      await prisma.sourceAccount.updateMany({
        where: { shopId, id },
        data: { syncedAt, ...(whole ? { wholeAt: syncedAt } : {}) },
      });
    },
    takeDueAccounts: (at, next, limit) =>
      prisma.$queryRaw<{ shopId: string; id: string }[]>`
        UPDATE source_accounts SET next_sync_at = ${new Date(next)}
        WHERE (shop_id, id) IN (
          SELECT a.shop_id, a.id FROM source_accounts a
          JOIN shops s ON s.id = a.shop_id AND s.uninstalled_at IS NULL
          WHERE a.next_sync_at <= ${new Date(at)} AND a.state = 'connected'
          ORDER BY a.next_sync_at LIMIT ${limit} FOR UPDATE OF a SKIP LOCKED)
        RETURNING shop_id AS "shopId", id`,
    async postponeSync(shopId, id, next) {
      await prisma.sourceAccount.updateMany({
        where: { shopId, id },
        data: { nextSyncAt: new Date(next) },
      });
    },

    async putPost(shopId, { videoId, counts, ...post }) {
      const data = {
        ...post,
        ...countColumns(counts),
        publishedAt: dateOf(post.publishedAt),
        countedAt: new Date(post.countedAt),
      };
      try {
        await prisma.clipPost.upsert({
          where: { shopId_videoId: { shopId, videoId } },
          create: { shopId, videoId, ...data },
          update: data,
        });
      } catch (error) {
        // Its clip was deleted meanwhile: nothing is left to keep it for.
        if ((error as { code?: string }).code !== "P2003") throw error;
      }
    },
    async findPost(shopId, videoId) {
      const row = await prisma.clipPost.findUnique({
        where: { shopId_videoId: { shopId, videoId } },
        include: { video: { select: { origin: { select: { page: true } } } } },
      });
      return row && { ...toPost(row), page: row.video.origin?.page ?? null };
    },
    async findUnnumbered(shopId, kind, at) {
      const near = { gte: new Date(at - 1_000), lte: new Date(at + 1_000) };
      const rows = await prisma.clipPost.findMany({
        where: { shopId, kind, publishedAt: near, postId: { startsWith: "file:" } },
        take: 2,
      });
      return rows.length === 1 ? toPost(rows[0]!) : null;
    },
    async postsOf(shopId, kind) {
      const rows = await prisma.clipPost.findMany({
        where: { shopId, kind },
        select: {
          ...{ videoId: true, postId: true, publishedAt: true },
          video: { select: { title: true, status: true } },
        },
      });
      return rows.map(({ video, publishedAt, ...post }) => ({
        ...post,
        publishedAt: publishedAt?.getTime() ?? null,
        title: video.title,
        wanted: video.status === "wanted",
      }));
    },
    async wantedPosts(shopId, limit) {
      const where = { shopId, video: { status: "wanted" } };
      const [rows, total] = await Promise.all([
        prisma.clipPost.findMany({
          where,
          include: { video: { select: { origin: { select: { page: true } } } } },
          orderBy: [{ publishedAt: { sort: "desc", nulls: "last" } }, { videoId: "desc" }],
          take: limit,
        }),
        prisma.clipPost.count({ where }),
      ]);
      const posts = rows.map((row) => ({ ...toPost(row), page: row.video.origin?.page ?? null }));
      return { posts, total };
    },
    countWanted: (shopId) =>
      prisma.clipPost.count({ where: { shopId, video: { status: "wanted" } } }),
    async recount(shopId, posts, at) {
      if (posts.length === 0) return;
      await prisma.$executeRaw`
        UPDATE clip_posts p
        SET views = coalesce(n.views, p.views), likes = coalesce(n.likes, p.likes),
            comments = coalesce(n.comments, p.comments), shares = coalesce(n.shares, p.shares),
            counted_at = ${new Date(at)}
        FROM jsonb_to_recordset(${JSON.stringify(
          posts.map(({ ref, counts }) => ({ ref, ...counts })),
        )}::jsonb) AS n(ref text, views bigint, likes bigint, comments bigint, shares bigint)
        JOIN clip_origins o ON o.shop_id = ${shopId} AND o.ref = n.ref
        WHERE p.shop_id = o.shop_id AND p.video_id = o.video_id`;
    },
    async seenRefs(shopId, refs) {
      if (refs.length === 0) return new Set();
      const rows = await prisma.$queryRaw<{ ref: string }[]>`
        SELECT ref FROM clip_origins WHERE shop_id = ${shopId} AND ref = ANY(${refs})
        UNION
        SELECT ref FROM import_items WHERE shop_id = ${shopId} AND ref = ANY(${refs})
          AND state IN ('done', 'here', 'undone')`;
      return new Set(rows.map(({ ref }) => ref));
    },
    async openSync(shopId, accountId) {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT b.id FROM imports b
        WHERE b.shop_id = ${shopId} AND b.account_id = ${accountId}
          AND b.cancelled_at IS NULL AND b.undone_at IS NULL
          AND (b.listing IS NOT NULL OR EXISTS (
            SELECT 1 FROM import_items i WHERE i.shop_id = b.shop_id AND i.import_id = b.id
              AND i.state IN ('waiting', 'fetching')))
        ORDER BY b.created_at DESC LIMIT 1`;
      return rows[0]?.id ?? null;
    },
  };
}

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}

function countColumns(counts: PostCounts) {
  const whole = (count: number | null) => (count === null ? null : BigInt(Math.round(count)));
  return {
    views: whole(counts.views),
    likes: whole(counts.likes),
    comments: whole(counts.comments),
    shares: whole(counts.shares),
  };
}

function toPost(row: Prisma.ClipPostGetPayload<object>): StoredPost {
  const count = (value: bigint | null) => (value === null ? null : Number(value));
  return {
    videoId: row.videoId,
    kind: row.kind as Platform,
    postId: row.postId,
    author: row.author,
    publishedAt: row.publishedAt?.getTime() ?? null,
    duration: row.duration,
    counts: {
      views: count(row.views),
      likes: count(row.likes),
      comments: count(row.comments),
      shares: count(row.shares),
    },
    countedAt: row.countedAt.getTime(),
  };
}

function toAccount(row: Prisma.SourceAccountGetPayload<object>): StoredAccount {
  return {
    shopId: row.shopId,
    id: row.id,
    kind: row.kind as Platform,
    userId: row.userId,
    scopedId: row.scopedId,
    name: row.name,
    page: row.page,
    access: row.access,
    refresh: row.refresh,
    scopes: row.scopes,
    expiresAt: row.expiresAt?.getTime() ?? null,
    state: row.state as StoredAccount["state"],
    connectedBy: row.connectedBy,
    connectedAt: row.connectedAt.getTime(),
    syncedAt: row.syncedAt?.getTime() ?? null,
    wholeAt: row.wholeAt?.getTime() ?? null,
    nextSyncAt: row.nextSyncAt.getTime(),
  };
}
