import { type Attachment, type EngineOptions, isRefusal } from "./engine-types.ts";
import { isSafeAhead } from "./lane.ts";

const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;

/** The browser's own HLS player. */
export class NativeAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  readonly #listening = new AbortController();
  #url: string;
  #refreshed = false;
  #lost = false;

  constructor(video: HTMLVideoElement, url: string, options: EngineOptions) {
    this.#video = video;
    this.#url = url;
    this.#options = options;
    const { signal } = this.#listening;
    video.addEventListener("error", () => this.#failed(), { signal });
    video.addEventListener(
      "playing",
      () => {
        this.#refreshed = false;
        options.onFlow({ kind: "flowing" });
      },
      { signal },
    );
    // It keeps trying by itself, but does not say so.
    video.addEventListener(
      "waiting",
      () => {
        if (!navigator.onLine) options.onFlow({ kind: "stuck" });
      },
      { signal },
    );
    addEventListener("online", () => this.#lost && this.retry(), { signal });
    video.preload = options.fill ? "auto" : "metadata";
    // A new source ends a start that came before it.
    const playing = !video.paused;
    video.src = url;
    if (playing) video.play().catch(() => {});
  }

  get settled(): boolean {
    return isSafeAhead(this.#video);
  }

  fill(on: boolean): void {
    if (on) this.#video.preload = "auto";
  }

  retry(): void {
    const { currentTime } = this.#video;
    this.#lost = false;
    this.#video.src = this.#url;
    this.#video.currentTime = currentTime;
    this.#video.play().catch(() => {});
  }

  destroy(): void {
    this.#listening.abort();
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  async #failed(): Promise<void> {
    const code = this.#video.error?.code;
    if (code === MEDIA_ERR_DECODE) return this.#options.onFlow({ kind: "failed", fault: "decode" });
    let fault: "network" | "unsupported" | "expired" =
      code === MEDIA_ERR_NETWORK || !navigator.onLine ? "network" : "unsupported";
    // A browser does not say why a link failed: an expired one is worth one fresh link.
    if (!this.#refreshed) {
      this.#refreshed = true;
      try {
        this.#url = (await this.#options.refresh()).hls;
        if (!this.#listening.signal.aborted) return this.retry();
      } catch (error) {
        fault = isRefusal(error) ? "expired" : "network";
      }
    }
    if (this.#listening.signal.aborted) return;
    this.#lost = fault === "network";
    this.#options.onFlow({ kind: "failed", fault });
  }
}
