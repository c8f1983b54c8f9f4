import type { Feed, FeedVideo } from "../../contract/feed.ts";
import type { Publication, PublishedStore } from "../../domains/placements/index.server.ts";
import type { Database } from "./database.ts";

export function createPublishedStore({ pool }: Pick<Database, "pool">): PublishedStore {
  return {
    async feed(shopDomain, handle) {
      const { rows } = await pool.query<{ feed: Feed }>(
        `select u.feed
           from shops s
           join placements p on p.shop_id = s.id and p.handle = $2 and p.live
           join publications u on u.shop_id = p.shop_id and u.placement_id = p.id
          where s.domain = $1 and s.uninstalled_at is null`,
        [shopDomain, handle],
      );
      return rows[0]?.feed ?? null;
    },

    async video(shopDomain, videoId) {
      const { rows } = await pool.query<{ video: FeedVideo }>(
        `select v.video
           from shops s
           join placements p on p.shop_id = s.id and p.live
           join publications u on u.shop_id = p.shop_id and u.placement_id = p.id
           cross join lateral jsonb_array_elements(
             (u.feed -> 'videos') || coalesce(u.source -> 'linked', '[]')) as v(video)
          where s.domain = $1 and s.uninstalled_at is null and v.video ->> 'id' = $2
          order by u.published_at desc, u.placement_id
          limit 1`,
        [shopDomain, videoId],
      );
      return rows[0]?.video ?? null;
    },

    async page(shopDomain) {
      const { rows } = await pool.query<Pick<Publication, "feed" | "source">>(
        `select u.feed, u.source
           from shops s
           join placements p on p.shop_id = s.id and p.live and p.block = 'page'
           join publications u on u.shop_id = p.shop_id and u.placement_id = p.id
          where s.domain = $1 and s.uninstalled_at is null
          order by p.created_at, p.id
          limit 1`,
        [shopDomain],
      );
      return rows[0] ?? null;
    },
  };
}
