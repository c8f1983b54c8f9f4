import type { Fault, Result } from "../../kernel/result.ts";
import type { PlaylistCard, PlaylistDetail } from "./index.ts";

export interface PlaylistsDoor {
  list(): Promise<PlaylistCard[]>;
  get(id: string): Promise<PlaylistDetail | null>;
  create(title: string): Promise<Result<{ id: string }, Fault<"title-empty" | "title-too-long">>>;
  rename(
    id: string,
    title: string,
  ): Promise<Result<void, Fault<"playlist-not-found" | "title-empty" | "title-too-long">>>;
  /** Replaces the list, in this order. Videos of other shops or deleted ones are refused. */
  setVideos(
    id: string,
    videoIds: string[],
  ): Promise<Result<void, Fault<"playlist-not-found" | "video-not-found" | "playlist-too-long">>>;
  /** Refused while a placement shows it. */
  remove(id: string): Promise<Result<void, Fault<"playlist-not-found" | "playlist-in-use">>>;
  /** Ordered ids, for publishing. */
  videoIds(id: string): Promise<string[]>;
}

export { createPlaylistsDoor } from "./create-playlists-door.server.ts";
