import type { CommentDeed, CommentStatus, ModerationPolicy, QueueFilter } from "./index.ts";
import type { CommentRecord, NewComment, SocialStore } from "./ports.ts";

type Kept = CommentRecord & {
  shopId: string;
  token: string;
  deeds: CommentDeed[];
  reports: { reporter: string; reason: string; at: number }[];
};

/** Likes and comments in memory. `videos` are those it knows, as `<shop id> <video id>`. */
export function fakeSocialStore(): SocialStore & { videos: Map<string, string> } {
  const policies = new Map<string, ModerationPolicy>();
  const videos = new Map<string, string>();
  let likes: { shopId: string; videoId: string; liker: string; at: number }[] = [];
  const comments: Kept[] = [];

  const find = (shopId: string, id: string | null) =>
    comments.find((one) => one.shopId === shopId && one.id === id);
  const seen = (one: Kept) =>
    one.status === "shown" &&
    (one.parentId === null || find(one.shopId, one.parentId)?.status === "shown");
  const under = (shopId: string, videoId: string) =>
    comments.filter((one) => one.shopId === shopId && one.videoId === videoId);
  const openReports = (one: Kept) => {
    const approved = one.deeds.filter(({ deed }) => deed === "approved").map(({ at }) => at);
    return one.reports.filter(({ at }) => at > Math.max(-Infinity, ...approved));
  };
  const isIn: Record<QueueFilter, (one: Kept) => boolean> = {
    held: ({ status }) => status === "held",
    shown: ({ status }) => status === "shown",
    hidden: ({ status }) => status === "hidden",
    reported: (one) => ["held", "shown"].includes(one.status) && openReports(one).length > 0,
  };
  const record = ({ shopId: _, token: __, deeds: ___, reports: ____, ...rest }: Kept) => ({
    ...rest,
  });
  const newestFirst = (a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1);
  const set = (one: Kept, status: CommentStatus) => {
    one.status = status;
    if (status === "shown") one.reason = null;
    if (status === "deleted") Object.assign(one, { name: "", text: "" });
  };

  return {
    videos,
    policy: async (shopId) => policies.get(shopId) ?? null,
    async setPolicy(shopId, policy) {
      policies.set(shopId, policy);
    },

    async setLike(shopId, videoId, liker, on, at) {
      const has = (one: (typeof likes)[number]) =>
        one.shopId === shopId && one.videoId === videoId && one.liker === liker;
      if (!on) likes = likes.filter((one) => !has(one));
      else if (videos.has(`${shopId} ${videoId}`) && !likes.some(has))
        likes.push({ shopId, videoId, liker, at });
    },
    counts: async (shopId, videoId) => ({
      likes: likes.filter((one) => one.shopId === shopId && one.videoId === videoId).length,
      comments: under(shopId, videoId).filter(seen).length,
    }),
    likedBy: async (shopId, videoId, who) =>
      likes.some(
        (one) =>
          one.shopId === shopId && one.videoId === videoId && who.some((key) => key === one.liker),
      ),

    async post(shopId, { token, deeds, ...comment }: NewComment) {
      if (!videos.has(`${shopId} ${comment.videoId}`)) return null;
      const parent = find(shopId, comment.parentId);
      if (
        comment.parentId !== null &&
        (parent?.videoId !== comment.videoId || parent.parentId !== null || !seen(parent))
      )
        return null;
      const known = comments.find((one) => one.shopId === shopId && one.token === token);
      if (known)
        return known.author === comment.author && known.videoId === comment.videoId
          ? record(known)
          : null;
      comments.push({ ...comment, shopId, token, deeds: [...deeds], reports: [] });
      return { ...comment };
    },
    countPosted: async (shopId, who, since) =>
      comments.filter(
        (one) =>
          one.shopId === shopId && who.some((key) => key === one.author) && one.createdAt > since,
      ).length,
    async thread(shopId, videoId, page) {
      const found = under(shopId, videoId)
        .filter((one) => one.parentId === page.under && seen(one))
        .sort(page.under === null ? newestFirst : (a, b) => newestFirst(b, a))
        .filter(
          ({ id }) =>
            page.after === null || (page.under === null ? id < page.after : id > page.after),
        );
      const shown = found.slice(0, page.limit);
      return {
        comments: shown.map((one) => ({
          ...record(one),
          replies: comments.filter((other) => other.parentId === one.id && seen(other)).length,
        })),
        next: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
    own: async (shopId, videoId, who, limit) =>
      under(shopId, videoId)
        .filter(
          (one) => who.some((key) => key === one.author) && ["held", "shown"].includes(one.status),
        )
        .sort(newestFirst)
        .slice(0, limit)
        .map(record),
    async removeOwn(shopId, videoId, id, who, deed) {
      const one = find(shopId, id);
      if (one?.videoId !== videoId || one.status === "deleted") return false;
      if (!who.some((key) => key === one.author)) return false;
      set(one, "deleted");
      one.deeds.push(deed);
      return true;
    },
    async report(shopId, videoId, { id, reporter, reason, at, holdFrom }) {
      const one = find(shopId, id);
      if (one?.videoId !== videoId || one.status !== "shown") return false;
      if (one.reports.some((report) => report.reporter === reporter)) return true;
      one.reports.push({ reporter, reason, at });
      one.deeds.push({ deed: "reported", by: "shopper", detail: reason, at });
      const people = openReports(one).filter(({ reporter }) => !reporter.startsWith("nobody:"));
      if (people.length < holdFrom) return true;
      Object.assign(one, { status: "held", reason: "reports" });
      one.deeds.push({ deed: "held", by: "rules", detail: "reports", at });
      return true;
    },

    async get(shopId, id) {
      const one = find(shopId, id);
      return one ? record(one) : null;
    },
    async decide(shopId, ids, status, deed) {
      const changed = comments.filter(
        (one) =>
          one.shopId === shopId &&
          ids.includes(one.id) &&
          one.status !== "deleted" &&
          (one.status !== status || status === "shown"),
      );
      for (const one of changed) {
        set(one, status);
        one.deeds.push(deed);
      }
      return changed.length;
    },
    async queue(shopId, { filter, after, limit }) {
      const all = comments.filter((one) => one.shopId === shopId).sort(newestFirst);
      const found = all.filter((one) => isIn[filter](one) && (after === null || one.id < after));
      const shown = found.slice(0, limit);
      const count = (name: QueueFilter) => all.filter(isIn[name]).length;
      return {
        comments: shown.map((one) => {
          const parent = find(shopId, one.parentId);
          const reports: Record<string, number> = {};
          for (const { reason } of openReports(one)) reports[reason] = (reports[reason] ?? 0) + 1;
          const { author, parentId: _, ...rest } = record(one);
          return {
            ...rest,
            videoTitle: videos.get(`${shopId} ${one.videoId}`) ?? "",
            under: parent ? { id: parent.id, name: parent.name, text: parent.text } : null,
            by:
              author === null
                ? "unknown"
                : author === "shop"
                  ? "shop"
                  : author.startsWith("customer:")
                    ? "customer"
                    : "guest",
            reports,
            deeds: [...one.deeds],
          };
        }),
        next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
        counts: {
          held: count("held"),
          reported: count("reported"),
          shown: count("shown"),
          hidden: count("hidden"),
        },
      };
    },

    async forget(shopId, who) {
      likes = likes.filter((one) => one.shopId !== shopId || one.liker !== who);
      for (const one of comments) {
        if (one.shopId !== shopId) continue;
        one.reports = one.reports.filter(({ reporter }) => reporter !== who);
        if (one.author !== who) continue;
        set(one, "deleted");
        Object.assign(one, { author: null, token: one.id });
      }
    },
    belongings: async (shopId, who) => ({
      likes: likes
        .filter((one) => one.shopId === shopId && one.liker === who)
        .map(({ videoId, at }) => ({ videoId, at })),
      comments: comments
        .filter((one) => one.shopId === shopId && one.author === who && one.status !== "deleted")
        .map(({ id, videoId, name, text, createdAt }) => ({
          ...{ id, videoId, name, text },
          at: createdAt,
        })),
      reports: comments
        .filter((one) => one.shopId === shopId)
        .flatMap((one) =>
          one.reports
            .filter(({ reporter }) => reporter === who)
            .map(({ reason, at }) => ({ commentId: one.id, reason, at })),
        ),
    }),
  };
}
