import type { Attachment, EngineOptions } from "./engine-types.ts";

/** Chromium answers 'maybe' as well since 2026 and means it. */
export function playsHlsNatively(video: HTMLVideoElement): boolean {
  return video.canPlayType("application/vnd.apple.mpegurl") !== "";
}

const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;

/** The browser's own HLS player. */
export class NativeAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  readonly #listening = new AbortController();
  #url: string;
  #refreshed = false;

  constructor(video: HTMLVideoElement, url: string, options: EngineOptions) {
    this.#video = video;
    this.#url = url;
    this.#options = options;
    const { signal } = this.#listening;
    video.addEventListener("error", () => this.#failed(), { signal });
    video.addEventListener("playing", () => options.onFlow({ kind: "flowing" }), { signal });
    video.preload = options.fill ? "auto" : "metadata";
    video.src = url;
  }

  fill(): void {
    this.#video.preload = "auto";
  }

  retry(): void {
    const { currentTime } = this.#video;
    this.#video.src = this.#url;
    this.#video.currentTime = currentTime;
  }

  destroy(): void {
    this.#listening.abort();
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  async #failed(): Promise<void> {
    const code = this.#video.error?.code;
    if (code === MEDIA_ERR_DECODE) return this.#options.onFlow({ kind: "failed", fault: "decode" });
    // A browser does not say why a link failed: an expired one is worth one fresh link.
    if (!this.#refreshed) {
      this.#refreshed = true;
      try {
        this.#url = (await this.#options.refresh()).hls;
        if (!this.#listening.signal.aborted) return this.retry();
      } catch {
        // Reported below.
      }
    }
    if (this.#listening.signal.aborted) return;
    const fault = code === MEDIA_ERR_NETWORK || !navigator.onLine ? "network" : "unsupported";
    this.#options.onFlow({ kind: "failed", fault });
  }
}
