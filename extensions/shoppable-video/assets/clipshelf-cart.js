// Built by scripts/build-extension.ts. Edit src/ and build again.
var LINE_PROPERTY = "_clipshelf";
var MOST_SECTIONS = 5;
function addRequest(wish, sections, sectionsUrl) {
  let wanted = [...new Set(sections)].slice(0, MOST_SECTIONS);
  return { items: [{ id: Number(wish.variantId), quantity: wish.quantity, ...wish.planId ? { selling_plan: wish.planId } : {}, ...wish.credit ? { properties: { [LINE_PROPERTY]: wish.credit } } : {} }], ...wanted.length > 0 ? { sections: wanted, sections_url: sectionsUrl } : {} };
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
var KEY = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY]?.createHTML(markup) ?? markup;
}
var DAWN_OPENS_WITHIN_MS = 300, ANSWERS_WITHIN_MS = 2e4, DAWN_BUBBLE = "cart-icon-bubble", ThemeCart = class {
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
      let update = shopify().actions?.updateCart, outcome = update && update.isDefault?.() === false && !wish.planId ? await this.#addByAction(wish, update) : await this.#addByRequest(wish);
      return document.dispatchEvent(new CustomEvent("clipshelf:added", { detail: { ...wish, outcome } })), outcome;
    } catch {
      return this.#before = null, { kind: "failed" };
    }
  }
  async takeCode(code) {
    let { discount_codes: codes = [] } = await this.#read(), others = codes.filter((one) => !sameCode(one.code, code)).map((one) => one.code), { response, answer } = await this.#send("update", { discount: [code, ...others].join(","), sections: this.#sections(), sections_url: sectionsPath() }), taken = answer.discount_codes?.find((one) => sameCode(one.code, code));
    if (!response.ok || !taken) throw new Error(`cart/update: ${response.status}`);
    return this.#draw(answer), taken.applicable ? "applied" : "kept";
  }
  async refresh() {
    let header = headerSection();
    header && await fetchHeader(header).catch(() => {
    }), this.#tellTheme(), await this.#lookAgain();
  }
  get kind() {
    return shopify().actions?.openCart?.isDefault?.() === false ? "action" : drawer() ? "drawer" : dawnCart() || dawnBubble() ? "page" : "unknown";
  }
  get opensInPlace() {
    return this.kind === "action" || this.kind === "drawer";
  }
  open() {
    let open = shopify().actions?.openCart;
    open?.isDefault?.() === false ? open().catch(() => location.assign(this.url)) : drawer() ? (giveOpenBack(), drawer()?.open?.()) : location.assign(this.url);
  }
  async #addByAction(wish, update) {
    let { userErrors = [], warnings = [] } = await update(updateCartPayload(wish)), [first] = [...userErrors, ...warnings];
    return first ? this.#refused(wish, first.message) : this.#added(wish);
  }
  async #addByRequest(wish) {
    let { response, answer } = await this.#send("add", addRequest(wish, this.#sections(), sectionsPath()));
    if (!response.ok) {
      let outcome = await this.#refused(wish, refusalReason(answer));
      return outcome.kind === "partly" && this.#tellTheme(), outcome;
    }
    return this.#draw(answer), this.#added(wish);
  }
  #sections() {
    let dawn = dawnCart();
    return dawn ? dawn.getSectionsToRender().flatMap(({ section, id }) => section ?? id ?? []) : dawnBubble() ? [DAWN_BUBBLE] : [headerSection()?.id ?? []].flat();
  }
  #draw(answer) {
    let dawn = dawnCart(), header = dawn || dawnBubble() ? null : headerSection();
    dawn ? renderQuietly(dawn, answer) : header ? refreshHeader(header, answer.sections?.[header.id] ?? null) : drawBubble(answer.sections?.[DAWN_BUBBLE] ?? null), this.#tellTheme();
  }
  async #send(verb, body) {
    let response = await fetch(`${this.#root}cart/${verb}.js`, { method: "POST", signal: AbortSignal.timeout(ANSWERS_WITHIN_MS), headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(body) }), answer = await response.json().catch(() => null);
    if (response.status >= 500 || !answer) throw new Error(`cart/${verb}: ${response.status}`);
    return { response, answer };
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
function sameCode(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}
function dawnCart() {
  let found = document.querySelector("cart-notification, cart-drawer");
  return found && typeof found.renderContents == "function" && "getSectionsToRender" in found ? found : null;
}
function dawnBubble() {
  return document.getElementById(DAWN_BUBBLE);
}
function drawBubble(html) {
  let bubble = dawnBubble(), fresh = html && new DOMParser().parseFromString(trusted(html), "text/html"), section = fresh && (fresh.querySelector(".shopify-section") ?? fresh.body);
  bubble && section && bubble.replaceChildren(...section.childNodes);
}
function drawer() {
  let cart = dawnCart();
  return cart?.localName === "cart-drawer" && cart.open ? cart : null;
}
var giveOpenBack = () => {
};
function renderQuietly(cart, answer) {
  cart.classList.remove("is-empty"), giveOpenBack();
  let own = Object.getOwnPropertyDescriptor(cart, "open"), quiet = () => {
  };
  cart.open = quiet;
  let restore = () => {
    cart.open === quiet && (own ? Object.defineProperty(cart, "open", own) : delete cart.open);
  };
  giveOpenBack = restore;
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
function sectionsPath() {
  return document.querySelector("clipshelf-placement[data-sections]")?.dataset.sections ?? location.pathname;
}
async function fetchHeader(header) {
  let sections = await (await fetch(`${sectionsPath()}?sections=${header.id}`)).json();
  refreshHeader(header, sections[header.id] ?? null);
}
function refreshHeader(section, html) {
  if (!html) return;
  let links = new DOMParser().parseFromString(trusted(html), "text/html").querySelectorAll('a[href$="/cart"]');
  section.element.querySelectorAll('a[href$="/cart"]').forEach((link, index) => {
    let replacement = links[index];
    replacement && link.replaceChildren(...replacement.childNodes);
  });
}
function themeCart(root) {
  return new ThemeCart(root);
}
export { themeCart };
