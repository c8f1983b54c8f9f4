// Built by scripts/build-extension.ts. Edit src/ and build again.
var SMALLEST_SAMPLE_BYTES = 4096;
var FIRST_GUESS = 25e5;
var START_SECONDS = 0.6;
var LOW_BUFFER = 4;
var HIGH_BUFFER = 10;
var BandwidthEstimator = class {
  #quick = new WeightedMean(2);
  #slow = new WeightedMean(8);
  #seed;
  constructor(seed) {
    this.#seed = seed && seed > 0 ? seed : FIRST_GUESS;
  }
  sample(bytes, seconds) {
    if (bytes < SMALLEST_SAMPLE_BYTES) return;
    const took = Math.max(seconds, 1e-3);
    const bits = bytes * 8 / took;
    this.#quick.add(bits, took);
    this.#slow.add(bits, took);
  }
  get estimate() {
    const quick = this.#quick.value;
    const slow = this.#slow.value;
    return quick === null || slow === null ? this.#seed : Math.min(quick, slow);
  }
  get measured() {
    return this.#quick.value !== null;
  }
};
var WeightedMean = class {
  #keep;
  #mean = 0;
  #weight = 0;
  constructor(halfLifeSeconds) {
    this.#keep = Math.exp(Math.log(0.5) / halfLifeSeconds);
  }
  add(value, weight) {
    const keep = this.#keep ** weight;
    this.#mean = value * (1 - keep) + keep * this.#mean;
    this.#weight += weight;
  }
  get value() {
    const trust = 1 - this.#keep ** this.#weight;
    return trust > 0 ? this.#mean / trust : null;
  }
};
function highestUseful(renditions, limits) {
  const enough = renditions.findIndex((rung) => Math.min(rung.width, rung.height) >= limits.shortSide);
  const bySize = enough < 0 ? renditions.length - 1 : enough;
  return Math.max(0, Math.min(bySize, limits.ceiling));
}
function startRung(renditions, estimate, limits) {
  const highest = highestUseful(renditions, limits);
  for (let index = highest; index > 0; index--) {
    const rung = renditions[index];
    const seconds = rung?.segments[0]?.[1] ?? 2;
    if (rung && rung.bandwidth * seconds / estimate <= START_SECONDS) return index;
  }
  return 0;
}
function nextRung(renditions, now, limits) {
  const highest = highestUseful(renditions, limits);
  const share = now.ahead >= HIGH_BUFFER ? 0.9 : 0.75;
  let wanted = 0;
  for (let index = highest; index > 0; index--) {
    if ((renditions[index]?.bandwidth ?? 0) <= now.estimate * share) {
      wanted = index;
      break;
    }
  }
  if (wanted > now.current) return now.ahead < LOW_BUFFER ? Math.min(now.current, highest) : now.current + 1;
  if (now.ahead >= HIGH_BUFFER && wanted < now.current) {
    const keep = (renditions[now.current]?.bandwidth ?? 0) <= now.estimate;
    return keep ? Math.min(now.current, highest) : Math.max(wanted, 0);
  }
  return wanted;
}
var GAP = 0.35;
function segmentStarts(track) {
  const starts = [0];
  let at = 0;
  for (const [, seconds] of track.segments) {
    at += seconds;
    starts.push(at);
  }
  return starts;
}
function bufferedUntil(ranges, time) {
  let until = time;
  for (const [start, end] of ranges) if (start <= until + GAP && end > until) until = end;
  return until;
}
function gapEnd(ranges, time) {
  for (const [start] of ranges) if (start > time && start - time <= GAP * 2) return start;
  return null;
}
function wantedSegment(starts, ranges, time) {
  const count = starts.length - 1;
  const from = bufferedUntil(ranges, time) + GAP / 2;
  for (let index = 0; index < count; index++) {
    const end = starts[index + 1];
    if (end !== void 0 && end > from) return index;
  }
  return null;
}
function network() {
  return navigator.connection ?? {};
}
var TRUST = 0.7;
var bandwidth = new BandwidthEstimator((network().downlink ?? 0) * 1e6 * TRUST);
function playsHlsNatively(video) {
  return video.canPlayType("application/vnd.apple.mpegurl") !== "";
}
var MEDIA_ERR_NETWORK = 2;
var MEDIA_ERR_DECODE = 3;
var NativeAttachment = class {
  #video;
  #options;
  #listening = new AbortController();
  #url;
  #refreshed = false;
  constructor(video, url, options) {
    this.#video = video;
    this.#url = url;
    this.#options = options;
    const { signal } = this.#listening;
    video.addEventListener("error", () => this.#failed(), { signal });
    video.addEventListener("playing", () => options.onFlow({ kind: "flowing" }), { signal });
    video.preload = options.fill ? "auto" : "metadata";
    video.src = url;
  }
  fill() {
    this.#video.preload = "auto";
  }
  retry() {
    const { currentTime } = this.#video;
    this.#video.src = this.#url;
    this.#video.currentTime = currentTime;
  }
  destroy() {
    this.#listening.abort();
    this.#video.removeAttribute("src");
    this.#video.load();
  }
  async #failed() {
    const code = this.#video.error?.code;
    if (code === MEDIA_ERR_DECODE) return this.#options.onFlow({ kind: "failed", fault: "decode" });
    if (!this.#refreshed) {
      this.#refreshed = true;
      try {
        this.#url = (await this.#options.refresh()).hls;
        if (!this.#listening.signal.aborted) return this.retry();
      } catch {
      }
    }
    if (this.#listening.signal.aborted) return;
    const fault = code === MEDIA_ERR_NETWORK || !navigator.onLine ? "network" : "unsupported";
    this.#options.onFlow({ kind: "failed", fault });
  }
};
var SILENCE_MS = 8e3;
var SegmentFault = class extends Error {
  kind;
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
};
async function fetchSegment(url, signal, take) {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, SILENCE_MS);
  try {
    const asked = performance.now();
    const response = await fetch(url, { signal: silence.signal });
    const answered = performance.now();
    if ([401, 403, 404, 410].includes(response.status)) throw new SegmentFault("gone");
    if (!response.ok || !response.body) throw new SegmentFault("lost");
    const reader = response.body.getReader();
    let bytes = 0;
    for (; ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE_MS);
      bytes += value.byteLength;
      take(value);
    }
    const finished = performance.now();
    const seconds = Math.max(finished - answered, (finished - asked) * 0.3) / 1e3;
    return { bytes, seconds };
  } catch (error) {
    if (error instanceof SegmentFault || signal.aborted) throw error;
    throw new SegmentFault("lost");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
function append(buffer, bytes, signal) {
  return settled(buffer, signal, () => buffer.appendBuffer(bytes));
}
function forget(buffer, until, signal) {
  return until > 0 ? settled(buffer, signal, () => buffer.remove(0, until)) : Promise.resolve();
}
async function settled(buffer, signal, act) {
  signal.throwIfAborted();
  await new Promise((resolve, reject) => {
    const listening = new AbortController();
    const finish = (then) => () => {
      listening.abort();
      then();
    };
    const options = { signal: listening.signal };
    buffer.addEventListener("updateend", finish(resolve), options);
    buffer.addEventListener("error", finish(() => reject(new Error("append"))), options);
    signal.addEventListener("abort", finish(() => reject(signal.reason)), options);
    try {
      act();
    } catch (error) {
      finish(() => reject(error))();
    }
  });
}
var GOAL_SECONDS = 12;
var KEEP_BEHIND_SECONDS = 30;
var TRIES = 6;
var FIRST_WAIT_MS = 400;
var NEARLY_EMPTY = 0.5;
function sourceClass() {
  const { MediaSource: usual, ManagedMediaSource: managed } = globalThis;
  return usual ?? managed;
}
var mimeOf = (kind, track) => `${kind}/mp4; codecs="${track.codec}"`;
function canPlayCmaf(playback) {
  const source = sourceClass();
  const lowest = playback.renditions[0];
  return !!source && !!lowest && source.isTypeSupported(mimeOf("video", lowest)) && (!playback.audio || source.isTypeSupported(mimeOf("audio", playback.audio)));
}
var CmafAttachment = class {
  #video;
  #options;
  #playback;
  #filling;
  #life = new AbortController();
  #source = null;
  #lanes = [];
  #inits = /* @__PURE__ */ new Map();
  #bells = /* @__PURE__ */ new Set();
  #resumeAt = null;
  #refreshing = null;
  #refreshes = 0;
  #ceiling = Number.POSITIVE_INFINITY;
  #stuck = false;
  #failed = false;
  #native = null;
  constructor(video, playback, options) {
    this.#video = video;
    this.#playback = playback;
    this.#options = options;
    this.#filling = options.fill;
    this.#build();
  }
  fill() {
    this.#filling = true;
    this.#native?.fill();
    this.#ring();
  }
  retry() {
    if (this.#native) return this.#native.retry();
    this.#refreshes = 0;
    this.#rebuild();
  }
  destroy() {
    this.#life.abort();
    this.#ring();
    this.#native?.destroy();
    this.#video.removeAttribute("src");
    this.#video.load();
  }
  #build() {
    const Source = sourceClass();
    if (!Source) return this.#fail("unsupported");
    this.#life = new AbortController();
    const { signal } = this.#life;
    const video = this.#video;
    const source = new Source();
    this.#source = source;
    this.#failed = false;
    this.#lanes = [{ kind: "video", buffer: null, rung: -1 }];
    if (this.#playback.audio) this.#lanes.push({ kind: "audio", buffer: null, rung: -1 });
    const opened = new Promise((resolve) => {
      source.addEventListener("sourceopen", () => resolve(), { once: true });
    });
    const ring = () => this.#ring();
    for (const type of ["startstreaming", "endstreaming"]) source.addEventListener(type, ring, { signal });
    for (const type of ["seeking", "timeupdate", "play", "waiting"]) video.addEventListener(type, ring, { signal });
    video.addEventListener("waiting", () => this.#stepOverGap(), { signal });
    video.addEventListener("error", () => this.#decodeFailed(), { signal });
    video.addEventListener("loadedmetadata", () => this.#resume(), { signal });
    addEventListener("online", ring, { signal });
    video.disableRemotePlayback = true;
    video.src = URL.createObjectURL(source);
    opened.then(() => {
      URL.revokeObjectURL(video.src);
      if (signal.aborted) return;
      try {
        for (const lane of this.#lanes) lane.buffer = source.addSourceBuffer(mimeOf(lane.kind, this.#track(lane, 0)));
        source.duration = segmentStarts(this.#track(this.#lanes[0], 0)).at(-1) ?? 0;
      } catch {
        this.#decodeFailed();
      }
    });
    for (const lane of this.#lanes) this.#run(lane, opened, signal).catch(() => {
      if (!signal.aborted) this.#decodeFailed();
    });
  }
  #rebuild() {
    this.#resumeAt = this.#now;
    const playing = !this.#video.paused;
    this.#life.abort();
    this.#ring();
    this.#build();
    if (playing) this.#video.play().catch(() => {
    });
  }
  get #now() {
    return this.#resumeAt ?? this.#video.currentTime;
  }
  #resume() {
    const at = this.#resumeAt;
    this.#resumeAt = null;
    if (at) this.#video.currentTime = at;
  }
  #track(lane, rung) {
    const { audio, renditions } = this.#playback;
    const track = lane.kind === "audio" ? audio : renditions[Math.max(0, rung)];
    if (!track) throw new Error(`No ${lane.kind} track ${rung}`);
    return track;
  }
  #limits() {
    const { clientWidth, clientHeight } = this.#video;
    const side = Math.min(clientWidth, clientHeight) || 360;
    return { shortSide: side * Math.min(devicePixelRatio, 2), ceiling: this.#ceiling };
  }
  #rungFor(lane, ahead) {
    if (lane.kind === "audio") return 0;
    const { renditions } = this.#playback;
    return lane.rung < 0 ? startRung(renditions, bandwidth.estimate, this.#limits()) : nextRung(renditions, { current: lane.rung, estimate: bandwidth.estimate, ahead }, this.#limits());
  }
  async #run(lane, opened, signal) {
    let tries = 0;
    while (!signal.aborted && !this.#failed) {
      const starts = segmentStarts(this.#track(lane, lane.rung));
      const ranges = rangesOf(lane.buffer);
      const time = this.#now;
      const ahead = bufferedUntil(ranges, time) - time;
      const wanted = wantedSegment(starts, ranges, time);
      if (wanted === null) this.#maybeEnd();
      const enough = ahead >= (this.#filling ? GOAL_SECONDS : 0.1);
      const held = this.#source?.streaming === false && lane.rung >= 0;
      if (wanted === null || enough || held) {
        await this.#bell();
        continue;
      }
      const rung = this.#rungFor(lane, ahead);
      try {
        await this.#load(lane, rung, wanted, opened, signal);
        tries = 0;
        if (this.#stuck || lane.kind === "video") {
          this.#stuck = false;
          this.#options.onFlow({ kind: "flowing" });
        }
        if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) this.#stepOverGap();
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof SegmentFault)) throw error;
        if (lane.buffer && this.#source?.readyState === "open") lane.buffer.abort();
        lane.rung = -1;
        if (error.kind === "gone") await this.#freshLinks();
        else {
          tries += 1;
          if (tries > TRIES) return this.#fail("network");
          if (bufferedUntil(rangesOf(lane.buffer), this.#now) - this.#now < NEARLY_EMPTY && tries > 1) this.#stick();
          await this.#bell(FIRST_WAIT_MS * 2 ** (tries - 1));
        }
      }
    }
  }
  async #load(lane, rung, index, opened, signal) {
    const track = this.#track(lane, rung);
    const [file] = track.segments[index] ?? [];
    if (!file) throw new Error(`No segment ${index}`);
    const init = lane.rung === rung ? null : this.#init(track, signal);
    init?.catch(() => {
    });
    let ready = opened.then(async () => {
      if (!init) return;
      const bytes = await init;
      const buffer = bufferOf(lane);
      if (lane.rung >= 0 && buffer.changeType) buffer.changeType(mimeOf(lane.kind, track));
      await append(buffer, bytes, signal);
      lane.rung = rung;
    });
    ready.catch(() => {
    });
    const measured = await fetchSegment(this.#playback.base + file, signal, (chunk) => {
      ready = ready.then(() => this.#put(lane, chunk, signal));
      ready.catch(() => {
      });
    });
    await ready;
    if (lane.kind === "video") bandwidth.sample(measured.bytes, measured.seconds);
  }
  async #put(lane, chunk, signal) {
    const buffer = bufferOf(lane);
    const behind = this.#video.currentTime - KEEP_BEHIND_SECONDS;
    if (behind > 0 && buffer.buffered.length > 0 && buffer.buffered.start(0) < behind - 10) await forget(buffer, behind, signal);
    try {
      await append(buffer, chunk, signal);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      await forget(buffer, Math.max(0, this.#video.currentTime - 1), signal);
      await append(buffer, chunk, signal);
    }
  }
  #init(track, signal) {
    const url = this.#playback.base + track.init;
    const known = this.#inits.get(url);
    if (known) return known;
    const parts = [];
    const bytes = fetchSegment(url, signal, (part) => parts.push(part)).then(() => new Blob(parts).arrayBuffer());
    this.#inits.set(url, bytes);
    bytes.catch(() => this.#inits.delete(url));
    return bytes;
  }
  #maybeEnd() {
    const source = this.#source;
    if (source?.readyState !== "open") return;
    const all = this.#lanes.every((lane) => {
      if (!lane.buffer || lane.buffer.updating) return false;
      const starts = segmentStarts(this.#track(lane, lane.rung));
      return wantedSegment(starts, rangesOf(lane.buffer), this.#now) === null;
    });
    if (all) source.endOfStream();
  }
  #stepOverGap() {
    if (this.#resumeAt !== null) return;
    const { currentTime, buffered } = this.#video;
    const ranges = rangesOf({ buffered });
    if (ranges.some(([start, end]) => start <= currentTime && currentTime < end)) return;
    const next = gapEnd(ranges, currentTime);
    if (next !== null) this.#video.currentTime = next + 1e-3;
  }
  async #freshLinks() {
    this.#refreshing ??= (async () => {
      this.#refreshes += 1;
      if (this.#refreshes > 2) return this.#fail("expired");
      try {
        const playback = await this.#options.refresh();
        if (playback.kind !== "cmaf") return this.#fail("expired");
        this.#playback = playback;
        this.#inits.clear();
      } catch {
        this.#fail("expired");
      }
    })();
    await this.#refreshing;
    this.#refreshing = null;
  }
  #decodeFailed() {
    if (this.#failed || this.#life.signal.aborted) return;
    const rung = this.#lanes[0]?.rung ?? 0;
    if (rung > 0) {
      this.#ceiling = rung - 1;
      return this.#rebuild();
    }
    if (!playsHlsNatively(this.#video)) return this.#fail("decode");
    this.#life.abort();
    this.#ring();
    const playing = !this.#video.paused;
    this.#native = new NativeAttachment(this.#video, this.#playback.hls, this.#options);
    if (playing) this.#video.play().catch(() => {
    });
  }
  #stick() {
    if (this.#stuck || this.#failed) return;
    this.#stuck = true;
    this.#options.onFlow({ kind: "stuck" });
  }
  #fail(fault) {
    if (this.#failed) return;
    this.#failed = true;
    this.#ring();
    this.#options.onFlow({ kind: "failed", fault });
  }
  #bell(ms = 1e3) {
    return new Promise((resolve) => {
      const ring = () => {
        clearTimeout(timer);
        this.#bells.delete(ring);
        resolve();
      };
      const timer = setTimeout(ring, ms);
      this.#bells.add(ring);
    });
  }
  #ring() {
    for (const ring of [...this.#bells]) ring();
  }
};
function bufferOf(lane) {
  if (!lane.buffer) throw new Error("The source is closed");
  return lane.buffer;
}
function rangesOf(holder) {
  try {
    const { length } = holder?.buffered ?? { length: 0 };
    return Array.from({ length }, (_, index) => [holder?.buffered.start(index) ?? 0, holder?.buffered.end(index) ?? 0]);
  } catch {
    return [];
  }
}
var HlsAttachment = class {
  #video;
  #options;
  #url;
  #hls = null;
  #destroyed = false;
  #refreshed = false;
  #recovered = false;
  constructor(video, url, options) {
    this.#video = video;
    this.#url = url;
    this.#options = options;
    this.#start();
  }
  fill() {
    if (this.#hls) this.#hls.config.maxBufferLength = 12;
  }
  retry() {
    this.#hls?.destroy();
    this.#start();
  }
  destroy() {
    this.#destroyed = true;
    this.#hls?.destroy();
    this.#video.removeAttribute("src");
    this.#video.load();
  }
  async #start() {
    const startPosition = this.#video.currentTime || -1;
    let Player;
    try {
      Player = (await import(this.#options.hls)).default;
    } catch {
      return this.#fail("network");
    }
    if (this.#destroyed) return;
    if (!Player.isSupported()) return this.#fail("unsupported");
    const hls = new Player({ startPosition, abrEwmaDefaultEstimate: bandwidth.estimate, testBandwidth: false, startFragPrefetch: true, capLevelToPlayerSize: true, maxBufferLength: this.#options.fill ? 12 : 2, backBufferLength: 30, enableWorker: false });
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
  async #expired() {
    if (this.#refreshed) return this.#fail("expired");
    this.#refreshed = true;
    try {
      this.#url = (await this.#options.refresh()).hls;
      if (!this.#destroyed) this.retry();
    } catch {
      this.#fail("expired");
    }
  }
  #fail(fault) {
    if (!this.#destroyed) this.#options.onFlow({ kind: "failed", fault });
  }
};
function attach(video, playback, options) {
  if (playback.kind === "cmaf" && canPlayCmaf(playback)) return new CmafAttachment(video, playback, options);
  if (playsHlsNatively(video)) return new NativeAttachment(video, playback.hls, options);
  return new HlsAttachment(video, playback.hls, options);
}
export { attach, bandwidth };
