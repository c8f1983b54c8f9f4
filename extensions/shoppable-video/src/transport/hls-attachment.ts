import type Hls from "hls.js";
import { bandwidth } from "./bandwidth.ts";
import type { Attachment, EngineOptions } from "./engine-types.ts";

/** hls.js, loaded only when a clip needs it. */
export class HlsAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  #url: string;
  #hls: Hls | null = null;
  #destroyed = false;
  #refreshed = false;
  #recovered = false;

  constructor(video: HTMLVideoElement, url: string, options: EngineOptions) {
    this.#video = video;
    this.#url = url;
    this.#options = options;
    this.#start();
  }

  fill(): void {
    if (this.#hls) this.#hls.config.maxBufferLength = 12;
  }

  retry(): void {
    this.#hls?.destroy();
    this.#start();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#hls?.destroy();
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  async #start(): Promise<void> {
    const startPosition = this.#video.currentTime || -1;
    let Player: typeof Hls;
    try {
      Player = ((await import(this.#options.hls)) as { default: typeof Hls }).default;
    } catch {
      return this.#fail("network");
    }
    if (this.#destroyed) return;
    if (!Player.isSupported()) return this.#fail("unsupported");
    // Its defaults are made for long films: a short clip wants the first picture, not the tenth minute.
    const hls = new Player({
      startPosition,
      abrEwmaDefaultEstimate: bandwidth.estimate,
      testBandwidth: false,
      startFragPrefetch: true,
      capLevelToPlayerSize: true,
      maxBufferLength: this.#options.fill ? 12 : 2,
      backBufferLength: 30,
      // A worker from a blob is refused by strict content security policies.
      enableWorker: false,
    });
    this.#hls = hls;
    hls.on(Player.Events.FRAG_BUFFERED, () => this.#options.onFlow({ kind: "flowing" }));
    hls.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
      if (!fatal) return;
      if (type === Player.ErrorTypes.MEDIA_ERROR && !this.#recovered) {
        this.#recovered = true;
        hls.recoverMediaError();
      } else if (type === Player.ErrorTypes.MEDIA_ERROR) this.#fail("decode");
      else if (type !== Player.ErrorTypes.NETWORK_ERROR) this.#fail("unsupported");
      else if ((response?.code ?? 0) >= 400 && (response?.code ?? 0) < 500) this.#expired();
      else this.#fail("network");
    });
    hls.loadSource(this.#url);
    hls.attachMedia(this.#video);
  }

  async #expired(): Promise<void> {
    if (this.#refreshed) return this.#fail("expired");
    this.#refreshed = true;
    try {
      this.#url = (await this.#options.refresh()).hls;
      if (!this.#destroyed) this.retry();
    } catch {
      this.#fail("expired");
    }
  }

  #fail(fault: "network" | "decode" | "unsupported" | "expired"): void {
    if (!this.#destroyed) this.#options.onFlow({ kind: "failed", fault });
  }
}
