// Built by scripts/build-extension.ts. Edit src/ and build again.
var shop_default = `.others{display:flex;gap:8px;margin-inline-end:40px;overflow-x:auto}.other{display:flex;flex:none;gap:10px;align-items:center;width:196px;padding:6px;border:1px solid var(--line);border-radius:var(--field);background:none;font-size:14px;line-height:1.25;text-align:start}.other[aria-pressed=true]{border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}.other>:first-child{flex:none;width:48px;height:56px;border-radius:calc(var(--field) - 4px);object-fit:cover}.other-text{display:grid;min-width:0}.other-title{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.other small{color:var(--faint)}.other .now{display:none;font-weight:600;color:var(--ink)}.other[data-now] .now{display:block}.facts{display:flex;flex-wrap:wrap;gap:4px 12px;margin:4px 0 0;font-size:14px}.off,.few{font-weight:600}.swapped{margin-top:12px}.plans{display:grid;gap:8px}.plans .value span{display:grid;grid-template-columns:1fr auto;gap:2px 12px;justify-items:start}.plans b{font-weight:600}.plans small{grid-column:1 / -1}.more{display:flex;flex-wrap:wrap;gap:8px}.second{display:inline-flex;flex:1 1 auto;gap:8px;align-items:center;justify-content:center;min-height:44px;padding:8px 16px;border:1px solid var(--line);border-radius:var(--clipshelf-button-radius, 999px);background:none;color:inherit;font-weight:600;text-align:center;text-decoration:none}.heart{flex-grow:0}.heart svg{width:20px;height:20px}.heart[aria-pressed=true] svg{fill:currentColor}.saved summary{display:flex;align-items:center;min-height:44px;font-size:14px;cursor:pointer}.saved ul{margin:0;padding:0;list-style:none}.saved li{display:flex;gap:12px;align-items:center;justify-content:space-between}fieldset{min-width:0;margin:0;padding:0;border:0}legend{padding:0;margin-bottom:8px;font-size:14px;font-weight:600}legend span{font-weight:400}.values{display:flex;flex-wrap:wrap;gap:8px}.value{position:relative}.value input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}.value span{display:flex;flex-direction:column;justify-content:center;align-items:center;min-width:48px;min-height:44px;padding:4px 14px;border:1px solid var(--line);border-radius:var(--field);font-size:15px;line-height:1.2}.value small{font-size:12px}.value input:checked+span{border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}.value input:focus-visible+span{outline:2px solid var(--ink);outline-offset:2px}.value input:disabled+span{border-style:dashed;color:var(--faint)}.value input:disabled{cursor:not-allowed}.buy{display:flex;gap:12px}@media(max-width:899px){.buy{position:sticky;inset-block-end:-20px;order:2;margin-block:-8px -20px;padding-block:8px 20px;background:var(--surface)}.details .said{position:sticky;inset-block-end:56px;order:1}.details>:is(.link,.more,.saved,.quiet){order:3}}@media(max-width:899px){.details>.rule{order:1}}.rule{margin-top:-8px;font-size:14px}.buy .primary{flex:1;min-height:48px}.stepper{display:flex;align-items:center;border:1px solid var(--line);border-radius:var(--clipshelf-button-radius, 999px)}.count{width:32px;min-height:44px;padding:0;border:0;background:none;text-align:center}@media(min-width:900px){.others{flex-wrap:wrap;margin:0}.other{width:100%}}@media(forced-colors:active){.stepper .icon,.value span{border:1px solid ButtonText}.value input:checked+span,.other[aria-pressed=true]{outline:3px solid Highlight}}@media(max-height:480px)and (max-width:899px){.details{max-height:90dvh}}
`;
var LINE_PROPERTY = "_clipshelf";
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
function percentOff({ now, was }) {
  return was ? Math.floor((was - now) / was * 100) : 0;
}
function planChoices(product, variant) {
  let plans = (product.selling_plan_groups ?? []).flatMap((group) => group.selling_plans), choices = (variant.selling_plan_allocations ?? []).flatMap((allocation) => {
    let plan = plans.find(({ id }) => id === allocation.selling_plan_id);
    return plan ? [{ id: plan.id, name: plan.name, description: plan.description, price: allocation.price }] : [];
  });
  if (choices.length === 0) return [];
  let once = { id: null, name: "", description: null, price: variant.price };
  return needsPlan(product, variant) ? choices : [once, ...choices];
}
function needsPlan(product, variant) {
  return product.requires_selling_plan === true || variant.requires_selling_plan === true;
}
function firstPlan(product, variant, before) {
  let choices = planChoices(product, variant);
  return (choices.find(({ id }) => id === before) ?? choices[0])?.id ?? null;
}
function unitPrice(variant, moneyFormat) {
  let { unit_price: price, unit_price_measurement: measure } = variant;
  if (!price || !measure) return null;
  let count = measure.reference_value === 1 ? "" : `${measure.reference_value} `;
  return `${formatShopMoney(price, moneyFormat)} / ${count}${measure.reference_unit}`;
}
function fewLeft(variant, stock) {
  return variant.available ? stock[String(variant.id)] ?? null : null;
}
function allowedQuantity(wanted, { quantity_rule: rule }) {
  let { min = 1, max = null, increment = 1 } = rule ?? {}, most = Math.min(max ?? 99, Math.max(99, min)), asked = Math.min(most, Math.max(min, Math.round(wanted) || min)), steps = Math.max(Math.ceil(min / increment), Math.floor(asked / increment));
  return Math.max(min, steps * increment);
}
function buyNowPath(variantId, quantity, planId, property) {
  if (planId !== null) return null;
  let properties = property ? `?properties=${toBase64Url(JSON.stringify({ [property[0]]: property[1] }))}` : "";
  return `cart/${variantId}:${quantity}${properties}`;
}
function toBase64Url(ascii) {
  return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
function hasOnlyDefaultVariant(product) {
  return product.variants.length === 1 && product.variants[0]?.title === "Default Title";
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
function isOn({ from, to }, ms) {
  return ms >= (from ?? 0) && ms < (to ?? Number.POSITIVE_INFINITY);
}
function hasRange({ from, to }) {
  return (from ?? null) !== null || (to ?? null) !== null;
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
async function similarTo(product, root, products) {
  let query = `product_id=${product.id}&limit=6&intent=related`, response = await fetch(`${root}recommendations/products.json?${query}`, { headers: { accept: "application/json" } });
  if (!response.ok) return null;
  let found = (await response.json()).products?.find(({ available }) => available);
  return found ? products.get(found.handle) : null;
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
function keptValue(key, allowed, value, place) {
  try {
    return JSON.parse(kept(key, allowed, JSON.stringify(value), place) ?? "null");
  } catch {
    return null;
  }
}
async function changeWishList(proxy, change) {
  let response = await post(proxy, "list", change), list = response?.ok ? await response.json().catch(() => null) : null;
  return Array.isArray(list?.items) ? list : null;
}
function post(proxy, verb, body) {
  return fetch(`${proxy}/wishes/${verb}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
}
var KEY = "clipshelf:wishlist", here = [], dropped = [], inAccount = false, wishlist = { items() {
  let known = read();
  return here = [...here, ...known.filter(({ handle }) => !has(here, handle) && !dropped.includes(handle))], here.length > known.length && write(here), here;
}, has(handle) {
  return has(this.items(), handle);
}, toggle({ handle, title }) {
  let saved = this.has(handle);
  return here = here.filter((one) => one.handle !== handle), dropped = dropped.filter((one) => one !== handle), saved ? dropped.push(handle) : here = [{ handle, title }, ...here].slice(0, 100), write(here) || inAccount;
}, signedOut() {
  inAccount = false;
  let own = this.items().filter((one) => !one.there);
  own.length < here.length && write(own), here = own;
}, async sync(proxy) {
  let sent = this.items().filter((one) => !one.there), drop = dropped, list = await changeWishList(proxy, { save: sent.map(({ handle, title }) => ({ handle, title })), drop });
  if (inAccount = list?.signedIn === true, !list) return false;
  if (dropped = dropped.filter((handle) => !drop.includes(handle)), !inAccount) return this.signedOut(), true;
  let sinceThen = here.filter((one) => !one.there && !sent.includes(one)), theirs = list.items.filter(({ handle }) => !has(sinceThen, handle) && !dropped.includes(handle));
  return here = [...sinceThen, ...theirs.map((item) => ({ ...item, there: true }))], write(here), true;
} };
function has(items, handle) {
  return items.some((one) => one.handle === handle);
}
function read() {
  let kept2 = keptValue(KEY, mayRemember);
  return Array.isArray(kept2) ? kept2.filter((one) => typeof one?.handle == "string" && typeof one?.title == "string") : [];
}
function write(items) {
  return keptValue(KEY, mayRemember, items) !== null;
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var MINUS = icon('<path d="M6 12h12"/>'), PLUS = icon('<path d="M6 12h12M12 6v12"/>');
var HEART = icon('<path d="M12 20S4 15 4 9.2A4.2 4.2 0 0112 7.3a4.2 4.2 0 018 1.9C20 15 12 20 12 20z"/>');
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
var ShopCard = class {
  #card;
  #stock;
  #data;
  #similar = /* @__PURE__ */ new Map();
  #listed = /* @__PURE__ */ new Map();
  #asked = "";
  #savedNote = "";
  constructor(card) {
    this.#card = card;
    let block = card.setup.origin.closest("clipshelf-placement");
    this.#stock = readStock(block), this.#data = block?.dataset ?? {}, this.#data.customer === void 0 ? wishlist.signedOut() : this.#syncSaved();
  }
  get #asksToBeTold() {
    return this.#data.soldOut === "notify";
  }
  arrived() {
    let { state } = this.#card, { product, variant } = state;
    if (!product || !variant) return;
    state.planId = firstPlan(product, variant, state.planId), state.quantity = allowedQuantity(state.quantity, variant), this.#savedNote = "";
    let swaps = (this.#data.soldOut || "similar") === "similar";
    !product.available && !state.instead && swaps && this.#lookForSimilar(product);
  }
  async #lookForSimilar(product) {
    let { setup, products, state } = this.#card;
    if (this.#similar.has(product.handle)) return;
    this.#similar.set(product.handle, null);
    let found = await similarTo(product, setup.root, products).catch(() => null);
    this.#similar.set(product.handle, found), found && state.product === product && this.#card.swap(found);
  }
  list() {
    let { state, setup } = this.#card;
    if (state.seeds.length < 2) return null;
    this.#priceList();
    let { words, moneyFormat } = setup;
    return html`<div class="others" role="group" aria-label="${say(words, "product.others")}" part="product-list">${state.seeds.map((seed, index) => {
      let known = this.#listed.get(seed.handle), variant = known?.variants.find(({ id }) => String(id) === seed.variantId), cheapest = known && Math.min(...known.variants.map(({ price: price2 }) => price2)), price = variant?.price ?? cheapest, image = seed.image ?? known?.featured_image;
      return html`<button type="button" class="other" part="product-choice" data-do="product" data-at="${index}" data-key="product-${index}" aria-pressed="${String(index === state.at)}" ${this.#shownNow(index) && "data-now"}>
          ${image ? html`<img src="${image}${image.includes("?") ? "&" : "?"}width=112" alt="" loading="lazy">` : html`<span class="blank"></span>`}
          <span class="other-text"><span class="other-title">${known?.title ?? seed.title}</span>
          ${price === void 0 ? null : html`<span>${formatShopMoney(price, moneyFormat)}</span>`}
          ${known?.available === false ? html`<small>${say(words, "product.sold_out")}</small>` : null}
          <small class="now">${say(words, "product.now")}</small></span></button>`;
    })}</div>`;
  }
  #priceList() {
    let { state, products } = this.#card, seen = this.#card.hasAttribute("data-expanded") || matchMedia("(min-width: 900px)").matches, key = state.seeds.map(({ handle }) => handle).join(" ");
    if (!seen || this.#asked === key) return;
    this.#asked = key;
    let asked = state.seeds.map(async ({ handle }) => {
      this.#listed.set(handle, await products.get(handle));
    });
    Promise.allSettled(asked).then(() => this.#card.draw());
  }
  async openCart(cart) {
    let { words, moneyFormat, root } = this.#card.setup, onChange = () => {
      cart.refresh().catch(() => {
      });
    };
    try {
      let { openMiniCart } = await this.#card.bring(this.#data.miniCart), player = this.#card.getRootNode();
      openMiniCart(player, { words, moneyFormat, root, onChange });
    } catch {
      location.assign(cart.url);
    }
  }
  mark() {
    for (let button of this.#card.querySelectorAll(".other")) button.toggleAttribute("data-now", this.#shownNow(Number(button.dataset.at)));
  }
  #shownNow(index) {
    let { seeds, ms } = this.#card.state, seed = seeds[index];
    return seed !== void 0 && hasRange(seed) && isOn(seed, ms);
  }
  facts() {
    let { state, setup } = this.#card, { variant, product, planId, instead } = state;
    if (!variant || !product) return null;
    let { words, moneyFormat } = setup, off = percentOff(priceOf(variant, planId)), unit = unitPrice(variant, moneyFormat), few = fewLeft(variant, this.#stock), similar = this.#similar.get(product.handle), lines = [off > 0 ? html`<span class="off" part="discount">${say(words, "price.off", { percent: off })}</span>` : null, unit ? html`<span part="unit-price"><span class="unseen">${say(words, "price.unit")}</span>${unit}</span>` : null, few === null ? null : html`<span class="few" part="stock">${say(words, "product.few", { count: few })}</span>`].filter((line) => line !== null);
    return html`${lines.length > 0 ? html`<p class="facts">${lines}</p>` : null}${instead ? html`<p class="note swapped" part="swapped">${say(words, "product.instead", { title: instead.title })} <button type="button" class="link" data-do="original" data-key="original">${say(words, "product.original", { title: instead.title })}</button></p>` : similar ? html`<button type="button" class="link" data-do="similar" data-key="similar">${say(words, "product.similar", { title: similar.title })}</button>` : null}`;
  }
  choices(addButton) {
    let { state, setup } = this.#card, { product, variant } = state;
    if (!product) return addButton;
    let { words, moneyFormat } = setup, chosen = variant?.options ?? [], plans = variant ? planChoices(product, variant) : [], options = hasOnlyDefaultVariant(product) ? [] : optionStates(product, chosen);
    return html`${options.map((option, position) => html`<fieldset part="option"><legend>${option.name}: <span>${chosen[position]}</span></legend><div class="values">${option.values.map((value) => html`<label class="value" part="option-value"><input type="radio" name="option-${position}" value="${value.value}" data-option="${position}" data-key="option-${position}-${value.value}" ${value.selected && "checked"} ${!this.#canChoose(value.state) && "disabled"}><span>${value.value}${value.state === "available" ? null : html` <small>${say(words, value.state === "missing" ? "product.missing" : "product.sold_out")}</small>`}</span></label>`)}</div></fieldset>`)}${plans.length > 0 ? html`<fieldset part="plans"><legend>${say(words, "product.plans")}</legend><div class="plans">${plans.map((plan) => html`<label class="value" part="plan"><input type="radio" name="plan" value="${plan.id ?? ""}" data-plan data-key="plan-${plan.id}" ${plan.id === state.planId && "checked"}><span><b>${plan.name || say(words, "product.once")}</b><b>${formatShopMoney(plan.price, moneyFormat)}</b>${plan.description ? html`<small>${plan.description}</small>` : null}</span></label>`)}</div></fieldset>` : null}
    <div class="buy">
      ${variant?.available ? html`<div class="stepper" role="group" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="less" data-key="less" aria-label="${say(words, "product.less")}">${raw(MINUS)}</button>
        <input class="count" inputmode="numeric" value="${state.quantity}" data-key="count" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="more" data-key="more" aria-label="${say(words, "product.more")}">${raw(PLUS)}</button>
      </div>` : null}
      ${addButton}
    </div>
    ${this.#rule(variant)}`;
  }
  #rule(variant) {
    let { min = 1, max = null, increment = 1 } = variant?.quantity_rule ?? {}, { words } = this.#card.setup, asks = [min > 1 && say(words, "product.rule_min", { count: min }), increment > 1 && say(words, "product.rule_step", { count: increment }), max !== null && say(words, "product.rule_max", { count: max })].filter(Boolean);
    return variant?.available && asks.length > 0 ? html`<p class="quiet rule" part="quantity-rule">${asks.join(" · ")}</p>` : null;
  }
  #canChoose(state) {
    return state === "available" || state === "sold-out" && this.#asksToBeTold;
  }
  more() {
    let { state, setup } = this.#card, { product, variant, quantity, planId } = state;
    if (!product || !variant) return null;
    let { words, root } = setup, credit = setup.credit(), path = variant.available && buyNowPath(String(variant.id), quantity, planId, credit ? [LINE_PROPERTY, credit] : null), items = wishlist.items(), saved = items.some(({ handle }) => handle === product.handle);
    return html`<div class="more">
      ${path && html`<a class="second" part="button buy-now" data-do="now" data-key="now" href="${root}${path}">${say(words, "product.buy_now")}</a>`}
      ${!variant.available && this.#asksToBeTold ? html`<button type="button" class="second" part="button notify" data-do="notify" data-key="notify">${say(words, "product.notify")}</button>` : product.available ? null : html`<a class="second" part="button tell" href="${product.url}">${say(words, "product.tell")}</a>`}
      <button type="button" class="second heart" part="button save" data-do="save" data-key="save" aria-pressed="${String(saved)}">${raw(HEART)}${say(words, "product.save")}</button>
    </div>
    ${this.#savedNote ? html`<p class="quiet" role="status">${this.#savedNote}</p>` : null}
    ${items.length > 0 ? html`<details class="saved" part="wishlist"><summary data-key="saved">${say(words, "product.saved", { count: items.length })}</summary><ul>${items.map(({ handle, title }) => html`<li><a class="link" href="${root}products/${handle}">${title}</a><button type="button" class="icon" data-do="unsave" data-handle="${handle}" data-key="unsave-${handle}" aria-label="${say(words, "product.unsave", { title })}">${raw(CLOSE)}</button></li>`)}</ul></details>` : null}`;
  }
  react(deed, control) {
    let { state } = this.#card, { product } = state;
    deed === "change" && control instanceof HTMLInputElement ? this.#changed(control) : deed === "less" ? this.#setQuantity(-1) : deed === "more" ? this.#setQuantity(1) : deed === "original" ? this.#card.swap(null) : deed === "similar" && product ? this.#card.swap(this.#similar.get(product.handle) ?? null) : deed === "save" && product ? this.#save(product) : deed === "notify" ? this.#askToBeTold() : deed === "unsave" ? (wishlist.toggle({ handle: control.dataset.handle ?? "", title: "" }), this.#syncSaved(), this.#card.draw(), this.#card.querySelector(".saved summary, .heart")?.focus()) : deed === "now" && state.variant && this.#boughtNow(control, String(state.variant.id));
  }
  async #syncSaved() {
    if (this.#data.customer === void 0) return;
    let reached = await wishlist.sync(this.#data.proxy ?? ""), { words } = this.#card.setup;
    this.#savedNote = reached ? "" : say(words, "product.saved_unsent"), this.#card.draw();
  }
  async #askToBeTold() {
    let card = this.#card, { product, variant } = card.state;
    if (!product || !variant) return;
    let only = hasOnlyDefaultVariant(product);
    try {
      let { openNotify } = await card.bring(this.#data.notify);
      openNotify(card.getRootNode(), { words: card.setup.words, proxy: this.#data.proxy ?? "", title: only ? product.title : `${product.title}, ${variant.title}`, wish: { product: String(product.id), variant: String(variant.id), language: document.documentElement.lang }, onDone: (text) => card.dispatchEvent(new CustomEvent("clipshelf:announce", { bubbles: true, detail: { text } })) });
    } catch {
      location.assign(product.url);
    }
  }
  #boughtNow(link, variant) {
    if (link.dataset.gone) return;
    link.dataset.gone = "yes";
    let detail = { variant, quantity: this.#card.state.quantity };
    this.#card.dispatchEvent(new CustomEvent("clipshelf:add", { bubbles: true, detail }));
  }
  #save({ handle, title }) {
    let { words } = this.#card.setup, open = this.#card.querySelector(".saved")?.open, kept2 = wishlist.toggle({ handle, title });
    this.#savedNote = wishlist.has(handle) && !kept2 ? say(words, "product.saved_here") : "", this.#syncSaved(), this.#card.draw();
    let list = this.#card.querySelector(".saved");
    list && open && (list.open = true);
  }
  #changed(input) {
    let { state } = this.#card, { product, variant } = state;
    if (!(!product || !variant)) {
      if (input.dataset.plan !== void 0) state.planId = input.value ? Number(input.value) : null;
      else if (input.dataset.option === void 0) state.quantity = allowedQuantity(Number(input.value), variant);
      else {
        let chosen = chooseValue(product, variant.options, Number(input.dataset.option), input.value);
        state.variant = chosen, state.outcome = null, chosen && (state.planId = firstPlan(product, chosen, state.planId), state.quantity = allowedQuantity(state.quantity, chosen));
      }
      this.#card.draw();
    }
  }
  #setQuantity(direction) {
    let { state } = this.#card;
    if (!state.variant) return;
    let step = state.variant.quantity_rule?.increment ?? 1;
    state.quantity = allowedQuantity(state.quantity + direction * step, state.variant), this.#card.draw();
  }
};
function readStock(block) {
  let pairs = [...block?.querySelectorAll("[data-stock]") ?? []].flatMap(({ dataset }) => dataset.stock?.split(" ") ?? []);
  return Object.fromEntries(pairs.map((pair) => pair.split(":")).map(([id = "", left]) => [id, Number(left)]));
}
var styles = shop_default;
function openShop(card) {
  return new ShopCard(card);
}
export { openShop, styles };
