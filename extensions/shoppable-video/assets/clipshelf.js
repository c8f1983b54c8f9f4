// Built by scripts/build-extension.ts. Edit src/ and build again.
function network() {
  return navigator.connection ?? {};
}
function isFrugal() {
  let { saveData, effectiveType = "" } = network();
  return saveData === true || effectiveType.includes("2g");
}
function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
function mayMove() {
  return !prefersStill() && !isFrugal();
}
var unfinished = /* @__PURE__ */ new Set();
document.addEventListener("DOMContentLoaded", () => {
  for (let element of unfinished) element.isConnected && element.connectedCallback();
});
function isParsed(element, part) {
  let there = element.querySelector(part) !== null;
  return there ? unfinished.delete(element) : document.readyState === "loading" && unfinished.add(element), there;
}
var ClipElement = class extends HTMLElement {
  #listening = null;
  #preview = null;
  connectedCallback() {
    let trigger = isParsed(this, "[data-open]") && this.trigger;
    if (!trigger) return;
    this.#listening = new AbortController();
    let { signal } = this.#listening;
    trigger.setAttribute("role", "button"), trigger.setAttribute("aria-haspopup", "dialog"), trigger.setAttribute("aria-label", `${trigger.dataset.label}: ${this.dataset.name}`), trigger.tabIndex = 0;
    let intent = () => this.#say("clipshelf:intent");
    for (let type of ["pointerenter", "touchstart", "focus"]) trigger.addEventListener(type, intent, { signal, passive: true });
    trigger.addEventListener("click", (event) => {
      event.metaKey || event.ctrlKey || event.shiftKey || (event.preventDefault(), this.#say("clipshelf:open"));
    }, { signal }), trigger.addEventListener("keydown", (event) => {
      event.key === " " && (event.preventDefault(), this.#say("clipshelf:open"));
    }, { signal }), previews.observe(this);
  }
  disconnectedCallback() {
    this.#listening?.abort(), previews.unobserve(this), this.stopPreview();
  }
  get trigger() {
    return this.querySelector("[data-open]");
  }
  startPreview() {
    let source = this.dataset.preview, block = this.closest("[data-previews]");
    if (!source || !block || block.hasAttribute("data-paused") || !mayMove()) return;
    let video = this.#preview;
    video || (video = document.createElement("video"), video.muted = true, video.loop = true, video.playsInline = true, video.disableRemotePlayback = true, video.tabIndex = -1, video.ariaHidden = "true", video.className = "clipshelf-preview", video.addEventListener("playing", () => video?.classList.add("clipshelf-preview--moving")), video.src = source, this.#preview = video, this.trigger?.append(video)), video.play().catch(() => this.stopPreview());
  }
  stopPreview() {
    let video = this.#preview;
    video && (this.#preview = null, video.pause(), video.removeAttribute("src"), video.load(), video.remove());
  }
  watchPreview() {
    previews.unobserve(this), previews.observe(this);
  }
  #say(type) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }
}, previews = new IntersectionObserver((entries) => {
  for (let { target, isIntersecting } of entries) target instanceof ClipElement && (isIntersecting ? scrollY || document.readyState === "complete" ? target.startPreview() : addEventListener("load", () => target.watchPreview(), { once: true }) : target.stopPreview());
}, { threshold: 0.6 });
var systemClock = { now: () => Date.now() };
var ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
function newId(clock = systemClock) {
  let time = clock.now(), head = "";
  for (let i = 0; i < 9; i++) head = ALPHABET.charAt(time % 32) + head, time = Math.floor(time / 32);
  let tail = "";
  for (let byte of crypto.getRandomValues(new Uint8Array(15))) tail += ALPHABET.charAt(byte & 31);
  return head + tail;
}
function isId(value) {
  return typeof value == "string" && /^[0-9a-hjkmnp-tv-z]{24}$/.test(value);
}
var EventLog = class {
  session;
  #clock;
  #waiting = [];
  constructor(clock) {
    this.#clock = clock, this.session = newId(clock);
  }
  get size() {
    return this.#waiting.length;
  }
  add(event) {
    this.#waiting.push({ at: this.#clock.now(), event });
  }
  drain(viewer) {
    let now = this.#clock.now(), batches = [];
    for (; this.#waiting.length > 0; ) {
      let batch = { v: 1, b: newId(this.#clock), s: this.session, t: now, e: this.#waiting.splice(0, 200).map(({ at, event }) => {
        let wire = [event.kind, Math.max(0, now - at), event.placement, event.video];
        return (event.value !== void 0 || event.variant !== void 0) && wire.push(event.value ?? 0), event.variant !== void 0 && wire.push(event.variant), wire;
      }) };
      viewer && (batch.u = viewer), batches.push(batch);
    }
    return batches;
  }
};
function shopify() {
  return globalThis.Shopify ?? {};
}
function loadConsent() {
  if (!shopify().customerPrivacy) try {
    shopify().loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], () => {
    });
  } catch {
  }
}
function mayAnalyse() {
  return shopify().customerPrivacy?.analyticsProcessingAllowed?.() === true;
}
function kept(key, allowed, text, place = "localStorage") {
  try {
    let storage = window[place];
    return allowed() ? text !== void 0 && storage.setItem(key, text) : storage.removeItem(key), storage.getItem(key);
  } catch {
    return null;
  }
}
var KEY = "clipshelf:viewer";
function viewerId(clock) {
  let id = kept(KEY, mayAnalyse);
  return isId(id) ? id : kept(KEY, mayAnalyse, newId(clock));
}
var SEND_EVERY_MS = 1e4, Collector = class {
  #log;
  #clock;
  #url;
  #meters = /* @__PURE__ */ new Set();
  #timer = 0;
  constructor(proxy, clock) {
    this.#clock = clock, this.#log = new EventLog(clock), this.#url = `${proxy}/collect`, addEventListener("pagehide", () => this.flush()), document.addEventListener("visibilitychange", () => {
      document.visibilityState === "hidden" && this.flush();
    });
  }
  get session() {
    return this.#log.session;
  }
  beforeSending(meter) {
    return this.#meters.add(meter), () => this.#meters.delete(meter);
  }
  record(event) {
    shopify().designMode || !event.placement || (this.#log.size === 0 && loadConsent(), this.#log.add(event), this.#timer ||= window.setTimeout(() => this.flush(), SEND_EVERY_MS));
  }
  flush() {
    for (let meter of this.#meters) meter();
    if (clearTimeout(this.#timer), this.#timer = 0, this.#log.size !== 0) for (let batch of this.#log.drain(viewerId(this.#clock))) this.#send(batch);
  }
  #send(batch) {
    let body = JSON.stringify(batch);
    try {
      if (navigator.sendBeacon(this.#url, body)) return;
    } catch {
    }
    let headers = { "content-type": "text/plain;charset=UTF-8" };
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
  async video(handle, id, fresh = false) {
    if (handle && !fresh) {
      let found = (await this.#get(`feed/${handle}`, false)).videos.find((video) => video.id === id);
      if (found) return found;
    }
    return this.#get(`video/${id}`, fresh);
  }
  #get(path, fresh) {
    let known = this.#answers.get(path);
    if (known && !fresh) return known;
    let answer = fetch(`${this.#proxy}/${path}`, { headers: { accept: "application/json" }, cache: fresh ? "reload" : "default" }).then((response) => {
      if (!response.ok) throw new Error(path, { cause: response.status });
      return response.json();
    });
    return this.#answers.set(path, answer), answer.catch(() => this.#answers.delete(path)), answer;
  }
};
var pages = /* @__PURE__ */ new Map();
function pageFor(proxy) {
  let known = pages.get(proxy);
  if (known) return known;
  let page = { collector: new Collector(proxy, systemClock), feeds: new FeedClient(proxy) };
  return pages.set(proxy, page), page;
}
var VIEW_MS = 1e3, DWELL_MS = 80, followed = "", PlacementElement = class extends HTMLElement {
  #listening = null;
  #near = null;
  #sight = null;
  #viewTimer = 0;
  #player = null;
  #opening = false;
  connectedCallback() {
    if (!isParsed(this, "[data-words]")) return;
    this.#listening = new AbortController();
    let { signal } = this.#listening;
    this.addEventListener("clipshelf:intent", (event) => this.#warm(event.target, DWELL_MS), { signal }), this.addEventListener("clipshelf:open", (event) => this.#open(event.target), { signal }), addEventListener("hashchange", () => this.#follow(), { signal }), this.#follow();
    let pause = this.querySelector("[data-pause]");
    pause && (pause.hidden = !mayMove(), pause.addEventListener("click", () => this.#pausePreviews(pause), { signal })), this.#near = new IntersectionObserver((entries) => this.#comesNear(entries), { rootMargin: "200px" });
    let shown = this.querySelector("clipshelf-dock") ?? this;
    this.#near.observe(shown), this.#sight = new IntersectionObserver((entries) => this.#inSight(entries), { threshold: [0, 0.25, 0.5] }), this.#sight.observe(shown);
  }
  disconnectedCallback() {
    this.#listening?.abort(), this.#near?.disconnect(), this.#sight?.disconnect(), clearTimeout(this.#viewTimer), this.#player?.close();
  }
  get #page() {
    return pageFor(this.dataset.proxy ?? "");
  }
  #comesNear(entries) {
    if (!entries.some((entry) => entry.isIntersecting) || (this.#near?.disconnect(), this.dataset.more && import(this.dataset.more).catch(() => {
    }), isFrugal())) return;
    let whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 500)), warm = () => whenIdle(() => this.isConnected && this.#warm(this.querySelector("clipshelf-clip")));
    document.readyState === "complete" ? warm() : addEventListener("load", warm, { once: true });
  }
  #inSight(entries) {
    let entry = entries.at(-1);
    if (!entry) return;
    let half = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= innerHeight * 0.5;
    clearTimeout(this.#viewTimer), half && (this.#viewTimer = window.setTimeout(() => {
      this.#sight?.disconnect(), this.#page.collector.record({ kind: "view", placement: this.#placement, video: "" });
    }, VIEW_MS));
  }
  get #placement() {
    return this.dataset.placement ?? "";
  }
  #warm(clip, dwell) {
    if (!(clip instanceof ClipElement)) return;
    let { player = "", engine = "", product = "" } = this.dataset;
    for (let url of [player, product]) import(url).catch(() => {
    });
    let playing = import(engine);
    Promise.all([this.#load(clip.dataset.video ?? ""), playing]).then(([{ playback }, { prepare }]) => prepare(playback, dwell), () => {
    });
  }
  #load(id, fresh) {
    return this.#page.feeds.video(this.dataset.handle ?? "", id, fresh);
  }
  #follow() {
    let [link = "", id] = /[?#&]clip=(\w+)/.exec(location.hash + location.search) ?? [], clip = id && link !== followed && this.querySelector(`[data-video="${id}"]`);
    clip && (followed = link, this.#open(clip));
  }
  async #open(clip) {
    let trigger = clip instanceof ClipElement ? clip.trigger : null;
    if (!(!trigger || this.#opening)) {
      this.#opening = true, this.#warm(clip, 0), trigger.ariaBusy = "true";
      try {
        let cards = [...this.querySelectorAll("clipshelf-clip")].filter((each) => each === clip || each.hidden || each.getClientRects().length), { openPlayer } = await import(this.dataset.player ?? "");
        this.#player = openPlayer({ cards, index: cards.indexOf(clip), origin: trigger, placement: this.#placement, load: (id, fresh) => this.#load(id, fresh), collector: this.#page.collector, words: this.#words, root: shopify().routes?.root ?? this.dataset.root ?? "/", data: this.dataset });
      } catch (error) {
        if (trigger instanceof HTMLAnchorElement) location.assign(trigger.href);
        else throw error;
      } finally {
        this.#opening = false, trigger.ariaBusy = null;
      }
    }
  }
  #pausePreviews(button) {
    let paused = this.toggleAttribute("data-paused");
    button.ariaPressed = String(paused);
    for (let clip of this.querySelectorAll("clipshelf-clip")) paused ? clip.stopPreview() : clip.watchPreview();
  }
  get #words() {
    let json = this.querySelector("script[data-words]")?.textContent;
    return json ? JSON.parse(json) : {};
  }
};
var TrackElement = class extends HTMLElement {
  #listening = null;
  #resize = null;
  connectedCallback() {
    if (!isParsed(this, "[data-step] + [data-step]")) return;
    let row = this.querySelector("[data-row]"), [back, on] = this.querySelectorAll("[data-step]");
    if (!row || !back || !on) return;
    this.#listening = new AbortController();
    let { signal } = this.#listening, step = (direction) => {
      let towards = getComputedStyle(row).direction === "rtl" ? -direction : direction;
      row.scrollBy({ left: towards * row.clientWidth * 0.85 });
    };
    back.addEventListener("click", () => step(-1), { signal }), on.addEventListener("click", () => step(1), { signal });
    let update = () => {
      let most = row.scrollWidth - row.clientWidth, at = Math.abs(row.scrollLeft);
      back.ariaDisabled = String(at < 2), on.ariaDisabled = String(at > most - 2), back.hidden = on.hidden = most < 2;
    };
    row.addEventListener("scroll", update, { signal, passive: true }), this.#resize = new ResizeObserver(update), this.#resize.observe(row);
  }
  disconnectedCallback() {
    this.#listening?.abort(), this.#resize?.disconnect();
  }
};
var elements = [["clipshelf-clip", ClipElement], ["clipshelf-track", TrackElement], ["clipshelf-placement", PlacementElement]];
for (let [name, element] of elements) customElements.get(name) || customElements.define(name, element);
document.addEventListener("shopify:block:select", (event) => {
  let placement = (event.target instanceof Element ? event.target : null)?.querySelector("clipshelf-placement, [data-clipshelf-note]");
  placement && (placement.querySelector("details")?.setAttribute("open", ""), placement.scrollIntoView({ block: "center" }));
});
