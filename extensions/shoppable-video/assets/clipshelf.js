// Built by scripts/build-extension.ts. Edit src/ and build again.
function network() {
  return navigator.connection ?? {};
}
function isFrugal() {
  const { saveData, effectiveType = "" } = network();
  return saveData === true || effectiveType.includes("2g");
}
function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
var ClipElement = class extends HTMLElement {
  #listening = null;
  #preview = null;
  connectedCallback() {
    const trigger = this.trigger;
    if (!trigger) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    trigger.setAttribute("role", "button");
    trigger.setAttribute("aria-haspopup", "dialog");
    trigger.setAttribute("aria-label", trigger.dataset.label ?? "");
    trigger.tabIndex = 0;
    const intent = () => this.#say("clipshelf:intent");
    for (const type of ["pointerenter", "touchstart", "focus"]) trigger.addEventListener(type, intent, { signal, passive: true });
    trigger.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.#say("clipshelf:open");
    }, { signal });
    trigger.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.#say("clipshelf:open");
    }, { signal });
    previews.observe(this);
  }
  disconnectedCallback() {
    this.#listening?.abort();
    previews.unobserve(this);
    this.stopPreview();
  }
  get trigger() {
    return this.querySelector("[data-open]");
  }
  get seed() {
    const { video = "", ...data } = this.dataset;
    const image = this.querySelector("img");
    return { id: video, title: data.name ?? "", poster: image?.currentSrc || image?.src || "", preview: data.preview || null, width: Number(data.width) || 9, height: Number(data.height) || 16, product: data.product ? { handle: data.product, title: data.productTitle ?? "", image: data.productImage || null, url: data.productUrl ?? "" } : null };
  }
  startPreview() {
    const source = this.dataset.preview;
    const block = this.closest("[data-previews]");
    if (!source || !block || block.hasAttribute("data-paused")) return;
    if (prefersStill() || isFrugal()) return;
    let video = this.#preview;
    if (!video) {
      video = document.createElement("video");
      video.muted = true;
      video.loop = true;
      video.playsInline = true;
      video.disableRemotePlayback = true;
      video.tabIndex = -1;
      video.ariaHidden = "true";
      video.className = "clipshelf-preview";
      video.addEventListener("playing", () => video?.classList.add("clipshelf-preview--moving"));
      video.src = source;
      this.#preview = video;
      this.trigger?.append(video);
    }
    video.play().catch(() => this.stopPreview());
  }
  stopPreview() {
    const video = this.#preview;
    if (!video) return;
    this.#preview = null;
    video.pause();
    video.removeAttribute("src");
    video.load();
    video.remove();
  }
  watchPreview() {
    previews.unobserve(this);
    previews.observe(this);
  }
  #say(type) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }
};
var previews = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!(target instanceof ClipElement)) continue;
    if (isIntersecting) target.startPreview();
    else target.stopPreview();
  }
}, { threshold: 0.6 });
var systemClock = { now: () => Date.now() };
var ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
function newId(clock = systemClock) {
  let time = clock.now();
  let head = "";
  for (let i = 0; i < 9; i++) {
    head = ALPHABET.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  let tail = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(15))) tail += ALPHABET.charAt(byte & 31);
  return head + tail;
}
function isId(value) {
  return typeof value === "string" && /^[0-9a-hjkmnp-tv-z]{24}$/.test(value);
}
function shopify() {
  return globalThis.Shopify ?? {};
}
var VIEWER_KEY = "clipshelf:viewer";
function loadConsent() {
  if (shopify().customerPrivacy) return;
  try {
    shopify().loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], () => {
    });
  } catch {
  }
}
function mayAnalyse() {
  return shopify().customerPrivacy?.analyticsProcessingAllowed?.() === true;
}
function mayRemember() {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
}
function viewerId(clock) {
  try {
    if (!mayAnalyse()) {
      localStorage.removeItem(VIEWER_KEY);
      return null;
    }
    const stored = localStorage.getItem(VIEWER_KEY);
    if (isId(stored)) return stored;
    const made = newId(clock);
    localStorage.setItem(VIEWER_KEY, made);
    return made;
  } catch {
    return null;
  }
}
var KEY = "clipshelf:dock";
var DockElement = class extends HTMLElement {
  #listening = null;
  connectedCallback() {
    const details = this.querySelector("details");
    if (!details) return;
    this.#listening = new AbortController();
    try {
      if (mayRemember() && sessionStorage.getItem(KEY)) details.open = false;
    } catch {
    }
    details.addEventListener("toggle", () => {
      try {
        if (mayRemember()) sessionStorage.setItem(KEY, details.open ? "" : "folded");
      } catch {
      }
    }, { signal: this.#listening.signal });
  }
  disconnectedCallback() {
    this.#listening?.abort();
  }
};
var EVENT_BATCH_VERSION = 1;
var EVENT_BATCH_MAX_EVENTS = 200;
var EVENT_BATCH_MAX_BYTES = 32 * 1024;
var EventLog = class {
  session;
  #clock;
  #waiting = [];
  constructor(clock) {
    this.#clock = clock;
    this.session = newId(clock);
  }
  get size() {
    return this.#waiting.length;
  }
  add(event) {
    this.#waiting.push({ at: this.#clock.now(), event });
  }
  drain(viewer) {
    const now = this.#clock.now();
    const batches = [];
    while (this.#waiting.length > 0) {
      const batch = { v: EVENT_BATCH_VERSION, b: newId(this.#clock), s: this.session, t: now, e: this.#waiting.splice(0, EVENT_BATCH_MAX_EVENTS).map(({ at, event }) => {
        const wire = [event.kind, Math.max(0, now - at), event.placement, event.video];
        if (event.value !== void 0 || event.variant !== void 0) wire.push(event.value ?? 0);
        if (event.variant !== void 0) wire.push(event.variant);
        return wire;
      }) };
      if (viewer) batch.u = viewer;
      batches.push(batch);
    }
    return batches;
  }
};
var SEND_EVERY_MS = 1e4;
var Collector = class {
  #log;
  #clock;
  #url;
  #meters = /* @__PURE__ */ new Set();
  #timer = 0;
  constructor(proxy, clock) {
    this.#clock = clock;
    this.#log = new EventLog(clock);
    this.#url = `${proxy}/collect`;
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
  }
  get session() {
    return this.#log.session;
  }
  beforeSending(meter) {
    this.#meters.add(meter);
    return () => this.#meters.delete(meter);
  }
  record(event) {
    if (shopify().designMode || !event.placement) return;
    if (this.#log.size === 0) loadConsent();
    this.#log.add(event);
    this.#timer ||= window.setTimeout(() => this.flush(), SEND_EVERY_MS);
  }
  flush() {
    for (const meter of this.#meters) meter();
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#log.size === 0) return;
    for (const batch of this.#log.drain(viewerId(this.#clock))) this.#send(batch);
  }
  #send(batch) {
    const body = JSON.stringify(batch);
    try {
      if (navigator.sendBeacon(this.#url, body)) return;
    } catch {
    }
    const headers = { "content-type": "text/plain;charset=UTF-8" };
    fetch(this.#url, { method: "POST", body, headers, keepalive: true }).catch(() => {
    });
  }
};
var FeedClient = class {
  #proxy;
  #answers = /* @__PURE__ */ new Map();
  constructor(proxy) {
    this.#proxy = proxy;
  }
  warm(handle, video) {
    this.video(handle, video).catch(() => {
    });
  }
  async video(handle, id, fresh = false) {
    if (handle && !fresh) {
      const feed = await this.#get(`feed/${handle}`, false);
      const found = feed.videos.find((video) => video.id === id);
      if (found) return found;
    }
    return this.#get(`video/${id}`, fresh);
  }
  #get(path, fresh) {
    const known = this.#answers.get(path);
    if (known && !fresh) return known;
    const answer = fetch(`${this.#proxy}/${path}`, { headers: { accept: "application/json" }, cache: fresh ? "reload" : "default" }).then((response) => {
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    });
    this.#answers.set(path, answer);
    answer.catch(() => this.#answers.delete(path));
    return answer;
  }
};
var pages = /* @__PURE__ */ new Map();
function pageFor(proxy) {
  const known = pages.get(proxy);
  if (known) return known;
  const page = { collector: new Collector(proxy, systemClock), feeds: new FeedClient(proxy) };
  pages.set(proxy, page);
  return page;
}
var VIEW_MS = 1e3;
var PlacementElement = class extends HTMLElement {
  #listening = null;
  #near = null;
  #sight = null;
  #viewTimer = 0;
  #player = null;
  #opening = false;
  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("clipshelf:intent", (event) => this.#warm(event.target), { signal });
    this.addEventListener("clipshelf:open", (event) => this.#open(event.target), { signal });
    const pause = this.querySelector("[data-pause]");
    pause?.addEventListener("click", () => this.#pausePreviews(pause), { signal });
    this.#near = new IntersectionObserver((entries) => this.#comesNear(entries), { rootMargin: "200px" });
    this.#near.observe(this);
    this.#sight = new IntersectionObserver((entries) => this.#inSight(entries), { threshold: [0, 0.25, 0.5] });
    this.#sight.observe(this);
  }
  disconnectedCallback() {
    this.#listening?.abort();
    this.#near?.disconnect();
    this.#sight?.disconnect();
    clearTimeout(this.#viewTimer);
    this.#player?.close();
  }
  get #page() {
    return pageFor(this.dataset.proxy ?? "");
  }
  #comesNear(entries) {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    this.#near?.disconnect();
    if (isFrugal()) return;
    const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 500));
    const warm = () => whenIdle(() => this.isConnected && this.#warm(this.querySelector("clipshelf-clip")));
    if (document.readyState === "complete") warm();
    else addEventListener("load", warm, { once: true });
  }
  #inSight(entries) {
    const entry = entries.at(-1);
    if (!entry) return;
    const half = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= innerHeight * 0.5;
    clearTimeout(this.#viewTimer);
    if (!half) return;
    this.#viewTimer = window.setTimeout(() => {
      this.#sight?.disconnect();
      this.#page.collector.record({ kind: "view", placement: this.#placement, video: "" });
    }, VIEW_MS);
  }
  get #placement() {
    return this.dataset.placement ?? "";
  }
  #warm(clip) {
    if (!(clip instanceof ClipElement)) return;
    this.#page.feeds.warm(this.dataset.handle ?? "", clip.seed.id);
    for (const url of [this.dataset.player, this.dataset.engine]) if (url) import(url).catch(() => {
    });
  }
  async #open(clip) {
    const trigger = clip instanceof ClipElement ? clip.trigger : null;
    if (!trigger || this.#opening) return;
    this.#opening = true;
    trigger.ariaBusy = "true";
    try {
      const clips = [...this.querySelectorAll("clipshelf-clip")];
      const { openPlayer } = await import(this.dataset.player ?? "");
      const { collector, feeds } = this.#page;
      const handle = this.dataset.handle ?? "";
      this.#player = openPlayer({ clips: clips.map((each) => each.seed), index: clips.indexOf(clip), origin: trigger, placement: this.#placement, load: (id, fresh) => feeds.video(handle, id, fresh), collector, words: this.#words, moneyFormat: this.dataset.money ?? "", root: shopify().routes?.root ?? this.dataset.root ?? "/", engine: this.dataset.engine ?? "", hls: this.dataset.hls ?? "" });
    } catch (error) {
      if (trigger instanceof HTMLAnchorElement) location.assign(trigger.href);
      else throw error;
    } finally {
      this.#opening = false;
      trigger.ariaBusy = null;
    }
  }
  #pausePreviews(button) {
    const paused = this.toggleAttribute("data-paused");
    button.ariaPressed = String(paused);
    for (const clip of this.querySelectorAll("clipshelf-clip")) if (paused) clip.stopPreview();
    else clip.watchPreview();
  }
  get #words() {
    const json = this.querySelector("script[data-words]")?.textContent;
    return json ? JSON.parse(json) : {};
  }
};
var TrackElement = class extends HTMLElement {
  #listening = null;
  #resize = null;
  connectedCallback() {
    const row = this.querySelector("[data-row]");
    const [back, on] = this.querySelectorAll("[data-step]");
    if (!row || !back || !on) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const step = (direction) => {
      const towards = getComputedStyle(row).direction === "rtl" ? -direction : direction;
      row.scrollBy({ left: towards * row.clientWidth * 0.85 });
    };
    back.addEventListener("click", () => step(-1), { signal });
    on.addEventListener("click", () => step(1), { signal });
    const update = () => {
      const most = row.scrollWidth - row.clientWidth;
      const at = Math.abs(row.scrollLeft);
      back.ariaDisabled = String(at < 2);
      on.ariaDisabled = String(at > most - 2);
      back.hidden = on.hidden = most < 2;
    };
    row.addEventListener("scroll", update, { signal, passive: true });
    this.#resize = new ResizeObserver(update);
    this.#resize.observe(row);
  }
  disconnectedCallback() {
    this.#listening?.abort();
    this.#resize?.disconnect();
  }
};
var elements = [["clipshelf-clip", ClipElement], ["clipshelf-track", TrackElement], ["clipshelf-dock", DockElement], ["clipshelf-placement", PlacementElement]];
for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
document.addEventListener("shopify:block:select", (event) => {
  const block = event.target instanceof Element ? event.target : null;
  const placement = block?.querySelector("clipshelf-placement, [data-clipshelf-note]");
  if (!placement) return;
  placement.querySelector("details")?.setAttribute("open", "");
  placement.scrollIntoView({ block: "center" });
});
