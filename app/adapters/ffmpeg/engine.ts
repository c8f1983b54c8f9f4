import { MAX_DURATION_MS } from "../../domains/media/index.ts";
import type { BlobStore, MediaLog, VideoEngine } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok } from "../../kernel/result.ts";
import type { Ffmpeg } from "./locate.ts";
import { makeAsset } from "./make-asset.ts";
import { clearOldWorkspaces, openWorkspace } from "./workspace.ts";

export interface FfmpegEngineOptions {
  /** Looks for the binary at the first video: web processes never need one. See `locateFfmpeg`. */
  ffmpeg: () => Promise<Ffmpeg>;
  blobs: BlobStore;
  clock: Clock;
  log: MediaLog;
  limits?: Partial<EngineLimits>;
}

/** Of ffmpeg's runs over one clip. */
export interface EngineLimits {
  maxDurationSeconds: number;
  /** Address space of one ffmpeg process. */
  memoryBytes: number;
  /** Wall time of one run: `base` and so much a second of the clip. */
  baseSeconds: number;
  secondsPerSecond: number;
}

export const ENGINE_LIMITS: EngineLimits = {
  maxDurationSeconds: MAX_DURATION_MS / 1000,
  memoryBytes: 4 * 1024 ** 3,
  baseSeconds: 120,
  secondsPerSecond: 5,
};

/** Makes assets with an ffmpeg process on this machine, into our own blob store. */
export function createFfmpegEngine(options: FfmpegEngineOptions): VideoEngine {
  const { blobs, clock, log } = options;
  const limits = { ...ENGINE_LIMITS, ...options.limits };
  void clearOldWorkspaces(clock);
  let told = false;
  return {
    name: "ffmpeg",
    directUpload: null,
    readWebhook: null,
    writesCaptions: false,

    async process(source, sink, signal) {
      const ffmpeg = await options.ffmpeg();
      if (!told) {
        const { path, source, version, wrapper } = ffmpeg;
        log.info({ path, source, version, wrapper }, "ffmpeg was found");
        told = true;
      }
      if (!source.sourceKey) return { ok: false, fault: { kind: "upload-missing" } };
      const workspace = await openWorkspace(blobs, source.sourceKey, signal);
      if (!workspace.ok) return workspace;
      const { folder, file, close } = workspace.value;
      try {
        const made = await makeAsset({
          ...{ ffmpeg, blobs, log, limits, folder, file, sink, signal, clock },
          prefix: source.prefix,
          posterAt: source.posterAt === undefined ? undefined : source.posterAt / 1000,
        });
        if (!made.ok && !made.published) await blobs.remove(source.prefix);
        if (!made.ok) return { ok: false, fault: made.fault };
        if (made.superseded) await blobs.remove(source.prefix);
        return ok({ kind: made.superseded ? "superseded" : "complete" });
      } catch (error) {
        // Cut off: a later attempt has a folder of its own, and removes this one when it is done.
        log.warn({ prefix: source.prefix, error: String(error) }, "Processing was cut off");
        throw error;
      } finally {
        await close();
      }
    },

    // All it made is in the blob store, where the domain removes it.
    async remove() {},
  };
}
