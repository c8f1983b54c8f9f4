import type { Playback } from "../../../../app/contract/feed.ts";
import { bandwidth } from "./bandwidth.ts";
import { CmafAttachment } from "./cmaf-attachment.ts";
import type { Attachment, EngineOptions } from "./engine-types.ts";
import type { HlsAttachment } from "./hls-attachment.ts";
import { playable } from "./media-source.ts";
import { NativeAttachment, playsHlsNatively } from "./native-attachment.ts";

export { prepare } from "./head-start.ts";

/** Beside this file. A name in a variable, so that the build leaves it a request of its own. */
const HLS_ENGINE = "./clipshelf-hls-engine.js";

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
  if (playsHlsNatively(video)) return new NativeAttachment(video, playback.hls, options);
  return attachByHls(video, playback.hls, options);
}

function attachByHls(video: HTMLVideoElement, url: string, given: EngineOptions): Attachment {
  const options = { ...given };
  let over = false;
  let made: Attachment | null = null;
  const start = async () => {
    try {
      // Both files travel together.
      import(options.hls).catch(() => {});
      const module = (await import(HLS_ENGINE)) as { HlsAttachment: typeof HlsAttachment };
      if (!over) made = new module.HlsAttachment(video, url, options, bandwidth);
    } catch {
      if (!over) options.onFlow({ kind: "failed", fault: "network" });
    }
  };
  start();
  return {
    get settled() {
      return made?.settled ?? false;
    },
    fill() {
      options.fill = true;
      made?.fill();
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
