import {
  addRequest,
  type CartOutcome,
  type CartState,
  type CartWish,
  judgeRefusal,
  quantityOf,
  refusalReason,
  updateCartPayload,
} from "../core/cart-request.ts";
import { shopify } from "./shopify.ts";
import { trusted } from "./trusted.ts";

/** `cart-notification` and `cart-drawer` of Dawn and the many themes made from it. */
interface DawnCart extends HTMLElement {
  getSectionsToRender(): { id?: string; section?: string }[];
  renderContents(answer: unknown): void;
  open?(trigger?: HTMLElement): void;
}

/** What `cart/add.js` and `cart/update.js` answer with, as far as it is read here. */
interface CartAnswer {
  sections?: Record<string, string | null>;
  discount_codes?: DiscountCode[];
}

interface DiscountCode {
  code: string;
  applicable: boolean;
}

/** Long enough for Dawn's own zero-length timer after renderContents. */
const DAWN_OPENS_WITHIN_MS = 300;
/** A shop that has not answered by now is treated as one that cannot be reached. */
const ANSWERS_WITHIN_MS = 20_000;
/** Dawn's cart link: all that is left of its cart where the merchant chose a cart page. */
const DAWN_BUBBLE = "cart-icon-bubble";

/**
 * How the theme shows its cart. action: it answers the standard action; drawer: Dawn's, opened in place;
 * page: Dawn with a notification or a cart page, which a link leads to; unknown: our own mini-cart.
 */
export type CartKind = "action" | "drawer" | "page" | "unknown";

/** The theme's cart, whatever the theme: puts a line in and refreshes what the theme shows of it. */
export class ThemeCart {
  readonly #root: string;
  #before: CartState | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  get url(): string {
    return `${this.#root}cart`;
  }

  /** Reads the cart ahead, so that a refusal can be told from a partial success. */
  async look(): Promise<void> {
    this.#before ??= await this.#read();
  }

  async add(wish: CartWish): Promise<CartOutcome> {
    try {
      const update = shopify().actions?.updateCart;
      // The default action reloads the page on themes it does not know. A theme's own may drop the plan,
      // and sell once, at another price, what was to come every month: the Ajax cart never does.
      const outcome =
        update && update.isDefault?.() === false && !wish.planId
          ? await this.#addByAction(wish, update)
          : await this.#addByRequest(wish);
      document.dispatchEvent(new CustomEvent("clipshelf:added", { detail: { ...wish, outcome } }));
      return outcome;
    } catch {
      // The request may have arrived all the same: what we knew of the cart is void.
      this.#before = null;
      return { kind: "failed" };
    }
  }

  /**
   * Puts a discount code beside those that the cart has. kept: the cart has it, and it takes nothing off
   * what is in it now. Throws when the cart does not answer as it should.
   */
  async takeCode(code: string): Promise<"applied" | "kept"> {
    const { discount_codes: codes = [] } = (await this.#read()) as CartState & CartAnswer;
    const others = codes.filter((one) => !sameCode(one.code, code)).map((one) => one.code);
    const { response, answer } = await this.#send("update", {
      discount: [code, ...others].join(","),
      sections: this.#sections(),
      sections_url: sectionsPath(),
    });
    const taken = answer.discount_codes?.find((one) => sameCode(one.code, code));
    if (!response.ok || !taken) throw new Error(`cart/update: ${response.status}`);
    this.#draw(answer);
    return taken.applicable ? "applied" : "kept";
  }

  /** The cart was changed elsewhere: what the theme shows of it is drawn anew. */
  async refresh(): Promise<void> {
    const header = headerSection();
    if (header) await fetchHeader(header).catch(() => {});
    this.#tellTheme();
    await this.#lookAgain();
  }

  get kind(): CartKind {
    if (shopify().actions?.openCart?.isDefault?.() === false) return "action";
    if (drawer()) return "drawer";
    return dawnCart() || dawnBubble() ? "page" : "unknown";
  }

  /** The theme can show its cart without leaving the page. */
  get opensInPlace(): boolean {
    return this.kind === "action" || this.kind === "drawer";
  }

  /** Shows the cart the theme's way, or goes to its page. */
  open(): void {
    const open = shopify().actions?.openCart;
    if (open?.isDefault?.() === false) open().catch(() => location.assign(this.url));
    else if (drawer()) {
      // Who asks for it right after an add must not wait for the theme's own timer.
      giveOpenBack();
      drawer()?.open?.();
    } else location.assign(this.url);
  }

  async #addByAction(
    wish: CartWish,
    update: NonNullable<NonNullable<ReturnType<typeof shopify>["actions"]>["updateCart"]>,
  ): Promise<CartOutcome> {
    const { userErrors = [], warnings = [] } = await update(updateCartPayload(wish));
    const [first] = [...userErrors, ...warnings];
    if (!first) return this.#added(wish);
    return this.#refused(wish, first.message);
  }

  async #addByRequest(wish: CartWish): Promise<CartOutcome> {
    const { response, answer } = await this.#send(
      "add",
      addRequest(wish, this.#sections(), sectionsPath()),
    );
    if (!response.ok) {
      const outcome = await this.#refused(wish, refusalReason(answer));
      if (outcome.kind === "partly") this.#tellTheme();
      return outcome;
    }
    this.#draw(answer);
    return this.#added(wish);
  }

  /** Sections to have drawn beside the answer. */
  #sections(): string[] {
    const dawn = dawnCart();
    if (dawn) return dawn.getSectionsToRender().flatMap(({ section, id }) => section ?? id ?? []);
    if (dawnBubble()) return [DAWN_BUBBLE];
    return [headerSection()?.id ?? []].flat();
  }

  #draw(answer: CartAnswer): void {
    const dawn = dawnCart();
    const header = dawn || dawnBubble() ? null : headerSection();
    if (dawn) renderQuietly(dawn, answer);
    else if (header) refreshHeader(header, answer.sections?.[header.id] ?? null);
    else drawBubble(answer.sections?.[DAWN_BUBBLE] ?? null);
    this.#tellTheme();
  }

  async #send(verb: "add" | "update", body: object) {
    const response = await fetch(`${this.#root}cart/${verb}.js`, {
      method: "POST",
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    });
    const answer = (await response.json().catch(() => null)) as CartAnswer | null;
    if (response.status >= 500 || !answer) throw new Error(`cart/${verb}: ${response.status}`);
    return { response, answer };
  }

  #added(wish: CartWish): CartOutcome {
    this.#lookAgain().catch(() => {});
    return { kind: "added", quantity: wish.quantity };
  }

  async #refused(wish: CartWish, reason: string): Promise<CartOutcome> {
    const before = this.#before && quantityOf(this.#before, wish.variantId);
    this.#before = await this.#read();
    this.#count(this.#before);
    return judgeRefusal(reason, before, quantityOf(this.#before, wish.variantId));
  }

  async #read(): Promise<CartState> {
    const response = await fetch(`${this.#root}cart.js`, {
      headers: { accept: "application/json" },
    });
    if (!response.ok) throw new Error(`cart: ${response.status}`);
    return response.json() as Promise<CartState>;
  }

  /** Themes listen for one of these to draw their cart anew. None is answered, so all are said. */
  #tellTheme(): void {
    for (const type of ["cart:refresh", "cart:updated", "cart:change"])
      document.documentElement.dispatchEvent(new CustomEvent(type, { bubbles: true }));
  }

  /** One look serves the theme's count and the next refusal. */
  async #lookAgain(): Promise<void> {
    this.#before = null;
    const cart = await this.#read();
    this.#before = cart;
    this.#count(cart);
  }

  /** Count bubbles in the markup of common themes, changed only where they hold a plain number. */
  #count(cart: CartState): void {
    const bubbles = document.querySelectorAll(
      "[data-cart-count], .cart-count-bubble [aria-hidden], .cart-count, .cart-link__bubble, #CartCount",
    );
    for (const bubble of bubbles)
      if (/^\s*\d*\s*$/.test(bubble.textContent ?? "")) {
        bubble.textContent = String(cart.item_count);
        bubble.toggleAttribute("hidden", cart.item_count === 0);
      }
  }
}

/** Shopify takes a code in any case, and gives it back in the one it was given in. */
function sameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function dawnCart(): DawnCart | null {
  const found = document.querySelector<DawnCart>("cart-notification, cart-drawer");
  return found && typeof found.renderContents === "function" && "getSectionsToRender" in found
    ? found
    : null;
}

function dawnBubble(): HTMLElement | null {
  return document.getElementById(DAWN_BUBBLE);
}

function drawBubble(html: string | null): void {
  const bubble = dawnBubble();
  const fresh = html && new DOMParser().parseFromString(trusted(html), "text/html");
  const section = fresh && (fresh.querySelector(".shopify-section") ?? fresh.body);
  if (bubble && section) bubble.replaceChildren(...section.childNodes);
}

/** Only a drawer can be opened by itself: a notification needs something that was just added. */
function drawer(): DawnCart | null {
  const cart = dawnCart();
  return cart?.localName === "cart-drawer" && cart.open ? cart : null;
}

let giveOpenBack = () => {};

/** Draws the theme's cart without opening it: it would open beneath the player and take the focus. */
function renderQuietly(cart: DawnCart, answer: unknown): void {
  cart.classList.remove("is-empty");
  giveOpenBack();
  const own = Object.getOwnPropertyDescriptor(cart, "open");
  const quiet = () => {};
  cart.open = quiet;
  const restore = () => {
    if (cart.open !== quiet) return;
    if (own) Object.defineProperty(cart, "open", own);
    else delete cart.open;
  };
  giveOpenBack = restore;
  try {
    cart.renderContents(answer);
  } catch {
    // A theme's own fault must not look like a failed purchase.
  }
  setTimeout(restore, DAWN_OPENS_WITHIN_MS);
}

interface HeaderSection {
  id: string;
  element: Element;
}

/** In a theme we do not know: the section that links to the cart in the page's head. */
function headerSection(): HeaderSection | null {
  for (const link of document.querySelectorAll('a[href$="/cart"]')) {
    const element = link.closest('[id^="shopify-section-"]');
    if (element) return { id: element.id.replace("shopify-section-", ""), element };
  }
  return null;
}

/** Where the theme draws its sections: here, unless this page is an app's answer within the theme. */
function sectionsPath(): string {
  const home = document.querySelector<HTMLElement>("clipshelf-placement[data-sections]");
  return home?.dataset.sections ?? location.pathname;
}

async function fetchHeader(header: HeaderSection): Promise<void> {
  const response = await fetch(`${sectionsPath()}?sections=${header.id}`);
  const sections = (await response.json()) as Record<string, string | null>;
  refreshHeader(header, sections[header.id] ?? null);
}

/** Takes over only what the cart links hold: menus and search keep their state. */
function refreshHeader(section: HeaderSection, html: string | null): void {
  if (!html) return;
  const fresh = new DOMParser().parseFromString(trusted(html), "text/html");
  const links = fresh.querySelectorAll('a[href$="/cart"]');
  section.element.querySelectorAll('a[href$="/cart"]').forEach((link, index) => {
    const replacement = links[index];
    if (replacement) link.replaceChildren(...replacement.childNodes);
  });
}
