import type { VideoCard } from "../media/index.ts";

/** A playlist as it is kept: without what only the media domain knows. */
export interface PlaylistRow {
  id: string;
  title: string;
  /** Counts only videos that still exist. */
  videoCount: number;
  /** The first four, in order. */
  firstVideoIds: string[];
  /** Epoch milliseconds. */
  updatedAt: number;
}

/** Keeps playlists. Every call is held to one shop; another shop's id is an id that does not exist. */
export interface PlaylistStore {
  /** Last changed first. */
  list(shopId: string): Promise<PlaylistRow[]>;
  get(shopId: string, id: string): Promise<PlaylistRow | null>;
  create(shopId: string, playlist: { id: string; title: string; now: number }): Promise<void>;
  /** False when there is no such playlist. */
  rename(shopId: string, id: string, title: string, now: number): Promise<boolean>;
  /**
   * Replaces the list in one step, so that two savers never mix: the later list stays whole.
   */
  setVideos(
    shopId: string,
    id: string,
    videoIds: string[],
    now: number,
  ): Promise<"set" | "playlist-not-found" | "video-not-found">;
  /** Checks for placements and removes in one step. */
  remove(shopId: string, id: string): Promise<"removed" | "playlist-not-found" | "playlist-in-use">;
  /** In order; empty when there is no such playlist. */
  videoIds(shopId: string, id: string): Promise<string[]>;
}

/** What the door needs of the media domain, bound to the same shop. */
export interface PlaylistMedia {
  /** Cards by id, in that order, missing ones left out. */
  cards(ids: string[]): Promise<VideoCard[]>;
}
