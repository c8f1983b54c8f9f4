import type { PlaylistRow, PlaylistStore } from "./ports.ts";

interface KeptPlaylist {
  id: string;
  title: string;
  videoIds: string[];
  updatedAt: number;
}

/**
 * Playlists in memory. `videos` and `placed` stand for the rows of the neighbouring domains: which
 * videos a shop has, and which of its playlists a placement shows.
 */
export function fakePlaylistStore(
  world: {
    videos?: (shopId: string) => ReadonlySet<string>;
    placed?: (shopId: string) => ReadonlySet<string>;
  } = {},
): PlaylistStore {
  const shops = new Map<string, Map<string, KeptPlaylist>>();
  const of = (shopId: string) => {
    const playlists = shops.get(shopId) ?? new Map<string, KeptPlaylist>();
    shops.set(shopId, playlists);
    return playlists;
  };
  const existing = (shopId: string, ids: string[]) => {
    const videos = world.videos?.(shopId);
    return videos ? ids.filter((id) => videos.has(id)) : ids;
  };
  const toRow = (shopId: string, playlist: KeptPlaylist): PlaylistRow => {
    const videoIds = existing(shopId, playlist.videoIds);
    return {
      id: playlist.id,
      title: playlist.title,
      videoCount: videoIds.length,
      firstVideoIds: videoIds.slice(0, 4),
      updatedAt: playlist.updatedAt,
    };
  };

  return {
    async list(shopId) {
      return [...of(shopId).values()]
        .sort((a, b) => b.updatedAt - a.updatedAt || b.id.localeCompare(a.id))
        .map((playlist) => toRow(shopId, playlist));
    },
    async get(shopId, id) {
      const playlist = of(shopId).get(id);
      return playlist ? toRow(shopId, playlist) : null;
    },
    async create(shopId, { id, title, now }) {
      of(shopId).set(id, { id, title, videoIds: [], updatedAt: now });
    },
    async rename(shopId, id, title, now) {
      const playlist = of(shopId).get(id);
      if (!playlist) return false;
      Object.assign(playlist, { title, updatedAt: now });
      return true;
    },
    async setVideos(shopId, id, videoIds, now) {
      const playlist = of(shopId).get(id);
      if (!playlist) return "playlist-not-found";
      if (existing(shopId, videoIds).length !== videoIds.length) return "video-not-found";
      Object.assign(playlist, { videoIds: [...videoIds], updatedAt: now });
      return "set";
    },
    async remove(shopId, id) {
      if (!of(shopId).has(id)) return "playlist-not-found";
      if (world.placed?.(shopId).has(id)) return "playlist-in-use";
      of(shopId).delete(id);
      return "removed";
    },
    async videoIds(shopId, id) {
      return existing(shopId, of(shopId).get(id)?.videoIds ?? []);
    },
  };
}
