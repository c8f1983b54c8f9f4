import type { CartOutcome } from "../core/cart-request.ts";
import { formatShopMoney } from "../core/money.ts";
import {
  chooseValue,
  firstVariant,
  hasOnlyDefaultVariant,
  optionStates,
  type StorefrontProduct,
  type StorefrontVariant,
} from "../core/product-options.ts";
import { say } from "../core/words.ts";
import { ProductClient } from "../transport/product-client.ts";
import { ThemeCart } from "../transport/theme-cart.ts";
import { CLOSE, MINUS, PLUS } from "./icons.ts";
import type { ProductSeed, ProductSetup } from "./product-setup.ts";
import { html, raw, render } from "./template.ts";

type Wait = "loading" | "ready" | "failed";

/** After a success the button stays shut this long: a double tap must not buy twice. */
const REST_MS = 1200;
const MOST = 99;

/**
 * `<clipshelf-product>`: the card beside (or under) the clip. It shows what the clip sells in the
 * shopper's money and puts it in the cart.
 * Says `clipshelf:product` when it was opened, `clipshelf:add` when something was added,
 * `clipshelf:cart` when the shopper wants to see the cart and `clipshelf:announce` what a screen
 * reader should say.
 */
export class ProductElement extends HTMLElement {
  #setup: ProductSetup | null = null;
  #products = new ProductClient("/");
  #cart = new ThemeCart("/");
  #seeds: ProductSeed[] = [];
  #at = 0;
  #product: StorefrontProduct | null = null;
  #variant: StorefrontVariant | null = null;
  #wait: Wait = "loading";
  #quantity = 1;
  #adding: "no" | "adding" | "added" = "no";
  #outcome: CartOutcome | null = null;
  #opened = new Set<string>();

  setUp(setup: ProductSetup): void {
    this.#setup = setup;
    this.#products = new ProductClient(setup.root);
    this.#cart = new ThemeCart(setup.root);
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("change", (event) => this.#changed(event));
  }

  /** Another clip, or the same one with more known: keeps the choice when the product stays. */
  show(seeds: ProductSeed[], clip: string): void {
    const stays =
      this.dataset.clip === clip && this.#seeds[this.#at]?.handle === seeds[this.#at]?.handle;
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

  /** The theme's cart: the player leaves the screen to it when it is opened in place. */
  get cart(): ThemeCart {
    return this.#cart;
  }

  get expanded(): boolean {
    return this.hasAttribute("data-expanded");
  }

  collapse(): void {
    this.removeAttribute("data-expanded");
    this.querySelector<HTMLElement>("[data-do=expand]")?.setAttribute("aria-expanded", "false");
  }

  #expand(): void {
    this.setAttribute("data-expanded", "");
    this.querySelector<HTMLElement>("[data-do=expand]")?.setAttribute("aria-expanded", "true");
    this.#tellOpened();
    this.querySelector<HTMLElement>("[data-do=collapse]")?.focus();
  }

  #tellOpened(): void {
    const seed = this.#seeds[this.#at];
    if (!seed || !this.#product || this.#opened.has(seed.handle)) return;
    this.#opened.add(seed.handle);
    this.#say("clipshelf:product", { product: String(this.#product.id) });
  }

  async #pick(at: number): Promise<void> {
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
      const product = await this.#products.get(seed.handle);
      if (moved()) return;
      this.#product = product;
      this.#variant = firstVariant(product, seed.variantId);
      this.#wait = "ready";
      this.#cart.look().catch(() => {});
    } catch {
      if (moved()) return;
      this.#wait = "failed";
    }
    this.#draw();
  }

  #clicked(event: Event): void {
    const control = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    const deed = control?.getAttribute("data-do");
    if (!deed) return;
    if (deed === "expand") this.#expand();
    else if (deed === "collapse") {
      this.collapse();
      this.querySelector<HTMLElement>("[data-do=expand]")?.focus();
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

  #changed(event: Event): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    this.#tellOpened();
    if (input.dataset.option === undefined) {
      this.#setQuantity(Number(input.value));
      return;
    }
    if (!this.#product) return;
    const chosen = this.#variant?.options ?? [];
    this.#variant = chooseValue(this.#product, chosen, Number(input.dataset.option), input.value);
    this.#outcome = null;
    this.#draw();
  }

  #setQuantity(quantity: number): void {
    this.#quantity = Math.min(MOST, Math.max(1, Math.round(quantity) || 1));
    this.#draw();
  }

  async #add(): Promise<void> {
    const setup = this.#setup;
    const variant = this.#variant;
    if (!setup || !variant?.available || this.#adding !== "no") return;
    this.#adding = "adding";
    this.#outcome = null;
    this.#draw();
    const outcome = await this.#cart.add({
      variantId: String(variant.id),
      quantity: this.#quantity,
      credit: setup.credit(),
    });
    this.#outcome = outcome;
    const got = outcome.kind === "added" || outcome.kind === "partly" ? outcome.quantity : 0;
    if (got > 0) this.#say("clipshelf:add", { variant: String(variant.id), quantity: got });
    if (outcome.kind !== "added") this.#products.forget(this.#product?.handle ?? "");
    this.#adding = "added";
    this.#draw();
    // A live region that is drawn anew with its text is not read out: the player has a lasting one.
    this.#say("clipshelf:announce", { text: this.querySelector(".said")?.textContent ?? "" });
    setTimeout(
      () => {
        this.#adding = "no";
        this.#draw();
      },
      outcome.kind === "added" ? REST_MS : 400,
    );
  }

  #say(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  #draw(): void {
    const setup = this.#setup;
    const seed = this.#seeds[this.#at];
    if (!setup || !seed) return;
    const { words } = setup;
    const product = this.#product;
    const image =
      this.#variant?.featured_image?.src ?? seed.image ?? product?.featured_image ?? null;
    const url = product?.url ?? `${setup.root}products/${seed.handle}`;
    const simple = product !== null && hasOnlyDefaultVariant(product);
    const title = product?.title ?? seed.title;
    render(
      this,
      html`<div class="bar" part="product-bar">
          ${picture(image, "bar-image", 112)}
          <div class="bar-text"><p class="bar-title">${title}</p>${this.#price()}</div>
          ${simple && this.#variant?.available ? this.#addButton("bar-add") : this.#expandButton()}
        </div>
        ${this.expanded ? null : this.#barMessage()}
        <div class="details" part="product-details">
          <button type="button" class="fold icon" part="button" data-do="collapse" data-key="fold" aria-label="${say(words, "product.fold")}">${raw(CLOSE)}</button>
          ${
            this.#seeds.length > 1
              ? html`<div class="others" role="group" aria-label="${say(words, "product.others")}">${this.#seeds.map(
                  (other, index) =>
                    html`<button type="button" class="other" data-do="product" data-at="${index}" data-key="product-${index}" aria-pressed="${index === this.#at}" aria-label="${other.title}">${picture(other.image, "", 112)}</button>`,
                )}</div>`
              : null
          }
          <div class="head">
            ${picture(image, "head-image", 400)}
            <div><h2 class="title" part="product-title">${title}</h2>${this.#price()}</div>
          </div>
          ${this.#wait === "loading" ? html`<p class="quiet">${say(words, "product.loading")}</p>` : null}
          ${this.#wait === "failed" ? this.#failure() : null}
          ${product ? this.#choices(product) : null}
          <div class="said">${this.#message()}</div>
          <a class="link" part="product-link" href="${url}">${say(words, "product.details")}</a>
        </div>`,
      ".details",
    );
  }

  #price() {
    const variant = this.#variant;
    const setup = this.#setup;
    if (!variant || !setup) return html`<p class="price" part="price">&nbsp;</p>`;
    const { words, moneyFormat } = setup;
    const was = variant.compare_at_price ?? 0;
    const now = formatShopMoney(variant.price, moneyFormat);
    return html`<p class="price" part="price">${
      was > variant.price
        ? html`<span class="unseen">${say(words, "price.sale")}</span><span>${now}</span> <span class="unseen">${say(words, "price.regular")}</span><s part="compare-at">${formatShopMoney(was, moneyFormat)}</s>`
        : now
    }${variant.available ? null : html` <span class="sold" part="sold-out">${say(words, "product.sold_out")}</span>`}</p>`;
  }

  #expandButton() {
    const words = this.#setup?.words ?? {};
    const label = this.#product?.available === false ? "product.look" : "product.choose";
    return html`<button type="button" class="primary" part="button choose" data-do="expand" data-key="expand" aria-expanded="${this.expanded}">${say(words, label)}</button>`;
  }

  #addButton(key: string) {
    const words = this.#setup?.words ?? {};
    const state = this.#adding;
    const label = !this.#variant?.available
      ? "product.sold_out"
      : state === "adding"
        ? "product.adding"
        : state === "added" && this.#outcome?.kind === "added"
          ? "product.added"
          : "product.add";
    // aria-disabled, not disabled: the button must keep the focus that pressed it.
    return html`<button type="button" class="primary" part="button add" data-do="add" data-key="${key}" aria-disabled="${state !== "no" || !this.#variant?.available}">${say(words, label)}</button>`;
  }

  #choices(product: StorefrontProduct) {
    const words = this.#setup?.words ?? {};
    const chosen = this.#variant?.options ?? [];
    return html`${
      hasOnlyDefaultVariant(product)
        ? null
        : optionStates(product, chosen).map(
            (option, position) =>
              html`<fieldset part="option"><legend>${option.name}: <span>${chosen[position]}</span></legend><div class="values">${option.values.map(
                (value) =>
                  html`<label class="value" part="option-value"><input type="radio" name="option-${position}" value="${value.value}" data-option="${position}" data-key="option-${position}-${value.value}" ${value.selected && "checked"} ${value.state !== "available" && "disabled"}><span>${value.value}${value.state === "available" ? null : html` <small>${say(words, value.state === "missing" ? "product.missing" : "product.sold_out")}</small>`}</span></label>`,
              )}</div></fieldset>`,
          )
    }
    <div class="buy">
      ${
        this.#variant?.available
          ? html`<div class="stepper" role="group" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="less" data-key="less" aria-label="${say(words, "product.less")}">${raw(MINUS)}</button>
        <input class="count" inputmode="numeric" value="${this.#quantity}" data-key="count" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="more" data-key="more" aria-label="${say(words, "product.more")}">${raw(PLUS)}</button>
      </div>`
          : null
      }
      ${this.#addButton("add")}
    </div>`;
  }

  #failure() {
    const words = this.#setup?.words ?? {};
    return html`<p class="note" role="alert">${say(words, "product.failed")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>`;
  }

  /** Under the bar on a phone, where the details are folded away. */
  #barMessage() {
    return this.#outcome || this.#wait === "failed"
      ? html`<div class="bar-said">${this.#wait === "failed" ? this.#failure() : this.#message()}</div>`
      : null;
  }

  #message() {
    const outcome = this.#outcome;
    const setup = this.#setup;
    if (!outcome || !setup) return null;
    const { words } = setup;
    const toCart = html`<a class="link" part="cart-link" data-do="cart" data-key="cart" href="${this.#cart.url}">${say(words, "cart.view")}</a>`;
    if (outcome.kind === "added")
      return html`<p class="note good" part="message">${say(words, "cart.added", { count: outcome.quantity })} ${toCart}</p>`;
    if (outcome.kind === "failed")
      return html`<p class="note" part="message">${say(words, "cart.failed")} ${toCart}</p>`;
    const holds = outcome.inCart > 0 ? say(words, "cart.holds", { count: outcome.inCart }) : null;
    return html`<p class="note" part="message">${outcome.reason || say(words, "cart.refused")} ${
      outcome.kind === "partly" ? say(words, "cart.partly", { count: outcome.quantity }) : null
    } ${holds} ${outcome.inCart > 0 ? toCart : null}</p>`;
  }
}

function picture(source: string | null, name: string, width: number) {
  if (!source) return html`<span class="${name} blank"></span>`;
  return html`<img class="${name}" src="${sized(source, width)}" alt="" loading="lazy">`;
}

/** Shopify's CDN scales by `width`; other hosts ignore it. */
function sized(source: string, width: number): string {
  if (source.startsWith("data:")) return source;
  return `${source}${source.includes("?") ? "&" : "?"}width=${width}`;
}
