import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";

export const MAX_PLAYLIST_TITLE = 120;

/** A title as it is kept: white space around it gone and runs of it made one space. */
export function readTitle(title: string): Result<string, Fault<"title-empty" | "title-too-long">> {
  const clean = title.replace(/\s+/gu, " ").trim();
  if (clean === "") return refuse("title-empty");
  if ([...clean].length > MAX_PLAYLIST_TITLE)
    return refuse("title-too-long", { limit: MAX_PLAYLIST_TITLE });
  return ok(clean);
}

/** A clip shows once in a playlist: the first of its places counts. */
export function withoutRepeats(videoIds: string[]): string[] {
  return [...new Set(videoIds)];
}
