import { formatShopMoney } from "../core/money.ts";
import { priceOf } from "../core/offers.ts";
import { hasOnlyDefaultVariant } from "../core/product-options.ts";
import { say } from "../core/words.ts";
import { CLOSE } from "./icons.ts";
import type { CardState, ProductSetup, Shop } from "./product-setup.ts";
import { html, type Markup, raw } from "./template.ts";

/** What the card is drawn from. */
export interface CardView {
  state: CardState;
  setup: ProductSetup;
  expanded: boolean;
  cartUrl: string;
}

/** The card: the bar under a clip, and the details that it opens into or that stand beside the clip. */
export function cardMarkup(view: CardView, shop: Shop | null): Markup {
  const { state, setup, expanded } = view;
  const { product, variant, wait, instead } = state;
  const seed = state.seeds[state.at];
  if (!seed) return html``;
  const { words } = setup;
  const image =
    variant?.featured_image?.src ??
    (instead ? null : seed.image) ??
    product?.featured_image ??
    null;
  const url = product?.url ?? `${setup.root}products/${seed.handle}`;
  const simple =
    product !== null &&
    hasOnlyDefaultVariant(product) &&
    !product.selling_plan_groups?.length &&
    !instead;
  const title = product?.title ?? seed.title;
  const said =
    wait === "failed"
      ? html`<p class="note" role="alert">${say(words, "product.failed")} <button type="button" class="link" data-do="again" data-key="again">${say(words, "retry")}</button></p>`
      : message(view);
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

function price({ state, setup }: CardView): Markup {
  const { variant, planId } = state;
  if (!variant) return html`<p class="price" part="price">&nbsp;</p>`;
  const { words, moneyFormat } = setup;
  const { now, was } = priceOf(variant, planId);
  const money = (amount: number) => formatShopMoney(amount, moneyFormat);
  return html`<p class="price" part="price">${
    was
      ? html`<span class="unseen">${say(words, "price.sale")}</span><span>${money(now)}</span> <span class="unseen">${say(words, "price.regular")}</span><s part="compare-at">${money(was)}</s>`
      : money(now)
  }${variant.available ? null : html` <span class="sold" part="sold-out">${say(words, "product.sold_out")}</span>`}</p>`;
}

function expandButton({ state, setup, expanded }: CardView): Markup {
  const label = state.product?.available === false ? "product.look" : "product.choose";
  return html`<button type="button" class="primary" part="button choose" data-do="expand" data-key="expand" aria-expanded="${String(expanded)}">${say(setup.words, label)}</button>`;
}

function addButton({ state, setup }: CardView, key: string): Markup {
  const { variant, adding, outcome } = state;
  const label = !variant?.available
    ? "product.sold_out"
    : adding === "adding"
      ? "product.adding"
      : adding === "added" && outcome?.kind === "added"
        ? "product.added"
        : "product.add";
  // aria-disabled, not disabled: the button must keep the focus that pressed it.
  return html`<button type="button" class="primary" part="button add" data-do="add" data-key="${key}" aria-disabled="${adding !== "no" || !variant?.available}">${say(setup.words, label)}</button>`;
}

/** What became of adding, in words, with a way on. */
function message({ state, setup, cartUrl }: CardView): Markup | null {
  const { words } = setup;
  const { outcome } = state;
  if (!outcome) return null;
  const toCart = html`<a class="link" part="cart-link" data-do="cart" data-key="cart" href="${cartUrl}">${say(words, "cart.view")}</a>`;
  if (outcome.kind === "added")
    return html`<p class="note good" part="message">${say(words, "cart.added", { count: outcome.quantity })} ${toCart}</p>`;
  if (outcome.kind === "unsent")
    return html`<p class="note" part="message">${say(words, "cart.unsent")}</p>`;
  if (outcome.kind === "failed")
    return html`<p class="note" part="message">${say(words, "cart.failed")} ${toCart}</p>`;
  const holds = outcome.inCart > 0 ? say(words, "cart.holds", { count: outcome.inCart }) : null;
  return html`<p class="note" part="message">${outcome.reason || say(words, "cart.refused")} ${
    outcome.kind === "partly" ? say(words, "cart.partly", { count: outcome.quantity }) : null
  } ${holds} ${outcome.inCart > 0 ? toCart : null}</p>`;
}

function picture(source: string | null, name: string, width: number): Markup {
  return source
    ? html`<img class="${name}" src="${sized(source, width)}" alt="" loading="lazy">`
    : html`<span class="${name} blank"></span>`;
}

/** Shopify's CDN scales by `width`; other hosts ignore it. */
function sized(source: string, width: number): string {
  if (source.startsWith("data:")) return source;
  return `${source}${source.includes("?") ? "&" : "?"}width=${width}`;
}
