import type { VideoListQuery, VideoStatus } from "../../domains/media/index.ts";

const STATUSES: readonly VideoStatus[] = ["uploading", "queued", "processing", "ready", "failed"];
const SORTS = ["newest", "oldest", "title"] as const;
const PAGE = 48;

/** Reads what the library shows from its address. What makes no sense there is as if not written. */
export function readLibraryQuery(search: URLSearchParams): VideoListQuery {
  const one = <T extends string>(name: string, allowed: readonly T[]) =>
    allowed.find((value) => value === search.get(name));
  return {
    search: search.get("q")?.trim().slice(0, 200) || undefined,
    status: one("status", STATUSES),
    tag: search.get("tag")?.trim().slice(0, 100) || undefined,
    sort: one("sort", SORTS) ?? "newest",
    cursor: search.get("after") || undefined,
    limit: PAGE,
  };
}
