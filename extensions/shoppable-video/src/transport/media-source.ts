import type { CmafPlayback, CmafTrack } from "../../../../app/contract/feed.ts";

/** A managed source says by `streaming` when it wants media. */
export type StreamSource = MediaSource & { streaming?: boolean };

/** iPhones have only the managed kind. */
export function sourceClass(): (new () => StreamSource) | undefined {
  const { MediaSource: usual, ManagedMediaSource: managed } = globalThis as {
    MediaSource?: typeof MediaSource;
    ManagedMediaSource?: typeof MediaSource;
  };
  return usual ?? managed;
}

export const mimeOf = (kind: "video" | "audio", track: CmafTrack) =>
  `${kind}/mp4; codecs="${track.codec}"`;

/**
 * The clip with those renditions that this browser decodes; null when it has no media sources, knows
 * none of them, or does not know the sound.
 */
export function playable(playback: CmafPlayback): CmafPlayback | null {
  const source = sourceClass() as typeof MediaSource | undefined;
  const knows = (kind: "video" | "audio", track: CmafTrack) =>
    !!source?.isTypeSupported(mimeOf(kind, track));
  const renditions = playback.renditions.filter((track) => knows("video", track));
  const heard = !playback.audio || knows("audio", playback.audio);
  return renditions.length > 0 && heard ? { ...playback, renditions } : null;
}

/** Chromium answers 'maybe' as well since 2026 and means it. */
export function playsHlsNatively(video: HTMLVideoElement): boolean {
  return video.canPlayType("application/vnd.apple.mpegurl") !== "";
}
