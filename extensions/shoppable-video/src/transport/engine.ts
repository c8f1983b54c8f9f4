import type { Playback } from "../../../../app/contract/feed.ts";
import { bandwidth } from "./bandwidth.ts";
import { CmafAttachment } from "./cmaf-attachment.ts";
import type { Attachment, EngineOptions } from "./engine-types.ts";
import { HLS_ENGINE, prepare } from "./head-start.ts";
import type * as Other from "./hls-attachment.ts";
import { playable, playsHlsNatively } from "./media-source.ts";

export { prepare };

/**
 * Brings a clip to a video element by the shortest road there is: our own media straight into the
 * element's buffer, else the browser's own HLS, else hls.js.
 */
export function attach(
  video: HTMLVideoElement,
  playback: Playback,
  options: EngineOptions,
): Attachment {
  const own = playback.kind === "cmaf" ? playable(playback) : null;
  if (own) return new CmafAttachment(video, own, options);
  return attachByHls(video, playback.hls, options);
}

function attachByHls(video: HTMLVideoElement, url: string, given: EngineOptions): Attachment {
  const options = { ...given };
  let over = false;
  let made: Attachment | null = null;
  const start = async () => {
    try {
      // Both files travel together.
      if (!playsHlsNatively(video)) import(options.hls).catch(() => {});
      const { attachHls } = (await import(HLS_ENGINE)) as typeof Other;
      if (!over) made = attachHls(video, url, options, bandwidth);
    } catch {
      if (!over) options.onFlow({ kind: "failed", fault: "network" });
    }
  };
  start();
  return {
    get settled() {
      return made?.settled ?? false;
    },
    fill(on) {
      options.fill = on;
      made?.fill(on);
    },
    retry() {
      if (made) made.retry();
      else start();
    },
    destroy() {
      over = true;
      made?.destroy();
    },
  };
}
