import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { workPrefix } from "./edits/edit-keys.ts";
import { removeFilesJob, videoChangedJob } from "./jobs.ts";
import { incomingPrefix, videoPrefix } from "./keys.ts";
import type { MediaPorts, StoredVideo } from "./ports.ts";

/**
 * Removes clips at once, and their files by jobs of the same transaction. A worker that is busy with
 * one of them learns it at its next sign of life, stops, and clears what it had begun.
 */
export async function removeVideos(
  { store }: MediaPorts,
  shopId: string,
  videoIds: string[],
): Promise<{ removed: number }> {
  if (videoIds.length === 0) return { removed: 0 };
  const removed = await store.remove(shopId, videoIds, (videos) => [
    videoChangedJob(
      shopId,
      videos.map((video) => video.id),
    ),
    ...videos.map((video) => filesOf(shopId, video)),
  ]);
  return { removed: removed.length };
}

/** As removing, for one clip that is still on its way. */
export async function cancelVideo(
  ports: MediaPorts,
  shopId: string,
  videoId: string,
): Promise<Result<void, Fault<"video-not-found">>> {
  const { removed } = await removeVideos(ports, shopId, [videoId]);
  return removed > 0 ? ok() : refuse("video-not-found");
}

function filesOf(shopId: string, video: StoredVideo) {
  const keys = [
    videoPrefix(shopId, video.id),
    workPrefix(shopId, video.id),
    incomingPrefix(shopId, video.id),
    ...(video.sourceKey ? [video.sourceKey] : []),
  ];
  return removeFilesJob(shopId, keys, video.asset?.engineRef ?? null);
}
