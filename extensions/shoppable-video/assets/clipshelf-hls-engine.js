// Built by scripts/build-extension.ts. Edit src/ and build again.
function isRefusal(error) {
  let { cause } = error;
  return typeof cause == "number" && cause < 500;
}
function bufferedUntil(ranges, time) {
  let until = time;
  for (let [start, end] of ranges) start <= until + 0.35 && end > until && (until = end);
  return until;
}
function playsHlsNatively(video) {
  return video.canPlayType("application/vnd.apple.mpegurl") !== "";
}
function rangesOf(holder) {
  try {
    let { length } = holder?.buffered ?? { length: 0 };
    return Array.from({ length }, (_, index) => [holder?.buffered.start(index) ?? 0, holder?.buffered.end(index) ?? 0]);
  } catch {
    return [];
  }
}
var SAFE_SECONDS = 4;
function isSafeAhead(video) {
  let until = bufferedUntil(rangesOf(video), video.currentTime);
  return until - video.currentTime >= SAFE_SECONDS || until >= video.duration - 0.5;
}
function isAway(video) {
  let root = video.getRootNode();
  return document.hidden && root.pictureInPictureElement !== video;
}
var MEDIA_ERR_NETWORK = 2, MEDIA_ERR_DECODE = 3, PATIENCE_MS = 8e3, TRIES = 3, NativeAttachment = class {
  #video;
  #options;
  #listening = new AbortController();
  #url;
  #refreshed = false;
  #lost = false;
  #tries = 0;
  #silence = 0;
  constructor(video, url, options) {
    this.#video = video, this.#url = url, this.#options = options;
    let { signal } = this.#listening;
    video.addEventListener("error", () => this.#failed(), { signal }), video.addEventListener("playing", () => {
      this.#refreshed = false, this.#tries = 0, options.onFlow({ kind: "flowing" });
    }, { signal }), video.addEventListener("waiting", () => {
      navigator.onLine || options.onFlow({ kind: "stuck" });
    }, { signal });
    for (let sign of ["play", "waiting", "stalled", "progress", "timeupdate"]) video.addEventListener(sign, () => this.#listen(), { signal });
    document.addEventListener("visibilitychange", () => this.#listen(), { signal }), addEventListener("online", () => this.#lost && this.retry(), { signal }), video.preload = options.fill ? "auto" : "metadata";
    let playing = !video.paused;
    video.src = url, playing && video.play().catch(() => {
    });
  }
  get settled() {
    return isSafeAhead(this.#video);
  }
  fill(on) {
    this.#options.fill = on, on && (this.#video.preload = "auto"), this.#listen();
  }
  retry() {
    this.#tries = 0, this.#start();
  }
  destroy() {
    this.#listening.abort(), clearTimeout(this.#silence), this.#video.removeAttribute("src"), this.#video.load();
  }
  #start() {
    let { currentTime } = this.#video;
    this.#lost = false, this.#video.src = this.#url, this.#video.currentTime = currentTime, this.#video.play().catch(() => {
    }), this.#listen();
  }
  #listen() {
    clearTimeout(this.#silence);
    let video = this.#video;
    !(video.paused || video.ended || !this.#options.fill || isAway(video)) && !this.#listening.signal.aborted && (this.#silence = window.setTimeout(() => this.#hearNothing(), PATIENCE_MS));
  }
  async #hearNothing() {
    if (!(this.#video.readyState > 2) && (this.#lost = true, this.#options.onFlow({ kind: "stuck" }), !!navigator.onLine)) {
      if (this.#tries += 1, this.#tries > TRIES) return this.#fail("network");
      if (await this.#renew() === "expired") return this.#fail("expired");
      this.#listening.signal.aborted || this.#start();
    }
  }
  async #failed() {
    let code = this.#video.error?.code;
    if (code === MEDIA_ERR_DECODE) return this.#fail("decode");
    let fault = code === MEDIA_ERR_NETWORK || !navigator.onLine ? "network" : "unsupported";
    if (!this.#refreshed) {
      this.#refreshed = true;
      let refused = await this.#renew();
      if (!refused && !this.#listening.signal.aborted) return this.#start();
      fault = refused ?? fault;
    }
    this.#fail(fault);
  }
  async #renew() {
    try {
      return this.#url = (await this.#options.refresh()).hls, null;
    } catch (error) {
      return isRefusal(error) ? "expired" : "network";
    }
  }
  #fail(fault) {
    this.#listening.signal.aborted || (clearTimeout(this.#silence), this.#lost = fault === "network", this.#options.onFlow({ kind: "failed", fault }));
  }
};
var FILLED = 12, PREPARED = 2;
function attachHls(video, url, options, bandwidth) {
  return playsHlsNatively(video) ? new NativeAttachment(video, url, options) : new HlsAttachment(video, url, options, bandwidth);
}
var HlsAttachment = class {
  #video;
  #options;
  #bandwidth;
  #listening = new AbortController();
  #url;
  #hls = null;
  #refreshed = false;
  #recovered = false;
  #lost = false;
  constructor(video, url, options, bandwidth) {
    this.#video = video, this.#url = url, this.#options = options, this.#bandwidth = bandwidth;
    let { signal } = this.#listening;
    document.addEventListener("visibilitychange", () => this.#pauseLoading(), { signal }), addEventListener("online", () => this.#lost ? this.retry() : this.#hls?.startLoad(-1), { signal }), video.addEventListener("waiting", () => navigator.onLine || options.onFlow({ kind: "stuck" }), { signal }), this.#start();
  }
  get settled() {
    return isSafeAhead(this.#video);
  }
  fill(on) {
    this.#options.fill = on, this.#hls && (this.#hls.config.maxBufferLength = on ? FILLED : PREPARED);
  }
  retry() {
    this.#lost = false;
    let playing = !this.#video.paused;
    this.#hls?.destroy(), this.#start(), playing && this.#video.play().catch(() => {
    });
  }
  destroy() {
    this.#listening.abort(), this.#hls?.destroy(), this.#video.removeAttribute("src"), this.#video.load();
  }
  async #start() {
    let startPosition = this.#video.currentTime || -1, Player;
    try {
      Player = (await import(this.#options.hls)).default;
    } catch {
      return this.#fail("network");
    }
    if (this.#listening.signal.aborted) return;
    if (!Player.isSupported()) return this.#fail("unsupported");
    let hls = new Player({ startPosition, abrEwmaDefaultEstimate: this.#bandwidth.estimate, testBandwidth: false, startFragPrefetch: true, capLevelToPlayerSize: true, maxBufferLength: this.#options.fill ? FILLED : PREPARED, backBufferLength: 30, enableWorker: false });
    this.#hls = hls, hls.on(Player.Events.FRAG_BUFFERED, (_event, { stats: { loading, loaded } }) => {
      this.#refreshed = false, this.#bandwidth.sample(loaded, (loading.end - loading.first) / 1e3), this.#options.onFlow({ kind: "flowing" });
    }), hls.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
      let status = response?.code ?? 0, { MEDIA_ERROR, NETWORK_ERROR } = Player.ErrorTypes;
      fatal ? type === MEDIA_ERROR && !this.#recovered ? (this.#recovered = true, hls.recoverMediaError()) : type === MEDIA_ERROR ? this.#fail("decode") : type !== NETWORK_ERROR ? this.#fail("unsupported") : status >= 400 && status < 500 ? this.#expired() : this.#fail("network") : type === NETWORK_ERROR && !isSafeAhead(this.#video) && this.#video.readyState < 3 && this.#options.onFlow({ kind: "stuck" });
    }), hls.loadSource(this.#url), hls.attachMedia(this.#video);
  }
  #pauseLoading() {
    isAway(this.#video) ? this.#hls?.stopLoad() : this.#hls?.startLoad(-1);
  }
  async #expired() {
    if (this.#refreshed) return this.#fail("expired");
    this.#refreshed = true;
    try {
      this.#url = (await this.#options.refresh()).hls, this.#listening.signal.aborted || this.retry();
    } catch (error) {
      this.#fail(isRefusal(error) ? "expired" : "network");
    }
  }
  #fail(fault) {
    this.#listening.signal.aborted || (this.#lost = fault === "network", this.#options.onFlow({ kind: "failed", fault }));
  }
};
export { attachHls };
