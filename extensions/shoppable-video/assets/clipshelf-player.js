// Built by scripts/build-extension.ts. Edit src/ and build again.
var EVENT_BATCH_MAX_BYTES = 32 * 1024;
var LINE_PROPERTY = "_clipshelf";
var PlaybackErrorCode = { network: 1, decode: 2, unsupported: 3, expired: 4 };
function lineProperty(video, placement, session) {
  return `${video}.${placement}.${session}`;
}
function say(words, key, fill = {}) {
  const sentence = words[key] ?? key;
  return sentence.replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
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
var ProductClient = class {
  #root;
  #answers = /* @__PURE__ */ new Map();
  constructor(root) {
    this.#root = root;
  }
  get(handle) {
    const known = this.#answers.get(handle);
    if (known) return known;
    const answer = fetch(`${this.#root}products/${encodeURIComponent(handle)}.js`, { headers: { accept: "application/json" } }).then((response) => {
      if (!response.ok) throw new Error(`${handle}: ${response.status}`);
      return response.json();
    });
    this.#answers.set(handle, answer);
    answer.catch(() => this.#answers.delete(handle));
    return answer;
  }
  forget(handle) {
    this.#answers.delete(handle);
  }
};
var MOST_SECTIONS = 5;
function addRequest(wish, sections, sectionsUrl) {
  const wanted = [...new Set(sections)].slice(0, MOST_SECTIONS);
  return { items: [{ id: Number(wish.variantId), quantity: wish.quantity, ...wish.credit ? { properties: { [LINE_PROPERTY]: wish.credit } } : {} }], ...wanted.length > 0 ? { sections: wanted, sections_url: sectionsUrl } : {} };
}
function updateCartPayload(wish) {
  return { lines: [{ merchandiseId: `gid://shopify/ProductVariant/${wish.variantId}`, quantity: wish.quantity, ...wish.credit ? { attributes: [{ key: LINE_PROPERTY, value: wish.credit }] } : {} }] };
}
function quantityOf(cart, variantId) {
  return cart.items.filter((line) => String(line.variant_id) === variantId).reduce((sum, line) => sum + line.quantity, 0);
}
function judgeRefusal(reason, before, after) {
  const added = before === null ? 0 : after - before;
  return added > 0 ? { kind: "partly", quantity: added, inCart: after, reason } : { kind: "refused", inCart: after, reason };
}
function refusalReason(body) {
  if (typeof body !== "object" || body === null) return "";
  const { description, message } = body;
  if (typeof description === "string") return description;
  if (typeof description === "object" && description !== null) return Object.values(description).flat().join(" ");
  return typeof message === "string" ? message : "";
}
function shopify() {
  return globalThis.Shopify ?? {};
}
var DAWN_OPENS_WITHIN_MS = 300;
var ThemeCart = class {
  #root;
  #before = null;
  constructor(root) {
    this.#root = root;
  }
  get url() {
    return `${this.#root}cart`;
  }
  async look() {
    this.#before ??= await this.#read();
  }
  async add(wish) {
    try {
      const update = shopify().actions?.updateCart;
      const outcome = update && update.isDefault?.() === false ? await this.#addByAction(wish, update) : await this.#addByRequest(wish);
      document.dispatchEvent(new CustomEvent("clipshelf:added", { detail: { ...wish, outcome } }));
      return outcome;
    } catch {
      this.#before = null;
      return { kind: "failed" };
    }
  }
  get opensInPlace() {
    return shopify().actions?.openCart?.isDefault?.() === false || drawer() !== null;
  }
  open() {
    const open = shopify().actions?.openCart;
    if (open?.isDefault?.() === false) open().catch(() => location.assign(this.url));
    else if (drawer()) drawer()?.open?.();
    else location.assign(this.url);
  }
  async #addByAction(wish, update) {
    const { userErrors = [], warnings = [] } = await update(updateCartPayload(wish));
    const [first] = [...userErrors, ...warnings];
    if (!first) return this.#added(wish);
    return this.#refused(wish, first.message);
  }
  async #addByRequest(wish) {
    const dawn = dawnCart();
    const header = headerSection();
    const sections = dawn ? dawn.getSectionsToRender().flatMap(({ section, id }) => section ?? id ?? []) : header ? [header.id] : [];
    const response = await fetch(`${this.#root}cart/add.js`, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(addRequest(wish, sections, location.pathname)) });
    const answer = await response.json().catch(() => null);
    if (response.status >= 500 || !answer) throw new Error(`cart/add: ${response.status}`);
    if (!response.ok) {
      const outcome = await this.#refused(wish, refusalReason(answer));
      if (outcome.kind === "partly") this.#tellTheme();
      return outcome;
    }
    if (dawn) renderQuietly(dawn, answer);
    else if (header) refreshHeader(header, answer.sections?.[header.id] ?? null);
    this.#tellTheme();
    return this.#added(wish);
  }
  #added(wish) {
    this.#before = null;
    this.look().catch(() => {
    });
    return { kind: "added", quantity: wish.quantity };
  }
  async #refused(wish, reason) {
    const before = this.#before && quantityOf(this.#before, wish.variantId);
    this.#before = await this.#read();
    this.#count(this.#before);
    return judgeRefusal(reason, before, quantityOf(this.#before, wish.variantId));
  }
  async #read() {
    const response = await fetch(`${this.#root}cart.js`, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`cart: ${response.status}`);
    return response.json();
  }
  #tellTheme() {
    for (const type of ["cart:refresh", "cart:updated", "cart:change"]) document.documentElement.dispatchEvent(new CustomEvent(type, { bubbles: true }));
    this.#read().then((cart) => this.#count(cart), () => {
    });
  }
  #count(cart) {
    const bubbles = document.querySelectorAll("[data-cart-count], .cart-count-bubble [aria-hidden], .cart-count, .cart-link__bubble, #CartCount");
    for (const bubble of bubbles) if (/^\s*\d*\s*$/.test(bubble.textContent ?? "")) {
      bubble.textContent = String(cart.item_count);
      bubble.toggleAttribute("hidden", cart.item_count === 0);
    }
  }
};
function dawnCart() {
  const found = document.querySelector("cart-notification, cart-drawer");
  return found && typeof found.renderContents === "function" && "getSectionsToRender" in found ? found : null;
}
function drawer() {
  const cart = dawnCart();
  return cart?.localName === "cart-drawer" && cart.open ? cart : null;
}
function renderQuietly(cart, answer) {
  cart.classList.remove("is-empty");
  const own = Object.getOwnPropertyDescriptor(cart, "open");
  cart.open = () => {
  };
  const restore = () => {
    if (own) Object.defineProperty(cart, "open", own);
    else delete cart.open;
  };
  try {
    cart.renderContents(answer);
  } catch {
  }
  setTimeout(restore, DAWN_OPENS_WITHIN_MS);
}
function headerSection() {
  for (const link of document.querySelectorAll('a[href$="/cart"]')) {
    const element = link.closest('[id^="shopify-section-"]');
    if (element) return { id: element.id.replace("shopify-section-", ""), element };
  }
  return null;
}
function refreshHeader(section, html2) {
  if (!html2) return;
  const fresh = new DOMParser().parseFromString(html2, "text/html");
  const links = fresh.querySelectorAll('a[href$="/cart"]');
  section.element.querySelectorAll('a[href$="/cart"]').forEach((link, index) => {
    const replacement = links[index];
    if (replacement) link.innerHTML = replacement.innerHTML;
  });
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`;
var CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var UP = icon('<path d="M6 15l6-6 6 6"/>');
var DOWN = icon('<path d="M6 9l6 6 6-6"/>');
var MINUS = icon('<path d="M6 12h12"/>');
var PLUS = icon('<path d="M6 12h12M12 6v12"/>');
var PLAY = icon('<path fill="currentColor" d="M8 5.5v13l10.5-6.5z"/>');
var SOUND_OFF = icon('<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16.5 9.5l5 5M21.5 9.5l-5 5"/>');
var SOUND_ON = icon('<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9a4.2 4.2 0 010 6M18.5 6.5a7.8 7.8 0 010 11"/>');
var player_default = ":host{--accent: var(--clipshelf-accent, var(--theme-accent, #171717));--on-accent: var(--clipshelf-on-accent, var(--theme-on-accent, #fff));--surface: var(--clipshelf-surface, var(--theme-surface, #fff));--ink: var(--clipshelf-ink, var(--theme-ink, #171717));--line: color-mix(in srgb, var(--ink) 18%, transparent);--faint: color-mix(in srgb, var(--ink) 72%, var(--surface));--radius: var(--clipshelf-radius, 16px);--field: calc(var(--radius) * 0.625);font-size:16px;line-height:1.4;letter-spacing:normal;text-transform:none}*,*::before,*::after{box-sizing:border-box}[hidden]{display:none!important}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}button,input{font:inherit;letter-spacing:inherit;color:inherit}button{cursor:pointer;touch-action:manipulation}button[aria-disabled=true]{cursor:default}:focus-visible{outline:2px solid var(--ring, var(--ink));outline-offset:2px}dialog{position:fixed;inset:0;width:100%;max-width:none;height:100%;height:100dvh;max-height:none;margin:0;padding:0;border:0;overflow:hidden;background:#000;color:#fff}dialog[open]{display:grid;grid-template:1fr auto / 100%}.stage{--ring: #fff;position:relative;min-height:0;overflow:hidden}clipshelf-reel{display:block;height:100%;overflow:hidden auto;overscroll-behavior:contain;scroll-snap-type:y mandatory;scrollbar-width:none;outline:none}clipshelf-reel::-webkit-scrollbar{display:none}.slide{display:grid;place-items:center;height:100%;scroll-snap-align:start;scroll-snap-stop:always}.frame{position:relative;width:100%;height:100%;overflow:hidden}.poster,video{position:absolute;inset:0;width:100%;height:100%;object-fit:contain}.slide[data-portrait] :is(.poster,video){object-fit:cover}.spinner,.paused{position:absolute;inset:0;width:64px;height:64px;margin:auto;border-radius:50%;opacity:0;pointer-events:none}.spinner{border:3px solid rgb(255 255 255 / 30%);border-top-color:#fff;width:40px;height:40px}.slide:is([data-state=loading],[data-state=waiting]) .spinner{opacity:1;animation:turn 0.9s linear infinite;transition:opacity 0.2s 0.6s}.paused{display:grid;place-items:center;background:rgb(0 0 0 / 45%)}.paused svg{width:36px;height:36px}.slide[data-state=paused] .paused{opacity:1}@keyframes turn{to{rotate:1turn}}.trouble{position:absolute;inset:auto 16px 104px;max-width:400px;margin-inline:auto;padding:16px;border-radius:var(--radius);background:rgb(20 20 20 / 88%);text-align:center}.trouble p{margin:0 0 12px}.again{min-height:44px;padding:0 20px;border:1px solid rgb(255 255 255 / 60%);border-radius:999px;background:none}.icon{display:grid;place-items:center;width:44px;height:44px;padding:0;border:0;border-radius:50%;background:none}.top,.steps{position:absolute;display:flex;gap:8px;transition:opacity 0.2s}.top{inset-block-start:max(12px,env(safe-area-inset-top));inset-inline:max(12px,env(safe-area-inset-left)) max(12px,env(safe-area-inset-right));justify-content:space-between}.steps{display:none;flex-direction:column;inset-block:0;inset-inline-end:24px;height:max-content;margin-block:auto}.stage .icon{background:rgb(0 0 0 / 50%);color:#fff}.stage .icon[aria-disabled=true]{opacity:0.35}:host([data-quiet]) :is(.top,.steps):not(:focus-within){opacity:0}.foot{position:absolute;inset:auto 0 0;padding:48px 16px 8px;background:linear-gradient(transparent,rgb(0 0 0 / 65%));pointer-events:none}:host([data-bare]) .foot{padding-bottom:max(12px,env(safe-area-inset-bottom))}.clip-title{display:-webkit-box;margin:0;overflow:hidden;font-weight:600;overflow-wrap:anywhere;-webkit-box-orient:vertical;-webkit-line-clamp:2}.progress{display:block;width:100%;height:24px;margin:0;appearance:none;background:none;pointer-events:auto;cursor:pointer;direction:ltr}.progress::-webkit-slider-runnable-track{height:4px;border-radius:2px;background:linear-gradient(90deg,#fff calc(var(--done, 0) * 100%),rgb(255 255 255 / 35%) calc(var(--done, 0) * 100%))}.progress::-webkit-slider-thumb{width:14px;height:14px;margin-top:-5px;border-radius:50%;appearance:none;background:#fff}.progress::-moz-range-track{height:4px;border-radius:2px;background:rgb(255 255 255 / 35%)}.progress::-moz-range-progress{height:4px;border-radius:2px;background:#fff}.progress::-moz-range-thumb{width:14px;height:14px;border:0;border-radius:50%;background:#fff}clipshelf-product{display:block;min-width:0;background:var(--surface);color:var(--ink);border-radius:var(--radius) var(--radius) 0 0;padding-bottom:env(safe-area-inset-bottom)}.bar{display:flex;align-items:center;gap:12px;padding:12px 16px}.bar-image{flex:none;width:48px;height:48px;border-radius:var(--field);object-fit:cover}.blank{background:var(--line)}.bar-text{flex:1;min-width:0}.bar-title{margin:0;overflow:hidden;font-size:14px;text-overflow:ellipsis;white-space:nowrap}.price{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 8px;margin:0;font-weight:600}.price s,.sold{color:var(--faint);font-weight:400}.primary{flex:none;min-height:44px;padding:8px 18px;border:1px solid transparent;border-radius:var(--clipshelf-button-radius, 999px);background:var(--accent);color:var(--on-accent);font-weight:600}.bar .primary{max-width:45%;padding-inline:14px;font-size:15px}.primary[aria-disabled=true]{background:color-mix(in srgb,var(--ink) 12%,var(--surface));color:var(--faint)}.details{display:none;position:relative;max-height:70dvh;padding:20px 16px;overflow:hidden auto;overscroll-behavior:contain}[data-expanded] .details{display:grid;gap:20px}[data-expanded] :is(.bar,.bar-said){display:none}.bar-said{padding:0 16px 12px}.fold{position:absolute;inset-block-start:8px;inset-inline-end:8px}.head{display:grid;grid-template-columns:88px 1fr;gap:16px;align-items:center;padding-inline-end:40px}.head-image{width:100%;aspect-ratio:1;border-radius:var(--field);object-fit:cover}.title{margin:0 0 4px;font:inherit;font-size:18px;font-weight:600;overflow-wrap:anywhere}.others{display:flex;gap:8px;padding-inline-end:40px;overflow-x:auto}.other{flex:none;width:56px;height:56px;padding:2px;border:2px solid transparent;border-radius:var(--field);background:none}.other[aria-pressed=true]{border-color:var(--ink)}.other>*{display:block;width:100%;height:100%;border-radius:calc(var(--field) - 4px);object-fit:cover}fieldset{min-width:0;margin:0;padding:0;border:0}legend{padding:0;margin-bottom:8px;font-size:14px;font-weight:600}legend span{font-weight:400}.values{display:flex;flex-wrap:wrap;gap:8px}.value{position:relative}.value input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}.value span{display:flex;flex-direction:column;justify-content:center;align-items:center;min-width:48px;min-height:44px;padding:4px 14px;border:1px solid var(--line);border-radius:var(--field);font-size:15px;line-height:1.2}.value small{font-size:12px}.value input:checked+span{border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}.value input:focus-visible+span{outline:2px solid var(--ink);outline-offset:2px}.value input:disabled+span{border-style:dashed;color:var(--faint)}.value input:disabled{cursor:not-allowed}.buy{display:flex;gap:12px}.buy .primary{flex:1;min-height:48px}.stepper{display:flex;align-items:center;border:1px solid var(--line);border-radius:var(--clipshelf-button-radius, 999px)}.count{width:32px;padding:0;border:0;background:none;text-align:center}.note{margin:0;padding:12px 14px;border-radius:var(--field);background:color-mix(in srgb,var(--ink) 7%,var(--surface));font-size:14px}.said:empty{display:none}.quiet{margin:0;color:var(--faint)}.link{display:inline-flex;align-items:center;min-height:44px;padding:0;border:0;background:none;color:inherit;font-size:14px;text-decoration:underline;text-underline-offset:3px}.note .link{min-height:24px;font-weight:600}@media(min-width:900px){dialog[open]{grid-template:100% / 1fr 400px}:host([data-bare]) dialog{grid-template-columns:1fr}.stage{container-type:size}.slide{padding:24px}.frame{width:min(100%,(100cqh - 48px) * var(--ratio));height:auto;aspect-ratio:var(--ratio);border-radius:var(--radius)}.steps{display:flex}.foot{inset-block-end:24px;width:min(100% - 48px,(100cqh - 48px) * var(--ratio));margin-inline:auto;padding:48px 20px 12px;border-radius:0 0 var(--radius) var(--radius)}.head .blank{display:none}clipshelf-product{border-radius:0;overflow:hidden auto;overscroll-behavior:contain}.bar,.bar-said,.fold{display:none}.details,[data-expanded] .details{display:grid;align-content:start;gap:24px;max-height:none;padding:32px}.head{grid-template-columns:1fr;padding:0}.head-image{max-height:40vh}.title{font-size:22px}.others{padding:0}}@media(max-height:480px)and (max-width:899px){.details{max-height:90dvh}}@media(prefers-reduced-motion:reduce){*{transition:none!important}.spinner{animation-duration:3s!important}}@media(forced-colors:active){.primary,.icon,.value span{border:1px solid ButtonText}.value input:checked+span{outline:3px solid Highlight}}\n";
var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function html(parts, ...values) {
  const text = parts.reduce((sum, part, index) => sum + show(values[index - 1]) + part);
  return new Markup(text);
}
function raw(text) {
  return new Markup(text);
}
var Markup = class {
  text;
  constructor(text) {
    this.text = text;
  }
};
function show(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(show).join("");
  if (value === null || value === void 0 || value === false) return "";
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
function render(element, markup) {
  const root = element.getRootNode();
  const focused = root.activeElement;
  const key = focused && element.contains(focused) ? focused.dataset.key : void 0;
  element.innerHTML = markup.text;
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
var NAMES = [["--theme-accent", ["--color-primary-button-background", "--color-button"]], ["--theme-on-accent", ["--color-primary-button-text", "--color-button-text"]], ["--theme-surface", ["--color-background", "--color-base-background-1"]], ["--theme-ink", ["--color-foreground", "--color-base-text"]]];
function themeColours() {
  const style = getComputedStyle(document.body);
  const found = {};
  for (const [ours, theirs] of NAMES) {
    const colour = theirs.map((name) => style.getPropertyValue(name).trim()).flatMap((value) => [`rgb(${value})`, value]).find((value) => value && CSS.supports("color", value));
    if (colour) found[ours] = colour;
  }
  return found;
}
var GROW_MS = 240;
var FADE_MS = 3e3;
var PlayerElement = class extends HTMLElement {
  #options = null;
  #dialog = null;
  #reel = null;
  #product = null;
  #cart = null;
  #listening = new AbortController();
  #fadeTimer = 0;
  #muted = true;
  #closing = false;
  #ownsHistory = false;
  #pageOverflow = "";
  open(options) {
    this.#options = options;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(player_default);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = this.#markup(options);
    const find = (selector) => root.querySelector(selector);
    this.#dialog = find("dialog");
    this.#reel = find("clipshelf-reel");
    this.#product = find("clipshelf-product");
    this.#cart = new ThemeCart(options.root);
    for (const [name, value] of Object.entries(themeColours())) this.style.setProperty(name, value);
    document.body.append(this);
    this.#product.setUp({ words: options.words, moneyFormat: options.moneyFormat, root: options.root, products: new ProductClient(options.root), cart: this.#cart, credit: () => this.#credit() });
    this.#listen(root);
    this.#reel.setUp(options);
    this.#dialog.showModal();
    this.#holdPage(true);
    this.#reel.start(options.index);
    this.#grow(false);
    this.#enterHistory();
    options.collector.record({ kind: "open", placement: options.placement, video: options.clips[options.index]?.id ?? "" });
  }
  async close(fromHistory = false) {
    if (this.#closing) return;
    this.#closing = true;
    this.#reel?.stop();
    clearTimeout(this.#fadeTimer);
    this.#listening.abort();
    if (this.#ownsHistory && !fromHistory) history.back();
    if (this.isConnected) await this.#grow(true);
    this.#dialog?.close();
    this.#holdPage(false);
    this.remove();
    const origin = this.#options?.origin;
    if (origin?.isConnected) origin.focus({ preventScroll: true });
  }
  #credit() {
    const video = this.#reel?.current?.seed.id;
    const { placement, collector } = this.#options ?? {};
    return video && placement && collector ? lineProperty(video, placement, collector.session) : null;
  }
  #listen(root) {
    const { signal } = this.#listening;
    const on = (type, react) => root.addEventListener(type, react, { signal });
    on("clipshelf:slide", () => this.#slideChanged());
    on("clipshelf:detail", () => this.#showProduct());
    on("clipshelf:time", () => this.#showTime());
    on("clipshelf:announce", (event) => this.#announce(detailOf(event).text));
    on("clipshelf:product", (event) => this.#record("product", 0, detailOf(event).product));
    on("clipshelf:add", (event) => {
      const { quantity, variant } = detailOf(event);
      this.#record("add", quantity, variant);
    });
    on("clipshelf:cart", () => this.#openCart());
    on("click", (event) => this.#clicked(event));
    on("input", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.matches(".progress")) this.#reel?.seek(Number(event.target.value));
    });
    for (const type of ["pointermove", "pointerdown", "keydown", "focusin"]) on(type, () => this.#wake());
    this.#dialog?.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (this.#product?.expanded && this.#sheet) this.#product.collapse();
      else this.close();
    }, { signal });
    this.#dialog?.addEventListener("close", () => this.close(), { signal });
    this.#dialog?.addEventListener("keydown", (event) => this.#key(event), { signal });
    addEventListener("popstate", () => this.close(true), { signal });
    document.addEventListener("visibilitychange", () => {
      const video = this.#reel?.current?.video;
      if (document.hidden) video?.pause();
      else video?.play().catch(() => {
      });
    }, { signal });
  }
  get #sheet() {
    return !matchMedia("(min-width: 900px)").matches;
  }
  #clicked(event) {
    const control = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    const deed = control?.getAttribute("data-do");
    if (deed === "close") this.close();
    else if (deed === "sound") this.#toggleSound();
    else if (deed === "back") this.#reel?.go(-1);
    else if (deed === "on") this.#reel?.go(1);
  }
  #key(event) {
    const target = event.target;
    if (target instanceof Element && target.closest("clipshelf-product, .progress")) return;
    const time = this.#reel?.current?.video?.currentTime ?? 0;
    const onButton = target instanceof HTMLButtonElement;
    const deeds = { ArrowDown: () => this.#reel?.go(1), ArrowUp: () => this.#reel?.go(-1), PageDown: () => this.#reel?.go(1), PageUp: () => this.#reel?.go(-1), ArrowRight: () => this.#reel?.seek(time + 5), ArrowLeft: () => this.#reel?.seek(time - 5), m: () => this.#toggleSound(), k: () => this.#reel?.toggle(), ...onButton ? {} : { " ": () => this.#reel?.toggle() } };
    const deed = deeds[event.key];
    if (!deed || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    deed();
  }
  #toggleSound() {
    const button = this.#part(".sound");
    if (!this.#reel || !button || button.hidden) return;
    this.#muted = !this.#muted;
    this.#reel.muted = this.#muted;
    button.innerHTML = this.#muted ? SOUND_OFF : SOUND_ON;
    button.ariaPressed = String(!this.#muted);
  }
  #slideChanged() {
    const reel = this.#reel;
    if (!reel?.current) return;
    const { seed } = reel.current;
    const title = this.#part(".clip-title");
    if (title) title.textContent = seed.title;
    this.style.setProperty("--ratio", String(seed.width / seed.height));
    const [back, on] = [this.#part(".back"), this.#part(".on")];
    if (back) back.ariaDisabled = String(reel.at === 0);
    if (on) on.ariaDisabled = String(reel.at === reel.count - 1);
    this.#showProduct();
    this.#showTime();
    this.#wake();
    if (this.#ownsHistory) this.#announce(seed.title);
  }
  #showProduct() {
    const current = this.#reel?.current;
    if (!current) return;
    const { detail, seed } = current;
    const known = seed.product ? [{ ...seed.product, variantId: null }] : [];
    const products = detail ? detail.products : known;
    this.#product?.show(products, seed.id);
    this.toggleAttribute("data-bare", products.length === 0);
    const sound = this.#part(".sound");
    if (sound) sound.hidden = detail?.hasAudio === false;
  }
  #showTime() {
    const video = this.#reel?.current?.video;
    const slider = this.#part(".progress");
    if (!slider) return;
    const duration = video && Number.isFinite(video.duration) ? video.duration : 0;
    const time = duration ? video?.currentTime ?? 0 : 0;
    slider.max = String(duration || 1);
    slider.value = String(time);
    slider.style.setProperty("--done", String(duration ? time / duration : 0));
    slider.ariaValueText = say(this.#options?.words ?? {}, "player.time", { at: clock(time), of: clock(duration) });
  }
  #openCart() {
    const cart = this.#cart;
    if (!cart) return;
    if (!cart.opensInPlace) return location.assign(cart.url);
    this.close().then(() => cart.open());
  }
  #record(kind, value, variant) {
    const video = this.#reel?.current?.seed.id;
    const { collector, placement } = this.#options ?? {};
    if (video && collector && placement !== void 0) collector.record({ kind, placement, video, value, variant });
  }
  #announce(text) {
    const region = this.#part("[role=status]");
    if (region) region.textContent = text;
  }
  #wake() {
    this.removeAttribute("data-quiet");
    clearTimeout(this.#fadeTimer);
    this.#fadeTimer = window.setTimeout(() => {
      const state = this.#reel?.querySelector(".slide:not([inert])")?.getAttribute("data-state");
      if (state === "playing") this.setAttribute("data-quiet", "");
    }, FADE_MS);
  }
  async #grow(back) {
    const from = this.#options?.origin.getBoundingClientRect();
    const stage = this.#part(".stage");
    const seen = from && from.width > 0 && from.bottom > 0 && from.top < innerHeight;
    if (!stage || prefersStill() || !stage.animate) return;
    const to = stage.getBoundingClientRect();
    const small = seen && to.width > 0 ? { transform: `translate(${from.left + from.width / 2 - to.left - to.width / 2}px, ${from.top + from.height / 2 - to.top - to.height / 2}px) scale(${from.width / to.width}, ${from.height / to.height})`, opacity: 0.3 } : { transform: "scale(.96)", opacity: 0 };
    const timing = { duration: back ? GROW_MS * 0.7 : GROW_MS, easing: "cubic-bezier(.2, 0, 0, 1)" };
    const steps = [small, { transform: "none", opacity: 1 }];
    this.#dialog?.animate([{ backgroundColor: "transparent" }, {}], { ...timing, direction: back ? "reverse" : "normal" });
    await stage.animate(back ? steps.reverse() : steps, timing).finished.catch(() => {
    });
  }
  #enterHistory() {
    try {
      history.pushState({ ...history.state, clipshelf: true }, "");
      this.#ownsHistory = true;
    } catch {
    }
  }
  #holdPage(hold) {
    const { style, clientWidth } = document.documentElement;
    if (hold) {
      this.#pageOverflow = style.overflow;
      if (clientWidth === innerWidth) style.overflow = "hidden";
    } else style.overflow = this.#pageOverflow;
  }
  #part(selector) {
    return this.shadowRoot?.querySelector(selector) ?? null;
  }
  #markup({ words, clips }) {
    const several = clips.length > 1;
    return html`<dialog part="dialog" aria-label="${say(words, "player.title")}">
      <div class="stage" part="stage">
        <clipshelf-reel part="reel" tabindex="-1"></clipshelf-reel>
        <div class="top" part="controls">
          <button type="button" class="icon close" part="button close" data-do="close" aria-label="${say(words, "player.close")}" autofocus>${raw(CLOSE)}</button>
          <button type="button" class="icon sound" part="button sound" data-do="sound" aria-label="${say(words, "player.sound")}" aria-pressed="false">${raw(SOUND_OFF)}</button>
        </div>
        ${several ? html`<div class="steps" part="controls">
          <button type="button" class="icon back" part="button previous" data-do="back" aria-label="${say(words, "player.previous")}">${raw(UP)}</button>
          <button type="button" class="icon on" part="button next" data-do="on" aria-label="${say(words, "player.next")}">${raw(DOWN)}</button>
        </div>` : null}
        <div class="foot">
          <p class="clip-title" part="title"></p>
          <input type="range" class="progress" part="progress" min="0" max="1" step="0.1" value="0" aria-label="${say(words, "player.position")}">
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
function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
var STYLES = { amount: { decimals: 2, thousands: ",", point: "." }, amount_no_decimals: { decimals: 0, thousands: ",", point: "." }, amount_with_comma_separator: { decimals: 2, thousands: ".", point: "," }, amount_no_decimals_with_comma_separator: { decimals: 0, thousands: ".", point: "," }, amount_with_apostrophe_separator: { decimals: 2, thousands: "'", point: "." }, amount_no_decimals_with_space_separator: { decimals: 0, thousands: " ", point: "," }, amount_with_space_separator: { decimals: 2, thousands: " ", point: "," }, amount_with_period_and_space_separator: { decimals: 2, thousands: " ", point: "." } };
function formatShopMoney(hundredths, format) {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (whole, name) => {
    const style = STYLES[name];
    if (!style) return whole;
    const [units = "0", fraction] = (hundredths / 100).toFixed(style.decimals).split(".");
    const grouped = units.replace(/\B(?=(\d{3})+$)/g, style.thousands);
    return fraction === void 0 ? grouped : `${grouped}${style.point}${fraction}`;
  });
}
function hasOnlyDefaultVariant(product) {
  return product.variants.length === 1 && product.variants[0]?.title === "Default Title";
}
function firstVariant(product, preferred) {
  return product.variants.find((variant) => String(variant.id) === preferred) ?? product.variants.find((variant) => variant.available) ?? product.variants[0] ?? null;
}
function optionStates(product, chosen) {
  return product.options.map((option, position) => ({ name: option.name, values: option.values.map((value) => {
    const matching = product.variants.filter((variant) => variant.options[position] === value && chosen.slice(0, position).every((earlier, index) => variant.options[index] === earlier));
    return { value, selected: chosen[position] === value, state: matching.length === 0 ? "missing" : matching.some((variant) => variant.available) ? "available" : "sold-out" };
  }) }));
}
function chooseValue(product, chosen, position, value) {
  const fits = product.variants.filter((variant) => variant.options[position] === value && chosen.slice(0, position).every((earlier, index) => variant.options[index] === earlier));
  const sameLater = (variant) => variant.options.filter((option, index) => index > position && option === chosen[index]).length;
  const ranked = fits.toSorted((a, b) => Number(b.available) - Number(a.available) || sameLater(b) - sameLater(a));
  return ranked[0] ?? null;
}
var REST_MS = 1200;
var MOST = 99;
var ProductElement = class extends HTMLElement {
  #setup = null;
  #seeds = [];
  #at = 0;
  #product = null;
  #variant = null;
  #wait = "loading";
  #quantity = 1;
  #adding = "no";
  #outcome = null;
  #opened = /* @__PURE__ */ new Set();
  setUp(setup) {
    this.#setup = setup;
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("change", (event) => this.#changed(event));
  }
  show(seeds, clip) {
    const stays = this.dataset.clip === clip && this.#seeds[this.#at]?.handle === seeds[this.#at]?.handle;
    const before = this.#seeds.length;
    this.#seeds = seeds;
    if (this.dataset.clip !== clip) this.#opened.clear();
    this.dataset.clip = clip;
    this.hidden = seeds.length === 0;
    if (stays) {
      if (before !== seeds.length) this.#draw();
      return;
    }
    this.collapse();
    this.#pick(0);
  }
  get expanded() {
    return this.hasAttribute("data-expanded");
  }
  collapse() {
    this.removeAttribute("data-expanded");
    this.querySelector("[data-do=expand]")?.setAttribute("aria-expanded", "false");
  }
  #expand() {
    this.setAttribute("data-expanded", "");
    this.querySelector("[data-do=expand]")?.setAttribute("aria-expanded", "true");
    this.#tellOpened();
    this.querySelector("[data-do=collapse]")?.focus();
  }
  #tellOpened() {
    const seed = this.#seeds[this.#at];
    if (!seed || !this.#product || this.#opened.has(seed.handle)) return;
    this.#opened.add(seed.handle);
    this.#say("clipshelf:product", { product: String(this.#product.id) });
  }
  async #pick(at) {
    const setup = this.#setup;
    const seed = this.#seeds[at];
    this.#at = at;
    this.#product = null;
    this.#variant = null;
    this.#wait = "loading";
    this.#outcome = null;
    this.#quantity = 1;
    if (!setup || !seed) return;
    this.#draw();
    const clip = this.dataset.clip;
    const moved = () => this.dataset.clip !== clip || this.#at !== at;
    try {
      const product = await setup.products.get(seed.handle);
      if (moved()) return;
      this.#product = product;
      this.#variant = firstVariant(product, seed.variantId);
      this.#wait = "ready";
      setup.cart.look().catch(() => {
      });
    } catch {
      if (moved()) return;
      this.#wait = "failed";
    }
    this.#draw();
  }
  #clicked(event) {
    const control = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    const deed = control?.getAttribute("data-do");
    if (!deed) return;
    if (deed === "expand") this.#expand();
    else if (deed === "collapse") {
      this.collapse();
      this.querySelector("[data-do=expand]")?.focus();
    } else if (deed === "again") this.#pick(this.#at);
    else if (deed === "product") this.#pick(Number(control?.getAttribute("data-at")));
    else if (deed === "less") this.#setQuantity(this.#quantity - 1);
    else if (deed === "more") this.#setQuantity(this.#quantity + 1);
    else if (deed === "add") this.#add();
    else if (deed === "cart") {
      event.preventDefault();
      this.#say("clipshelf:cart", {});
    }
    if (deed !== "expand" && deed !== "collapse") this.#tellOpened();
  }
  #changed(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    this.#tellOpened();
    if (input.dataset.option === void 0) return this.#setQuantity(Number(input.value));
    if (!this.#product) return;
    const chosen = this.#variant?.options ?? [];
    this.#variant = chooseValue(this.#product, chosen, Number(input.dataset.option), input.value);
    this.#outcome = null;
    this.#draw();
  }
  #setQuantity(quantity) {
    this.#quantity = Math.min(MOST, Math.max(1, Math.round(quantity) || 1));
    this.#draw();
  }
  async #add() {
    const setup = this.#setup;
    const variant = this.#variant;
    if (!setup || !variant?.available || this.#adding !== "no") return;
    this.#adding = "adding";
    this.#outcome = null;
    this.#draw();
    const outcome = await setup.cart.add({ variantId: String(variant.id), quantity: this.#quantity, credit: setup.credit() });
    this.#outcome = outcome;
    const got = outcome.kind === "added" || outcome.kind === "partly" ? outcome.quantity : 0;
    if (got > 0) this.#say("clipshelf:add", { variant: String(variant.id), quantity: got });
    if (outcome.kind !== "added") setup.products.forget(this.#product?.handle ?? "");
    this.#adding = "added";
    this.#draw();
    this.#say("clipshelf:announce", { text: this.querySelector(".said")?.textContent ?? "" });
    setTimeout(() => {
      this.#adding = "no";
      this.#draw();
    }, outcome.kind === "added" ? REST_MS : 400);
  }
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
  #draw() {
    const setup = this.#setup;
    const seed = this.#seeds[this.#at];
    if (!setup || !seed) return;
    const { words } = setup;
    const product = this.#product;
    const image = this.#variant?.featured_image?.src ?? seed.image ?? product?.featured_image ?? null;
    const url = product?.url ?? `${setup.root}products/${seed.handle}`;
    const simple = product !== null && hasOnlyDefaultVariant(product);
    const title = product?.title ?? seed.title;
    render(this, html`<div class="bar" part="product-bar">
          ${picture(image, "bar-image", 112)}
          <div class="bar-text"><p class="bar-title">${title}</p>${this.#price()}</div>
          ${simple && this.#variant?.available ? this.#addButton("bar-add") : this.#expandButton()}
        </div>
        ${this.expanded ? null : this.#barMessage()}
        <div class="details" part="product-details">
          <button type="button" class="fold icon" part="button" data-do="collapse" data-key="fold" aria-label="${say(words, "product.fold")}">${raw(CLOSE)}</button>
          ${this.#seeds.length > 1 ? html`<div class="others" role="group" aria-label="${say(words, "product.others")}">${this.#seeds.map((other, index) => html`<button type="button" class="other" data-do="product" data-at="${index}" data-key="product-${index}" aria-pressed="${index === this.#at}" aria-label="${other.title}">${picture(other.image, "", 112)}</button>`)}</div>` : null}
          <div class="head">
            ${picture(image, "head-image", 400)}
            <div><h2 class="title" part="product-title">${title}</h2>${this.#price()}</div>
          </div>
          ${this.#wait === "loading" ? html`<p class="quiet">${say(words, "product.loading")}</p>` : null}
          ${this.#wait === "failed" ? this.#failure() : null}
          ${product ? this.#choices(product) : null}
          <div class="said">${this.#message()}</div>
          <a class="link" part="product-link" href="${url}">${say(words, "product.details")}</a>
        </div>`);
  }
  #price() {
    const variant = this.#variant;
    const setup = this.#setup;
    if (!variant || !setup) return html`<p class="price" part="price">&nbsp;</p>`;
    const { words, moneyFormat } = setup;
    const was = variant.compare_at_price ?? 0;
    const now = formatShopMoney(variant.price, moneyFormat);
    return html`<p class="price" part="price">${was > variant.price ? html`<span class="unseen">${say(words, "price.sale")}</span><span>${now}</span> <span class="unseen">${say(words, "price.regular")}</span><s part="compare-at">${formatShopMoney(was, moneyFormat)}</s>` : now}${variant.available ? null : html` <span class="sold" part="sold-out">${say(words, "product.sold_out")}</span>`}</p>`;
  }
  #expandButton() {
    const words = this.#setup?.words ?? {};
    const label = this.#product?.available === false ? "product.look" : "product.choose";
    return html`<button type="button" class="primary" part="button choose" data-do="expand" data-key="expand" aria-expanded="${this.expanded}">${say(words, label)}</button>`;
  }
  #addButton(key) {
    const words = this.#setup?.words ?? {};
    const state = this.#adding;
    const label = !this.#variant?.available ? "product.sold_out" : state === "adding" ? "product.adding" : state === "added" && this.#outcome?.kind === "added" ? "product.added" : "product.add";
    return html`<button type="button" class="primary" part="button add" data-do="add" data-key="${key}" aria-disabled="${state !== "no" || !this.#variant?.available}">${say(words, label)}</button>`;
  }
  #choices(product) {
    const words = this.#setup?.words ?? {};
    const chosen = this.#variant?.options ?? [];
    return html`${hasOnlyDefaultVariant(product) ? null : optionStates(product, chosen).map((option, position) => html`<fieldset part="option"><legend>${option.name}: <span>${chosen[position]}</span></legend><div class="values">${option.values.map((value) => html`<label class="value" part="option-value"><input type="radio" name="option-${position}" value="${value.value}" data-option="${position}" data-key="option-${position}-${value.value}" ${value.selected && "checked"} ${value.state !== "available" && "disabled"}><span>${value.value}${value.state === "available" ? null : html` <small>${say(words, value.state === "missing" ? "product.missing" : "product.sold_out")}</small>`}</span></label>`)}</div></fieldset>`)}
    <div class="buy">
      <div class="stepper" role="group" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="less" data-key="less" aria-label="${say(words, "product.less")}">${raw(MINUS)}</button>
        <input class="count" inputmode="numeric" value="${this.#quantity}" data-key="count" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="more" data-key="more" aria-label="${say(words, "product.more")}">${raw(PLUS)}</button>
      </div>
      ${this.#addButton("add")}
    </div>`;
  }
  #failure() {
    const words = this.#setup?.words ?? {};
    return html`<p class="note" role="alert">${say(words, "product.failed")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>`;
  }
  #barMessage() {
    return this.#outcome || this.#wait === "failed" ? html`<div class="bar-said">${this.#wait === "failed" ? this.#failure() : this.#message()}</div>` : null;
  }
  #message() {
    const outcome = this.#outcome;
    const setup = this.#setup;
    if (!outcome || !setup) return null;
    const { words, cart } = setup;
    const toCart = html`<a class="link" part="cart-link" data-do="cart" data-key="cart" href="${cart.url}">${say(words, "cart.view")}</a>`;
    if (outcome.kind === "added") return html`<p class="note good" part="message">${say(words, "cart.added", { count: outcome.quantity })} ${toCart}</p>`;
    if (outcome.kind === "failed") return html`<p class="note" part="message">${say(words, "cart.failed")} ${toCart}</p>`;
    const holds = outcome.inCart > 0 ? say(words, "cart.holds", { count: outcome.inCart }) : null;
    return html`<p class="note" part="message">${outcome.reason || say(words, "cart.refused")} ${outcome.kind === "partly" ? say(words, "cart.partly", { count: outcome.quantity }) : null} ${holds} ${outcome.inCart > 0 ? toCart : null}</p>`;
  }
};
function picture(source, name, width) {
  if (!source) return html`<span class="${name} blank"></span>`;
  return html`<img class="${name}" src="${sized(source, width)}" alt="" loading="lazy">`;
}
function sized(source, width) {
  if (source.startsWith("data:")) return source;
  return `${source}${source.includes("?") ? "&" : "?"}width=${width}`;
}
var PLAY_MS = 2e3;
var COMPLETE_SHARE = 0.95;
var LONGEST_STEP = 1.5;
var BUCKETS = 100;
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
    this.#duration = duration;
    this.#emit = emit;
  }
  move(position) {
    const last = this.#last;
    this.#last = position;
    if (last === null) return;
    const step = position - last;
    if (step <= 0 || step > LONGEST_STEP) return;
    this.#watched += step * 1e3;
    const from = Math.floor(last / this.#duration * BUCKETS);
    const to = Math.min(BUCKETS, Math.ceil(position / this.#duration * BUCKETS));
    for (let bucket = from; bucket < to; bucket++) this.#seen.add(bucket);
    if (this.#watched >= PLAY_MS) this.#play();
    if (this.#seen.size >= BUCKETS * COMPLETE_SHARE) this.#complete();
  }
  jump(position) {
    this.#last = position;
  }
  end() {
    if (this.#last !== null) this.move(this.#duration);
    if (this.#watched > 0) this.#play();
    this.#last = null;
  }
  flush() {
    const unsent = Math.round(this.#watched - this.#flushed);
    if (unsent <= 0) return;
    this.#flushed += unsent;
    this.#emit("watch", unsent);
  }
  #play() {
    if (this.#played) return;
    this.#played = true;
    this.#emit("play");
  }
  #complete() {
    if (this.#completed) return;
    this.#completed = true;
    this.#play();
    this.#emit("complete");
  }
};
var POOL = 3;
var SAFE_AHEAD = 4;
var ReelElement = class extends HTMLElement {
  #options = null;
  #slides = [];
  #pool = [];
  #at = -1;
  #muted = true;
  #meter = null;
  #unhook = null;
  #watcher = null;
  #engine = null;
  #wantsPlay = true;
  #playing = new AbortController();
  setUp(options) {
    this.#options = options;
    this.#engine = import(options.engine);
    this.#engine.catch(() => {
    });
    for (let index = 0; index < Math.min(POOL, options.clips.length); index++) this.#pool.push(makeVideo());
    this.#slides = options.clips.map((seed, index) => {
      const element = document.createElement("section");
      element.className = "slide";
      element.setAttribute("part", "slide");
      element.ariaLabel = seed.title;
      element.dataset.state = "loading";
      element.innerHTML = slideMarkup(seed, options.words);
      element.style.setProperty("--ratio", String(seed.width / seed.height));
      element.toggleAttribute("data-portrait", seed.height / seed.width > 1.4);
      if (index !== options.index) element.inert = true;
      this.append(element);
      return { seed, element, video: null, attachment: null, detail: null };
    });
    this.addEventListener("click", (event) => this.#clicked(event));
  }
  start(index) {
    this.scrollTop = index * this.clientHeight;
    this.#activate(index);
    this.#watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const at = this.#slides.findIndex((slide) => slide.element === target);
        if (isIntersecting && at >= 0) this.#activate(at);
      }
    }, { root: this, threshold: 0.6 });
    for (const { element } of this.#slides) this.#watcher.observe(element);
  }
  stop() {
    this.#watcher?.disconnect();
    this.#leave();
    this.#playing.abort();
    for (const slide of this.#slides) this.#release(slide);
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
    const slide = this.#slides[this.#at + step];
    slide?.element.scrollIntoView({ behavior: prefersStill() ? "instant" : "smooth" });
  }
  set muted(muted) {
    this.#muted = muted;
    for (const video of this.#pool) video.muted = muted;
    this.#slides[this.#at]?.video?.play().catch(() => {
    });
  }
  toggle() {
    const video = this.#slides[this.#at]?.video;
    if (!video) return;
    if (video.paused) this.#play(this.#at);
    else {
      this.#wantsPlay = false;
      video.pause();
    }
  }
  seek(seconds) {
    const video = this.#slides[this.#at]?.video;
    if (video && Number.isFinite(video.duration)) video.currentTime = Math.max(0, Math.min(video.duration - 0.05, seconds));
  }
  #clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("a")) return;
    if (target?.closest("[data-do=retry]")) return this.#retry();
    this.toggle();
  }
  #activate(index) {
    if (index === this.#at) return;
    this.#leave();
    this.#at = index;
    this.#wantsPlay = true;
    this.#slides.forEach((slide, at) => {
      slide.element.inert = at !== index;
      if (Math.abs(at - index) > 1) this.#release(slide);
    });
    this.dispatchEvent(new CustomEvent("clipshelf:slide", { bubbles: true }));
    this.#load(index, true);
  }
  #leave() {
    this.#playing.abort();
    this.#playing = new AbortController();
    this.#meter?.flush();
    this.#meter = null;
    this.#unhook?.();
    this.#unhook = null;
    this.#slides[this.#at]?.video?.pause();
  }
  async #load(index, front) {
    const options = this.#options;
    const slide = this.#slides[index];
    if (!slide || !options) return;
    const video = this.#videoFor(slide, index);
    if (front) this.#watch(slide, video);
    if (slide.attachment) {
      if (front) {
        slide.attachment.fill();
        video.currentTime = 0;
        this.#play(index);
      }
      return;
    }
    try {
      const [detail, engine] = await Promise.all([options.load(slide.seed.id), this.#engine]);
      slide.detail = detail;
      if (index === this.#at) this.dispatchEvent(new CustomEvent("clipshelf:detail", { bubbles: true }));
      if (slide.video !== video || slide.attachment || !engine) return;
      slide.attachment = engine.attach(video, detail.playback, { fill: index === this.#at, hls: options.hls, onFlow: (flow) => this.#flow(slide, flow), refresh: async () => {
        slide.detail = await options.load(slide.seed.id, true);
        return slide.detail.playback;
      } });
      if (index === this.#at) this.#play(index);
    } catch {
      if (slide.video === video) this.#withoutServer(slide, video);
    }
  }
  #withoutServer(slide, video) {
    this.#options?.collector.record({ kind: "error", placement: this.#options.placement, video: slide.seed.id, value: PlaybackErrorCode.network });
    if (!slide.seed.preview) return this.#tell(slide, "failed", "player.unreachable");
    video.src = slide.seed.preview;
    this.#tell(slide, "failed", "player.preview_only");
    if (slide === this.#slides[this.#at]) video.play().catch(() => {
    });
  }
  #play(index) {
    const slide = this.#slides[index];
    const video = slide?.video;
    if (!slide || !video || index !== this.#at) return;
    this.#wantsPlay = true;
    video.muted = this.#muted;
    video.play().catch((error) => {
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      if (!refused || slide !== this.#slides[this.#at]) return;
      if (video.muted) slide.element.dataset.state = "paused";
      else {
        video.muted = true;
        video.play().catch(() => {
          slide.element.dataset.state = "paused";
        });
      }
    });
  }
  #watch(slide, video) {
    const options = this.#options;
    if (!options) return;
    const { signal } = this.#playing;
    const id = slide.seed.id;
    const state = (name) => {
      if (slide.element.dataset.state !== "failed") slide.element.dataset.state = name;
    };
    const meter = () => {
      this.#meter ??= new PlayMeter(video.duration, (kind, value) => options.collector.record({ kind, placement: options.placement, video: id, ...value === void 0 ? {} : { value } }));
      return this.#meter;
    };
    const real = () => slide.attachment !== null && Number.isFinite(video.duration);
    const on = (type, react) => video.addEventListener(type, react, { signal });
    on("playing", () => {
      state("playing");
      if (real()) meter().jump(video.currentTime);
    });
    on("pause", () => {
      if (!video.ended && !this.#wantsPlay) state("paused");
      this.#meter?.flush();
    });
    on("waiting", () => state("waiting"));
    on("seeking", () => this.#meter?.jump(video.currentTime));
    on("timeupdate", () => {
      if (real() && !video.seeking) meter().move(video.currentTime);
      this.dispatchEvent(new CustomEvent("clipshelf:time", { bubbles: true }));
      this.#prepareNext(slide, video);
    });
    on("ended", () => {
      if (real()) meter().end();
      video.currentTime = 0;
      video.play().catch(() => {
      });
    });
    this.#unhook = options.collector.beforeSending(() => this.#meter?.flush());
  }
  #prepareNext(slide, video) {
    const next = this.#slides[this.#at + 1];
    if (!next || next.video || isFrugal() || slide !== this.#slides[this.#at]) return;
    const { buffered, currentTime, duration } = video;
    const until = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    if (until - currentTime >= SAFE_AHEAD || until >= duration - 0.5) this.#load(this.#at + 1, false);
  }
  #videoFor(slide, index) {
    if (slide.video) return slide.video;
    const taken = () => this.#slides.filter((other) => other.video);
    const free = () => this.#pool.find((video2) => !taken().some((other) => other.video === video2));
    let video = free();
    if (!video) {
      const farthest = taken().toSorted((a, b) => Math.abs(this.#slides.indexOf(b) - index) - Math.abs(this.#slides.indexOf(a) - index))[0];
      if (farthest) this.#release(farthest);
      video = free() ?? makeVideo();
    }
    slide.video = video;
    video.muted = this.#muted;
    video.ariaLabel = slide.seed.title;
    slide.element.querySelector(".frame")?.append(video);
    return video;
  }
  #release(slide) {
    slide.attachment?.destroy();
    slide.attachment = null;
    if (slide.video) {
      slide.video.pause();
      slide.video.removeAttribute("src");
      slide.video.load();
      slide.video.remove();
    }
    slide.video = null;
    slide.element.dataset.state = "loading";
    this.#note(slide, "");
  }
  #retry() {
    const slide = this.#slides[this.#at];
    if (!slide) return;
    slide.element.dataset.state = "loading";
    this.#note(slide, "");
    if (slide.attachment) {
      slide.attachment.retry();
      this.#play(this.#at);
    } else this.#load(this.#at, true);
  }
  #flow(slide, flow) {
    if (flow.kind === "flowing") {
      if (slide.element.dataset.state === "failed" || slide.element.dataset.state === "stuck") slide.element.dataset.state = slide.video?.paused ? "loading" : "playing";
      return this.#note(slide, "");
    }
    if (flow.kind === "stuck") return this.#tell(slide, "stuck", "player.offline");
    this.#options?.collector.record({ kind: "error", placement: this.#options.placement, video: slide.seed.id, value: PlaybackErrorCode[flow.fault] });
    this.#tell(slide, "failed", `player.${flow.fault}`);
  }
  #tell(slide, state, key) {
    slide.element.dataset.state = state;
    const text = say(this.#options?.words ?? {}, key);
    this.#note(slide, text);
    if (slide === this.#slides[this.#at]) this.dispatchEvent(new CustomEvent("clipshelf:announce", { bubbles: true, detail: { text } }));
  }
  #note(slide, text) {
    const note = slide.element.querySelector(".trouble");
    if (!note) return;
    note.hidden = !text;
    const sentence = note.querySelector("p");
    if (sentence) sentence.textContent = text;
  }
};
function makeVideo() {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  video.setAttribute("part", "video");
  return video;
}
function slideMarkup(seed, words) {
  return html`<div class="frame" part="frame">
    <img class="poster" part="poster" src="${seed.poster}" alt="" decoding="async">
    <span class="spinner" aria-hidden="true"></span>
    <span class="paused" aria-hidden="true">${raw(PLAY)}</span>
    <div class="trouble" part="trouble" hidden><p></p><button type="button" class="again" part="button" data-do="retry">${say(words, "retry")}</button></div>
  </div>`.text;
}
var elements = [["clipshelf-product", ProductElement], ["clipshelf-reel", ReelElement], ["clipshelf-player", PlayerElement]];
for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
function openPlayer(options) {
  for (const open of document.querySelectorAll("clipshelf-player")) open.close();
  const player = document.createElement("clipshelf-player");
  player.open(options);
  return player;
}
export { openPlayer };
