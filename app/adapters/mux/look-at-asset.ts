import type Mux from "@mux/mux-node";
import type {
  BlobStore,
  EngineOutcome,
  EngineSink,
  MediaFault,
} from "../../domains/media/ports.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { MUX_STREAM } from "./client.ts";
import { toRef } from "./ref.ts";

type MuxAsset = Mux.Video.Assets.Asset;

interface LookOptions {
  blobs: BlobStore;
  maxDurationSeconds: number;
  imageUrl: string;
  streamUrl?: string;
}

/** Brings what Mux says of an asset to the sink: progress, a fault, or something to play. */
export async function lookAtAsset(
  options: LookOptions,
  look: { asset: MuxAsset; prefix: string; retryAfterMs: number },
  sink: EngineSink,
  signal: AbortSignal,
): Promise<Result<EngineOutcome, MediaFault>> {
  const { asset } = look;
  const waiting = ok({ kind: "waiting", retryAfterMs: look.retryAfterMs } as const);
  const superseded = ok({ kind: "superseded" } as const);
  if (asset.status === "errored") return { ok: false, fault: faultOf(asset) };
  if (asset.status === "preparing") {
    const share = Math.max(0, asset.progress?.progress ?? 0) / 100;
    return (await sink.progress(share)) ? waiting : superseded;
  }

  const picture = asset.tracks?.find((track) => track.type === "video");
  const playbackId = asset.playback_ids?.find(({ policy }) => policy === "public")?.id;
  const seconds = asset.duration ?? 0;
  if (!picture?.max_width || !picture.max_height)
    return { ok: false, fault: { kind: "video-has-no-picture" } };
  if (!playbackId) throw new Error(`Mux asset ${asset.id} has no public playback id`);
  if (seconds > options.maxDurationSeconds)
    return {
      ok: false,
      fault: {
        kind: "video-too-long",
        params: { duration: Math.round(seconds), limit: options.maxDurationSeconds },
      },
    };

  const stills = await fetchStills(options, playbackId, look.prefix, seconds, signal);
  if (!stills.ok) return stills;
  const file = asset.static_renditions?.files?.find((each) => each.resolution === "highest");
  const complete = file?.status !== "preparing";
  const stream = options.streamUrl ?? MUX_STREAM;
  const published = await sink.publish({
    engineRef: toRef("asset", asset.id),
    width: picture.max_width,
    height: picture.max_height,
    duration: Math.round(seconds * 1000),
    hasAudio: asset.tracks?.some((track) => track.type === "audio") ?? false,
    posterKey: `${look.prefix}poster.jpg`,
    previewKey: null,
    placeholder: stills.value,
    playback: {
      kind: "hls",
      hls: `${stream}/${playbackId}.m3u8`,
      contentKey: file?.status === "ready" ? `${stream}/${playbackId}/highest.mp4` : null,
    },
    complete,
  });
  if (!published) {
    await options.blobs.remove(look.prefix);
    return superseded;
  }
  return complete ? ok({ kind: "complete" }) : waiting;
}

/** Copies the poster into our store, from where it goes to the shop's CDN; answers the placeholder. */
async function fetchStills(
  { blobs, imageUrl }: LookOptions,
  playbackId: string,
  prefix: string,
  seconds: number,
  signal: AbortSignal,
): Promise<Result<string, MediaFault>> {
  const at = seconds > 2 ? 0.5 : 0;
  const base = `${imageUrl}/${playbackId}/thumbnail.jpg?time=${at}`;
  const [poster, tiny] = await Promise.all([
    fetchBytes(`${base}&width=1080`, signal),
    fetchBytes(`${base}&width=20`, signal),
  ]);
  const put = await blobs.put(`${prefix}poster.jpg`, poster, { contentType: "image/jpeg", signal });
  if (!put.ok) return put;
  return ok(`data:image/jpeg;base64,${tiny.toString("base64")}`);
}

async function fetchBytes(url: string, signal: AbortSignal): Promise<Buffer> {
  const response = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  });
  if (!response.ok) throw new Error(`Mux answered ${response.status} for a thumbnail`);
  return Buffer.from(await response.arrayBuffer());
}

/** Mux words its faults for developers; these are the merchant's. */
function faultOf(asset: MuxAsset): MediaFault {
  const words = asset.errors?.messages?.join(" ") ?? "";
  if (/no video track|does not contain a video/i.test(words))
    return { kind: "video-has-no-picture" };
  if (/duration/i.test(words)) return { kind: "file-damaged" };
  return { kind: asset.errors?.type === "invalid_input" ? "file-not-video" : "file-damaged" };
}
