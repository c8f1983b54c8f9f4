// Built by scripts/build-extension.ts. Edit src/ and build again.
var STYLES = { amount: "2,.", amount_no_decimals: "0,.", amount_with_comma_separator: "2.,", amount_no_decimals_with_comma_separator: "0.,", amount_with_apostrophe_separator: "2'.", amount_no_decimals_with_space_separator: "0 ,", amount_with_space_separator: "2 ,", amount_with_period_and_space_separator: "2 ." };
function formatShopMoney(hundredths, format) {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (whole, name) => {
    let style = STYLES[name];
    if (!style) return whole;
    let [decimals, thousands = "", point = ""] = style, [units = "0", fraction] = (hundredths / 100).toFixed(Number(decimals)).split("."), grouped = units.replace(/\B(?=(\d{3})+$)/g, thousands);
    return fraction === void 0 ? grouped : `${grouped}${point}${fraction}`;
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
    let matching = product.variants.filter((variant) => variant.options[position] === value && chosen.slice(0, position).every((earlier, index) => variant.options[index] === earlier));
    return { value, selected: chosen[position] === value, state: matching.length === 0 ? "missing" : matching.some((variant) => variant.available) ? "available" : "sold-out" };
  }) }));
}
function chooseValue(product, chosen, position, value) {
  let fits = product.variants.filter((variant) => variant.options[position] === value && chosen.slice(0, position).every((earlier, index) => variant.options[index] === earlier)), sameLater = (variant) => variant.options.filter((option, index) => index > position && option === chosen[index]).length;
  return fits.toSorted((a, b) => Number(b.available) - Number(a.available) || sameLater(b) - sameLater(a))[0] ?? null;
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
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
var LINE_PROPERTY = "_clipshelf";
var MOST_SECTIONS = 5;
function addRequest(wish, sections, sectionsUrl) {
  let wanted = [...new Set(sections)].slice(0, MOST_SECTIONS);
  return { items: [{ id: Number(wish.variantId), quantity: wish.quantity, ...wish.credit ? { properties: { [LINE_PROPERTY]: wish.credit } } : {} }], ...wanted.length > 0 ? { sections: wanted, sections_url: sectionsUrl } : {} };
}
function updateCartPayload(wish) {
  return { lines: [{ merchandiseId: `gid://shopify/ProductVariant/${wish.variantId}`, quantity: wish.quantity, ...wish.credit ? { attributes: [{ key: LINE_PROPERTY, value: wish.credit }] } : {} }] };
}
function quantityOf(cart, variantId) {
  return cart.items.filter((line) => String(line.variant_id) === variantId).reduce((sum, line) => sum + line.quantity, 0);
}
function judgeRefusal(reason, before, after) {
  let added = before === null ? 0 : after - before;
  return added > 0 ? { kind: "partly", quantity: added, inCart: after, reason } : { kind: "refused", inCart: after, reason };
}
function refusalReason(body) {
  if (typeof body != "object" || body === null) return "";
  let { description, message } = body;
  return typeof description == "string" ? description : typeof description == "object" && description !== null ? Object.values(description).flat().join(" ") : typeof message == "string" ? message : "";
}
function shopify() {
  return globalThis.Shopify ?? {};
}
var DAWN_OPENS_WITHIN_MS = 300, ThemeCart = class {
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
      let update = shopify().actions?.updateCart, outcome = update && update.isDefault?.() === false ? await this.#addByAction(wish, update) : await this.#addByRequest(wish);
      return document.dispatchEvent(new CustomEvent("clipshelf:added", { detail: { ...wish, outcome } })), outcome;
    } catch {
      return this.#before = null, { kind: "failed" };
    }
  }
  get opensInPlace() {
    return shopify().actions?.openCart?.isDefault?.() === false || drawer() !== null;
  }
  open() {
    let open = shopify().actions?.openCart;
    open?.isDefault?.() === false ? open().catch(() => location.assign(this.url)) : drawer() ? drawer()?.open?.() : location.assign(this.url);
  }
  async #addByAction(wish, update) {
    let { userErrors = [], warnings = [] } = await update(updateCartPayload(wish)), [first] = [...userErrors, ...warnings];
    return first ? this.#refused(wish, first.message) : this.#added(wish);
  }
  async #addByRequest(wish) {
    let dawn = dawnCart(), header = headerSection(), sections = dawn ? dawn.getSectionsToRender().flatMap(({ section, id }) => section ?? id ?? []) : header ? [header.id] : [], response = await fetch(`${this.#root}cart/add.js`, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(addRequest(wish, sections, location.pathname)) }), answer = await response.json().catch(() => null);
    if (response.status >= 500 || !answer) throw new Error(`cart/add: ${response.status}`);
    if (!response.ok) {
      let outcome = await this.#refused(wish, refusalReason(answer));
      return outcome.kind === "partly" && this.#tellTheme(), outcome;
    }
    return dawn ? renderQuietly(dawn, answer) : header && refreshHeader(header, answer.sections?.[header.id] ?? null), this.#tellTheme(), this.#added(wish);
  }
  #added(wish) {
    return this.#lookAgain().catch(() => {
    }), { kind: "added", quantity: wish.quantity };
  }
  async #refused(wish, reason) {
    let before = this.#before && quantityOf(this.#before, wish.variantId);
    return this.#before = await this.#read(), this.#count(this.#before), judgeRefusal(reason, before, quantityOf(this.#before, wish.variantId));
  }
  async #read() {
    let response = await fetch(`${this.#root}cart.js`, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`cart: ${response.status}`);
    return response.json();
  }
  #tellTheme() {
    for (let type of ["cart:refresh", "cart:updated", "cart:change"]) document.documentElement.dispatchEvent(new CustomEvent(type, { bubbles: true }));
  }
  async #lookAgain() {
    this.#before = null;
    let cart = await this.#read();
    this.#before = cart, this.#count(cart);
  }
  #count(cart) {
    let bubbles = document.querySelectorAll("[data-cart-count], .cart-count-bubble [aria-hidden], .cart-count, .cart-link__bubble, #CartCount");
    for (let bubble of bubbles) /^\s*\d*\s*$/.test(bubble.textContent ?? "") && (bubble.textContent = String(cart.item_count), bubble.toggleAttribute("hidden", cart.item_count === 0));
  }
};
function dawnCart() {
  let found = document.querySelector("cart-notification, cart-drawer");
  return found && typeof found.renderContents == "function" && "getSectionsToRender" in found ? found : null;
}
function drawer() {
  let cart = dawnCart();
  return cart?.localName === "cart-drawer" && cart.open ? cart : null;
}
function renderQuietly(cart, answer) {
  cart.classList.remove("is-empty");
  let own = Object.getOwnPropertyDescriptor(cart, "open");
  cart.open = () => {
  };
  let restore = () => {
    own ? Object.defineProperty(cart, "open", own) : delete cart.open;
  };
  try {
    cart.renderContents(answer);
  } catch {
  }
  setTimeout(restore, DAWN_OPENS_WITHIN_MS);
}
function headerSection() {
  for (let link of document.querySelectorAll('a[href$="/cart"]')) {
    let element = link.closest('[id^="shopify-section-"]');
    if (element) return { id: element.id.replace("shopify-section-", ""), element };
  }
  return null;
}
function refreshHeader(section, html2) {
  if (!html2) return;
  let links = new DOMParser().parseFromString(html2, "text/html").querySelectorAll('a[href$="/cart"]');
  section.element.querySelectorAll('a[href$="/cart"]').forEach((link, index) => {
    let replacement = links[index];
    replacement && (link.innerHTML = replacement.innerHTML);
  });
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var MINUS = icon('<path d="M6 12h12"/>'), PLUS = icon('<path d="M6 12h12M12 6v12"/>');
var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function html(parts, ...values) {
  let text = parts.reduce((sum, part, index) => sum + show(values[index - 1]) + part);
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
  return value instanceof Markup ? value.text : Array.isArray(value) ? value.map(show).join("") : value == null || value === false ? "" : String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
function render(element, markup, scroller) {
  let focused = element.getRootNode().activeElement, key = focused && element.contains(focused) ? focused.dataset.key : void 0, scrolled = element.querySelector(scroller)?.scrollTop ?? 0;
  element.innerHTML = markup.text, element.querySelector(scroller)?.scrollTo({ top: scrolled, behavior: "instant" }), key && element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
var REST_MS = 1200, MOST = 99, ProductElement = class extends HTMLElement {
  #setup = null;
  #products = new ProductClient("/");
  #cart = new ThemeCart("/");
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
    this.#setup = setup, this.#products = new ProductClient(setup.root), this.#cart = new ThemeCart(setup.root), this.addEventListener("click", (event) => this.#clicked(event)), this.addEventListener("change", (event) => this.#changed(event));
  }
  show(seeds, clip) {
    let stays = this.dataset.clip === clip && this.#seeds[this.#at]?.handle === seeds[this.#at]?.handle, before = this.#seeds.length;
    if (this.#seeds = seeds, this.dataset.clip !== clip && this.#opened.clear(), this.dataset.clip = clip, this.hidden = seeds.length === 0, stays) {
      before !== seeds.length && this.#draw();
      return;
    }
    this.collapse(), this.#pick(0);
  }
  get cart() {
    return this.#cart;
  }
  get expanded() {
    return this.hasAttribute("data-expanded");
  }
  collapse() {
    this.removeAttribute("data-expanded"), this.querySelector("[data-do=expand]")?.setAttribute("aria-expanded", "false");
  }
  #expand() {
    this.setAttribute("data-expanded", ""), this.querySelector("[data-do=expand]")?.setAttribute("aria-expanded", "true"), this.#tellOpened(), this.querySelector("[data-do=collapse]")?.focus();
  }
  #tellOpened() {
    let seed = this.#seeds[this.#at];
    !seed || !this.#product || this.#opened.has(seed.handle) || (this.#opened.add(seed.handle), this.#say("clipshelf:product", { product: String(this.#product.id) }));
  }
  async #pick(at) {
    let setup = this.#setup, seed = this.#seeds[at];
    if (this.#at = at, this.#product = null, this.#variant = null, this.#wait = "loading", this.#outcome = null, this.#quantity = 1, !setup || !seed) return;
    this.#draw();
    let clip = this.dataset.clip, moved = () => this.dataset.clip !== clip || this.#at !== at;
    try {
      let product = await this.#products.get(seed.handle);
      if (moved()) return;
      this.#product = product, this.#variant = firstVariant(product, seed.variantId), this.#wait = "ready", this.#cart.look().catch(() => {
      });
    } catch {
      if (moved()) return;
      this.#wait = "failed";
    }
    this.#draw();
  }
  #clicked(event) {
    let control = event.target instanceof Element ? event.target.closest("[data-do]") : null, deed = control?.getAttribute("data-do");
    deed && (deed === "expand" ? this.#expand() : deed === "collapse" ? (this.collapse(), this.querySelector("[data-do=expand]")?.focus()) : deed === "again" ? this.#pick(this.#at) : deed === "product" ? this.#pick(Number(control?.getAttribute("data-at"))) : deed === "less" ? this.#setQuantity(this.#quantity - 1) : deed === "more" ? this.#setQuantity(this.#quantity + 1) : deed === "add" ? this.#add() : deed === "cart" && (event.preventDefault(), this.#say("clipshelf:cart", {})), deed !== "expand" && deed !== "collapse" && this.#tellOpened());
  }
  #changed(event) {
    let input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    if (this.#tellOpened(), input.dataset.option === void 0) {
      this.#setQuantity(Number(input.value));
      return;
    }
    if (!this.#product) return;
    let chosen = this.#variant?.options ?? [];
    this.#variant = chooseValue(this.#product, chosen, Number(input.dataset.option), input.value), this.#outcome = null, this.#draw();
  }
  #setQuantity(quantity) {
    this.#quantity = Math.min(MOST, Math.max(1, Math.round(quantity) || 1)), this.#draw();
  }
  async #add() {
    let setup = this.#setup, variant = this.#variant;
    if (!setup || !variant?.available || this.#adding !== "no") return;
    this.#adding = "adding", this.#outcome = null, this.#draw();
    let outcome = await this.#cart.add({ variantId: String(variant.id), quantity: this.#quantity, credit: setup.credit() });
    this.#outcome = outcome;
    let got = outcome.kind === "added" || outcome.kind === "partly" ? outcome.quantity : 0;
    got > 0 && this.#say("clipshelf:add", { variant: String(variant.id), quantity: got }), outcome.kind !== "added" && this.#products.forget(this.#product?.handle ?? ""), this.#adding = "added", this.#draw(), this.#say("clipshelf:announce", { text: this.querySelector(".said")?.textContent ?? "" }), setTimeout(() => {
      this.#adding = "no", this.#draw();
    }, outcome.kind === "added" ? REST_MS : 400);
  }
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
  #draw() {
    let setup = this.#setup, seed = this.#seeds[this.#at];
    if (!setup || !seed) return;
    let { words } = setup, product = this.#product, image = this.#variant?.featured_image?.src ?? seed.image ?? product?.featured_image ?? null, url = product?.url ?? `${setup.root}products/${seed.handle}`, simple = product !== null && hasOnlyDefaultVariant(product), title = product?.title ?? seed.title;
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
        </div>`, ".details");
  }
  #price() {
    let variant = this.#variant, setup = this.#setup;
    if (!variant || !setup) return html`<p class="price" part="price">&nbsp;</p>`;
    let { words, moneyFormat } = setup, was = variant.compare_at_price ?? 0, now = formatShopMoney(variant.price, moneyFormat);
    return html`<p class="price" part="price">${was > variant.price ? html`<span class="unseen">${say(words, "price.sale")}</span><span>${now}</span> <span class="unseen">${say(words, "price.regular")}</span><s part="compare-at">${formatShopMoney(was, moneyFormat)}</s>` : now}${variant.available ? null : html` <span class="sold" part="sold-out">${say(words, "product.sold_out")}</span>`}</p>`;
  }
  #expandButton() {
    let words = this.#setup?.words ?? {}, label = this.#product?.available === false ? "product.look" : "product.choose";
    return html`<button type="button" class="primary" part="button choose" data-do="expand" data-key="expand" aria-expanded="${this.expanded}">${say(words, label)}</button>`;
  }
  #addButton(key) {
    let words = this.#setup?.words ?? {}, state = this.#adding, label = this.#variant?.available ? state === "adding" ? "product.adding" : state === "added" && this.#outcome?.kind === "added" ? "product.added" : "product.add" : "product.sold_out";
    return html`<button type="button" class="primary" part="button add" data-do="add" data-key="${key}" aria-disabled="${state !== "no" || !this.#variant?.available}">${say(words, label)}</button>`;
  }
  #choices(product) {
    let words = this.#setup?.words ?? {}, chosen = this.#variant?.options ?? [];
    return html`${hasOnlyDefaultVariant(product) ? null : optionStates(product, chosen).map((option, position) => html`<fieldset part="option"><legend>${option.name}: <span>${chosen[position]}</span></legend><div class="values">${option.values.map((value) => html`<label class="value" part="option-value"><input type="radio" name="option-${position}" value="${value.value}" data-option="${position}" data-key="option-${position}-${value.value}" ${value.selected && "checked"} ${value.state !== "available" && "disabled"}><span>${value.value}${value.state === "available" ? null : html` <small>${say(words, value.state === "missing" ? "product.missing" : "product.sold_out")}</small>`}</span></label>`)}</div></fieldset>`)}
    <div class="buy">
      ${this.#variant?.available ? html`<div class="stepper" role="group" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="less" data-key="less" aria-label="${say(words, "product.less")}">${raw(MINUS)}</button>
        <input class="count" inputmode="numeric" value="${this.#quantity}" data-key="count" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="more" data-key="more" aria-label="${say(words, "product.more")}">${raw(PLUS)}</button>
      </div>` : null}
      ${this.#addButton("add")}
    </div>`;
  }
  #failure() {
    let words = this.#setup?.words ?? {};
    return html`<p class="note" role="alert">${say(words, "product.failed")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>`;
  }
  #barMessage() {
    return this.#outcome || this.#wait === "failed" ? html`<div class="bar-said">${this.#wait === "failed" ? this.#failure() : this.#message()}</div>` : null;
  }
  #message() {
    let outcome = this.#outcome, setup = this.#setup;
    if (!outcome || !setup) return null;
    let { words } = setup, toCart = html`<a class="link" part="cart-link" data-do="cart" data-key="cart" href="${this.#cart.url}">${say(words, "cart.view")}</a>`;
    if (outcome.kind === "added") return html`<p class="note good" part="message">${say(words, "cart.added", { count: outcome.quantity })} ${toCart}</p>`;
    if (outcome.kind === "failed") return html`<p class="note" part="message">${say(words, "cart.failed")} ${toCart}</p>`;
    let holds = outcome.inCart > 0 ? say(words, "cart.holds", { count: outcome.inCart }) : null;
    return html`<p class="note" part="message">${outcome.reason || say(words, "cart.refused")} ${outcome.kind === "partly" ? say(words, "cart.partly", { count: outcome.quantity }) : null} ${holds} ${outcome.inCart > 0 ? toCart : null}</p>`;
  }
};
function picture(source, name, width) {
  return source ? html`<img class="${name}" src="${sized(source, width)}" alt="" loading="lazy">` : html`<span class="${name} blank"></span>`;
}
function sized(source, width) {
  return source.startsWith("data:") ? source : `${source}${source.includes("?") ? "&" : "?"}width=${width}`;
}
customElements.get("clipshelf-product") || customElements.define("clipshelf-product", ProductElement);
