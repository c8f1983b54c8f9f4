import {
  type Attachment,
  type EngineOptions,
  isRefusal,
  type PlaybackFault,
} from "./engine-types.ts";
import { isSafeAhead } from "./lane.ts";
import { isAway } from "./network.ts";

const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;
/** Without a byte or a picture for so long, nothing more will come of this source. */
const PATIENCE_MS = 8000;
/** So often it is asked for anew before it is given up. */
const TRIES = 3;

/**
 * The browser's own HLS player. It says little of what goes wrong: Safari waits for ever, and without a word,
 * on a link that has expired or a road that is dead. So its silence is timed.
 */
export class NativeAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  readonly #listening = new AbortController();
  #url: string;
  #refreshed = false;
  #lost = false;
  #tries = 0;
  #silence = 0;

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
        this.#tries = 0;
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
    for (const sign of ["play", "waiting", "stalled", "progress", "timeupdate"])
      video.addEventListener(sign, () => this.#listen(), { signal });
    document.addEventListener("visibilitychange", () => this.#listen(), { signal });
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
    this.#options.fill = on;
    if (on) this.#video.preload = "auto";
    this.#listen();
  }

  retry(): void {
    this.#tries = 0;
    this.#start();
  }

  destroy(): void {
    this.#listening.abort();
    clearTimeout(this.#silence);
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #start(): void {
    const { currentTime } = this.#video;
    this.#lost = false;
    this.#video.src = this.#url;
    this.#video.currentTime = currentTime;
    this.#video.play().catch(() => {});
    this.#listen();
  }

  /** Counts the silence from now on, where a clip should be moving. */
  #listen(): void {
    clearTimeout(this.#silence);
    const video = this.#video;
    const still = video.paused || video.ended || !this.#options.fill || isAway(video);
    if (!still && !this.#listening.signal.aborted)
      this.#silence = window.setTimeout(() => this.#hearNothing(), PATIENCE_MS);
  }

  async #hearNothing(): Promise<void> {
    // It has pictures to go on with.
    if (this.#video.readyState > 2) return;
    this.#lost = true;
    this.#options.onFlow({ kind: "stuck" });
    // `online` brings it back.
    if (!navigator.onLine) return;
    this.#tries += 1;
    if (this.#tries > TRIES) return this.#fail("network");
    if ((await this.#renew()) === "expired") return this.#fail("expired");
    if (!this.#listening.signal.aborted) this.#start();
  }

  async #failed(): Promise<void> {
    const code = this.#video.error?.code;
    if (code === MEDIA_ERR_DECODE) return this.#fail("decode");
    let fault: PlaybackFault =
      code === MEDIA_ERR_NETWORK || !navigator.onLine ? "network" : "unsupported";
    // A browser does not say why a link failed: an expired one is worth one fresh link.
    if (!this.#refreshed) {
      this.#refreshed = true;
      const refused = await this.#renew();
      if (!refused && !this.#listening.signal.aborted) return this.#start();
      fault = refused ?? fault;
    }
    this.#fail(fault);
  }

  /** Asks for a fresh link; answers why there is none. */
  async #renew(): Promise<"network" | "expired" | null> {
    try {
      this.#url = (await this.#options.refresh()).hls;
      return null;
    } catch (error) {
      return isRefusal(error) ? "expired" : "network";
    }
  }

  #fail(fault: PlaybackFault): void {
    if (this.#listening.signal.aborted) return;
    clearTimeout(this.#silence);
    this.#lost = fault === "network";
    this.#options.onFlow({ kind: "failed", fault });
  }
}
