import { formatShopMoney } from "../core/money.ts";
import { say } from "../core/words.ts";
import { type CartLine, CartLines, type CartView } from "../transport/cart-lines.ts";
import { CLOSE, MINUS, PLUS } from "./icons.ts";
import text from "./mini-cart.css";
import type { PlayerHost } from "./player-options.ts";
import type { MiniCartOptions } from "./product-setup.ts";
import { html, type Markup, raw, render } from "./template.ts";

export const styles: string = text;

/**
 * The cart in themes that have no cart we could open in place: over the player, which stays where it is.
 * The shop's own cart page and checkout are one link away.
 */
export function openMiniCart(root: ShadowRoot, options: MiniCartOptions): void {
  if (root.querySelector(".mini-cart")) return;
  const dialog = document.createElement("dialog");
  dialog.className = "mini-cart";
  dialog.setAttribute("part", "cart");
  dialog.ariaLabel = say(options.words, "cart.title");
  const status = document.createElement("div");
  status.className = "unseen";
  status.setAttribute("role", "status");
  const content = document.createElement("div");
  content.style.display = "contents";
  dialog.append(content, status);
  const cart = new MiniCart(content, status, options, () => dialog.close());
  // The player's own keys and buttons are not meant.
  for (const type of ["click", "keydown", "input", "change"])
    dialog.addEventListener(type, (event) => event.stopPropagation());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  const uncover = (root.host as PlayerHost).cover(() => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    uncover();
  });
  root.querySelector("dialog")?.append(dialog);
  dialog.showModal();
  cart.load();
}

class MiniCart {
  readonly #content: HTMLElement;
  readonly #status: HTMLElement;
  readonly #options: MiniCartOptions;
  readonly #close: () => void;
  readonly #lines: CartLines;
  #cart: CartView | null = null;
  #note = "";
  #failed = false;
  #busy = false;

  constructor(
    content: HTMLElement,
    status: HTMLElement,
    options: MiniCartOptions,
    close: () => void,
  ) {
    this.#content = content;
    this.#status = status;
    this.#options = options;
    this.#close = close;
    this.#lines = new CartLines(options.root);
    content.addEventListener("click", (event) => this.#clicked(event));
  }

  async load(): Promise<void> {
    this.#failed = false;
    this.#draw();
    try {
      this.#cart = await this.#lines.read();
    } catch {
      this.#failed = true;
    }
    this.#draw();
  }

  #clicked(event: Event): void {
    const control =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
    const { do: deed, key = "" } = control?.dataset ?? {};
    const line = this.#cart?.items.find((one) => one.key === control?.dataset.line);
    if (deed === "close") this.#close();
    else if (deed === "again") this.load();
    else if (line && deed === "less") this.#change(line, line.quantity - 1, key);
    else if (line && deed === "more") this.#change(line, line.quantity + 1, key);
    else if (line && deed === "remove") this.#change(line, 0, key);
  }

  async #change(line: CartLine, quantity: number, key: string): Promise<void> {
    // One change at a time: a second tap works on what the first one left.
    if (this.#busy) return;
    this.#busy = true;
    this.#note = "";
    const { words } = this.#options;
    try {
      const { cart, reason } = await this.#lines.change(line.key, quantity);
      this.#cart = cart;
      this.#note = reason ?? "";
      this.#options.onChange();
    } catch {
      this.#note = say(words, "cart.unchanged");
    }
    this.#busy = false;
    this.#draw();
    const count = this.#cart?.item_count ?? 0;
    this.#status.textContent = this.#note || say(words, "cart.holds", { count });
    const focus = this.#content.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    (focus ?? this.#content.querySelector<HTMLElement>("[data-do=close]"))?.focus();
  }

  #draw(): void {
    const { words, root, moneyFormat } = this.#options;
    const cart = this.#cart;
    const empty = cart !== null && cart.items.length === 0;
    render(
      this.#content,
      html`<div class="mini-head"><h2>${say(words, "cart.title")}</h2><button type="button" class="icon" part="button" data-do="close" data-key="close" aria-label="${say(words, "player.close")}" autofocus>${raw(CLOSE)}</button></div>
      <div class="mini-body">
        ${this.#failed ? html`<p class="note" role="alert">${say(words, "cart.not_loaded")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>` : null}
        ${this.#note ? html`<p class="note">${this.#note}</p>` : null}
        ${empty ? html`<p class="quiet">${say(words, "cart.empty")}</p>` : null}
        <ul class="mini-lines">${cart?.items.map((line) => this.#line(line))}</ul>
      </div>
      <div class="mini-foot">
        ${cart && !empty ? html`<p class="mini-total"><span>${say(words, "cart.total")}</span><span>${formatShopMoney(cart.total_price, moneyFormat)}</span></p><a class="primary" part="button checkout" href="${root}checkout">${say(words, "cart.checkout")}</a>` : null}
        <a class="link" part="cart-link" href="${root}cart">${say(words, "cart.page")}</a>
      </div>`,
      ".mini-body",
    );
  }

  #line(line: CartLine): Markup {
    const { words, moneyFormat } = this.#options;
    const { key, product_title: title, quantity } = line;
    const detail = [line.variant_title, line.selling_plan_allocation?.selling_plan.name]
      .filter(Boolean)
      .join(", ");
    const was = line.original_line_price;
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
}
