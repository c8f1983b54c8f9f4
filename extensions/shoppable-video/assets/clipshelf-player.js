// Built by scripts/build-extension.ts. Edit src/ and build again.
function clipSeed(card) {
  let { video = "", ...data } = card.dataset, image = card.querySelector("img");
  return { id: video, title: data.name ?? "", poster: image?.currentSrc || image?.src || "", preview: data.preview || null, width: Number(data.width) || 9, height: Number(data.height) || 16, product: data.product ? { handle: data.product, title: data.productTitle ?? "", image: data.productImage || null, url: data.productUrl ?? "" } : null };
}
var PlaybackErrorCode = { network: 1, decode: 2, unsupported: 3, expired: 4 };
function lineProperty(video, placement, session) {
  return `${video}.${placement}.${session}`;
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark2, name) => String(fill[name] ?? mark2));
}
function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
var mark = 0, layers = [], depth = 0, stepping = false;
function addLayer(close) {
  return layers.push(close), catchUp(), () => {
    layers = layers.filter((other) => other !== close), catchUp();
  };
}
function clearLayers() {
  layers = [], catchUp();
}
function stepped() {
  let [whose, at] = history.state?.clipshelf ?? [];
  if (depth = whose === mark ? at + 1 : 0, !stepping) for (let close of layers.splice(depth)) close();
  stepping = false, catchUp();
}
function catchUp() {
  if (stepping) return;
  let missing = layers.length - depth;
  if (missing < 0) {
    stepping = true, history.go(missing);
    return;
  }
  layers.length > 0 ? addEventListener("popstate", stepped) : removeEventListener("popstate", stepped);
  try {
    for (; depth < layers.length; depth++) depth === 0 && (mark = Math.random()), history.pushState({ ...history.state, clipshelf: [mark, depth] }, "");
  } catch {
  }
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>'), UP = icon('<path d="M6 15l6-6 6 6"/>'), DOWN = icon('<path d="M6 9l6 6 6-6"/>');
var PLAY = icon('<path fill="currentColor" d="M8 5.5v13l10.5-6.5z"/>');
var SOUND_OFF = icon('<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16.5 9.5l5 5M21.5 9.5l-5 5"/>'), SOUND_ON = icon('<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9a4.2 4.2 0 010 6M18.5 6.5a7.8 7.8 0 010 11"/>');
var player_default = `:host{--accent: var(--clipshelf-accent, var(--theme-accent, #171717));--on-accent: var(--clipshelf-on-accent, var(--theme-on-accent, #fff));--surface: var(--clipshelf-surface, var(--theme-surface, #fff));--ink: var(--clipshelf-ink, var(--theme-ink, #171717));--line: color-mix(in srgb, var(--ink) 18%, transparent);--faint: color-mix(in srgb, var(--ink) 72%, var(--surface));--radius: var(--clipshelf-radius, 16px);--field: calc(var(--radius) * .625);font-size:16px;line-height:1.4;letter-spacing:normal;text-transform:none}*,*:before,*:after{box-sizing:border-box}[hidden]{display:none!important}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}button,input{font:inherit;letter-spacing:inherit;color:inherit}button{cursor:pointer;touch-action:manipulation;-webkit-tap-highlight-color:transparent}button[aria-disabled=true]{cursor:default}:focus-visible{outline:2px solid var(--ring, var(--ink));outline-offset:2px}dialog{position:fixed;inset:0;width:100%;max-width:none;height:100dvh;max-height:none;margin:0;padding:0;border:0;overflow:hidden;background:#000;color:#fff}dialog[open]{display:grid;grid-template:1fr auto / 100%}.stage{--ring: #fff;position:relative;min-height:0;overflow:hidden;container-type:size}.stage :focus-visible{box-shadow:0 0 0 6px #000000b3}clipshelf-reel{display:block;height:100%;overflow:hidden auto;overscroll-behavior:contain;isolation:isolate;scroll-snap-type:y mandatory;scrollbar-width:none}clipshelf-reel:focus-visible{outline-offset:-4px}clipshelf-reel::-webkit-scrollbar{display:none}.slide{display:grid;place-items:center;height:100%;scroll-snap-align:start;scroll-snap-stop:always}.frame{position:relative;width:100%;height:100%;overflow:hidden}.poster,video{position:absolute;inset:0;width:100%;height:100%;object-fit:contain}@media(orientation:portrait){.slide[data-portrait] :is(.poster,video){object-fit:cover}}.slide[data-state=playing] .poster{visibility:hidden}.spinner,.paused{position:absolute;inset:0;width:64px;height:64px;margin:auto;border-radius:50%;opacity:0;pointer-events:none}.spinner{border:3px solid rgb(255 255 255 / 30%);border-top-color:#fff;width:40px;height:40px}.slide:is([data-state=loading],[data-state=waiting]) .spinner{opacity:1;animation:turn .9s linear infinite;transition:opacity .2s .6s}.paused{display:grid;place-items:center;background:#00000073}.paused svg{width:36px;height:36px}.slide[data-state=paused] .paused{opacity:1}@keyframes turn{to{rotate:1turn}}.trouble{position:absolute;inset:auto 16px 104px;max-width:400px;margin-inline:auto;padding:16px;border-radius:var(--radius);background:#141414e0;text-align:center}.trouble p{margin:0 0 12px}.again{min-height:44px;padding:0 20px;border:1px solid rgb(255 255 255 / 60%);border-radius:999px;background:none}.icon{display:grid;place-items:center;width:44px;height:44px;padding:0;border:0;border-radius:50%;background:none}.top,.steps{position:absolute;display:flex;gap:8px}.top{inset-block-start:max(12px,env(safe-area-inset-top));inset-inline:max(12px,env(safe-area-inset-left)) max(12px,env(safe-area-inset-right));justify-content:space-between}.tools{display:flex;gap:4px}.steps{display:none;flex-direction:column;inset-block:0;inset-inline-end:24px;height:max-content;margin-block:auto}.stage .icon{background:#0000007f;color:#fff}.stage .icon[aria-disabled=true]{opacity:.35}.foot{position:absolute;inset:auto 0 0;padding:48px 16px 8px;background:linear-gradient(transparent,#000000a6);pointer-events:none}.clip-title{display:-webkit-box;margin:0;overflow:hidden;font-weight:600;overflow-wrap:anywhere;-webkit-box-orient:vertical;-webkit-line-clamp:2}clipshelf-product{display:block;min-width:0;min-height:72px;background:var(--surface);color:var(--ink);padding-bottom:env(safe-area-inset-bottom)}.link{display:inline-flex;align-items:center;min-height:44px;padding:0;border:0;background:none;color:inherit;font-size:14px;text-decoration:underline;text-underline-offset:3px}clipshelf-product>.link{padding:14px 16px}@media(max-width:899px){clipshelf-product{position:relative;margin-top:calc(-1*min(var(--radius),24px));border-radius:min(var(--radius),24px) min(var(--radius),24px) 0 0}.foot{padding-bottom:calc(8px + min(var(--radius),24px))}}:host([data-bare]) .foot{padding-bottom:max(12px,env(safe-area-inset-bottom))}@media(min-width:900px){dialog[open]{grid-template:100% / 1fr 400px}:host([data-bare]) dialog{grid-template-columns:1fr}.slide{padding:24px}.frame{width:min(100%,(100cqh - 48px) * var(--ratio));height:auto;aspect-ratio:var(--ratio);border-radius:var(--radius)}.stage{--side: max(24px, 50cqw - (100cqh - 48px) * var(--ratio) / 2 - 76px)}.steps{display:flex;inset-inline-end:var(--side)}.foot{inset-block-end:24px;width:min(100% - 48px,(100cqh - 48px) * var(--ratio));margin-inline:auto;padding:48px 20px 12px;border-radius:0 0 var(--radius) var(--radius)}clipshelf-product{border-radius:0;overflow:hidden auto;overscroll-behavior:contain}}@media(prefers-reduced-motion:reduce){*{transition:none!important}.spinner{animation:none!important}}
`;
var product_default = `.bar{display:flex;align-items:center;gap:12px;padding:12px 16px}.bar-image{flex:none;width:48px;height:48px;border-radius:var(--field);object-fit:cover}.blank{background:var(--line)}.bar-text{flex:1;min-width:0}.bar-title{margin:0;overflow:hidden;font-size:14px;text-overflow:ellipsis;white-space:nowrap}.price{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 8px;margin:0;font-weight:600}.price s,.sold{color:var(--faint);font-weight:400}.primary{flex:none;min-height:44px;padding:8px 18px;border:1px solid transparent;border-radius:var(--clipshelf-button-radius, 999px);background:var(--accent);color:var(--on-accent);font-weight:600}.bar .primary{max-width:45%;padding-inline:14px;font-size:15px}.primary[aria-disabled=true]{background:color-mix(in srgb,var(--ink) 12%,var(--surface));color:var(--faint)}.details{display:none;position:relative;max-height:70dvh;padding:20px 16px;overflow:hidden auto;overscroll-behavior:contain}[data-expanded] .details{display:grid;gap:20px}[data-expanded] :is(.bar,.bar-said){display:none}.bar-said{padding:0 16px 12px}.fold{position:absolute;inset-block-start:8px;inset-inline-end:8px}.head{display:grid;grid-template-columns:88px 1fr;gap:16px;align-items:center;padding-inline-end:40px}.head-image{width:100%;aspect-ratio:1;border-radius:var(--field);object-fit:cover}.title{margin:0 0 4px;font:inherit;display:-webkit-box;overflow:hidden;font-size:18px;font-weight:600;line-height:1.3;overflow-wrap:anywhere;-webkit-box-orient:vertical;-webkit-line-clamp:3}.note{margin:0;padding:12px 14px;border-radius:var(--field);background:color-mix(in srgb,var(--ink) 7%,var(--surface));font-size:14px}.said:empty{display:none}.quiet{margin:0;color:var(--faint)}.title:focus-visible{outline:none}.note .link{min-height:24px;font-weight:600}@media(min-width:900px){.bar,.bar-said,.fold{display:none}.details,[data-expanded] .details{display:grid;align-content:start;gap:24px;max-height:none;padding:32px}.head{grid-template-columns:1fr;padding:0}.head-image{max-height:40vh}.title{font-size:22px}.head .blank{display:none}}
`;
var KEY = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY]?.createHTML(markup) ?? markup;
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
var NAMES = [["--theme-accent", ["--color-primary-button-background", "--color-button"]], ["--theme-on-accent", ["--color-primary-button-text", "--color-button-text"]], ["--theme-surface", ["--color-background", "--color-base-background-1"]], ["--theme-ink", ["--color-foreground", "--color-base-text"]]];
function themeColours() {
  let style = getComputedStyle(document.body), found = {};
  for (let [ours, theirs] of NAMES) {
    let colour = theirs.map((name) => style.getPropertyValue(name).trim()).flatMap((value) => [`rgb(${value})`, value]).find((value) => value && CSS.supports("color", value));
    colour && (found[ours] = colour);
  }
  return found;
}
var OWN = ["accent", "on-accent", "surface", "ink", "radius", "button-radius"];
function ownLook(block) {
  let style = getComputedStyle(block);
  return Object.fromEntries(OWN.map((name) => `--clipshelf-${name}`).map((name) => [name, style.getPropertyValue(name).trim()]).filter(([, value]) => value));
}
var GROW_MS = 240, EXTRAS_MS = 3e3, PlayerElement = class extends HTMLElement {
  options;
  dialog;
  reel;
  #product = null;
  #listening = new AbortController();
  #extrasTimer = 0;
  #muted = true;
  #closing = false;
  #opened = false;
  #pageOverflow = "";
  open(options) {
    this.options = options;
    let root = this.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
    sheet.replaceSync(player_default + product_default), root.adoptedStyleSheets = [sheet], root.innerHTML = this.#markup(options), this.dialog = this.#part("dialog"), this.reel = this.#part("clipshelf-reel");
    for (let [name, value] of Object.entries({ ...themeColours(), ...ownLook(options.origin) })) this.style.setProperty(name, value);
    document.body.append(this), this.#listen(root), this.reel.setUp(options), this.dialog.showModal(), this.#holdPage(true), this.reel.start(options.index), this.#grow(false), this.#opened = true, addLayer(() => this.close()), this.#bringProduct(options), options.collector.record({ kind: "open", placement: options.placement, video: options.clips[options.index]?.id ?? "" });
  }
  async close() {
    if (this.#closing) return;
    this.#closing = true, this.reel.stop(), clearTimeout(this.#extrasTimer), this.#listening.abort(), clearLayers(), this.isConnected && await this.#grow(true), this.dialog.close(), this.#holdPage(false), this.remove();
    let { origin } = this.options;
    origin.isConnected && origin.focus({ preventScroll: true });
  }
  get signal() {
    return this.#listening.signal;
  }
  get muted() {
    return this.#muted;
  }
  set muted(muted) {
    this.#muted = muted, this.reel.muted = muted;
    let button = this.#part(".sound");
    button && (button.innerHTML = raw(muted ? SOUND_OFF : SOUND_ON).text, button.ariaPressed = String(!muted)), this.reel.dispatchEvent(new CustomEvent("clipshelf:sound", { bubbles: true }));
  }
  get small() {
    return this.hasAttribute("data-small");
  }
  set small(small) {
    this.toggleAttribute("data-small", small), this.dialog.close(), small ? (clearLayers(), this.dialog.show()) : (this.dialog.showModal(), addLayer(() => this.close())), this.#holdPage(!small);
  }
  cover(remove) {
    return addLayer(remove);
  }
  announce(text) {
    let region = this.#part("[role=status]");
    region && (region.textContent = text);
  }
  async #bringProduct(options) {
    try {
      await import(options.data.product ?? "");
    } catch {
      return;
    }
    let panel = this.#part("clipshelf-product");
    !panel || this.#closing || (panel.replaceChildren(), panel.setUp({ words: options.words, moneyFormat: options.data.money ?? "", root: options.root, origin: options.origin, credit: () => this.#credit() }), this.#product = panel, this.#showProduct());
  }
  #bringExtras() {
    clearTimeout(this.#extrasTimer);
    for (let url of this.options.data.extras?.split(/\s+/) ?? []) url && import(url).then((extra) => this.#closing || extra.join(this), () => {
    });
  }
  #credit() {
    let video = this.reel.current?.seed.id, { placement, collector } = this.options;
    return video && placement ? lineProperty(video, placement, collector.session) : null;
  }
  #listen(root) {
    let { signal } = this, on = (type, react) => root.addEventListener(type, react, { signal });
    on("clipshelf:slide", () => this.#slideChanged()), on("clipshelf:detail", () => this.#showProduct()), on("clipshelf:refused", () => {
      this.muted = true;
    }), on("clipshelf:announce", (event) => this.announce(detailOf(event).text)), on("clipshelf:product", (event) => this.#record("product", 0, detailOf(event).product)), on("clipshelf:add", (event) => {
      let { quantity, variant } = detailOf(event);
      this.#record("add", quantity, variant);
    }), on("clipshelf:cart", () => this.#openCart()), on("click", (event) => this.#clicked(event)), root.addEventListener("playing", () => this.#bringExtras(), { capture: true, once: true, signal }), this.#extrasTimer = window.setTimeout(() => this.#bringExtras(), EXTRAS_MS);
    let { dialog } = this;
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault(), this.#product?.expanded && this.#sheet ? this.#product.collapse() : this.close();
    }, { signal }), dialog.addEventListener("close", () => dialog.open || this.close(), { signal }), dialog.addEventListener("keydown", (event) => this.#key(event), { signal }), document.addEventListener("visibilitychange", () => this.reel.rest(document.hidden), { signal });
  }
  get #sheet() {
    return !matchMedia("(min-width: 900px)").matches;
  }
  #clicked(event) {
    let deed = (event.target instanceof Element ? event.target.closest("[data-do]") : null)?.getAttribute("data-do");
    deed === "close" ? this.close() : deed === "sound" ? this.#toggleSound() : deed === "back" ? this.reel.go(-1) : deed === "on" && this.reel.go(1);
  }
  #key(event) {
    let { key, target } = event;
    if (target instanceof Element && target.closest("clipshelf-product, input, textarea")) return;
    let { reel } = this, time = reel.current?.video?.currentTime ?? 0, deeds = { ArrowDown: () => reel.go(1), ArrowUp: () => reel.go(-1), PageDown: () => reel.go(1), PageUp: () => reel.go(-1), ArrowRight: () => reel.seek(time + 5), ArrowLeft: () => reel.seek(time - 5), m: () => this.#toggleSound(), k: () => reel.toggle(), ...target instanceof HTMLButtonElement ? {} : { " ": () => reel.toggle() } }, deed = deeds[key] ?? deeds[key.toLowerCase()];
    !deed || event.metaKey || event.ctrlKey || event.altKey || (event.preventDefault(), deed());
  }
  #toggleSound() {
    this.#part(".sound")?.hidden || (this.muted = !this.muted);
  }
  #slideChanged() {
    let { reel } = this;
    if (!reel.current) return;
    let { seed } = reel.current, title = this.#part(".clip-title");
    title && (title.textContent = seed.title), this.style.setProperty("--ratio", String(seed.width / seed.height));
    let [back, on] = [this.#part(".back"), this.#part(".on")];
    back && (back.ariaDisabled = String(reel.at === 0)), on && (on.ariaDisabled = String(reel.at === reel.count - 1)), this.#showProduct(), this.#opened && this.announce(seed.title);
  }
  #showProduct() {
    let current = this.reel.current;
    if (!current) return;
    let { detail, seed } = current, known = seed.product ? [{ ...seed.product, variantId: null }] : [], products = detail ? detail.products : known;
    this.toggleAttribute("data-bare", products.length === 0), this.#product ? this.#product.show(products, seed.id) : this.#standIn(products[0]);
    let sound = this.#part(".sound");
    sound && (sound.hidden = detail?.hasAudio === false);
  }
  #standIn(product) {
    let panel = this.#part("clipshelf-product"), { root } = this.options;
    panel && (panel.hidden = !product, panel.innerHTML = html`${product && html`<a class="link" href="${root}products/${product.handle}">${product.title}</a>`}`.text);
  }
  #openCart() {
    let cart = this.#product?.cart;
    cart && (cart.opensInPlace ? this.close().then(() => cart.open()) : location.assign(cart.url));
  }
  #record(kind, value, variant) {
    let video = this.reel.current?.seed.id, { collector, placement } = this.options;
    video && collector.record({ kind, placement, video, value, variant });
  }
  async #grow(back) {
    let from = this.options.origin.getBoundingClientRect(), stage = this.#part(".stage"), seen = from.width > 0 && from.bottom > 0 && from.top < innerHeight;
    if (!stage || prefersStill() || !stage.animate) return;
    let to = stage.getBoundingClientRect(), small = seen && to.width > 0 ? { transform: `translate(${from.left + from.width / 2 - to.left - to.width / 2}px, ${from.top + from.height / 2 - to.top - to.height / 2}px) scale(${from.width / to.width}, ${from.height / to.height})`, opacity: 0.3 } : { transform: "scale(.96)", opacity: 0 }, timing = { duration: back ? GROW_MS * 0.7 : GROW_MS, easing: "cubic-bezier(.2, 0, 0, 1)" }, steps = [small, { transform: "none", opacity: 1 }];
    this.dialog.animate([{ backgroundColor: "transparent" }, {}], { ...timing, direction: back ? "reverse" : "normal" }), await stage.animate(back ? steps.reverse() : steps, timing).finished.catch(() => {
    });
  }
  #holdPage(hold) {
    let { style, clientWidth } = document.documentElement;
    hold ? (this.#pageOverflow = style.overflow, clientWidth === innerWidth && (style.overflow = "hidden")) : style.overflow = this.#pageOverflow;
  }
  #part(selector) {
    return this.shadowRoot.querySelector(selector);
  }
  #markup({ words, clips }) {
    let several = clips.length > 1;
    return html`<dialog part="dialog" aria-label="${say(words, "player.title")}">
      <div class="stage" part="stage">
        <clipshelf-reel part="reel" role="group" tabindex="0" aria-label="${say(words, "player.title")}"></clipshelf-reel>
        <div class="top" part="controls">
          <button type="button" class="icon close" part="button close" data-do="close" aria-label="${say(words, "player.close")}" autofocus>${raw(CLOSE)}</button>
          <div class="tools"><button type="button" class="icon sound" part="button sound" data-do="sound" aria-label="${say(words, "player.sound")}" aria-pressed="false">${raw(SOUND_OFF)}</button></div>
        </div>
        ${several ? html`<div class="steps" part="controls">
          <button type="button" class="icon back" part="button previous" data-do="back" aria-label="${say(words, "player.previous")}">${raw(UP)}</button>
          <button type="button" class="icon on" part="button next" data-do="on" aria-label="${say(words, "player.next")}">${raw(DOWN)}</button>
        </div>` : null}
        <div class="foot">
          <p class="clip-title" part="title"></p>
        </div>
      </div>
      <clipshelf-product part="product"></clipshelf-product>
      <div role="status" class="unseen"></div>
    </dialog>`.text;
  }
};
function detailOf(event) {
  return event.detail;
}
function poolSize({ deviceMemory = 8 }) {
  return deviceMemory <= 1 ? 2 : 3;
}
var PlayMeter = class {
  #duration;
  #emit;
  #seen = /* @__PURE__ */ new Set();
  #last = null;
  #watched = 0;
  #flushed = 0;
  #played = false;
  #completed = false;
  constructor(duration, emit) {
    this.#duration = duration, this.#emit = emit;
  }
  move(position) {
    let last = this.#last;
    if (this.#last = position, last === null) return;
    let step = position - last;
    if (step <= 0 || step > 1.5) return;
    this.#watched += step * 1e3;
    let from = Math.floor(last / this.#duration * 100), to = Math.min(100, Math.ceil(position / this.#duration * 100));
    for (let bucket = from; bucket < to; bucket++) this.#seen.add(bucket);
    this.#watched >= 2e3 && this.#play(), this.#seen.size >= 100 * 0.95 && this.#complete();
  }
  jump(position) {
    this.#last = position;
  }
  end() {
    this.#last !== null && this.move(this.#duration), this.#watched > 0 && this.#play(), this.#last = null;
  }
  flush() {
    let unsent = Math.round(this.#watched - this.#flushed);
    unsent <= 0 || (this.#flushed += unsent, this.#emit("watch", unsent));
  }
  #play() {
    this.#played || (this.#played = true, this.#emit("play"));
  }
  #complete() {
    this.#completed || (this.#completed = true, this.#play(), this.#emit("complete"));
  }
};
function makeSlide(seed, words) {
  let element = document.createElement("section");
  return element.className = "slide", element.setAttribute("part", "slide"), element.ariaLabel = seed.title, element.dataset.state = "loading", element.innerHTML = html`<div class="frame" part="frame">
    <img class="poster" part="poster" src="${seed.poster}" alt="" decoding="async">
    <span class="spinner" aria-hidden="true"></span>
    <span class="paused" aria-hidden="true">${raw(PLAY)}</span>
    <div class="trouble" part="trouble" hidden><p></p><button type="button" class="again" part="button" data-do="retry">${say(words, "retry")}</button></div>
  </div>`.text, element.style.setProperty("--ratio", String(seed.width / seed.height)), element.toggleAttribute("data-portrait", seed.height / seed.width > 1.4), element.inert = true, { seed, element, video: null, attachment: null, detail: null };
}
function note({ element }, text) {
  let box = element.querySelector(".trouble"), sentence = box?.querySelector("p");
  !box || !sentence || (box.hidden = !text, sentence.textContent = text);
}
function makeVideo() {
  let video = document.createElement("video");
  return video.muted = true, video.playsInline = true, video.preload = "auto", video.setAttribute("part", "video"), video;
}
var AHEAD = "./clipshelf-ahead.js", EDGE = 1, left = { id: "", time: 0 }, ReelElement = class extends HTMLElement {
  #options;
  #slides = [];
  #pool = [];
  #at = -1;
  #muted = true;
  #meter = null;
  #unhook = null;
  #watcher = null;
  #engine = null;
  #ahead = null;
  #step = 1;
  #wantsPlay = true;
  #playing = new AbortController();
  setUp(options) {
    this.#options = options, this.#wantsPlay = options.data.autoplay !== "off", this.#engine = import(options.data.engine ?? ""), this.#engine.catch(() => {
    });
    let size = Math.min(poolSize(navigator), options.clips.length);
    for (let index = 0; index < size; index++) this.#pool.push(makeVideo());
    this.#slides = options.clips.map((seed, index) => {
      let slide = makeSlide(seed, options.words);
      return slide.element.inert = index !== options.index, this.append(slide.element), slide;
    }), this.addEventListener("click", (event) => this.#clicked(event)), this.addEventListener("scroll", () => {
      let { scrollTop, clientHeight } = this, isWhole = Math.abs(scrollTop / clientHeight - this.#at) < 0.02;
      this.#slides[this.#at]?.attachment?.fill(isWhole);
    });
  }
  start(index) {
    this.scrollTop = index * this.clientHeight, this.#activate(index), this.#watcher = new IntersectionObserver((entries) => {
      for (let { target, isIntersecting } of entries) {
        let at = this.#slides.findIndex((slide) => slide.element === target);
        isIntersecting && at >= 0 && this.#activate(at);
      }
    }, { root: this, threshold: 0.6 });
    for (let { element } of this.#slides) this.#watcher.observe(element);
  }
  stop() {
    this.#watcher?.disconnect();
    let { seed, video } = this.#slides[this.#at] ?? {};
    left = { id: seed?.id ?? "", time: video?.currentTime ?? 0 }, this.#leave(), this.#playing.abort();
    for (let slide of this.#slides) this.#release(slide);
  }
  get at() {
    return this.#at;
  }
  get current() {
    return this.#slides[this.#at] ?? null;
  }
  get count() {
    return this.#slides.length;
  }
  go(step) {
    this.#slides[this.#at + step]?.element.scrollIntoView({ behavior: prefersStill() ? "instant" : "smooth" });
  }
  show(seed) {
    if (!this.#slides.some((slide) => slide.seed.id === seed.id)) {
      let slide = makeSlide(seed, this.#options.words);
      this.#slides[this.#at]?.element.after(slide.element), this.#slides.splice(this.#at + 1, 0, slide), this.#watcher?.observe(slide.element);
    }
    this.go(this.#slides.findIndex((slide) => slide.seed.id === seed.id) - this.#at);
  }
  set muted(muted) {
    this.#muted = muted;
    for (let video of this.#pool) video.muted = muted;
    this.rest(false);
  }
  rest(resting) {
    resting && !document.pictureInPictureElement ? this.#slides[this.#at]?.video?.pause() : this.#wantsPlay && this.#play(this.#at);
  }
  toggle() {
    let video = this.#slides[this.#at]?.video;
    video && (video.paused ? this.#play(this.#at) : (this.#wantsPlay = false, video.pause()));
  }
  seek(seconds) {
    let video = this.#slides[this.#at]?.video;
    video && Number.isFinite(video.duration) && (video.currentTime = Math.max(0, Math.min(video.duration - 0.05, seconds)));
  }
  #clicked(event) {
    let target = event.target instanceof Element ? event.target : null;
    target?.closest("a") || (target?.closest("[data-do=retry]") ? this.#retry() : this.toggle());
  }
  #activate(index) {
    index !== this.#at && (this.#leave(), this.#step = index < this.#at ? -1 : 1, this.#at = index, this.#options.data.autoplay !== "off" && (this.#wantsPlay = true), this.#load(index, true), this.#slides.forEach((slide, at) => {
      slide.element.inert = at !== index, Math.abs(at - index) > 1 && this.#release(slide);
    }), this.dispatchEvent(new CustomEvent("clipshelf:slide", { bubbles: true })));
  }
  #leave() {
    this.#playing.abort(), this.#playing = new AbortController(), this.#meter?.flush(), this.#meter = null, this.#unhook?.(), this.#unhook = null;
    let { video, attachment } = this.#slides[this.#at] ?? {};
    video?.pause(), attachment?.fill(false);
  }
  async #load(index, front) {
    let options = this.#options, slide = this.#slides[index];
    if (!slide) return;
    let video = this.#videoFor(slide, index);
    if (front && this.#watch(slide, video), slide.attachment) {
      front && (slide.attachment.fill(true), video.currentTime > EDGE && (video.currentTime = 0), this.#begin(slide));
      return;
    }
    try {
      let [detail, engine] = await Promise.all([options.load(slide.seed.id), this.#engine]);
      if (slide.detail = detail, index === this.#at && this.dispatchEvent(new CustomEvent("clipshelf:detail", { bubbles: true })), slide.video !== video || slide.attachment || !engine) return;
      left.id === detail.id && left.time > EDGE && left.time < detail.duration / 1e3 - EDGE && (video.currentTime = left.time), left.id = "", slide.attachment = engine.attach(video, detail.playback, { fill: index === this.#at, hls: options.data.hls ?? "", onFlow: (flow) => this.#flow(slide, flow), refresh: async () => (slide.detail = await options.load(slide.seed.id, true), slide.detail.playback) }), index === this.#at && this.#begin(slide);
    } catch {
      slide.video === video && this.#withoutServer(slide, video);
    }
  }
  #withoutServer(slide, video) {
    let { preview } = slide.seed;
    this.#fail(slide, "network", preview ? "preview_only" : "unreachable"), preview && (video.src = preview, slide === this.#slides[this.#at] && video.play().catch(() => {
    }));
  }
  #begin(slide) {
    this.#wantsPlay ? this.#play(this.#at) : slide.element.dataset.state = "paused";
  }
  #play(index) {
    let slide = this.#slides[index], video = slide?.video;
    !slide || !video || index !== this.#at || (this.#wantsPlay = true, video.muted = this.#muted, video.play().catch((error) => {
      !(error instanceof DOMException && error.name === "NotAllowedError") || slide !== this.#slides[this.#at] || (video.muted ? slide.element.dataset.state = "paused" : this.dispatchEvent(new CustomEvent("clipshelf:refused", { bubbles: true })));
    }));
  }
  #watch(slide, video) {
    let options = this.#options, { signal } = this.#playing, id = slide.seed.id, state = (name) => {
      slide.element.dataset.state !== "failed" && (slide.element.dataset.state = name);
    }, meter = () => (this.#meter ??= new PlayMeter(video.duration, (kind, value) => options.collector.record({ kind, placement: options.placement, video: id, ...value === void 0 ? {} : { value } })), this.#meter), real = () => slide.attachment !== null && Number.isFinite(video.duration), on = (type, react) => video.addEventListener(type, react, { signal });
    on("playing", () => {
      state("playing"), real() && meter().jump(video.currentTime);
    }), on("pause", () => {
      !video.ended && !this.#wantsPlay && state("paused"), this.#meter?.flush();
    }), on("waiting", () => state("waiting")), on("seeking", () => this.#meter?.jump(video.currentTime)), on("timeupdate", () => {
      real() && !video.seeking && meter().move(video.currentTime), this.dispatchEvent(new CustomEvent("clipshelf:time", { bubbles: true })), this.#prepareNext(slide);
    }), on("ended", () => {
      real() && meter().end();
      let { end } = options.data;
      if (end === "next" && this.#at < this.count - 1) return this.go(1);
      video.currentTime = 0, this.#wantsPlay = !end, end ? state("paused") : this.#play(this.#at);
    }), this.#unhook = options.collector.beforeSending(() => this.#meter?.flush());
  }
  async #prepareNext(slide) {
    if (!slide.attachment?.settled) return;
    this.#ahead ??= import(AHEAD);
    let ahead = await this.#ahead.catch(() => null);
    if (slide !== this.#slides[this.#at]) return;
    let next = ahead?.nextToPrepare({ at: this.#at, count: this.count, step: this.#step }, (index) => !!this.#slides[index]?.video);
    typeof next == "number" && this.#load(next, false);
  }
  #videoFor(slide, index) {
    if (slide.video) return slide.video;
    let way = (one) => Math.abs(this.#slides.indexOf(one) - index), taken = this.#slides.filter((one) => one.video).sort((a, b) => way(b) - way(a));
    taken[0] && taken.length >= this.#pool.length && this.#release(taken[0]);
    let video = this.#pool.find(({ isConnected }) => !isConnected) ?? makeVideo();
    return slide.video = video, video.muted = this.#muted, video.ariaLabel = slide.seed.title, slide.element.querySelector(".poster")?.after(video), video;
  }
  #release(slide) {
    slide.attachment?.destroy(), slide.attachment = null, slide.video && (slide.video.pause(), slide.video.removeAttribute("src"), slide.video.load(), slide.video.remove()), slide.video = null, slide.element.dataset.state = "loading", note(slide, "");
  }
  #retry() {
    let slide = this.#slides[this.#at];
    slide && (slide.element.dataset.state = "loading", note(slide, ""), slide.attachment ? (slide.attachment.retry(), this.#play(this.#at)) : this.#load(this.#at, true));
  }
  #flow(slide, flow) {
    flow.kind === "flowing" ? ((slide.element.dataset.state === "failed" || slide.element.dataset.state === "stuck") && (slide.element.dataset.state = slide.video?.paused ? "loading" : "playing"), note(slide, "")) : flow.kind === "stuck" ? this.#tell(slide, "stuck", "player.offline") : this.#fail(slide, flow.fault, flow.fault);
  }
  #fail(slide, fault, key) {
    this.#options.collector.record({ kind: "error", placement: this.#options.placement, video: slide.seed.id, value: PlaybackErrorCode[fault] }), this.#tell(slide, "failed", `player.${key}`);
  }
  #tell(slide, state, key) {
    slide.element.dataset.state = state;
    let text = say(this.#options.words, key);
    note(slide, text), slide === this.#slides[this.#at] && this.dispatchEvent(new CustomEvent("clipshelf:announce", { bubbles: true, detail: { text } }));
  }
};
var elements = [["clipshelf-reel", ReelElement], ["clipshelf-player", PlayerElement]];
for (let [name, element] of elements) customElements.get(name) || customElements.define(name, element);
function openPlayer({ cards, ...call }) {
  for (let open of document.querySelectorAll("clipshelf-player")) open.close();
  let player = document.createElement("clipshelf-player"), previews = document.querySelectorAll("clipshelf-clip");
  for (let card of previews) card.stopPreview();
  return player.signal.addEventListener("abort", () => {
    for (let card of previews) card.watchPreview();
  }), player.open({ ...call, clips: cards.map(clipSeed) }), player;
}
export { openPlayer };
