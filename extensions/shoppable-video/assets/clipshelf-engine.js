// Built by scripts/build-extension.ts. Edit src/ and build again.
var BandwidthEstimator = class {
  #quick = new WeightedMean(2);
  #slow = new WeightedMean(8);
  #seed;
  constructor(seed) {
    this.#seed = seed && seed > 0 ? seed : 25e5;
  }
  sample(bytes, seconds) {
    if (bytes < 4096) return;
    let bits = bytes * 8 / Math.max(seconds, 0.01), weight = Math.max(seconds, 1);
    this.#quick.add(bits, weight), this.#slow.add(bits, weight);
  }
  get estimate() {
    let quick = this.#quick.value, slow = this.#slow.value;
    return quick === null || slow === null ? this.#seed : Math.min(quick, slow);
  }
  get measured() {
    return this.#quick.value !== null;
  }
}, WeightedMean = class {
  #keep;
  #mean = 0;
  #weight = 0;
  constructor(halfLifeSeconds) {
    this.#keep = Math.exp(Math.log(0.5) / halfLifeSeconds);
  }
  add(value, weight) {
    let keep = this.#keep ** weight;
    this.#mean = value * (1 - keep) + keep * this.#mean, this.#weight += weight;
  }
  get value() {
    let trust = 1 - this.#keep ** this.#weight;
    return trust > 0 ? this.#mean / trust : null;
  }
};
function highestUseful(renditions, limits) {
  let enough = renditions.findIndex((rung) => Math.min(rung.width, rung.height) >= limits.shortSide), bySize = enough < 0 ? renditions.length - 1 : enough;
  return Math.max(0, Math.min(bySize, limits.ceiling));
}
function startRung(renditions, estimate, limits) {
  let highest = highestUseful(renditions, limits);
  for (let index = highest; index > 0; index--) {
    let rung = renditions[index], seconds = rung?.segments[0]?.[1] ?? 2;
    if (rung && rung.bandwidth * seconds / estimate <= 0.6) return index;
  }
  return 0;
}
function nextRung(renditions, now, limits) {
  let highest = highestUseful(renditions, limits), share = now.ahead >= 10 ? 0.9 : 0.75, wanted = 0;
  for (let index = highest; index > 0; index--) if ((renditions[index]?.bandwidth ?? 0) <= now.estimate * share) {
    wanted = index;
    break;
  }
  return wanted > now.current ? now.ahead < 4 ? Math.min(now.current, highest) : now.current + 1 : now.ahead >= 10 && wanted < now.current ? (renditions[now.current]?.bandwidth ?? 0) <= now.estimate ? Math.min(now.current, highest) : Math.max(wanted, 0) : wanted;
}
function segmentStarts(track) {
  let starts = [0], at = 0;
  for (let [, seconds] of track.segments) at += seconds, starts.push(at);
  return starts;
}
function bufferedUntil(ranges, time) {
  let until = time;
  for (let [start, end] of ranges) start <= until + 0.35 && end > until && (until = end);
  return until;
}
function gapEnd(ranges, time) {
  for (let [start] of ranges) if (start > time && start - time <= 0.35 * 2) return start;
  return null;
}
function wantedSegment(starts, ranges, time, spent = /* @__PURE__ */ new Set()) {
  let from = bufferedUntil(ranges, time) + 0.175;
  for (let index = 0; index < starts.length - 1; index++) if (endOf(starts, index) > from && !spent.has(index)) return index;
  return null;
}
function holdsSome(starts, ranges, index) {
  let start = starts[index] ?? 0;
  return ranges.some(([from, to]) => to > start + 0.35 / 2 && from < endOf(starts, index) - 0.35 / 2);
}
function endOf(starts, index) {
  return starts[index + 1] ?? 0;
}
function network() {
  return navigator.connection ?? {};
}
var TRUST = 0.7, bandwidth = new BandwidthEstimator((network().downlink ?? 0) * 1e6 * TRUST);
function playsHlsNatively(video) {
  return video.canPlayType("application/vnd.apple.mpegurl") !== "";
}
var MEDIA_ERR_NETWORK = 2, MEDIA_ERR_DECODE = 3, NativeAttachment = class {
  #video;
  #options;
  #listening = new AbortController();
  #url;
  #refreshed = false;
  constructor(video, url, options) {
    this.#video = video, this.#url = url, this.#options = options;
    let { signal } = this.#listening;
    video.addEventListener("error", () => this.#failed(), { signal }), video.addEventListener("playing", () => options.onFlow({ kind: "flowing" }), { signal }), video.preload = options.fill ? "auto" : "metadata", video.src = url;
  }
  fill() {
    this.#video.preload = "auto";
  }
  retry() {
    let { currentTime } = this.#video;
    this.#video.src = this.#url, this.#video.currentTime = currentTime;
  }
  destroy() {
    this.#listening.abort(), this.#video.removeAttribute("src"), this.#video.load();
  }
  async #failed() {
    let code = this.#video.error?.code;
    if (code === MEDIA_ERR_DECODE) return this.#options.onFlow({ kind: "failed", fault: "decode" });
    if (!this.#refreshed) {
      this.#refreshed = true;
      try {
        if (this.#url = (await this.#options.refresh()).hls, !this.#listening.signal.aborted) return this.retry();
      } catch {
      }
    }
    if (this.#listening.signal.aborted) return;
    let fault = code === MEDIA_ERR_NETWORK || !navigator.onLine ? "network" : "unsupported";
    this.#options.onFlow({ kind: "failed", fault });
  }
};
var SegmentFault = class extends Error {
  kind;
  constructor(kind) {
    super(kind), this.kind = kind;
  }
};
async function fetchSegment(url, signal, take) {
  let silence = new AbortController(), stop = () => silence.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, 8e3);
  try {
    let asked = performance.now(), response = await fetch(url, { signal: silence.signal }), answered = performance.now();
    if ([401, 403, 404, 410].includes(response.status)) throw new SegmentFault("gone");
    if (!response.ok || !response.body) throw new SegmentFault("lost");
    let reader = response.body.getReader(), bytes = 0;
    for (; ; ) {
      let { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer), timer = setTimeout(stop, 8e3), bytes += value.byteLength, take(value);
    }
    let finished = performance.now(), seconds = Math.max(finished - answered, (finished - asked) * 0.3) / 1e3;
    return { bytes, seconds };
  } catch (error) {
    throw error instanceof SegmentFault || signal.aborted ? error : new SegmentFault("lost");
  } finally {
    clearTimeout(timer), signal.removeEventListener("abort", stop);
  }
}
function append(buffer, bytes, signal) {
  return settled(buffer, signal, () => buffer.appendBuffer(bytes));
}
function forget(buffer, until, signal) {
  return until > 0 ? settled(buffer, signal, () => buffer.remove(0, until)) : Promise.resolve();
}
async function settled(buffer, signal, act) {
  signal.throwIfAborted(), await new Promise((resolve, reject) => {
    let listening = new AbortController(), finish = (then) => () => {
      listening.abort(), then();
    }, options = { signal: listening.signal };
    buffer.addEventListener("updateend", finish(resolve), options), buffer.addEventListener("error", finish(() => reject(new Error("append"))), options), signal.addEventListener("abort", finish(() => reject(signal.reason)), options);
    try {
      act();
    } catch (error) {
      finish(() => reject(error))();
    }
  });
}
var GOAL_SECONDS = 12, KEEP_BEHIND_SECONDS = 30, TRIES = 6, FIRST_WAIT_MS = 400, NEARLY_EMPTY = 0.5;
function sourceClass() {
  let { MediaSource: usual, ManagedMediaSource: managed } = globalThis;
  return usual ?? managed;
}
var mimeOf = (kind, track) => `${kind}/mp4; codecs="${track.codec}"`;
function canPlayCmaf(playback) {
  let source = sourceClass(), lowest = playback.renditions[0];
  return !!source && !!lowest && source.isTypeSupported(mimeOf("video", lowest)) && (!playback.audio || source.isTypeSupported(mimeOf("audio", playback.audio)));
}
var newLane = (kind) => ({ kind, buffer: null, rung: -1, spent: /* @__PURE__ */ new Set(), barren: 0 }), CmafAttachment = class {
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
    this.#video = video, this.#playback = playback, this.#options = options, this.#filling = options.fill, this.#build();
  }
  fill() {
    this.#filling = true, this.#native?.fill(), this.#ring();
  }
  retry() {
    this.#native ? this.#native.retry() : (this.#refreshes = 0, this.#rebuild());
  }
  destroy() {
    this.#life.abort(), this.#ring(), this.#native?.destroy(), this.#video.removeAttribute("src"), this.#video.load();
  }
  #build() {
    let Source = sourceClass();
    if (!Source) throw new Error("No media sources: ask canPlayCmaf first");
    this.#life = new AbortController();
    let { signal } = this.#life, video = this.#video, source = new Source();
    this.#source = source, this.#failed = false, this.#lanes = [newLane("video")], this.#playback.audio && this.#lanes.push(newLane("audio"));
    let opened = new Promise((resolve) => {
      source.addEventListener("sourceopen", () => resolve(), { once: true });
    }), ring = () => this.#ring();
    for (let type of ["startstreaming", "endstreaming"]) source.addEventListener(type, ring, { signal });
    for (let type of ["seeking", "timeupdate", "play", "waiting"]) video.addEventListener(type, ring, { signal });
    video.addEventListener("waiting", () => this.#stepOverGap(), { signal }), video.addEventListener("seeking", () => this.#forgetSpent(), { signal }), video.addEventListener("error", () => this.#decodeFailed(), { signal }), video.addEventListener("loadedmetadata", () => this.#resume(), { signal }), addEventListener("online", ring, { signal }), video.disableRemotePlayback = true, video.src = URL.createObjectURL(source), opened.then(() => {
      if (URL.revokeObjectURL(video.src), !signal.aborted) try {
        for (let lane of this.#lanes) lane.buffer = source.addSourceBuffer(mimeOf(lane.kind, this.#track(lane, 0)));
        source.duration = segmentStarts(this.#track(this.#lanes[0], 0)).at(-1) ?? 0;
      } catch {
        this.#decodeFailed();
      }
    });
    for (let lane of this.#lanes) this.#run(lane, opened, signal).catch(() => {
      signal.aborted || this.#decodeFailed();
    });
  }
  #rebuild() {
    this.#resumeAt = this.#now;
    let playing = !this.#video.paused;
    this.#life.abort(), this.#ring(), this.#build(), playing && this.#video.play().catch(() => {
    });
  }
  get #now() {
    return this.#resumeAt ?? this.#video.currentTime;
  }
  #resume() {
    let at = this.#resumeAt;
    this.#resumeAt = null, at && (this.#video.currentTime = at);
  }
  #track(lane, rung) {
    let { audio, renditions } = this.#playback, track = lane.kind === "audio" ? audio : renditions[Math.max(0, rung)];
    if (!track) throw new Error(`No ${lane.kind} track ${rung}`);
    return track;
  }
  #limits() {
    let { clientWidth, clientHeight } = this.#video;
    return { shortSide: (Math.min(clientWidth, clientHeight) || 360) * Math.min(devicePixelRatio, 2), ceiling: this.#ceiling };
  }
  #rungFor(lane, ahead) {
    if (lane.kind === "audio") return 0;
    let { renditions } = this.#playback;
    return lane.rung < 0 ? startRung(renditions, bandwidth.estimate, this.#limits()) : nextRung(renditions, { current: lane.rung, estimate: bandwidth.estimate, ahead }, this.#limits());
  }
  async #run(lane, opened, signal) {
    let tries = 0;
    for (; !signal.aborted && !this.#failed; ) {
      let starts = segmentStarts(this.#track(lane, lane.rung)), ranges = rangesOf(lane.buffer), time = this.#now, ahead = bufferedUntil(ranges, time) - time, wanted = wantedSegment(starts, ranges, time, lane.spent);
      wanted === null && this.#maybeEnd();
      let enough = ahead >= (this.#filling ? GOAL_SECONDS : 0.1), held = this.#source?.streaming === false && lane.rung >= 0;
      if (wanted === null || enough || held) {
        await this.#bell();
        continue;
      }
      let rung = this.#rungFor(lane, ahead);
      try {
        await this.#load(lane, rung, wanted, opened, signal), tries = 0, this.#judge(lane, starts, wanted), (this.#stuck || lane.kind === "video") && (this.#stuck = false, this.#options.onFlow({ kind: "flowing" })), this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && this.#stepOverGap();
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof SegmentFault)) throw error;
        if (lane.buffer && this.#source?.readyState === "open" && lane.buffer.abort(), lane.rung = -1, error.kind === "gone") await this.#freshLinks();
        else {
          if (tries += 1, tries > TRIES) return this.#fail("network");
          bufferedUntil(rangesOf(lane.buffer), this.#now) - this.#now < NEARLY_EMPTY && tries > 1 && this.#stick(), await this.#bell(FIRST_WAIT_MS * 2 ** (tries - 1));
        }
      }
    }
  }
  #judge(lane, starts, index) {
    let ranges = rangesOf(lane.buffer);
    if (lane.barren = holdsSome(starts, ranges, index) ? 0 : lane.barren + 1, lane.barren > 1) throw new Error(`Nothing came of ${lane.kind} segment ${index}`);
    lane.barren === 0 && wantedSegment(starts, ranges, this.#now, lane.spent) === index && lane.spent.add(index);
  }
  #forgetSpent() {
    for (let lane of this.#lanes) lane.spent.clear();
  }
  async #load(lane, rung, index, opened, signal) {
    let track = this.#track(lane, rung), [file] = track.segments[index] ?? [];
    if (!file) throw new Error(`No segment ${index}`);
    let init = lane.rung === rung ? null : this.#init(track, signal);
    init?.catch(() => {
    });
    let ready = opened.then(async () => {
      if (!init) return;
      let bytes = await init, buffer = bufferOf(lane);
      lane.rung >= 0 && buffer.changeType && buffer.changeType(mimeOf(lane.kind, track)), await append(buffer, bytes, signal), lane.rung = rung;
    });
    ready.catch(() => {
    });
    let measured = await fetchSegment(this.#playback.base + file, signal, (chunk) => {
      ready = ready.then(() => this.#put(lane, chunk, signal)), ready.catch(() => {
      });
    });
    await ready, lane.kind === "video" && bandwidth.sample(measured.bytes, measured.seconds);
  }
  async #put(lane, chunk, signal) {
    let buffer = bufferOf(lane), behind = this.#video.currentTime - KEEP_BEHIND_SECONDS;
    behind > 0 && buffer.buffered.length > 0 && buffer.buffered.start(0) < behind - 10 && await forget(buffer, behind, signal);
    try {
      await append(buffer, chunk, signal);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      await forget(buffer, Math.max(0, this.#video.currentTime - 1), signal), await append(buffer, chunk, signal);
    }
  }
  #init(track, signal) {
    let url = this.#playback.base + track.init, known = this.#inits.get(url);
    if (known) return known;
    let parts = [], bytes = fetchSegment(url, signal, (part) => parts.push(part)).then(() => new Blob(parts).arrayBuffer());
    return this.#inits.set(url, bytes), bytes.catch(() => this.#inits.delete(url)), bytes;
  }
  #maybeEnd() {
    let source = this.#source;
    if (source?.readyState !== "open") return;
    this.#lanes.every((lane) => {
      if (!lane.buffer || lane.buffer.updating) return false;
      let starts = segmentStarts(this.#track(lane, lane.rung));
      return wantedSegment(starts, rangesOf(lane.buffer), this.#now, lane.spent) === null;
    }) && source.endOfStream();
  }
  #stepOverGap() {
    if (this.#resumeAt !== null) return;
    let { currentTime, buffered } = this.#video, ranges = rangesOf({ buffered });
    if (ranges.some(([start, end]) => start <= currentTime && currentTime < end)) return;
    let next = gapEnd(ranges, currentTime);
    next !== null && (this.#video.currentTime = next + 1e-3);
  }
  async #freshLinks() {
    this.#refreshing ??= (async () => {
      if (this.#refreshes += 1, this.#refreshes > 2) return this.#fail("expired");
      try {
        let playback = await this.#options.refresh();
        if (playback.kind !== "cmaf") return this.#fail("expired");
        this.#playback = playback, this.#inits.clear();
      } catch {
        this.#fail("expired");
      }
    })(), await this.#refreshing, this.#refreshing = null;
  }
  #decodeFailed() {
    if (this.#failed || this.#life.signal.aborted) return;
    let rung = this.#lanes[0]?.rung ?? 0;
    if (rung > 0) {
      this.#ceiling = rung - 1, this.#rebuild();
      return;
    }
    if (!playsHlsNatively(this.#video)) {
      this.#fail("decode");
      return;
    }
    this.#life.abort(), this.#ring();
    let playing = !this.#video.paused;
    this.#native = new NativeAttachment(this.#video, this.#playback.hls, this.#options), playing && this.#video.play().catch(() => {
    });
  }
  #stick() {
    this.#stuck || this.#failed || (this.#stuck = true, this.#options.onFlow({ kind: "stuck" }));
  }
  #fail(fault) {
    this.#failed || (this.#failed = true, this.#ring(), this.#options.onFlow({ kind: "failed", fault }));
  }
  #bell(ms = 1e3) {
    return new Promise((resolve) => {
      let ring = () => {
        clearTimeout(timer), this.#bells.delete(ring), resolve();
      }, timer = setTimeout(ring, ms);
      this.#bells.add(ring);
    });
  }
  #ring() {
    for (let ring of [...this.#bells]) ring();
  }
};
function bufferOf(lane) {
  if (!lane.buffer) throw new Error("The source is closed");
  return lane.buffer;
}
function rangesOf(holder) {
  try {
    let { length } = holder?.buffered ?? { length: 0 };
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
    this.#video = video, this.#url = url, this.#options = options, this.#start();
  }
  fill() {
    this.#hls && (this.#hls.config.maxBufferLength = 12);
  }
  retry() {
    this.#hls?.destroy(), this.#start();
  }
  destroy() {
    this.#destroyed = true, this.#hls?.destroy(), this.#video.removeAttribute("src"), this.#video.load();
  }
  async #start() {
    let startPosition = this.#video.currentTime || -1, Player;
    try {
      Player = (await import(this.#options.hls)).default;
    } catch {
      return this.#fail("network");
    }
    if (this.#destroyed) return;
    if (!Player.isSupported()) return this.#fail("unsupported");
    let hls = new Player({ startPosition, abrEwmaDefaultEstimate: bandwidth.estimate, testBandwidth: false, startFragPrefetch: true, capLevelToPlayerSize: true, maxBufferLength: this.#options.fill ? 12 : 2, backBufferLength: 30, enableWorker: false });
    this.#hls = hls, hls.on(Player.Events.FRAG_BUFFERED, () => this.#options.onFlow({ kind: "flowing" })), hls.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
      fatal && (type === Player.ErrorTypes.MEDIA_ERROR && !this.#recovered ? (this.#recovered = true, hls.recoverMediaError()) : type === Player.ErrorTypes.MEDIA_ERROR ? this.#fail("decode") : type !== Player.ErrorTypes.NETWORK_ERROR ? this.#fail("unsupported") : (response?.code ?? 0) >= 400 && (response?.code ?? 0) < 500 ? this.#expired() : this.#fail("network"));
    }), hls.loadSource(this.#url), hls.attachMedia(this.#video);
  }
  async #expired() {
    if (this.#refreshed) return this.#fail("expired");
    this.#refreshed = true;
    try {
      this.#url = (await this.#options.refresh()).hls, this.#destroyed || this.retry();
    } catch {
      this.#fail("expired");
    }
  }
  #fail(fault) {
    this.#destroyed || this.#options.onFlow({ kind: "failed", fault });
  }
};
function attach(video, playback, options) {
  return playback.kind === "cmaf" && canPlayCmaf(playback) ? new CmafAttachment(video, playback, options) : playsHlsNatively(video) ? new NativeAttachment(video, playback.hls, options) : new HlsAttachment(video, playback.hls, options);
}
export { attach, bandwidth };
