import { Readable } from "node:stream";
import Mux from "@mux/mux-node";
import type { BlobStore, EngineNews, MediaLog, VideoEngine } from "../../domains/media/ports.ts";
import { ok, refuse } from "../../kernel/result.ts";
import { CAPTIONS_BY_THEMSELVES, MUX_IMAGE, type MuxOptions, openMux } from "./client.ts";
import { lookAtAsset } from "./look-at-asset.ts";
import { parseRef, toRef } from "./ref.ts";
import { isGone, isUnreachable } from "./trouble.ts";

export interface MuxEngineOptions extends MuxOptions {
  /** Page that uploads come from. */
  corsOrigin: string;
  blobs: BlobStore;
  log: MediaLog;
  maxDurationSeconds: number;
}

/** As long as unfinished uploads are kept; the most that Mux allows. */
const UPLOAD_SECONDS = 7 * 24 * 60 * 60;
/** Webhooks come first; asking is for those that were lost. */
const ASK_AGAIN_MS = 20_000;
const TROUBLE_MS = 60_000;

/**
 * Makes assets with Mux. The browser uploads straight to Mux, Mux keeps original and renditions, and
 * we keep the poster. `engineRef` is `upload:<id>` until Mux has made an asset, then `asset:<id>`.
 */
export function createMuxEngine(options: MuxEngineOptions): VideoEngine {
  const { log } = options;
  const client = openMux(options);

  /** The asset that Mux made of an upload; null while, or when, there is none. */
  const assetOf = async (engineRef: string, signal?: AbortSignal) => {
    const ref = parseRef(engineRef);
    if (ref.kind === "asset") return { status: "asset_created" as const, assetId: ref.id };
    const upload = await client.video.uploads.retrieve(ref.id, { signal });
    return { status: upload.status, assetId: upload.asset_id ?? null };
  };

  return {
    name: "mux",
    writesCaptions: true,

    directUpload: {
      async open({ shopId, videoId }) {
        try {
          const upload = await client.video.uploads.create({
            cors_origin: options.corsOrigin,
            timeout: UPLOAD_SECONDS,
            new_asset_settings: {
              inputs: [{ generated_subtitles: CAPTIONS_BY_THEMSELVES }],
              playback_policies: ["public"],
              video_quality: "basic",
              static_renditions: [{ resolution: "highest" }],
              passthrough: `${shopId}.${videoId}`,
            },
          });
          if (!upload.url) throw new Error("Mux opened an upload without a URL");
          return ok({ url: upload.url, headers: {}, engineRef: toRef("upload", upload.id) });
        } catch (error) {
          if (!(error instanceof Mux.APIError)) throw error;
          log.error({ status: error.status, error: error.message }, "Mux refused an upload");
          return refuse("engine-unavailable");
        }
      },
      async arrived(engineRef) {
        try {
          return (await assetOf(engineRef)).status === "asset_created";
        } catch (error) {
          if (isGone(error)) return false;
          throw error;
        }
      },
      async send(url, { body, bytes }, signal) {
        const response = await fetch(url, {
          method: "PUT",
          headers: { "content-length": String(bytes) },
          body: Readable.toWeb(Readable.from(body)),
          duplex: "half",
          signal,
        } as RequestInit);
        if (!response.ok) throw new Error(`Mux answered ${response.status} to an upload`);
      },
    },

    async process(source, sink, signal) {
      if (!source.engineRef) return { ok: false, fault: { kind: "upload-missing" } };
      try {
        const { status, assetId } = await assetOf(source.engineRef, signal);
        if (status === "waiting") return ok({ kind: "waiting", retryAfterMs: ASK_AGAIN_MS });
        if (status === "errored") return { ok: false, fault: { kind: "file-not-video" } };
        if (!assetId) return { ok: false, fault: { kind: "upload-missing" } };
        const asset = await client.video.assets.retrieve(assetId, { signal });
        return await lookAtAsset(
          { ...options, imageUrl: options.imageUrl ?? MUX_IMAGE },
          { asset, prefix: source.prefix, retryAfterMs: ASK_AGAIN_MS },
          sink,
          signal,
        );
      } catch (error) {
        signal.throwIfAborted();
        if (isGone(error)) return { ok: false, fault: { kind: "upload-missing" } };
        if (isUnreachable(error)) {
          log.warn({ video: source.videoId, error: String(error) }, "Mux is asked again later");
          return ok({ kind: "waiting", retryAfterMs: TROUBLE_MS });
        }
        if (!(error instanceof Mux.APIError)) throw error;
        log.error({ status: error.status, error: error.message }, "Mux refused a request");
        return { ok: false, fault: { kind: "engine-unavailable" } };
      }
    },

    async remove(engineRef) {
      try {
        const ref = parseRef(engineRef);
        if (ref.kind === "upload") {
          const upload = await client.video.uploads.retrieve(ref.id);
          if (upload.status === "waiting") await client.video.uploads.cancel(ref.id);
          if (upload.asset_id) await client.video.assets.delete(upload.asset_id);
        } else await client.video.assets.delete(ref.id);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },

    async readWebhook(body, headers) {
      try {
        await client.webhooks.verifySignature(body, headers);
      } catch {
        return refuse("signature-invalid");
      }
      return ok(newsIn(body));
    },
  };
}

interface MuxEvent {
  type?: unknown;
  data?: { id?: unknown; asset_id?: unknown; upload_id?: unknown };
}

/** Uploads and assets that an event speaks of; none for events that are none of ours. */
function newsIn(body: string): EngineNews {
  const { type, data } = JSON.parse(body) as MuxEvent;
  const news = (references: string[], about: EngineNews["about"] = "asset") => ({
    ...{ references, about },
  });
  if (typeof type !== "string" || !data) return news([]);
  const named = (kind: "asset" | "upload", id: unknown) =>
    typeof id === "string" ? [toRef(kind, id)] : [];
  if (type.startsWith("video.asset.track.")) return news(named("asset", data.asset_id), "captions");
  if (type.startsWith("video.asset.static_rendition.")) return news(named("asset", data.asset_id));
  if (type.startsWith("video.asset."))
    return news([...named("asset", data.id), ...named("upload", data.upload_id)]);
  if (type.startsWith("video.upload."))
    return news([...named("asset", data.asset_id), ...named("upload", data.id)]);
  return news([]);
}
