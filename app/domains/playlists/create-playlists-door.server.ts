import type { Clock } from "../../kernel/clock.ts";
import { isId, newId } from "../../kernel/ids.ts";
import { ok, refuse } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import type { PlaylistsDoor } from "./index.server.ts";
import { MAX_PLAYLIST_VIDEOS, type PlaylistCard } from "./index.ts";
import { readTitle, withoutRepeats } from "./playlist.ts";
import type { PlaylistMedia, PlaylistRow, PlaylistStore } from "./ports.ts";

/** Binds the playlist verbs to one shop. `media` is the media door of the same shop. */
export function createPlaylistsDoor(
  ports: { store: PlaylistStore; media: PlaylistMedia; clock: Clock },
  shop: ShopRef,
): PlaylistsDoor {
  const { store, media, clock } = ports;

  return {
    async list() {
      const rows = await store.list(shop.id);
      const first = await media.cards([...new Set(rows.flatMap((row) => row.firstVideoIds))]);
      const posters = new Map(first.map((card) => [card.id, card.poster]));
      return rows.map((row) => toCard(row, posters));
    },

    async get(id) {
      if (!isId(id)) return null;
      const row = await store.get(shop.id, id);
      if (!row) return null;
      const videos = await media.cards(await store.videoIds(shop.id, id));
      const posters = new Map(videos.map((card) => [card.id, card.poster]));
      return { ...toCard(row, posters), videoCount: videos.length, videos };
    },

    async create(title) {
      const clean = readTitle(title);
      if (!clean.ok) return clean;
      const id = newId(clock);
      await store.create(shop.id, { id, title: clean.value, now: clock.now() });
      return ok({ id });
    },

    async rename(id, title) {
      const clean = readTitle(title);
      if (!clean.ok) return clean;
      if (!isId(id)) return refuse("playlist-not-found");
      const renamed = await store.rename(shop.id, id, clean.value, clock.now());
      return renamed ? ok() : refuse("playlist-not-found");
    },

    async setVideos(id, videoIds) {
      if (!isId(id)) return refuse("playlist-not-found");
      const list = withoutRepeats(videoIds);
      if (list.length > MAX_PLAYLIST_VIDEOS)
        return refuse("playlist-too-long", { count: list.length, limit: MAX_PLAYLIST_VIDEOS });
      if (!list.every(isId)) return refuse("video-not-found");
      const outcome = await store.setVideos(shop.id, id, list, clock.now());
      return outcome === "set" ? ok() : refuse(outcome);
    },

    async remove(id) {
      if (!isId(id)) return refuse("playlist-not-found");
      const outcome = await store.remove(shop.id, id);
      return outcome === "removed" ? ok() : refuse(outcome);
    },

    async videoIds(id) {
      return isId(id) ? store.videoIds(shop.id, id) : [];
    },
  };
}

function toCard(row: PlaylistRow, posters: Map<string, string | null>): PlaylistCard {
  return {
    id: row.id,
    title: row.title,
    videoCount: row.videoCount,
    posters: row.firstVideoIds.flatMap((id) => posters.get(id) ?? []),
    updatedAt: row.updatedAt,
  };
}
