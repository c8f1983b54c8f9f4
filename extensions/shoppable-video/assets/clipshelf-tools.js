// Built by scripts/build-extension.ts. Edit src/ and build again.
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
function keptValue(key, allowed, value, place) {
  try {
    return JSON.parse(kept(key, allowed, JSON.stringify(value), place) ?? "null");
  } catch {
    return null;
  }
}
var KEY = "clipshelf:player", chosen = null;
function habits() {
  return chosen ??= keptValue(KEY, mayRemember, void 0, "sessionStorage") ?? {}, chosen;
}
function keepHabit(habit) {
  chosen = { ...habits(), ...habit }, keptValue(KEY, mayRemember, chosen, "sessionStorage");
}
var CHARACTERS = { amp: "&", lt: "<", gt: ">", nbsp: " ", lrm: "‎", rlm: "‏" };
function parseCues(vtt) {
  return vtt.replace(/\r\n?/g, `
`).split(/\n{2,}/).flatMap((block) => {
    let lines = block.split(`
`), at = lines.findIndex((line) => line.includes("-->")), [start, end] = (lines[at] ?? "").split("-->").map(secondsOf), text = plain(lines.slice(at + 1).join(`
`));
    return at >= 0 && start !== void 0 && end !== void 0 && end > start && text ? [{ start, end, text }] : [];
  });
}
function secondsOf(stamp) {
  let [, hours = "0", minutes, seconds] = /^\s*(?:(\d+):)?(\d\d):(\d\d[.,]\d{3})/.exec(stamp) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds?.replace(",", "."));
}
function plain(text) {
  return text.replace(/<[^>]*>/g, "").replace(/&(\w+);/g, (whole, name) => CHARACTERS[name] ?? whole).trim();
}
function pickCaptions(captions, languages) {
  for (let wanted of languages) {
    let key = keysOf(wanted);
    for (let depth = 0; depth < key.length; depth++) {
      let found = captions.find(({ language }) => keysOf(language)[depth] === key[depth]);
      if (found) return found;
    }
  }
  return captions[0];
}
function keysOf(tag) {
  try {
    let { baseName, language } = new Intl.Locale(tag);
    return [baseName, `${language}-${new Intl.Locale(tag).maximize().script}`, language];
  } catch {
    return [];
  }
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`;
var PLAY = icon('<path fill="currentColor" d="M8 5.5v13l10.5-6.5z"/>'), PAUSE = icon('<path d="M9 6v12M15 6v12"/>');
var CAPTIONS = icon('<rect x="3" y="5" width="18" height="14" rx="3"/><path d="M10 10.5a2 2 0 100 3M17 10.5a2 2 0 100 3"/>');
var SETTINGS = icon('<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>'), SMALL = icon('<path d="M20 11V7a2 2 0 00-2-2H6a2 2 0 00-2 2v10a2 2 0 002 2h4"/><rect x="13" y="14" width="8" height="6" rx="1.5" fill="currentColor"/>'), MOVE = icon('<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"/>');
var KEY2 = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY2] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY2]?.createHTML(markup) ?? markup;
}
var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function html(parts, ...values) {
  let text = parts.reduce((sum, part, index) => sum + show(values[index - 1]) + part);
  return new Markup(text);
}
function raw(text) {
  return new Markup(text);
}
var MARK = Symbol.for("clipshelf.markup"), Markup = class {
  [MARK] = true;
  text;
  constructor(text) {
    this.text = trusted(text);
  }
};
function show(value) {
  return typeof value == "object" && value !== null && MARK in value ? value.text : Array.isArray(value) ? value.map(show).join("") : value == null || value === false ? "" : String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
var files = /* @__PURE__ */ new Map(), tracks = /* @__PURE__ */ new WeakMap();
function addCaptions(host) {
  let { signal, shadowRoot: root, reel } = host, { words, data } = host.options;
  root.querySelector(".foot")?.insertAdjacentHTML("beforebegin", html`<div class="captions" part="captions" dir="auto"></div>`.text), root.querySelector(".seek")?.insertAdjacentHTML("beforeend", html`<button type="button" class="icon cc" part="button captions-button" aria-label="${say(words, "player.captions")}" hidden>${raw(CAPTIONS)}</button>`.text);
  let place = root.querySelector(".captions"), button = root.querySelector(".cc"), track = null, showing, draw = () => {
    let cues = track?.mode === "hidden" ? [...track.activeCues ?? []] : [];
    place.replaceChildren(...cues.map((cue) => {
      let line = document.createElement("span");
      return line.textContent = cue.text, line;
    }));
  }, dress = () => {
    let { size = 1, contrast = false } = habits();
    host.style.setProperty("--caption-size", String(size)), host.toggleAttribute("data-contrast", contrast);
  }, list = () => reel.current?.detail?.captions ?? [], wanted = () => {
    let { captions } = habits(), on = captions ?? (data.captions === "on" || data.captions !== "off" && host.muted);
    if (!(on === "" || on === false)) return pickCaptions(list(), on === true ? readers() : [on, ...readers()]);
  }, update = async () => {
    let chosen2 = wanted();
    button.hidden = list().length === 0, button.ariaPressed = String(chosen2 !== void 0), dress();
    let video = reel.current?.video;
    if (chosen2 === showing && video && tracks.get(video) === track || (showing = chosen2, track && (track.removeEventListener("cuechange", draw), track.mode = "disabled"), track = null, draw(), !chosen2 || !video)) return;
    place.lang = chosen2.language;
    let cues = await read(chosen2.url);
    if (!(showing !== chosen2 || reel.current?.video !== video || signal.aborted)) {
      track = tracks.get(video) ?? video.addTextTrack("captions"), tracks.set(video, track), track.mode = "hidden";
      for (let old of [...track.cues ?? []]) track.removeCue(old);
      for (let { start, end, text } of cues) track.addCue(new VTTCue(start, end, text));
      track.addEventListener("cuechange", draw), draw();
    }
  }, choose = (language) => {
    keepHabit({ captions: language }), update();
  };
  for (let type of ["clipshelf:slide", "clipshelf:detail", "clipshelf:sound"]) root.addEventListener(type, update, { signal });
  let toggle = () => choose(showing ? "" : pickCaptions(list(), readers())?.language ?? "");
  return button.addEventListener("click", toggle, { signal }), host.dialog.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, target }) => {
    let typing = target instanceof Element && target.closest("input, textarea");
    key.toLowerCase() === "c" && !ctrlKey && !metaKey && !altKey && !typing && toggle();
  }, { signal }), update(), { get list() {
    return list();
  }, get shown() {
    return showing?.language ?? "";
  }, choose, dress };
}
function readers() {
  return [document.documentElement.lang, ...navigator.languages];
}
function read(url) {
  let known = files.get(url);
  if (known) return known;
  let answer = fetch(url).then((response) => response.ok ? response.text() : Promise.reject(new Error(url))).then(parseCues).catch(() => (files.delete(url), []));
  return files.set(url, answer), answer;
}
function foldOnBack(host) {
  let panel = host.shadowRoot.querySelector("clipshelf-product");
  if (!panel) return;
  let uncover = null, watcher = new MutationObserver(() => {
    let beside = matchMedia("(min-width: 900px)").matches;
    panel.hasAttribute("data-expanded") && !beside ? uncover ??= host.cover(() => panel.collapse()) : (uncover?.(), uncover = null);
  });
  watcher.observe(panel, { attributeFilter: ["data-expanded"] }), host.signal.addEventListener("abort", () => watcher.disconnect());
}
var FADE_MS = 3e3;
function addSeekBar(host) {
  let { signal, shadowRoot: root, reel } = host, { words } = host.options;
  root.querySelector(".foot")?.insertAdjacentHTML("beforeend", html`<div class="seek" part="controls">
      <button type="button" class="icon play" part="button play"></button>
      <input type="range" class="progress" part="progress" min="0" max="1" step="0.1" value="0" aria-label="${say(words, "player.position")}">
    </div>`.text);
  let play = root.querySelector(".play"), slider = root.querySelector(".progress"), showTime = () => {
    let video = reel.current?.video, duration = video && Number.isFinite(video.duration) ? video.duration : 0, time = duration ? video?.currentTime ?? 0 : 0;
    slider.max = String(duration || 1), slider.value = String(time), slider.style.setProperty("--done", String(duration ? time / duration : 0)), slider.ariaValueText = say(words, "player.time", { at: clock(time), of: clock(duration) });
  }, showState = () => {
    let paused = reel.current?.video?.paused !== false, label = say(words, paused ? "player.play" : "player.pause");
    play.ariaLabel !== label && (play.innerHTML = raw(paused ? PLAY : PAUSE).text, play.ariaLabel = label);
  }, timer = 0, wake = () => {
    host.removeAttribute("data-quiet"), clearTimeout(timer), timer = window.setTimeout(() => {
      let open = root.querySelector(".menu:not([hidden])");
      host.toggleAttribute("data-quiet", !open && reel.current?.video?.paused === false);
    }, FADE_MS);
  }, on = (type, react) => root.addEventListener(type, react, { signal, capture: true });
  for (let type of ["pointermove", "pointerdown", "keydown", "focusin", "clipshelf:slide"]) on(type, wake);
  for (let type of ["play", "pause", "playing", "clipshelf:slide"]) on(type, showState);
  for (let type of ["clipshelf:time", "clipshelf:slide"]) on(type, showTime);
  play.addEventListener("click", () => reel.toggle(), { signal }), slider.addEventListener("input", () => reel.seek(Number(slider.value)), { signal }), root.querySelector(".stage")?.addEventListener("wheel", (event) => {
    let { target, deltaY } = event;
    target instanceof Element && !target.closest("clipshelf-reel, .menu") && reel.scrollBy({ top: deltaY });
  }, { signal, passive: true }), signal.addEventListener("abort", () => clearTimeout(timer)), showState(), showTime(), wake();
}
function clock(seconds) {
  let whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
var SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2], SIZES = [1, 1.5, 2];
function addSettings(host, captions) {
  let { signal, shadowRoot: root, reel, dialog } = host, { words } = host.options, stage = root.querySelector(".stage");
  root.querySelector(".tools")?.insertAdjacentHTML("beforeend", html`<button type="button" class="icon gear" part="button settings" aria-expanded="false" aria-controls="menu" aria-label="${say(words, "player.settings")}">${raw(SETTINGS)}</button>`.text), stage.insertAdjacentHTML("beforeend", html`<div class="menu" id="menu" part="menu" role="group" aria-label="${say(words, "player.settings")}" hidden></div>`.text);
  let button = root.querySelector(".gear"), menu = root.querySelector(".menu"), number = new Intl.NumberFormat(document.documentElement.lang || void 0), percent = new Intl.NumberFormat(document.documentElement.lang || void 0, { style: "percent" }), choices = (name, title, values, now) => html`<fieldset><legend>${say(words, title)}</legend><div class="choices">${values.map(([value, label]) => html`<label class="choice"><input type="radio" name="${name}" value="${value}" ${value === now && "checked"}><span>${label}</span></label>`)}</div></fieldset>`, draw = () => {
    let video = reel.current?.video, { size = 1, contrast } = habits(), full = document.fullscreenEnabled || video?.webkitEnterFullscreen;
    menu.innerHTML = html`${choices("speed", "player.speed", SPEEDS.map((each) => [String(each), `${number.format(each)}×`]), String(speedOf(host)))}${captions.list.length > 0 ? html`${choices("captions", "player.captions", [["", say(words, "player.off")], ...captions.list.map(({ language }) => [language, ownName(language)])], captions.shown)}${choices("size", "player.caption_size", SIZES.map((each) => [String(each), percent.format(each)]), String(size))}${choices("contrast", "player.caption_contrast", [["", say(words, "player.contrast_normal")], ["high", say(words, "player.contrast_high")]], contrast ? "high" : "")}` : null}${full ? html`<button type="button" class="row" data-tool="full">${say(words, "player.full")}</button>` : null}${document.pictureInPictureEnabled ? html`<button type="button" class="row" data-tool="pip">${say(words, "player.pip")}</button>` : null}`.text;
  }, uncover = () => {
  }, open = (show2) => {
    uncover(), uncover = show2 ? host.cover(() => open(false)) : () => {
    }, show2 && draw(), menu.hidden = !show2, button.ariaExpanded = String(show2), show2 ? menu.querySelector(":checked")?.focus() : button.focus();
  }, setSpeed = () => {
    let video = reel.current?.video;
    video && (video.playbackRate = video.defaultPlaybackRate = speedOf(host));
  }, goFull = async () => {
    let video = reel.current?.video;
    root.fullscreenElement ? await document.exitFullscreen() : document.fullscreenEnabled ? await stage.requestFullscreen() : video?.webkitEnterFullscreen?.();
  }, attempt = (deed) => {
    deed()?.catch(() => {
    });
  };
  button.addEventListener("click", () => open(menu.hidden), { signal }), menu.addEventListener("change", ({ target }) => {
    let { name, value } = target;
    name === "captions" ? captions.choose(value) : name === "speed" ? keepHabit({ speed: Number(value) }) : name === "size" ? keepHabit({ size: Number(value) }) : keepHabit({ contrast: value === "high" }), captions.dress(), setSpeed();
  }, { signal }), menu.addEventListener("click", ({ target }) => {
    let tool = target instanceof Element ? target.getAttribute("data-tool") : null;
    tool && (open(false), attempt(tool === "full" ? goFull : async () => reel.current?.video?.requestPictureInPicture()));
  }, { signal }), dialog.addEventListener("cancel", (event) => {
    menu.hidden || (event.preventDefault(), event.stopImmediatePropagation(), open(false));
  }, { signal, capture: true }), stage.addEventListener("click", (event) => {
    let inside = event.target instanceof Element && event.target.closest(".menu, .gear");
    menu.hidden || inside || (event.stopPropagation(), open(false));
  }, { signal, capture: true }), dialog.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, target }) => {
    let typing = target instanceof Element && target.closest("input, textarea");
    key.toLowerCase() === "f" && !ctrlKey && !metaKey && !altKey && !typing && attempt(goFull);
  }, { signal });
  for (let type of ["clipshelf:slide", "loadedmetadata", "playing"]) root.addEventListener(type, setSpeed, { signal, capture: true });
  root.addEventListener("clipshelf:slide", () => menu.hidden || open(false), { signal }), signal.addEventListener("abort", () => {
    root.fullscreenElement && attempt(() => document.exitFullscreen());
  }), setSpeed();
}
function speedOf({ options }) {
  return habits().speed ?? (Number(options.data.speed) || 1);
}
function ownName(tag) {
  try {
    let { language, script } = new Intl.Locale(tag).maximize(), named = language === "zh" ? `zh-${script}` : tag, name = new Intl.DisplayNames([named], { type: "language" }).of(named) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}
function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
var KEEP_CLEAR = "./clipshelf-keep-clear.js";
var CORNERS = ["end", "start", "top-start", "top-end"], SLACK = 8;
function addSmallPlayer(host) {
  let { signal, shadowRoot: root, reel, dialog } = host, { words } = host.options;
  root.querySelector(".tools")?.insertAdjacentHTML("afterbegin", html`<button type="button" class="icon minimise" part="button minimise" aria-label="${say(words, "player.small")}">${raw(SMALL)}</button>`.text);
  let top = root.querySelector(".top");
  top?.insertAdjacentHTML("beforebegin", html`<button type="button" class="enlarge" aria-label="${say(words, "player.large")}"></button>`.text), top?.insertAdjacentHTML("beforeend", html`<button type="button" class="icon move" part="button move" aria-label="${say(words, "player.move")}">${raw(MOVE)}</button>`.text);
  let change = (small) => {
    host.small = small;
    let slide = root.querySelector(".slide:not([inert])");
    reel.scrollTo({ top: slide?.offsetTop ?? 0, behavior: "instant" }), root.querySelector(small ? ".enlarge" : ".minimise")?.focus();
  }, click = (name, react) => root.querySelector(name)?.addEventListener("click", react, { signal });
  click(".minimise", () => change(true)), click(".enlarge", () => change(false));
  let stand = (corner) => {
    host.dataset.corner = corner;
  }, moveTo = (corner) => {
    let from = dialog.getBoundingClientRect();
    dialog.style.translate = "", stand(corner), keepHabit({ corner });
    let to = dialog.getBoundingClientRect();
    prefersStill() || dialog.animate([{ translate: `${from.left - to.left}px ${from.top - to.top}px` }, {}], { duration: 200, easing: "cubic-bezier(.2, 0, 0, 1)" });
  };
  click(".move", () => {
    let next = (CORNERS.indexOf(host.dataset.corner ?? "") + 1) % CORNERS.length;
    moveTo(CORNERS[next] ?? "end");
  }), stand(habits().corner ?? "end"), bringKeepClear(host), root.querySelector(".enlarge")?.addEventListener("pointerdown", (event) => drag(host, event, moveTo), { signal }), dialog.addEventListener("keydown", ({ key }) => {
    key === "Escape" && host.small && host.close();
  }, { signal });
}
function bringKeepClear({ dialog, style, signal }) {
  let lift = (px) => style.setProperty("--small-lift", `${px}px`);
  import(KEEP_CLEAR).then(({ keepClear }) => signal.aborted || keepClear(dialog, lift, signal), () => {
  });
}
function drag(host, down, drop) {
  if (down.button !== 0) return;
  let { dialog } = host, handle = down.currentTarget, held = new AbortController(), until = { signal: held.signal };
  host.signal.addEventListener("abort", () => held.abort(), until);
  let dragged = false, follow = (move) => {
    let [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
    !dragged && Math.hypot(x, y) < SLACK || (dragged || handle.setPointerCapture(down.pointerId), dragged = true, host.toggleAttribute("data-held", true), dialog.style.translate = `${x}px ${y}px`);
  }, end = () => {
    if (held.abort(), host.removeAttribute("data-held"), !dragged) return;
    let swallow = (event) => event.stopImmediatePropagation();
    handle.addEventListener("click", swallow, { capture: true, once: true }), setTimeout(() => handle.removeEventListener("click", swallow, { capture: true })), drop(nearestCorner(dialog));
  };
  addEventListener("pointermove", follow, until), addEventListener("pointerup", end, until), addEventListener("pointercancel", end, until);
}
function nearestCorner(element) {
  let { left, right, top, bottom } = element.getBoundingClientRect(), side = left + right < innerWidth === (getComputedStyle(element).direction === "ltr") ? "start" : "end";
  return top + bottom < innerHeight ? `top-${side}` : side;
}
var tools_default = `:is(.top,.steps,.seek){transition:opacity .2s}:host([data-quiet]) :is(.top,.steps,.seek):not(:focus-within){opacity:0}.seek{display:flex;align-items:center;gap:8px;margin-inline:-8px;pointer-events:auto;direction:ltr}.stage .seek .icon{flex:none;background:none}.stage .cc{opacity:.7}.stage .cc[aria-pressed=true]{opacity:1}.cc[aria-pressed=true]:after{position:absolute;width:18px;height:2px;margin-top:26px;background:currentcolor;content:""}.seek:not(:has(.cc:not([hidden]))) .progress{margin-right:8px}.progress{display:block;flex:1;min-width:0;height:44px;margin:0;appearance:none;background:none;cursor:pointer}.progress::-webkit-slider-runnable-track{height:4px;border-radius:2px;background:linear-gradient(90deg,#fff calc(var(--done, 0) * 100%),#ffffff59 calc(var(--done, 0) * 100%))}.progress::-webkit-slider-thumb{width:14px;height:14px;margin-top:-5px;border-radius:50%;appearance:none;background:#fff}.progress::-moz-range-track{height:4px;border-radius:2px;background:#ffffff59}.progress::-moz-range-progress{height:4px;border-radius:2px;background:#fff}.progress::-moz-range-thumb{width:14px;height:14px;border:0;border-radius:50%;background:#fff}.captions{position:absolute;inset:auto 16px 128px;display:grid;justify-items:center;gap:4px;font-size:calc(17px * var(--caption-size, 1));line-height:1.35;text-align:center;pointer-events:none}.captions span{max-width:34em;padding:2px 8px;border-radius:6px;background:#000000c7;overflow-wrap:anywhere;white-space:pre-line}:host([data-contrast]) .captions span{background:#000;color:#ffe94a;font-weight:600}.menu{position:absolute;z-index:1;inset-block-start:calc(max(12px,env(safe-area-inset-top)) + 52px);inset-inline-end:max(12px,env(safe-area-inset-right));width:min(320px,100% - 24px);max-height:calc(100% - 80px);padding:16px;overflow:hidden auto;overscroll-behavior:contain;border-radius:var(--radius);background:#181818}.menu fieldset{min-width:0;margin:0 0 16px;padding:0;border:0}.menu legend{padding:0 0 8px;font-size:14px;font-weight:600}.choices{display:flex;flex-wrap:wrap;gap:8px}.choice{position:relative;cursor:pointer}.choice input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}.choice span{display:grid;place-items:center;min-width:44px;min-height:44px;padding:0 12px;border:1px solid rgb(255 255 255 / 40%);border-radius:12px;font-size:15px}.choice input:checked+span{border-color:#fff;background:#fff;color:#111}.choice input:focus-visible+span{outline:2px solid #fff;outline-offset:2px}.row{display:block;width:100%;min-height:44px;padding:0;border:0;border-block-start:1px solid rgb(255 255 255 / 20%);background:none;text-align:start}:is(.enlarge,.move){display:none}:host([data-small]) dialog{inset:auto;inset-block:var(--small-top, auto) var(--small-bottom, max(16px, var(--small-lift, 0px), env(safe-area-inset-bottom)));inset-inline:var(--small-start, auto) var(--small-end, 16px);z-index:2147483000;grid-template:100% / 100%;width:clamp(120px,20vw,220px);height:auto;aspect-ratio:var(--ratio);max-height:60dvh;border-radius:min(var(--radius),16px);box-shadow:0 6px 24px #0000004d}:host([data-corner^="top"]){--small-top: max(16px, env(safe-area-inset-top));--small-bottom: auto}:host([data-corner$="start"]){--small-start: 16px;--small-end: auto}:host([data-small]) :is(.tools,.steps,.foot,.captions,.menu,.social,.hotspots,clipshelf-product){display:none}:host([data-small]) .slide{padding:0}:host([data-small]) .frame{width:100%;height:100%;border-radius:0}:host([data-small]) clipshelf-reel{overflow:hidden}:host([data-small]) .top{inset-block:4px auto;inset-inline:4px;flex-direction:row-reverse;opacity:1;pointer-events:none}:host([data-small]) .top button{pointer-events:auto}:host([data-small]) :is(.enlarge,.move){display:grid}:host([data-small]) .enlarge{position:absolute;inset:0;width:100%;border:0;background:none;cursor:grab;touch-action:none}:host([data-held]) .enlarge{cursor:grabbing}:host([data-small]) .enlarge:focus-visible{outline-offset:-4px}@media(min-width:900px){.captions{inset-block-end:152px;width:min(100% - 48px,(100cqh - 48px) * var(--ratio) - 24px);margin-inline:auto}}@media(max-height:420px){.captions{inset-block-end:56px}.foot{padding-top:8px}}@container (max-height: 300px){.hotspots{display:none}}@container (max-height: 200px){.clip-title,.captions{display:none}}@container (max-height: 120px){.top,.foot{display:none}}@media(forced-colors:active){.icon,.again,.primary{border:1px solid ButtonText}.progress{forced-color-adjust:none}.menu{border:1px solid CanvasText}.choice input:checked+span{border-color:Highlight;background:Highlight;color:HighlightText;forced-color-adjust:none}}
`;
function join(host) {
  let sheet = new CSSStyleSheet();
  sheet.replaceSync(tools_default), host.shadowRoot.adoptedStyleSheets.push(sheet), addSeekBar(host);
  let captions = addCaptions(host);
  addSmallPlayer(host), foldOnBack(host), addSettings(host, captions), rememberSound(host), bringMoments(host);
}
function bringMoments(host) {
  let asked = false, look = () => {
    asked || !host.reel.current?.detail?.moments || (asked = true, import(host.options.data.moments ?? "").then((extra) => host.signal.aborted || extra.join(host), () => {
    }));
  };
  for (let type of ["clipshelf:detail", "clipshelf:slide"]) host.shadowRoot.addEventListener(type, look, { signal: host.signal });
  look();
}
function rememberSound(host) {
  habits().sound && host.options.data.sound !== "off" && (host.muted = false), host.shadowRoot.addEventListener("clipshelf:sound", () => keepHabit({ sound: !host.muted }), { signal: host.signal });
}
export { join };
