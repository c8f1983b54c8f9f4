import type Hls from "hls.js";
import type { BandwidthEstimator } from "../core/adaptive.ts";
import {
  type Attachment,
  type EngineOptions,
  isRefusal,
  type PlaybackFault,
} from "./engine-types.ts";
import { isSafeAhead } from "./lane.ts";
import { playsHlsNatively } from "./media-source.ts";
import { NativeAttachment } from "./native-attachment.ts";
import { isAway } from "./network.ts";

/** Seconds to hold ahead: a clip in front, and one that waits. */
const FILLED = 12;
const PREPARED = 2;

/** Media that is not our own: the browser's HLS, else hls.js. A file of its own: few first plays pay for it. */
export function attachHls(
  video: HTMLVideoElement,
  url: string,
  options: EngineOptions,
  bandwidth: BandwidthEstimator,
): Attachment {
  return playsHlsNatively(video)
    ? new NativeAttachment(video, url, options)
    : new HlsAttachment(video, url, options, bandwidth);
}

/** hls.js, loaded only when a clip needs it. */
class HlsAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  readonly #bandwidth: BandwidthEstimator;
  readonly #listening = new AbortController();
  #url: string;
  #hls: Hls | null = null;
  #refreshed = false;
  #recovered = false;
  #lost = false;

  constructor(
    video: HTMLVideoElement,
    url: string,
    options: EngineOptions,
    bandwidth: BandwidthEstimator,
  ) {
    this.#video = video;
    this.#url = url;
    this.#options = options;
    this.#bandwidth = bandwidth;
    const { signal } = this.#listening;
    document.addEventListener("visibilitychange", () => this.#pauseLoading(), { signal });
    // It waits longer and longer between its tries: what the browser says is quicker.
    addEventListener("online", () => (this.#lost ? this.retry() : this.#hls?.startLoad(-1)), {
      signal,
    });
    video.addEventListener("waiting", () => navigator.onLine || options.onFlow({ kind: "stuck" }), {
      signal,
    });
    this.#start();
  }

  get settled(): boolean {
    return isSafeAhead(this.#video);
  }

  fill(on: boolean): void {
    this.#options.fill = on;
    if (this.#hls) this.#hls.config.maxBufferLength = on ? FILLED : PREPARED;
  }

  retry(): void {
    this.#lost = false;
    const playing = !this.#video.paused;
    this.#hls?.destroy();
    this.#start();
    if (playing) this.#video.play().catch(() => {});
  }

  destroy(): void {
    this.#listening.abort();
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
    if (this.#listening.signal.aborted) return;
    if (!Player.isSupported()) return this.#fail("unsupported");
    // Its defaults are made for long films: a short clip wants the first picture, not the tenth minute.
    const hls = new Player({
      startPosition,
      abrEwmaDefaultEstimate: this.#bandwidth.estimate,
      testBandwidth: false,
      startFragPrefetch: true,
      capLevelToPlayerSize: true,
      maxBufferLength: this.#options.fill ? FILLED : PREPARED,
      backBufferLength: 30,
      // A worker from a blob is refused by strict content security policies.
      enableWorker: false,
    });
    this.#hls = hls;
    hls.on(Player.Events.FRAG_BUFFERED, (_event, { stats: { loading, loaded } }) => {
      this.#refreshed = false;
      this.#bandwidth.sample(loaded, (loading.end - loading.first) / 1000);
      this.#options.onFlow({ kind: "flowing" });
    });
    hls.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
      const status = response?.code ?? 0;
      const { MEDIA_ERROR, NETWORK_ERROR } = Player.ErrorTypes;
      if (!fatal) {
        if (type === NETWORK_ERROR && !isSafeAhead(this.#video) && this.#video.readyState < 3)
          this.#options.onFlow({ kind: "stuck" });
      } else if (type === MEDIA_ERROR && !this.#recovered) {
        this.#recovered = true;
        hls.recoverMediaError();
      } else if (type === MEDIA_ERROR) this.#fail("decode");
      else if (type !== NETWORK_ERROR) this.#fail("unsupported");
      else if (status >= 400 && status < 500) this.#expired();
      else this.#fail("network");
    });
    hls.loadSource(this.#url);
    hls.attachMedia(this.#video);
  }

  #pauseLoading(): void {
    if (isAway(this.#video)) this.#hls?.stopLoad();
    else this.#hls?.startLoad(-1);
  }

  async #expired(): Promise<void> {
    if (this.#refreshed) return this.#fail("expired");
    this.#refreshed = true;
    try {
      this.#url = (await this.#options.refresh()).hls;
      if (!this.#listening.signal.aborted) this.retry();
    } catch (error) {
      this.#fail(isRefusal(error) ? "expired" : "network");
    }
  }

  #fail(fault: PlaybackFault): void {
    if (this.#listening.signal.aborted) return;
    this.#lost = fault === "network";
    this.#options.onFlow({ kind: "failed", fault });
  }
}
