// Built by scripts/build-extension.ts. Edit src/ and build again.
function hasOnlyDefaultVariant(product) {
  return product.variants.length === 1 && product.variants[0]?.title === "Default Title";
}
function firstVariant(product, preferred) {
  return product.variants.find((variant) => String(variant.id) === preferred) ?? product.variants.find((variant) => variant.available) ?? product.variants[0] ?? null;
}
function isOn({ from, to }, ms) {
  return ms >= (from ?? 0) && ms < (to ?? Number.POSITIVE_INFINITY);
}
function hasRange({ from, to }) {
  return (from ?? null) !== null || (to ?? null) !== null;
}
function tagAt(tags, ms) {
  let found = -1;
  return tags.forEach((tag, index) => {
    if (!isOn(tag, ms)) return;
    let best = tags[found];
    (!best || hasRange(tag) && (!hasRange(best) || (tag.from ?? 0) > (best.from ?? 0))) && (found = index);
  }), found;
}
var ProductClient = class {
  #root;
  #answers = /* @__PURE__ */ new Map();
  constructor(root) {
    this.#root = root;
  }
  get(handle) {
    let known = this.#answers.get(handle);
    if (known) return known;
    let answer = fetch(`${this.#root}products/${encodeURIComponent(handle)}.js`, { headers: { accept: "application/json" } }).then((response) => {
      if (!response.ok) throw new Error(`${handle}: ${response.status}`);
      return response.json();
    });
    return this.#answers.set(handle, answer), answer.catch(() => this.#answers.delete(handle)), answer;
  }
  forget(handle) {
    this.#answers.delete(handle);
  }
};
var STYLES = { amount: "2,.", amount_no_decimals: "0,.", amount_with_comma_separator: "2.,", amount_no_decimals_with_comma_separator: "0.,", amount_with_apostrophe_separator: "2'.", amount_no_decimals_with_space_separator: "0 ,", amount_with_space_separator: "2 ,", amount_with_period_and_space_separator: "2 ." };
function formatShopMoney(hundredths, format) {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (whole, name) => {
    let style = STYLES[name];
    if (!style) return whole;
    let [decimals, thousands = "", point = ""] = style, [units = "0", fraction] = (hundredths / 100).toFixed(Number(decimals)).split("."), grouped = units.replace(/\B(?=(\d{3})+$)/g, thousands);
    return fraction === void 0 ? grouped : `${grouped}${point}${fraction}`;
  });
}
function priceOf(variant, planId) {
  let plan = variant.selling_plan_allocations?.find((one) => one.selling_plan_id === planId), now = plan ? plan.price : variant.price, was = Math.max(variant.compare_at_price ?? 0, plan ? variant.price : 0);
  return { now, was: was > now ? was : null };
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
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
function render(element, markup, scroller) {
  let focused = element.getRootNode().activeElement, key = focused && element.contains(focused) ? focused.dataset.key : void 0, scrolled = element.querySelector(scroller)?.scrollTop ?? 0;
  element.innerHTML = markup.text, element.querySelector(scroller)?.scrollTo({ top: scrolled, behavior: "instant" }), key && element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
function cardMarkup(view, shop) {
  let { state, setup, expanded } = view, { product, variant, wait, instead } = state, seed = state.seeds[state.at];
  if (!seed) return html``;
  let { words } = setup, image = variant?.featured_image?.src ?? (instead ? null : seed.image) ?? product?.featured_image ?? null, url = product?.url ?? `${setup.root}products/${seed.handle}`, simple = product !== null && hasOnlyDefaultVariant(product) && !product.selling_plan_groups?.length && !instead, title = product?.title ?? seed.title, said = wait === "failed" ? html`<p class="note" role="alert">${say(words, "product.failed")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>` : message(view);
  return html`<div class="bar" part="product-bar">
          ${picture(image, "bar-image", 112)}
          <div class="bar-text"><p class="bar-title">${title}</p>${price(view)}</div>
          ${simple && product.available ? addButton(view, "bar-add") : expandButton(view)}
        </div>
        ${said && !expanded ? html`<div class="bar-said">${said}</div>` : null}
        <div class="details" part="product-details">
          <button type="button" class="fold icon" part="button" data-do="collapse" data-key="fold" aria-label="${say(words, "product.fold")}">${raw(CLOSE)}</button>
          ${shop?.list()}
          <div class="head">
            ${picture(image, "head-image", 400)}
            <div><h2 class="title" part="product-title" tabindex="-1">${title}</h2>${price(view)}${shop?.facts()}</div>
          </div>
          ${wait === "loading" ? html`<p class="quiet">${say(words, "product.loading")}</p>` : null}
          ${product && shop?.choices(addButton(view, "add"))}
          <div class="said">${said}</div>
          ${product && shop?.more()}
          <a class="link" part="product-link" href="${url}">${say(words, "product.details")}</a>
        </div>`;
}
function price({ state, setup }) {
  let { variant, planId } = state;
  if (!variant) return html`<p class="price" part="price">&nbsp;</p>`;
  let { words, moneyFormat } = setup, { now, was } = priceOf(variant, planId), money = (amount) => formatShopMoney(amount, moneyFormat);
  return html`<p class="price" part="price">${was ? html`<span class="unseen">${say(words, "price.sale")}</span><span>${money(now)}</span> <span class="unseen">${say(words, "price.regular")}</span><s part="compare-at">${money(was)}</s>` : money(now)}${variant.available ? null : html` <span class="sold" part="sold-out">${say(words, "product.sold_out")}</span>`}</p>`;
}
function expandButton({ state, setup, expanded }) {
  let label = state.product?.available === false ? "product.look" : "product.choose";
  return html`<button type="button" class="primary" part="button choose" data-do="expand" data-key="expand" aria-expanded="${String(expanded)}">${say(setup.words, label)}</button>`;
}
function addButton({ state, setup }, key) {
  let { variant, adding, outcome } = state, label = variant?.available ? adding === "adding" ? "product.adding" : adding === "added" && outcome?.kind === "added" ? "product.added" : "product.add" : "product.sold_out";
  return html`<button type="button" class="primary" part="button add" data-do="add" data-key="${key}" aria-disabled="${adding !== "no" || !variant?.available}">${say(setup.words, label)}</button>`;
}
function message({ state, setup, cartUrl }) {
  let { words } = setup, { outcome } = state;
  if (!outcome) return null;
  let toCart = html`<a class="link" part="cart-link" data-do="cart" data-key="cart" href="${cartUrl}">${say(words, "cart.view")}</a>`;
  if (outcome.kind === "added") return html`<p class="note good" part="message">${say(words, "cart.added", { count: outcome.quantity })} ${toCart}</p>`;
  if (outcome.kind === "unsent") return html`<p class="note" part="message">${say(words, "cart.unsent")}</p>`;
  if (outcome.kind === "failed") return html`<p class="note" part="message">${say(words, "cart.failed")} ${toCart}</p>`;
  let holds = outcome.inCart > 0 ? say(words, "cart.holds", { count: outcome.inCart }) : null;
  return html`<p class="note" part="message">${outcome.reason || say(words, "cart.refused")} ${outcome.kind === "partly" ? say(words, "cart.partly", { count: outcome.quantity }) : null} ${holds} ${outcome.inCart > 0 ? toCart : null}</p>`;
}
function picture(source, name, width) {
  return source ? html`<img class="${name}" src="${sized(source, width)}" alt="" loading="lazy">` : html`<span class="${name} blank"></span>`;
}
function sized(source, width) {
  return source.startsWith("data:") ? source : `${source}${source.includes("?") ? "&" : "?"}width=${width}`;
}
var REST_MS = 1200, SHOP_WAITS_MS = 2e3, ProductElement = class extends HTMLElement {
  setup;
  products;
  state = { seeds: [], at: 0, ms: 0, product: null, variant: null, planId: null, wait: "loading", quantity: 1, adding: "no", outcome: null, instead: null };
  #files = {};
  #cart = null;
  #cartComes = null;
  #shop = null;
  #shopComes = false;
  #hotspots = null;
  #dressed = /* @__PURE__ */ new Set();
  #opened = /* @__PURE__ */ new Set();
  #now = -1;
  #held = false;
  setUp(setup) {
    this.setup = setup, this.products = new ProductClient(setup.root), this.#files = setup.origin.closest("clipshelf-placement")?.dataset ?? {}, this.addEventListener("click", (event) => this.#clicked(event)), this.addEventListener("change", (event) => this.#used(event.target, "change"));
    for (let type of ["pointerover", "pointerdown", "focusin"]) this.addEventListener(type, () => this.#reachedFor(), { passive: true });
    this.getRootNode().addEventListener("clipshelf:time", (event) => {
      let { video } = event.target.current ?? {};
      video && this.#follow(video.currentTime * 1e3);
    }), wide() && setTimeout(() => this.#bringShop(), SHOP_WAITS_MS);
  }
  show(seeds, clip) {
    let { state } = this, before = state.seeds, sameClip = this.dataset.clip === clip;
    if (state.seeds = seeds, this.dataset.clip = clip, this.hidden = seeds.length === 0, seeds !== before && seeds.some(({ x }) => (x ?? null) !== null) && this.#bringHotspots(), this.#hotspots?.show(seeds, clip), sameClip && before[state.at]?.handle === seeds[state.at]?.handle) {
      before.length !== seeds.length && this.draw();
      return;
    }
    sameClip || this.#opened.clear(), this.#held = false, this.#now = -1, this.collapse(), this.pick(Math.max(0, tagAt(seeds, 0)));
  }
  get cart() {
    let url = `${this.setup.root}cart`;
    return this.#cart ?? { url, opensInPlace: false, open: () => location.assign(url) };
  }
  get expanded() {
    return this.hasAttribute("data-expanded");
  }
  collapse() {
    this.removeAttribute("data-expanded"), this.querySelector("[data-do=expand]")?.setAttribute("aria-expanded", "false");
  }
  #expand() {
    this.#bringShop(), this.setAttribute("data-expanded", ""), this.querySelector("[data-do=expand]")?.setAttribute("aria-expanded", "true"), this.#tellOpened(), this.querySelector(wide() ? ".title" : "[data-do=collapse]")?.focus();
  }
  #tellOpened() {
    let { product } = this.state;
    !product || this.#opened.has(product.handle) || (this.#opened.add(product.handle), this.#say("clipshelf:product", { product: String(product.id) }));
  }
  #follow(ms) {
    wide() && this.#bringShop(), this.#hotspots?.move(ms), this.state.ms = ms, this.#shop?.mark();
    let now = tagAt(this.state.seeds, ms);
    now !== this.#now && (this.#now = now, now >= 0 && now !== this.state.at && !this.#held && this.pick(now));
  }
  async pick(at) {
    let { state, setup } = this, seed = state.seeds[at];
    if (Object.assign(state, { at, product: null, variant: null, wait: "loading", outcome: null }), Object.assign(state, { quantity: 1, planId: null, instead: null }), !setup || !seed) return;
    this.draw();
    let clip = this.dataset.clip, moved = () => this.dataset.clip !== clip || state.at !== at;
    try {
      let product = await this.products.get(seed.handle);
      if (moved()) return;
      this.#put(product, seed.variantId), product.available || this.#bringShop();
    } catch {
      if (moved()) return;
      state.wait = "failed", this.draw();
    }
  }
  swap(product) {
    let { state } = this, tagged = state.instead ?? state.product;
    tagged && (state.instead = product && tagged, state.outcome = null, this.#put(product ?? tagged, product ? null : state.seeds[state.at]?.variantId ?? null));
  }
  #put(product, variantId) {
    Object.assign(this.state, { product, variant: firstVariant(product, variantId), wait: "ready" }), this.#shop?.arrived(), this.draw();
  }
  #reachedFor() {
    this.#bringCart().then((cart) => cart.look()).catch(() => {
    }), this.#bringShop();
  }
  #bringCart() {
    return this.#cartComes ??= import(this.#files.cart ?? "").then((module) => (this.#cart = module.themeCart(this.setup.root), this.#cart)), this.#cartComes.catch(() => {
      this.#cartComes = null;
    }), this.#cartComes;
  }
  async bring(file) {
    let module = await import(file ?? "");
    return this.#dress(module.styles), module;
  }
  async #bringShop() {
    if (!this.#shopComes) {
      this.#shopComes = true;
      try {
        let { openShop } = await this.bring(this.#files.shop);
        this.#shop = openShop(this), this.state.product && this.#shop.arrived(), this.draw();
      } catch {
        this.#shopComes = false;
      }
    }
  }
  async #bringHotspots() {
    if (!(this.#hotspots || !this.#files.hotspots)) try {
      let { openHotspots } = await this.bring(this.#files.hotspots);
      if (this.#hotspots) return;
      this.#hotspots = openHotspots(this.#root, this.setup.words, this.products, (at) => {
        this.#choose(at), this.#expand();
      }), this.#hotspots.show(this.state.seeds, this.dataset.clip ?? "");
    } catch {
    }
  }
  get #root() {
    return this.getRootNode();
  }
  #dress(styles) {
    if (this.#dressed.has(styles)) return;
    this.#dressed.add(styles);
    let sheet = new CSSStyleSheet();
    sheet.replaceSync(styles), this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, sheet];
  }
  #choose(at) {
    this.#held = true, at !== this.state.at && this.pick(at);
  }
  #clicked(event) {
    let control = event.target instanceof Element ? event.target.closest("[data-do]") : null, deed = control?.getAttribute("data-do");
    !deed || !(control instanceof HTMLElement) || (deed === "expand" ? this.#expand() : deed === "collapse" ? (this.collapse(), this.querySelector("[data-do=expand]")?.focus()) : deed === "again" ? this.pick(this.state.at) : deed === "product" ? this.#choose(Number(control.dataset.at)) : deed === "add" ? this.#add() : deed === "cart" ? (event.preventDefault(), this.#openCart()) : this.#used(control, deed), deed !== "expand" && deed !== "collapse" && this.#tellOpened());
  }
  #used(control, deed) {
    control instanceof HTMLElement && (this.#held = true, this.#tellOpened(), this.#shop?.react(deed, control));
  }
  #openCart() {
    this.#cart?.kind === "unknown" && this.#shop ? this.#shop.openCart(this.#cart) : this.#say("clipshelf:cart", {});
  }
  async #add() {
    let { state, setup } = this, { variant, quantity, planId, product } = state;
    if (!variant?.available || state.adding !== "no") return;
    this.#held = true, Object.assign(state, { adding: "adding", outcome: null }), this.draw();
    let outcome = await this.#bringCart().then((cart) => cart.add({ variantId: String(variant.id), quantity, planId, credit: setup.credit() }), () => ({ kind: "unsent" }));
    state.outcome = outcome;
    let got = outcome.kind === "added" || outcome.kind === "partly" ? outcome.quantity : 0;
    got > 0 && this.#say("clipshelf:add", { variant: String(variant.id), quantity: got }), outcome.kind !== "added" && this.products.forget(product?.handle ?? ""), state.adding = "added", this.draw(), this.#say("clipshelf:announce", { text: this.querySelector(".note")?.textContent ?? "" }), setTimeout(() => {
      state.adding = "no", this.draw();
    }, outcome.kind === "added" ? REST_MS : 400);
  }
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
  draw() {
    let { state, setup, expanded } = this;
    if (!setup || !state.seeds[state.at]) return;
    let view = { state, setup, expanded, cartUrl: this.cart.url };
    render(this, cardMarkup(view, this.#shop), ".details");
  }
};
function wide() {
  return matchMedia("(min-width: 900px)").matches;
}
customElements.get("clipshelf-product") || customElements.define("clipshelf-product", ProductElement);
