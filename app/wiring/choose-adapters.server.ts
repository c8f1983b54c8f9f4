/** Which adapter fills a port where the configuration leaves a choice. */

import { createFfmpegEngine } from "../adapters/ffmpeg/engine.ts";
import type { Ffmpeg } from "../adapters/ffmpeg/locate.ts";
import type { Log } from "../adapters/log/log.ts";
import { createMuxCaptions } from "../adapters/mux/captions.ts";
import type { MuxOptions } from "../adapters/mux/client.ts";
import { createMuxEngine } from "../adapters/mux/engine.ts";
import { createInstagramSource } from "../adapters/sources/instagram.ts";
import type { PlatformOptions } from "../adapters/sources/platform-http.ts";
import { createTiktokSource } from "../adapters/sources/tiktok.ts";
import { createYoutubeSource } from "../adapters/sources/youtube.ts";
import { createSpeechService } from "../adapters/speech/speech-service.ts";
import { createDiskBlobStore } from "../adapters/storage/disk.ts";
import { createS3BlobStore } from "../adapters/storage/s3.ts";
import type { Config } from "../config.server.ts";
import {
  type CaptionWriter,
  type EditRenderer,
  listeningWriter,
  type VideoEngine,
} from "../domains/media/index.server.ts";
import { MAX_DURATION_MS } from "../domains/media/index.ts";
import type { BlobStore } from "../domains/media/ports.ts";
import type { Clock } from "../kernel/clock.ts";

/** BLOB_STORE: a folder that web and worker share, or a bucket. */
export function openBlobStore(config: Config, clock: Clock): BlobStore {
  if (config.BLOB_STORE === "disk")
    return createDiskBlobStore({ directory: config.BLOB_DIR, clock });
  return createS3BlobStore({
    endpoint: config.S3_ENDPOINT ?? "",
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? "",
    accessKeyId: config.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? "",
  });
}

/** TikTok, Instagram and YouTube, or what stands in for them beside a sandbox shop. */
export function openPlatformSources(config: Config, clock: Clock) {
  const { SANDBOX_URL: sandbox } = config;
  const originOf = (host: string) => (sandbox ? `${sandbox}/platforms/${host}` : `https://${host}`);
  const options = (id: string | undefined, secret: string | undefined): PlatformOptions => ({
    keys: id && secret ? { id, secret } : null,
    clock,
    originOf,
  });
  return [
    createTiktokSource(options(config.TIKTOK_CLIENT_KEY, config.TIKTOK_CLIENT_SECRET)),
    createInstagramSource(options(config.INSTAGRAM_APP_ID, config.INSTAGRAM_APP_SECRET)),
    createYoutubeSource({
      ...options(config.GOOGLE_CLIENT_ID, config.GOOGLE_CLIENT_SECRET),
      apiKey: config.YOUTUBE_API_KEY ?? null,
    }),
  ];
}

/** VIDEO_ENGINE: ffmpeg on this machine, or Mux. */
export function openVideoEngine(
  config: Config,
  shared: { blobs: BlobStore; clock: Clock; log: Log; ffmpeg: () => Promise<Ffmpeg> },
): VideoEngine {
  if (config.VIDEO_ENGINE === "ffmpeg") return createFfmpegEngine(shared);
  return createMuxEngine({
    ...shared,
    ...muxOptions(config),
    corsOrigin: new URL(config.SHOPIFY_APP_URL).origin,
    maxDurationSeconds: MAX_DURATION_MS / 1000,
  });
}

/** Who writes captions: Mux of the clips that it keeps, and the service at SPEECH_URL of those that we do. */
export function openCaptionWriters(
  config: Config,
  shared: { log: Log; renderer: EditRenderer },
): CaptionWriter[] {
  const writers: CaptionWriter[] = [];
  if (config.VIDEO_ENGINE === "mux")
    writers.push(createMuxCaptions({ ...muxOptions(config), log: shared.log }));
  if (config.SPEECH_URL) {
    const speech = createSpeechService({
      url: config.SPEECH_URL,
      key: config.SPEECH_KEY ?? null,
      model: config.SPEECH_MODEL,
      log: shared.log,
    });
    writers.push(listeningWriter({ renderer: shared.renderer, speech }));
  }
  return writers;
}

function muxOptions(config: Config): MuxOptions {
  return {
    tokenId: config.MUX_TOKEN_ID ?? "",
    tokenSecret: config.MUX_TOKEN_SECRET ?? "",
    webhookSecret: config.MUX_WEBHOOK_SECRET ?? "",
    ...(config.MUX_BASE_URL ? { baseUrl: config.MUX_BASE_URL } : {}),
  };
}
