import type { Playback } from "../../../../app/contract/feed.ts";
import { CmafAttachment, canPlayCmaf } from "./cmaf-attachment.ts";
import type { Attachment, EngineOptions } from "./engine-types.ts";
import { HlsAttachment } from "./hls-attachment.ts";
import { NativeAttachment, playsHlsNatively } from "./native-attachment.ts";

export { bandwidth } from "./bandwidth.ts";

/**
 * Brings a clip to a video element by the shortest road there is: our own media straight into the
 * element's buffer, else the browser's own HLS, else hls.js.
 */
export function attach(
  video: HTMLVideoElement,
  playback: Playback,
  options: EngineOptions,
): Attachment {
  if (playback.kind === "cmaf" && canPlayCmaf(playback))
    return new CmafAttachment(video, playback, options);
  if (playsHlsNatively(video)) return new NativeAttachment(video, playback.hls, options);
  return new HlsAttachment(video, playback.hls, options);
}
