import type { VideoCard } from "../media/index.ts";

export interface PlaylistCard {
  id: string;
  title: string;
  videoCount: number;
  /** Posters of the first four. */
  posters: string[];
  updatedAt: number;
}

export interface PlaylistDetail extends PlaylistCard {
  videos: VideoCard[];
}

export const MAX_PLAYLIST_VIDEOS = 250;
export { MAX_PLAYLIST_TITLE } from "./playlist.ts";
