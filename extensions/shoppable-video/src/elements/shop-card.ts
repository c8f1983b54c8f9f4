import { LINE_PROPERTY } from "../../../../app/contract/events.ts";
import { formatShopMoney } from "../core/money.ts";
import {
  allowedQuantity,
  buyNowPath,
  fewLeft,
  firstPlan,
  percentOff,
  planChoices,
  priceOf,
  unitPrice,
} from "../core/offers.ts";
import {
  chooseValue,
  hasOnlyDefaultVariant,
  optionStates,
  type StorefrontProduct,
  type StorefrontVariant,
  type ValueState,
} from "../core/product-options.ts";
import { hasRange, isOn } from "../core/tag-times.ts";
import { say } from "../core/words.ts";
import { similarTo } from "../transport/similar-products.ts";
import type { ThemeCart } from "../transport/theme-cart.ts";
import { wishlist } from "../transport/wishlist.ts";
import { CLOSE, HEART, MINUS, PLUS } from "./icons.ts";
import type { MiniCartModule, NotifyModule, ProductCard, Shop } from "./product-setup.ts";
import { html, type Markup, raw } from "./template.ts";

/** What the card can do beyond showing a price and adding: all of it redrawn by the card itself. */
export class ShopCard implements Shop {
  readonly #card: ProductCard;
  readonly #stock: Record<string, number>;
  readonly #data: DOMStringMap;
  /** What was found for a sold-out product, by its handle; null: nothing. */
  readonly #similar = new Map<string, StorefrontProduct | null>();
  readonly #listed = new Map<string, StorefrontProduct>();
  #asked = "";
  #savedNote = "";

  constructor(card: ProductCard) {
    this.#card = card;
    const block = card.setup.origin.closest<HTMLElement>("clipshelf-placement");
    this.#stock = readStock(block);
    this.#data = block?.dataset ?? {};
    if (this.#data.customer === undefined) wishlist.signedOut();
    else this.#syncSaved();
  }

  get #asksToBeTold(): boolean {
    return this.#data.soldOut === "notify";
  }

  arrived(): void {
    const { state } = this.#card;
    const { product, variant } = state;
    if (!product || !variant) return;
    state.planId = firstPlan(product, variant, state.planId);
    state.quantity = allowedQuantity(state.quantity, variant);
    this.#savedNote = "";
    const swaps = (this.#data.soldOut || "similar") === "similar";
    if (!product.available && !state.instead && swaps) this.#lookForSimilar(product);
  }

  /** The first time a sold-out product comes up, something like it takes its place. */
  async #lookForSimilar(product: StorefrontProduct): Promise<void> {
    const { setup, products, state } = this.#card;
    if (this.#similar.has(product.handle)) return;
    this.#similar.set(product.handle, null);
    const found = await similarTo(product, setup.root, products).catch(() => null);
    this.#similar.set(product.handle, found);
    if (found && state.product === product) this.#card.swap(found);
  }

  list(): Markup | null {
    const { state, setup } = this.#card;
    if (state.seeds.length < 2) return null;
    this.#priceList();
    const { words, moneyFormat } = setup;
    return html`<div class="others" role="group" aria-label="${say(words, "product.others")}" part="product-list">${state.seeds.map(
      (seed, index) => {
        const known = this.#listed.get(seed.handle);
        const variant = known?.variants.find(({ id }) => String(id) === seed.variantId);
        const cheapest = known && Math.min(...known.variants.map(({ price }) => price));
        const price = variant?.price ?? cheapest;
        const image = seed.image ?? known?.featured_image;
        return html`<button type="button" class="other" part="product-choice" data-do="product" data-at="${index}" data-key="product-${index}" aria-pressed="${String(index === state.at)}" ${this.#shownNow(index) && "data-now"}>
          ${image ? html`<img src="${image}${image.includes("?") ? "&" : "?"}width=112" alt="" loading="lazy">` : html`<span class="blank"></span>`}
          <span class="other-text"><span class="other-title">${known?.title ?? seed.title}</span>
          ${price === undefined ? null : html`<span>${formatShopMoney(price, moneyFormat)}</span>`}
          ${known?.available === false ? html`<small>${say(words, "product.sold_out")}</small>` : null}
          <small class="now">${say(words, "product.now")}</small></span></button>`;
      },
    )}</div>`;
  }

  /** Prices of the whole list, once somebody can see it. */
  #priceList(): void {
    const { state, products } = this.#card;
    const seen =
      this.#card.hasAttribute("data-expanded") || matchMedia("(min-width: 900px)").matches;
    const key = state.seeds.map(({ handle }) => handle).join(" ");
    if (!seen || this.#asked === key) return;
    this.#asked = key;
    const asked = state.seeds.map(async ({ handle }) => {
      this.#listed.set(handle, await products.get(handle));
    });
    Promise.allSettled(asked).then(() => this.#card.draw());
  }

  async openCart(cart: ThemeCart): Promise<void> {
    const { words, moneyFormat, root } = this.#card.setup;
    const onChange = () => {
      cart.refresh().catch(() => {});
    };
    try {
      const { openMiniCart } = await this.#card.bring<MiniCartModule>(this.#data.miniCart);
      const player = this.#card.getRootNode() as ShadowRoot;
      openMiniCart(player, { words, moneyFormat, root, onChange });
    } catch {
      location.assign(cart.url);
    }
  }

  mark(): void {
    for (const button of this.#card.querySelectorAll<HTMLElement>(".other"))
      button.toggleAttribute("data-now", this.#shownNow(Number(button.dataset.at)));
  }

  #shownNow(index: number): boolean {
    const { seeds, ms } = this.#card.state;
    const seed = seeds[index];
    return seed !== undefined && hasRange(seed) && isOn(seed, ms);
  }

  facts(): Markup | null {
    const { state, setup } = this.#card;
    const { variant, product, planId, instead } = state;
    if (!variant || !product) return null;
    const { words, moneyFormat } = setup;
    const off = percentOff(priceOf(variant, planId));
    const unit = unitPrice(variant, moneyFormat);
    const few = fewLeft(variant, this.#stock);
    const similar = this.#similar.get(product.handle);
    const lines = [
      off > 0
        ? html`<span class="off" part="discount">${say(words, "price.off", { percent: off })}</span>`
        : null,
      unit
        ? html`<span part="unit-price"><span class="unseen">${say(words, "price.unit")}</span>${unit}</span>`
        : null,
      few === null
        ? null
        : html`<span class="few" part="stock">${say(words, "product.few", { count: few })}</span>`,
    ].filter((line) => line !== null);
    return html`${lines.length > 0 ? html`<p class="facts">${lines}</p>` : null}${
      instead
        ? html`<p class="note swapped" part="swapped">${say(words, "product.instead", { title: instead.title })} <button type="button" class="link" data-do="original" data-key="original">${say(words, "product.original", { title: instead.title })}</button></p>`
        : similar
          ? html`<button type="button" class="link" data-do="similar" data-key="similar">${say(words, "product.similar", { title: similar.title })}</button>`
          : null
    }`;
  }

  choices(addButton: Markup): Markup {
    const { state, setup } = this.#card;
    const { product, variant } = state;
    if (!product) return addButton;
    const { words, moneyFormat } = setup;
    const chosen = variant?.options ?? [];
    const plans = variant ? planChoices(product, variant) : [];
    const options = hasOnlyDefaultVariant(product) ? [] : optionStates(product, chosen);
    return html`${options.map(
      (option, position) =>
        html`<fieldset part="option"><legend>${option.name}: <span>${chosen[position]}</span></legend><div class="values">${option.values.map(
          (value) =>
            html`<label class="value" part="option-value"><input type="radio" name="option-${position}" value="${value.value}" data-option="${position}" data-key="option-${position}-${value.value}" ${value.selected && "checked"} ${!this.#canChoose(value.state) && "disabled"}><span>${value.value}${value.state === "available" ? null : html` <small>${say(words, value.state === "missing" ? "product.missing" : "product.sold_out")}</small>`}</span></label>`,
        )}</div></fieldset>`,
    )}${
      plans.length > 0
        ? html`<fieldset part="plans"><legend>${say(words, "product.plans")}</legend><div class="plans">${plans.map(
            (plan) =>
              html`<label class="value" part="plan"><input type="radio" name="plan" value="${plan.id ?? ""}" data-plan data-key="plan-${plan.id}" ${plan.id === state.planId && "checked"}><span><b>${plan.name || say(words, "product.once")}</b><b>${formatShopMoney(plan.price, moneyFormat)}</b>${plan.description ? html`<small>${plan.description}</small>` : null}</span></label>`,
          )}</div></fieldset>`
        : null
    }
    <div class="buy">
      ${
        variant?.available
          ? html`<div class="stepper" role="group" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="less" data-key="less" aria-label="${say(words, "product.less")}">${raw(MINUS)}</button>
        <input class="count" inputmode="numeric" value="${state.quantity}" data-key="count" aria-label="${say(words, "product.quantity")}">
        <button type="button" class="icon" data-do="more" data-key="more" aria-label="${say(words, "product.more")}">${raw(PLUS)}</button>
      </div>`
          : null
      }
      ${addButton}
    </div>
    ${this.#rule(variant)}`;
  }

  /** What the shop asks of the quantity, before a shopper runs into it. */
  #rule(variant: StorefrontVariant | null): Markup | null {
    const { min = 1, max = null, increment = 1 } = variant?.quantity_rule ?? {};
    const { words } = this.#card.setup;
    const asks = [
      min > 1 && say(words, "product.rule_min", { count: min }),
      increment > 1 && say(words, "product.rule_step", { count: increment }),
      max !== null && say(words, "product.rule_max", { count: max }),
    ].filter(Boolean);
    return variant?.available && asks.length > 0
      ? html`<p class="quiet rule" part="quantity-rule">${asks.join(" · ")}</p>`
      : null;
  }

  /** A sold-out value is worth choosing where the shopper can ask to be told of it. */
  #canChoose(state: ValueState): boolean {
    return state === "available" || (state === "sold-out" && this.#asksToBeTold);
  }

  more(): Markup | null {
    const { state, setup } = this.#card;
    const { product, variant, quantity, planId } = state;
    if (!product || !variant) return null;
    const { words, root } = setup;
    const credit = setup.credit();
    const path =
      variant.available &&
      buyNowPath(String(variant.id), quantity, planId, credit ? [LINE_PROPERTY, credit] : null);
    const items = wishlist.items();
    const saved = items.some(({ handle }) => handle === product.handle);
    return html`<div class="more">
      ${path && html`<a class="second" part="button buy-now" data-do="now" data-key="now" href="${root}${path}">${say(words, "product.buy_now")}</a>`}
      ${
        !variant.available && this.#asksToBeTold
          ? html`<button type="button" class="second" part="button notify" data-do="notify" data-key="notify">${say(words, "product.notify")}</button>`
          : product.available
            ? null
            : html`<a class="second" part="button tell" href="${product.url}">${say(words, "product.tell")}</a>`
      }
      <button type="button" class="second heart" part="button save" data-do="save" data-key="save" aria-pressed="${String(saved)}">${raw(HEART)}${say(words, "product.save")}</button>
    </div>
    ${this.#savedNote ? html`<p class="quiet" role="status">${this.#savedNote}</p>` : null}
    ${
      items.length > 0
        ? html`<details class="saved" part="wishlist"><summary data-key="saved">${say(words, "product.saved", { count: items.length })}</summary><ul>${items.map(
            ({ handle, title }) =>
              html`<li><a class="link" href="${root}products/${handle}">${title}</a><button type="button" class="icon" data-do="unsave" data-handle="${handle}" data-key="unsave-${handle}" aria-label="${say(words, "product.unsave", { title })}">${raw(CLOSE)}</button></li>`,
          )}</ul></details>`
        : null
    }`;
  }

  react(deed: string, control: HTMLElement): void {
    const { state } = this.#card;
    const { product } = state;
    if (deed === "change" && control instanceof HTMLInputElement) this.#changed(control);
    else if (deed === "less") this.#setQuantity(-1);
    else if (deed === "more") this.#setQuantity(1);
    else if (deed === "original") this.#card.swap(null);
    else if (deed === "similar" && product)
      this.#card.swap(this.#similar.get(product.handle) ?? null);
    else if (deed === "save" && product) this.#save(product);
    else if (deed === "notify") this.#askToBeTold();
    else if (deed === "unsave") {
      wishlist.toggle({ handle: control.dataset.handle ?? "", title: "" });
      this.#syncSaved();
      this.#card.draw();
      this.#card.querySelector<HTMLElement>(".saved summary, .heart")?.focus();
    } else if (deed === "now" && state.variant) this.#boughtNow(control, String(state.variant.id));
  }

  /** Where somebody is signed in, what is saved is in their account too. */
  async #syncSaved(): Promise<void> {
    if (this.#data.customer === undefined) return;
    const reached = await wishlist.sync(this.#data.proxy ?? "");
    const { words } = this.#card.setup;
    this.#savedNote = reached ? "" : say(words, "product.saved_unsent");
    this.#card.draw();
  }

  async #askToBeTold(): Promise<void> {
    const card = this.#card;
    const { product, variant } = card.state;
    if (!product || !variant) return;
    const only = hasOnlyDefaultVariant(product);
    try {
      const { openNotify } = await card.bring<NotifyModule>(this.#data.notify);
      openNotify(card.getRootNode() as ShadowRoot, {
        words: card.setup.words,
        proxy: this.#data.proxy ?? "",
        title: only ? product.title : `${product.title}, ${variant.title}`,
        wish: {
          product: String(product.id),
          variant: String(variant.id),
          language: document.documentElement.lang,
        },
        onDone: (text) =>
          card.dispatchEvent(
            new CustomEvent("clipshelf:announce", { bubbles: true, detail: { text } }),
          ),
      });
    } catch {
      // Its file did not come: the product's own page may offer something.
      location.assign(product.url);
    }
  }

  #boughtNow(link: HTMLElement, variant: string): void {
    // A second tap while the checkout loads changes nothing for the shop; it must not count twice.
    if (link.dataset.gone) return;
    link.dataset.gone = "yes";
    const detail = { variant, quantity: this.#card.state.quantity };
    this.#card.dispatchEvent(new CustomEvent("clipshelf:add", { bubbles: true, detail }));
  }

  #save({ handle, title }: StorefrontProduct): void {
    const { words } = this.#card.setup;
    const open = this.#card.querySelector<HTMLDetailsElement>(".saved")?.open;
    const kept = wishlist.toggle({ handle, title });
    this.#savedNote = wishlist.has(handle) && !kept ? say(words, "product.saved_here") : "";
    this.#syncSaved();
    this.#card.draw();
    const list = this.#card.querySelector<HTMLDetailsElement>(".saved");
    if (list && open) list.open = true;
  }

  #changed(input: HTMLInputElement): void {
    const { state } = this.#card;
    const { product, variant } = state;
    if (!product || !variant) return;
    if (input.dataset.plan !== undefined) state.planId = input.value ? Number(input.value) : null;
    else if (input.dataset.option === undefined)
      state.quantity = allowedQuantity(Number(input.value), variant);
    else {
      const chosen = chooseValue(
        product,
        variant.options,
        Number(input.dataset.option),
        input.value,
      );
      state.variant = chosen;
      state.outcome = null;
      if (chosen) {
        state.planId = firstPlan(product, chosen, state.planId);
        state.quantity = allowedQuantity(state.quantity, chosen);
      }
    }
    this.#card.draw();
  }

  #setQuantity(direction: 1 | -1): void {
    const { state } = this.#card;
    if (!state.variant) return;
    const step = state.variant.quantity_rule?.increment ?? 1;
    state.quantity = allowedQuantity(state.quantity + direction * step, state.variant);
    this.#card.draw();
  }
}

/** `data-stock` of the block's clips: "variant:left" for each variant of which few are left. */
function readStock(block: HTMLElement | null): Record<string, number> {
  const clips = [...(block?.querySelectorAll<HTMLElement>("[data-stock]") ?? [])];
  const pairs = clips.flatMap(({ dataset }) => dataset.stock?.split(" ") ?? []);
  return Object.fromEntries(
    pairs.map((pair) => pair.split(":")).map(([id = "", left]) => [id, Number(left)]),
  );
}
