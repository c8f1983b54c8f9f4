import { awaitCaptionsJob } from "./edits/edit-jobs.ts";
import { processVideoJob, removeFilesJob, videoChangedJob } from "./jobs.ts";
import { attemptPrefix } from "./keys.ts";
import {
  type EngineAsset,
  type EngineSink,
  type MediaFault,
  type MediaPorts,
  type StoredVideo,
  TRIES_A_ROUND,
} from "./ports.ts";

/** How long documents already handed out may still point at an older attempt's files. */
const OLD_FILES_MS = 60 * 60 * 1000;

/**
 * Lets the engine make the clip's asset, under a number that fences off any other worker: whoever
 * claimed the clip last is the only one whose reports count.
 */
export async function processVideo(
  ports: MediaPorts,
  { shopId, videoId }: { shopId: string; videoId: string },
  signal: AbortSignal,
): Promise<void> {
  const { store, engine, clock, log } = ports;
  signal.throwIfAborted();
  const video = await store.claim(shopId, videoId, clock.now());
  if (!video) return;
  const fields = { shop: shopId, video: videoId, attempt: video.attempt };
  const fail = async (fault: MediaFault) => {
    log.warn({ ...fields, fault: fault.kind, ...fault.params }, "A clip could not be processed");
    await store.fail(shopId, videoId, video.attempt, fault, clock.now());
  };
  // Workers that die this often over one clip are killed by it. An engine elsewhere is only asked.
  if (!engine.directUpload && video.attempt % TRIES_A_ROUND === 0)
    return fail({ kind: "processing-interrupted" });

  const started = clock.now();
  const result = await engine.process(
    {
      shopId,
      videoId,
      sourceKey: video.sourceKey,
      engineRef: video.asset?.engineRef ?? null,
      prefix: attemptPrefix(shopId, videoId, video.attempt),
    },
    sinkFor(ports, shopId, video),
    signal,
  );
  if (!result.ok) return fail(result.fault);
  if (result.value.kind === "waiting")
    return store.enqueue([
      processVideoJob(shopId, videoId, { startAfter: clock.now() + result.value.retryAfterMs }),
    ]);
  log.info({ ...fields, outcome: result.value.kind, ms: clock.now() - started }, "Clip processed");
}

function sinkFor(
  { store, engine, clock }: MediaPorts,
  shopId: string,
  video: StoredVideo,
): EngineSink {
  return {
    progress: (share) => store.progress(shopId, video.id, video.attempt, share, clock.now()),
    publish: (asset) =>
      store.publish(shopId, video.id, video.attempt, engine.name, asset, clock.now(), [
        videoChangedJob(shopId, [video.id]),
        ...oldFilesJobs(shopId, video, asset, clock.now()),
        ...(asset.complete && asset.hasAudio && engine.writesCaptions
          ? [awaitCaptionsJob(shopId, video.id)]
          : []),
      ]),
  };
}

/** What earlier attempts left, and what this one used only for a while. */
function oldFilesJobs(shopId: string, video: StoredVideo, asset: EngineAsset, now: number) {
  const earlier = Array.from({ length: video.attempt - 1 }, (_, index) =>
    attemptPrefix(shopId, video.id, index + 1),
  );
  const keys = [...(asset.complete ? earlier : []), ...(asset.obsolete ?? [])];
  return keys.length > 0 ? [removeFilesJob(shopId, keys, null, now + OLD_FILES_MS)] : [];
}
