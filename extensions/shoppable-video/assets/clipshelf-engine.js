// Built by scripts/build-extension.ts. Edit src/ and build again.
var WIDEST = { "slow-2g": 5e4, "2g": 7e4, "3g": 7e5 }, TRUST = 0.7, FRUGAL_SIDE = 360, START_SECONDS = 0.6, LOW_BUFFER = 4, HIGH_BUFFER = 10, BandwidthEstimator = class {
  #quick = new WeightedMean(2);
  #slow = new WeightedMean(8);
  #seed;
  constructor(seed) {
    this.#seed = seed;
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
};
function firstEstimate({ remembered: remembered2 = 0, downlink: downlink2 = 0, effectiveType: effectiveType2 = "" }) {
  let guess = remembered2 || downlink2 * 1e6 * TRUST || 25e5;
  return Math.min(guess, WIDEST[effectiveType2] ?? guess);
}
var WeightedMean = class {
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
function pixelsWorth(side, devicePixels, saveData = false) {
  let seen = side * Math.min(devicePixels, 2);
  return saveData ? Math.min(seen, FRUGAL_SIDE) : seen;
}
function highestUseful(renditions, limits) {
  let enough = renditions.findIndex((rung) => Math.min(rung.width, rung.height) >= limits.shortSide), bySize = enough < 0 ? renditions.length - 1 : enough;
  return Math.max(0, Math.min(bySize, limits.ceiling));
}
function startRung(renditions, estimate, limits) {
  let highest = highestUseful(renditions, limits);
  for (let index = highest; index > 0; index--) {
    let rung = renditions[index], seconds = rung?.segments[0]?.[1] ?? 2;
    if (rung && rung.bandwidth * seconds / estimate <= START_SECONDS) return index;
  }
  return 0;
}
function nextRung(renditions, now, limits) {
  let highest = highestUseful(renditions, limits), share = now.ahead >= HIGH_BUFFER ? 0.9 : 0.75, wanted = 0;
  for (let index = highest; index > 0; index--) if ((renditions[index]?.bandwidth ?? 0) <= now.estimate * share) {
    wanted = index;
    break;
  }
  return wanted > now.current ? now.ahead < LOW_BUFFER ? Math.min(now.current, highest) : now.current + 1 : now.ahead >= HIGH_BUFFER && wanted < now.current ? (renditions[now.current]?.bandwidth ?? 0) <= now.estimate ? Math.min(now.current, highest) : Math.max(wanted, 0) : wanted;
}
function shopify() {
  return globalThis.Shopify ?? {};
}
function mayRemember() {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
}
function kept(key, allowed, text, place = "localStorage") {
  try {
    let storage = window[place];
    return allowed() ? text !== void 0 && storage.setItem(key, text) : storage.removeItem(key), storage.getItem(key);
  } catch {
    return null;
  }
}
function network() {
  return navigator.connection ?? {};
}
function isFrugal() {
  let { saveData, effectiveType: effectiveType2 = "" } = network();
  return saveData === true || effectiveType2.includes("2g");
}
function isAway(video) {
  let root = video.getRootNode();
  return document.hidden && root.pictureInPictureElement !== video;
}
var KEY = "clipshelf:road", { downlink, effectiveType } = network(), remembered = Number(kept(KEY, mayRemember, void 0, "sessionStorage")), bandwidth = new BandwidthEstimator(firstEstimate({ downlink, effectiveType, remembered }));
addEventListener("pagehide", () => {
  bandwidth.measured && kept(KEY, mayRemember, bandwidth.estimate.toFixed(), "sessionStorage");
});
function goalAhead({ speed, segment }, watched) {
  let safe = 0.3 + (1 + Math.min(1, watched / 10)) * segment / speed;
  return Math.min(12, Math.max(safe, watched * 0.15));
}
function goalPrepared({ speed }) {
  return speed < 3 ? 1.5 : 0.1;
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
var Bell = class {
  #sleepers = /* @__PURE__ */ new Set();
  wait(ms) {
    return new Promise((resolve) => {
      let wake = () => {
        clearTimeout(timer2), this.#sleepers.delete(wake), resolve();
      }, timer2 = setTimeout(wake, ms);
      this.#sleepers.add(wake);
    });
  }
  ring() {
    for (let wake of [...this.#sleepers]) wake();
  }
};
function isRefusal(error) {
  let { cause } = error;
  return typeof cause == "number" && cause < 500;
}
function sourceClass() {
  let { MediaSource: usual, ManagedMediaSource: managed } = globalThis;
  return usual ?? managed;
}
var mimeOf = (kind, track) => `${kind}/mp4; codecs="${track.codec}"`;
function playable(playback) {
  let source = sourceClass(), knows = (kind, track) => !!source?.isTypeSupported(mimeOf(kind, track)), renditions = playback.renditions.filter((track) => knows("video", track)), heard = !playback.audio || knows("audio", playback.audio);
  return renditions.length > 0 && heard ? { ...playback, renditions } : null;
}
function playsHlsNatively(video) {
  return video.canPlayType("application/vnd.apple.mpegurl") !== "";
}
function rungLimits(side, ceiling = Number.POSITIVE_INFINITY) {
  return { shortSide: pixelsWorth(side, devicePixelRatio, network().saveData), ceiling };
}
var HLS_ENGINE = "./clipshelf-hls-engine.js", timer = 0, WANTED = "clipshelf-clip:is(:hover, :active, :focus-within)";
function prepare(playback, dwell) {
  let own = playback.kind === "cmaf" && playable(playback);
  if (!own) return void import(HLS_ENGINE).catch(() => {
  });
  let { base, renditions, audio } = own;
  if (hint("preconnect", new URL(base).origin), dwell === void 0) return;
  let start = () => {
    if (rungUnderWay(own) >= 0 || dwell && (isFrugal() || !document.querySelector(WANTED))) return;
    let limits = rungLimits(Math.min(innerWidth, innerHeight)), video = renditions[startRung(renditions, bandwidth.estimate, limits)];
    for (let track of [video, audio]) if (track) for (let file of [track.init, track.segments[0]?.[0]]) hint("preload", base + file);
  };
  clearTimeout(timer), timer = window.setTimeout(start, dwell), addEventListener("scroll", () => dwell && clearTimeout(timer), { capture: true, once: true });
}
function preloadOf(url) {
  return find("preload", url);
}
function rungUnderWay({ base, renditions }) {
  return renditions.findIndex(({ init }) => preloadOf(base + init));
}
function find(rel, href) {
  return document.querySelector(`link[rel=${rel}][href="${CSS.escape(href)}"]`);
}
function hint(rel, href) {
  if (find(rel, href)) return;
  let link = document.createElement("link");
  Object.assign(link, { rel, as: rel === "preload" ? "fetch" : "", crossOrigin: "", href }), document.head.append(link);
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
var KEEP_BEHIND_SECONDS = 30, Lane = class {
  kind;
  buffer = null;
  rung = -1;
  idle = false;
  #spent = /* @__PURE__ */ new Set();
  #barren = 0;
  constructor(kind) {
    this.kind = kind;
  }
  get ranges() {
    return rangesOf(this.buffer);
  }
  ahead(time) {
    return bufferedUntil(this.ranges, time) - time;
  }
  wanted(starts, time) {
    return wantedSegment(starts, this.ranges, time, this.#spent);
  }
  forgive() {
    this.#spent.clear();
  }
  judge(starts, index, time) {
    if (this.#barren = holdsSome(starts, this.ranges, index) ? 0 : this.#barren + 1, this.#barren > 1) throw new Error(`Nothing came of ${this.kind} segment ${index}`);
    this.#barren === 0 && this.wanted(starts, time) === index && this.#spent.add(index);
  }
  restart(open) {
    this.buffer && open && this.buffer.abort(), this.rung = -1;
  }
  begin(track, rung) {
    this.rung >= 0 && this.#open.changeType?.(mimeOf(this.kind, track)), this.rung = rung;
  }
  async put(chunk, time, signal) {
    let buffer = this.#open, behind = time - KEEP_BEHIND_SECONDS;
    behind > 0 && buffer.buffered.length > 0 && buffer.buffered.start(0) < behind - 10 && await forget(buffer, behind, signal);
    try {
      await append(buffer, chunk, signal);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      await forget(buffer, Math.max(0, time - 1), signal), await append(buffer, chunk, signal);
    }
  }
  get #open() {
    if (!this.buffer) throw new Error("No buffer");
    return this.buffer;
  }
};
function rangesOf(holder) {
  try {
    let { length } = holder?.buffered ?? { length: 0 };
    return Array.from({ length }, (_, index) => [holder?.buffered.start(index) ?? 0, holder?.buffered.end(index) ?? 0]);
  } catch {
    return [];
  }
}
var SILENCE_MS = 8e3, SegmentFault = class extends Error {
  kind;
  constructor(kind) {
    super(kind), this.kind = kind;
  }
};
async function fetchSegment(url, signal, take) {
  let silence = new AbortController(), stop = () => silence.abort();
  signal.addEventListener("abort", stop);
  let timer2 = setTimeout(stop, SILENCE_MS);
  try {
    let early = preloadOf(url), asked = performance.now(), response = await fetch(url, { signal: silence.signal }), answered = performance.now();
    if (early?.remove(), [401, 403, 404, 410].includes(response.status)) throw new SegmentFault("gone");
    if (!response.ok || !response.body) throw new SegmentFault("lost");
    let reader = response.body.getReader(), bytes = 0;
    for (; ; ) {
      let { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer2), timer2 = setTimeout(stop, SILENCE_MS), bytes += value.byteLength, take(value);
    }
    let finished = performance.now(), [entry] = early ? performance.getEntriesByName(url) : [], waited = Math.max(finished - answered, (finished - asked) * 0.3);
    return { bytes, seconds: (entry?.duration ?? waited) / 1e3 };
  } catch (error) {
    throw error instanceof SegmentFault || signal.aborted ? error : new SegmentFault("lost");
  } finally {
    clearTimeout(timer2), signal.removeEventListener("abort", stop);
  }
}
var TRIES = 6, FIRST_WAIT_MS = 400, NEARLY_EMPTY = 0.5, GOOD_SECONDS = 1, CmafAttachment = class {
  #video;
  #options;
  #bell = new Bell();
  #playback;
  #life = new AbortController();
  #source = null;
  #lanes = [];
  #inits = /* @__PURE__ */ new Map();
  #resumeAt = null;
  #builtAt = 0;
  #refreshing = null;
  #unproven = false;
  #ceiling = Number.POSITIVE_INFINITY;
  #begun;
  #stuck = false;
  #failed = null;
  constructor(video, playback, options) {
    this.#video = video, this.#playback = playback, this.#options = options, this.#begun = rungUnderWay(playback), this.#build();
  }
  get settled() {
    return this.#lanes.every(({ idle }) => idle);
  }
  fill(on) {
    this.#options.fill = on, this.#bell.ring();
  }
  retry() {
    this.#unproven = false, this.#rebuild();
  }
  destroy() {
    this.#life.abort(), this.#bell.ring(), this.#video.removeAttribute("src"), this.#video.load();
  }
  #build() {
    let Source = sourceClass();
    if (!Source) throw new Error("No source");
    this.#life = new AbortController();
    let { signal } = this.#life, video = this.#video, source = new Source();
    this.#source = source, this.#failed = null, this.#builtAt = this.#now, this.#lanes = [new Lane("video")], this.#playback.audio && this.#lanes.push(new Lane("audio"));
    let opened = new Promise((resolve) => {
      source.addEventListener("sourceopen", () => resolve(), { once: true });
    }), on = (target, types, react) => {
      for (let type of types.split(" ")) target.addEventListener(type, react, { signal });
    }, ring = () => this.#bell.ring();
    on(source, "startstreaming endstreaming", ring), on(video, "seeking timeupdate play waiting", ring), on(video, "waiting", () => this.#stepOverGap()), on(video, "seeking", () => {
      for (let lane of this.#lanes) lane.forgive();
    }), on(video, "error", () => this.#decodeFailed()), on(video, "loadedmetadata", () => this.#resume()), on(document, "visibilitychange", ring), on(window, "online", () => {
      this.#failed === "network" ? this.retry() : ring();
    }), video.disableRemotePlayback = true, video.src = URL.createObjectURL(source), opened.then(() => {
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
    this.#life.abort(), this.#bell.ring(), this.#build(), playing && this.#video.play().catch(() => {
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
  #rungFor(lane, ahead) {
    if (lane.kind === "audio") return 0;
    let { renditions } = this.#playback, { estimate } = bandwidth, { clientWidth, clientHeight } = this.#video, limits = rungLimits(Math.min(clientWidth, clientHeight) || 360, this.#ceiling);
    if (lane.rung >= 0) return nextRung(renditions, { current: lane.rung, estimate, ahead }, limits);
    let begun = this.#begun;
    return this.#begun = -1, begun >= 0 ? begun : startRung(renditions, estimate, limits);
  }
  #goal() {
    let { bandwidth: bits, segments } = this.#track(this.#lanes[0], this.#rung), road = { speed: bandwidth.estimate / bits, segment: segments[1]?.[1] ?? 2 };
    return this.#options.fill ? goalAhead(road, this.#now) : goalPrepared(road);
  }
  get #rung() {
    return this.#lanes[0]?.rung ?? 0;
  }
  async #run(lane, opened, signal) {
    let tries = 0;
    for (; !signal.aborted && !this.#failed; ) {
      let starts = segmentStarts(this.#track(lane, lane.rung)), ahead = lane.ahead(this.#now), wanted = lane.wanted(starts, this.#now);
      wanted === null && this.#maybeEnd();
      let held = this.#source?.streaming === false && lane.rung >= 0;
      if (lane.idle = wanted === null || ahead >= this.#goal(), wanted === null || lane.idle || held || isAway(this.#video)) {
        await this.#bell.wait(1e3);
        continue;
      }
      let base = this.#playback.base;
      try {
        await this.#load(lane, this.#rungFor(lane, ahead), wanted, opened, signal), tries = 0, this.#unproven = false, lane.judge(starts, wanted, this.#now), (this.#stuck || lane.kind === "video") && (this.#stuck = false, this.#options.onFlow({ kind: "flowing" })), (this.#video.paused || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) && this.#stepOverGap();
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof SegmentFault)) throw error;
        if (lane.restart(this.#source?.readyState === "open"), error.kind === "gone" && await this.#freshLinks(base)) continue;
        if (tries = navigator.onLine ? tries + 1 : 2, tries > TRIES) return this.#fail("network");
        tries > 1 && lane.ahead(this.#now) < NEARLY_EMPTY && this.#stick(), await this.#bell.wait(FIRST_WAIT_MS * 2 ** (tries - 1));
      }
    }
  }
  async #load(lane, rung, index, opened, signal) {
    let track = this.#track(lane, rung), [file] = track.segments[index] ?? [];
    if (!file) throw new Error(`No segment ${index}`);
    let init = lane.rung === rung ? [] : this.#init(track, signal), waiting = [], flush = async () => {
      if (waiting.length === 0) return;
      let bytes = joined(waiting);
      waiting = [], await lane.put(bytes, this.#video.currentTime, signal);
    }, ready = Promise.all([init, opened]).then(([head]) => {
      head.length > 0 && lane.begin(track, rung), waiting = [...head, ...waiting];
    });
    ready.catch(() => {
    });
    let measured = await fetchSegment(this.#playback.base + file, signal, (chunk) => {
      waiting.push(chunk), ready = ready.then(flush), ready.catch(() => {
      }), ready.catch(() => {
      });
    });
    await ready, lane.kind === "video" && bandwidth.sample(measured.bytes, measured.seconds);
  }
  #init(track, signal) {
    let url = this.#playback.base + track.init, known = this.#inits.get(url);
    if (known) return known;
    let parts = [], bytes = fetchSegment(url, signal, (part) => parts.push(part)).then(() => parts);
    return this.#inits.set(url, bytes), bytes.catch(() => this.#inits.delete(url)), bytes;
  }
  #maybeEnd() {
    let source = this.#source;
    if (source?.readyState !== "open") return;
    this.#lanes.every((lane) => lane.buffer && !lane.buffer.updating && lane.wanted(segmentStarts(this.#track(lane, lane.rung)), this.#now) === null) && source.endOfStream();
  }
  #stepOverGap() {
    if (this.#resumeAt !== null) return;
    let { currentTime } = this.#video, ranges = rangesOf(this.#video);
    if (ranges.some(([start, end]) => start <= currentTime && currentTime < end)) return;
    let next = gapEnd(ranges, currentTime);
    next !== null && (this.#video.currentTime = next + 1e-3);
  }
  async #freshLinks(base) {
    if (base !== this.#playback.base) return true;
    this.#refreshing ??= this.#askAnew().finally(() => {
      this.#refreshing = null;
    });
    try {
      await this.#refreshing;
    } catch (error) {
      if (!isRefusal(error)) return false;
      this.#fail("expired");
    }
    return true;
  }
  async #askAnew() {
    if (this.#unproven) return this.#fail("expired");
    let fresh = await this.#options.refresh(), playback = fresh.kind === "cmaf" ? playable(fresh) : null;
    if (!playback) return this.#fail("expired");
    this.#unproven = true, this.#playback = playback, this.#inits.clear();
  }
  #decodeFailed() {
    if (this.#failed || this.#life.signal.aborted) return;
    this.#now > this.#builtAt + GOOD_SECONDS || (this.#ceiling = this.#rung - 1), this.#ceiling < 0 ? this.#fail("decode") : this.#rebuild();
  }
  #stick() {
    this.#stuck || this.#failed || (this.#stuck = true, this.#options.onFlow({ kind: "stuck" }));
  }
  #fail(fault) {
    this.#failed || (this.#failed = fault, this.#bell.ring(), this.#options.onFlow({ kind: "failed", fault }));
  }
};
function joined(parts) {
  let whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0)), at = 0;
  for (let part of parts) whole.set(part, at), at += part.length;
  return whole;
}
function attach(video, playback, options) {
  let own = playback.kind === "cmaf" ? playable(playback) : null;
  return own ? new CmafAttachment(video, own, options) : attachByHls(video, playback.hls, options);
}
function attachByHls(video, url, given) {
  let options = { ...given }, over = false, made = null, start = async () => {
    try {
      playsHlsNatively(video) || import(options.hls).catch(() => {
      });
      let { attachHls } = await import(HLS_ENGINE);
      over || (made = attachHls(video, url, options, bandwidth));
    } catch {
      over || options.onFlow({ kind: "failed", fault: "network" });
    }
  };
  return start(), { get settled() {
    return made?.settled ?? false;
  }, fill(on) {
    options.fill = on, made?.fill(on);
  }, retry() {
    made ? made.retry() : start();
  }, destroy() {
    over = true, made?.destroy();
  } };
}
export { attach, prepare };
