import type { JobRequest } from "../../kernel/job.ts";

/** One video is to be processed, or looked at again. */
export function processVideoJob(
  shopId: string,
  videoId: string,
  when: { startAfter?: number } = {},
): JobRequest<{ shopId: string; videoId: string }> {
  return {
    name: "media.process-video",
    payload: { shopId, videoId },
    // A look at a set time must not swallow the one that a webhook asks for now.
    key: when.startAfter === undefined ? videoId : `${videoId}:later`,
    ...when,
  };
}

/** Blobs (keys, or prefixes with a trailing slash) and what an engine keeps are to be removed. */
export function removeFilesJob(
  shopId: string,
  keys: string[],
  engineRef: string | null = null,
  startAfter?: number,
): JobRequest<{ shopId: string; keys: string[]; engineRef: string | null }> {
  return {
    name: "media.remove-files",
    payload: { shopId, keys, engineRef },
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}

/** The fact that these videos look different now, or are gone. Placements react to it. */
export function videoChangedJob(
  shopId: string,
  videoIds: string[],
): JobRequest<{ shopId: string; videoIds: string[] }> {
  return { name: "media.video-changed", payload: { shopId, videoIds } };
}
