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
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
function refusalReason(body) {
  if (typeof body != "object" || body === null) return "";
  let { description, message } = body;
  return typeof description == "string" ? description : typeof description == "object" && description !== null ? Object.values(description).flat().join(" ") : typeof message == "string" ? message : "";
}
var CartLines = class {
  #root;
  constructor(root) {
    this.#root = root;
  }
  async read() {
    let response = await fetch(`${this.#root}cart.js`, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`cart: ${response.status}`);
    return response.json();
  }
  async change(key, quantity) {
    let response = await fetch(`${this.#root}cart/change.js`, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify({ id: key, quantity }) });
    if (response.status >= 500) throw new Error(`cart/change: ${response.status}`);
    let answer = await response.json();
    return response.ok ? { cart: answer, reason: null } : { cart: await this.read(), reason: refusalReason(answer) };
  }
};
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var MINUS = icon('<path d="M6 12h12"/>'), PLUS = icon('<path d="M6 12h12M12 6v12"/>');
var mini_cart_default = `dialog.mini-cart{inset:0 0 0 auto;width:min(420px,100%);background:var(--surface);color:var(--ink)}dialog.mini-cart[open]{display:flex;flex-direction:column}dialog.mini-cart::backdrop{background:#00000073}.mini-head{display:flex;align-items:center;justify-content:space-between;padding:12px 12px 12px 20px}.mini-head h2{margin:0;font:inherit;font-size:20px;font-weight:600}.mini-body{flex:1;min-height:0;padding:0 20px;overflow:hidden auto;overscroll-behavior:contain}.mini-lines{display:grid;gap:20px;margin:0;padding:0 0 20px;list-style:none}.mini-line{display:grid;grid-template-columns:72px 1fr auto;gap:4px 14px}.mini-line>:first-child{grid-row:span 2;width:72px;aspect-ratio:4 / 5;border-radius:var(--field);object-fit:cover}.mini-line a{color:inherit;font-weight:600;overflow-wrap:anywhere;text-decoration:none}.mini-line p{margin:0;color:var(--faint);font-size:14px}.mini-line .tools{grid-column:2 / -1;display:flex;gap:12px;align-items:center}.mini-count{display:flex;align-items:center;border:1px solid var(--line);border-radius:999px}.mini-count b{min-width:24px;text-align:center;font-weight:400}.mini-foot{display:grid;gap:12px;padding:16px 20px max(20px,env(safe-area-inset-bottom));border-top:1px solid var(--line)}.mini-total{display:flex;justify-content:space-between;margin:0;font-size:18px;font-weight:600}.mini-foot .primary{display:grid;place-items:center;min-height:48px;text-decoration:none}.mini-foot .link{justify-content:center}@media(forced-colors:active){.mini-count .icon{border:1px solid ButtonText}}
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
function render(element, markup, scroller) {
  let focused = element.getRootNode().activeElement, key = focused && element.contains(focused) ? focused.dataset.key : void 0, scrolled = element.querySelector(scroller)?.scrollTop ?? 0;
  element.innerHTML = markup.text, element.querySelector(scroller)?.scrollTo({ top: scrolled, behavior: "instant" }), key && element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
var styles = mini_cart_default;
function openMiniCart(root, options) {
  if (root.querySelector(".mini-cart")) return;
  let dialog = document.createElement("dialog");
  dialog.className = "mini-cart", dialog.setAttribute("part", "cart"), dialog.ariaLabel = say(options.words, "cart.title");
  let status = document.createElement("div");
  status.className = "unseen", status.setAttribute("role", "status");
  let content = document.createElement("div");
  content.style.display = "contents", dialog.append(content, status);
  let cart = new MiniCart(content, status, options, () => dialog.close());
  for (let type of ["click", "keydown", "input", "change"]) dialog.addEventListener(type, (event) => event.stopPropagation());
  dialog.addEventListener("click", (event) => {
    event.target === dialog && dialog.close();
  });
  let uncover = root.host.cover(() => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove(), uncover();
  }), root.querySelector("dialog")?.append(dialog), dialog.showModal(), cart.load();
}
var MiniCart = class {
  #content;
  #status;
  #options;
  #close;
  #lines;
  #cart = null;
  #note = "";
  #failed = false;
  #busy = false;
  constructor(content, status, options, close) {
    this.#content = content, this.#status = status, this.#options = options, this.#close = close, this.#lines = new CartLines(options.root), content.addEventListener("click", (event) => this.#clicked(event));
  }
  async load() {
    this.#failed = false, this.#draw();
    try {
      this.#cart = await this.#lines.read();
    } catch {
      this.#failed = true;
    }
    this.#draw();
  }
  #clicked(event) {
    let control = event.target instanceof Element ? event.target.closest("[data-do]") : null, { do: deed, key = "" } = control?.dataset ?? {}, line = this.#cart?.items.find((one) => one.key === control?.dataset.line);
    deed === "close" ? this.#close() : deed === "again" ? this.load() : line && deed === "less" ? this.#change(line, line.quantity - 1, key) : line && deed === "more" ? this.#change(line, line.quantity + 1, key) : line && deed === "remove" && this.#change(line, 0, key);
  }
  async #change(line, quantity, key) {
    if (this.#busy) return;
    this.#busy = true, this.#note = "";
    let { words } = this.#options;
    try {
      let { cart, reason } = await this.#lines.change(line.key, quantity);
      this.#cart = cart, this.#note = reason ?? "", this.#options.onChange();
    } catch {
      this.#note = say(words, "cart.unchanged");
    }
    this.#busy = false, this.#draw();
    let count = this.#cart?.item_count ?? 0;
    this.#status.textContent = this.#note || say(words, "cart.holds", { count }), (this.#content.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? this.#content.querySelector("[data-do=close]"))?.focus();
  }
  #draw() {
    let { words, root, moneyFormat } = this.#options, cart = this.#cart, empty = cart !== null && cart.items.length === 0;
    render(this.#content, html`<div class="mini-head"><h2>${say(words, "cart.title")}</h2><button type="button" class="icon" part="button" data-do="close" data-key="close" aria-label="${say(words, "player.close")}" autofocus>${raw(CLOSE)}</button></div>
      <div class="mini-body">
        ${this.#failed ? html`<p class="note" role="alert">${say(words, "cart.not_loaded")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>` : null}
        ${this.#note ? html`<p class="note">${this.#note}</p>` : null}
        ${empty ? html`<p class="quiet">${say(words, "cart.empty")}</p>` : null}
        <ul class="mini-lines">${cart?.items.map((line) => this.#line(line))}</ul>
      </div>
      <div class="mini-foot">
        ${cart && !empty ? html`<p class="mini-total"><span>${say(words, "cart.total")}</span><span>${formatShopMoney(cart.total_price, moneyFormat)}</span></p><a class="primary" part="button checkout" href="${root}checkout">${say(words, "cart.checkout")}</a>` : null}
        <a class="link" part="cart-link" href="${root}cart">${say(words, "cart.page")}</a>
      </div>`, ".mini-body");
  }
  #line(line) {
    let { words, moneyFormat } = this.#options, { key, product_title: title, quantity } = line, detail = [line.variant_title, line.selling_plan_allocation?.selling_plan.name].filter(Boolean).join(", "), was = line.original_line_price;
    return html`<li class="mini-line">
      ${line.image ? html`<img src="${line.image}${line.image.includes("?") ? "&" : "?"}width=144" alt="">` : html`<span class="blank"></span>`}
      <div><a href="${line.url}">${title}</a>${detail ? html`<p>${detail}</p>` : null}</div>
      <span>${was > line.final_line_price ? html`<s>${formatShopMoney(was, moneyFormat)}</s> ` : null}${formatShopMoney(line.final_line_price, moneyFormat)}</span>
      <div class="tools"><div class="mini-count" role="group" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="less" data-line="${key}" data-key="less-${key}" aria-label="${say(words, "cart.less", { title })}">${raw(MINUS)}</button><b>${quantity}</b>
        <button type="button" class="icon" data-do="more" data-line="${key}" data-key="more-${key}" aria-label="${say(words, "cart.more", { title })}">${raw(PLUS)}</button></div>
        <button type="button" class="link" data-do="remove" data-line="${key}" data-key="remove-${key}" aria-label="${say(words, "cart.remove_line", { title })}">${say(words, "cart.remove")}</button></div>
    </li>`;
  }
};
export { openMiniCart, styles };
