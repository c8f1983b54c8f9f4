import type { CmafTrack, Playback } from "../../contract/feed.ts";
import type { ProductCard } from "../catalog/index.ts";
import type { ReadyVideo } from "./index.server.ts";
import type { VideoCard, VideoDetail, VideoFacts } from "./index.ts";
import { mediaUrl } from "./keys.ts";
import type { StoredCard, StoredPlayback, StoredVideo } from "./ports.ts";

/** Rows as screens and documents show them. */

export function videoCard(
  video: Omit<StoredCard, keyof VideoFacts>,
  mediaBaseUrl: string,
): VideoCard {
  const { asset } = video;
  const poster = asset?.posterKey ?? video.coverKey;
  return {
    id: video.id,
    title: video.title,
    status: video.status,
    progress: video.progress,
    failure: video.failure,
    poster: poster ? mediaUrl(mediaBaseUrl, poster) : null,
    placeholder: asset?.placeholder ?? null,
    preview: asset?.previewKey ? mediaUrl(mediaBaseUrl, asset.previewKey) : null,
    duration: asset?.duration ?? null,
    width: asset?.width ?? null,
    height: asset?.height ?? null,
    tags: video.tags,
    productCount: video.productCount,
    createdAt: video.createdAt,
    withheld: video.withheld,
  };
}

/** `products` are the cards that are known; tags of products that have gone are left out. */
export function videoDetail(
  video: StoredVideo,
  products: ProductCard[],
  mediaBaseUrl: string,
): VideoDetail {
  const cards = new Map(products.map((product) => [product.id, product]));
  return {
    ...videoCard({ ...video, productCount: video.products.length }, mediaBaseUrl),
    description: video.description,
    source: video.source,
    language: video.language,
    sourceName: video.sourceName,
    sourceBytes: video.sourceBytes,
    hasAudio: video.asset?.hasAudio ?? null,
    hls: video.asset?.playback ? mediaUrl(mediaBaseUrl, video.asset.playback.hls) : null,
    products: video.products.flatMap(({ productId, ...tag }) => {
      const product = cards.get(productId);
      return product ? [{ product, ...tag }] : [];
    }),
    moments: video.moments,
    updatedAt: video.updatedAt,
  };
}

/** Null while there is nothing to play, or nothing that shoppers may see. */
export function readyVideo(video: StoredVideo, mediaBaseUrl: string): ReadyVideo | null {
  const { asset } = video;
  if (video.status !== "ready" || !asset?.playback || !asset.posterKey) return null;
  if (video.withheld.length > 0) return null;
  const { playback } = asset;
  return {
    id: video.id,
    title: video.title,
    description: video.description,
    tags: video.tags,
    width: asset.width ?? 0,
    height: asset.height ?? 0,
    duration: asset.duration ?? 0,
    hasAudio: asset.hasAudio ?? false,
    poster: mediaUrl(mediaBaseUrl, asset.posterKey),
    placeholder: asset.placeholder ?? "",
    preview: asset.previewKey ? mediaUrl(mediaBaseUrl, asset.previewKey) : null,
    playback: withUrls(playback, mediaBaseUrl),
    contentUrl: playback.contentKey ? mediaUrl(mediaBaseUrl, playback.contentKey) : null,
    createdAt: video.createdAt,
    posterFile: { key: asset.posterKey, contentType: "image/jpeg" },
    products: video.products,
    ...(video.captions.length > 0
      ? {
          captions: video.captions.map(({ language, fileKey }) => ({
            language,
            url: mediaUrl(mediaBaseUrl, fileKey),
          })),
        }
      : {}),
    moments: video.moments,
  };
}

/** Of a clip's rungs the smallest. */
export interface LightFiles {
  /** Blob keys that follow one another: a track's beginning and its segments. */
  pictures: string[];
  /** Null without sound. */
  sound: string[] | null;
  /** False: only a large rung is there, and a smaller one is still to come. */
  small: boolean;
}

/** The short side, in pixels, that is small enough for who only wants to look a clip through. */
const SMALL_SIDE = 480;

/** Null when no file of it is ours. */
export function lightFiles({ asset }: StoredVideo): LightFiles | null {
  const playback = asset?.playback;
  const rung = playback?.kind === "cmaf" ? playback.renditions[0] : undefined;
  if (playback?.kind !== "cmaf" || !rung) return null;
  const files = ({ init, segments }: CmafTrack) =>
    [init, ...segments.map(([file]) => file)].map((name) => `${playback.base}${name}`);
  return {
    pictures: files(rung),
    sound: playback.audio && files(playback.audio),
    small: asset?.complete === true || Math.min(rung.width, rung.height) <= SMALL_SIDE,
  };
}

function withUrls(playback: StoredPlayback, mediaBaseUrl: string): Playback {
  const hls = mediaUrl(mediaBaseUrl, playback.hls);
  if (playback.kind === "hls") return { kind: "hls", hls };
  return {
    kind: "cmaf",
    hls,
    base: mediaUrl(mediaBaseUrl, playback.base),
    renditions: playback.renditions,
    audio: playback.audio,
  };
}
