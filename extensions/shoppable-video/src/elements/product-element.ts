import { firstVariant, type StorefrontProduct } from "../core/product-options.ts";
import { tagAt } from "../core/tag-times.ts";
import { ProductClient } from "../transport/product-client.ts";
import type { ThemeCart } from "../transport/theme-cart.ts";
import { cardMarkup } from "./product-markup.ts";
import type {
  CardState,
  CartModule,
  Hotspots,
  HotspotsModule,
  ProductSeed,
  ProductSetup,
  Shop,
  ShopModule,
} from "./product-setup.ts";
import type { ReelElement } from "./reel-element.ts";
import { render } from "./template.ts";

/** After a success the button stays shut this long: a double tap must not buy twice. */
const REST_MS = 1200;
/** Beside the clip the card is open at once: its choices come after the first picture, or after this. */
const SHOP_WAITS_MS = 2000;

/**
 * `<clipshelf-product>`: the card beside (or under) the clip. It shows what the clip sells in the
 * shopper's money and puts it in the cart. Choices, cart and hotspots are modules that come when they
 * are needed; the block's attributes say where from.
 * Says `clipshelf:product` when it was opened, `clipshelf:add` when something was added,
 * `clipshelf:cart` when the shopper wants to see the theme's cart and `clipshelf:announce` what a
 * screen reader should say.
 */
export class ProductElement extends HTMLElement {
  setup!: ProductSetup;
  products!: ProductClient;
  readonly state: CardState = {
    seeds: [],
    at: 0,
    ms: 0,
    product: null,
    variant: null,
    planId: null,
    wait: "loading",
    quantity: 1,
    adding: "no",
    outcome: null,
    instead: null,
  };
  #files: DOMStringMap = {};
  #cart: ThemeCart | null = null;
  #cartComes: Promise<ThemeCart> | null = null;
  #shop: Shop | null = null;
  #shopComes = false;
  #hotspots: Hotspots | null = null;
  #dressed = new Set<string>();
  #opened = new Set<string>();
  /** Which product the clip shows now. */
  #now = -1;
  /** The shopper has chosen: the card no longer follows the clip. */
  #held = false;

  setUp(setup: ProductSetup): void {
    this.setup = setup;
    this.products = new ProductClient(setup.root);
    this.#files = setup.origin.closest<HTMLElement>("clipshelf-placement")?.dataset ?? {};
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("change", (event) => this.#used(event.target, "change"));
    for (const type of ["pointerover", "pointerdown", "focusin"])
      this.addEventListener(type, () => this.#reachedFor(), { passive: true });
    this.getRootNode().addEventListener("clipshelf:time", (event) => {
      const { video } = (event.target as ReelElement).current ?? {};
      if (video) this.#follow(video.currentTime * 1000);
    });
    if (wide()) setTimeout(() => this.#bringShop(), SHOP_WAITS_MS);
  }

  /** Another clip, or the same one with more known: keeps the choice when the product stays. */
  show(seeds: ProductSeed[], clip: string): void {
    const { state } = this;
    const before = state.seeds;
    const sameClip = this.dataset.clip === clip;
    state.seeds = seeds;
    this.dataset.clip = clip;
    this.hidden = seeds.length === 0;
    if (seeds !== before && seeds.some(({ x }) => (x ?? null) !== null)) this.#bringHotspots();
    this.#hotspots?.show(seeds, clip);
    if (sameClip && before[state.at]?.handle === seeds[state.at]?.handle) {
      if (before.length !== seeds.length) this.draw();
      return;
    }
    if (!sameClip) this.#opened.clear();
    this.#held = false;
    this.#now = -1;
    this.collapse();
    this.pick(Math.max(0, tagAt(seeds, 0)));
  }

  /** The theme's cart: the player leaves the screen to it when it is opened in place. */
  get cart(): { url: string; opensInPlace: boolean; open(): void } {
    const url = `${this.setup.root}cart`;
    return this.#cart ?? { url, opensInPlace: false, open: () => location.assign(url) };
  }

  get expanded(): boolean {
    return this.hasAttribute("data-expanded");
  }

  collapse(): void {
    this.removeAttribute("data-expanded");
    this.querySelector<HTMLElement>("[data-do=expand]")?.setAttribute("aria-expanded", "false");
  }

  #expand(): void {
    this.#bringShop();
    this.setAttribute("data-expanded", "");
    this.querySelector<HTMLElement>("[data-do=expand]")?.setAttribute("aria-expanded", "true");
    this.#tellOpened();
    this.querySelector<HTMLElement>(wide() ? ".title" : "[data-do=collapse]")?.focus();
  }

  #tellOpened(): void {
    const { product } = this.state;
    if (!product || this.#opened.has(product.handle)) return;
    this.#opened.add(product.handle);
    this.#say("clipshelf:product", { product: String(product.id) });
  }

  /** The clip plays: the card shows what the clip shows, until the shopper has chosen for herself. */
  #follow(ms: number): void {
    if (wide()) this.#bringShop();
    this.#hotspots?.move(ms);
    this.state.ms = ms;
    this.#shop?.mark();
    const now = tagAt(this.state.seeds, ms);
    if (now === this.#now) return;
    this.#now = now;
    if (now >= 0 && now !== this.state.at && !this.#held) this.pick(now);
  }

  async pick(at: number): Promise<void> {
    const { state, setup } = this;
    const seed = state.seeds[at];
    Object.assign(state, { at, product: null, variant: null, wait: "loading", outcome: null });
    Object.assign(state, { quantity: 1, planId: null, instead: null });
    if (!setup || !seed) return;
    this.draw();
    const clip = this.dataset.clip;
    const moved = () => this.dataset.clip !== clip || state.at !== at;
    try {
      const product = await this.products.get(seed.handle);
      if (moved()) return;
      this.#put(product, seed.variantId);
      if (!product.available) this.#bringShop();
    } catch {
      if (moved()) return;
      state.wait = "failed";
      this.draw();
    }
  }

  swap(product: StorefrontProduct | null): void {
    const { state } = this;
    const tagged = state.instead ?? state.product;
    if (!tagged) return;
    state.instead = product && tagged;
    state.outcome = null;
    this.#put(product ?? tagged, product ? null : (state.seeds[state.at]?.variantId ?? null));
  }

  #put(product: StorefrontProduct, variantId: string | null): void {
    Object.assign(this.state, {
      product,
      variant: firstVariant(product, variantId),
      wait: "ready",
    });
    this.#shop?.arrived();
    this.draw();
  }

  /** A tap is near: the cart's code comes, and the cart is read so that a refusal can be understood. */
  #reachedFor(): void {
    this.#bringCart()
      .then((cart) => cart.look())
      .catch(() => {});
    this.#bringShop();
  }

  #bringCart(): Promise<ThemeCart> {
    this.#cartComes ??= (import(this.#files.cart ?? "") as Promise<CartModule>).then((module) => {
      this.#cart = module.themeCart(this.setup.root);
      return this.#cart;
    });
    this.#cartComes.catch(() => {
      this.#cartComes = null;
    });
    return this.#cartComes;
  }

  /** A module of the block's, with its styles. */
  async bring<T extends { styles: string }>(file: string | undefined): Promise<T> {
    const module = (await import(file ?? "")) as T;
    this.#dress(module.styles);
    return module;
  }

  async #bringShop(): Promise<void> {
    if (this.#shopComes) return;
    this.#shopComes = true;
    try {
      const { openShop } = await this.bring<ShopModule>(this.#files.shop);
      this.#shop = openShop(this);
      if (this.state.product) this.#shop.arrived();
      this.draw();
    } catch {
      // The link to the product's page stands in; the next reach asks again.
      this.#shopComes = false;
    }
  }

  async #bringHotspots(): Promise<void> {
    if (this.#hotspots || !this.#files.hotspots) return;
    try {
      const { openHotspots } = await this.bring<HotspotsModule>(this.#files.hotspots);
      if (this.#hotspots) return;
      this.#hotspots = openHotspots(this.#root, this.setup.words, this.products, (at) => {
        this.#choose(at);
        this.#expand();
      });
      this.#hotspots.show(this.state.seeds, this.dataset.clip ?? "");
    } catch {
      // The card lists the same products.
    }
  }

  get #root(): ShadowRoot {
    return this.getRootNode() as ShadowRoot;
  }

  #dress(styles: string): void {
    if (this.#dressed.has(styles)) return;
    this.#dressed.add(styles);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, sheet];
  }

  #choose(at: number): void {
    this.#held = true;
    if (at !== this.state.at) this.pick(at);
  }

  #clicked(event: Event): void {
    const control = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    const deed = control?.getAttribute("data-do");
    if (!deed || !(control instanceof HTMLElement)) return;
    if (deed === "expand") this.#expand();
    else if (deed === "collapse") {
      this.collapse();
      this.querySelector<HTMLElement>("[data-do=expand]")?.focus();
    } else if (deed === "again") this.pick(this.state.at);
    else if (deed === "product") this.#choose(Number(control.dataset.at));
    else if (deed === "add") this.#add();
    else if (deed === "cart") {
      event.preventDefault();
      this.#openCart();
    } else this.#used(control, deed);
    if (deed !== "expand" && deed !== "collapse") this.#tellOpened();
  }

  #used(control: EventTarget | null, deed: string): void {
    if (!(control instanceof HTMLElement)) return;
    this.#held = true;
    this.#tellOpened();
    this.#shop?.react(deed, control);
  }

  /** A theme that shows no cart in place is given ours; without that the player leads to the cart page. */
  #openCart(): void {
    if (this.#cart?.kind === "unknown" && this.#shop) this.#shop.openCart(this.#cart);
    else this.#say("clipshelf:cart", {});
  }

  async #add(): Promise<void> {
    const { state, setup } = this;
    const { variant, quantity, planId, product } = state;
    if (!variant?.available || state.adding !== "no") return;
    this.#held = true;
    Object.assign(state, { adding: "adding", outcome: null });
    this.draw();
    const outcome = await this.#bringCart().then(
      (cart) =>
        cart.add({ variantId: String(variant.id), quantity, planId, credit: setup.credit() }),
      () => ({ kind: "unsent" }) as const,
    );
    state.outcome = outcome;
    const got = outcome.kind === "added" || outcome.kind === "partly" ? outcome.quantity : 0;
    if (got > 0) this.#say("clipshelf:add", { variant: String(variant.id), quantity: got });
    if (outcome.kind !== "added") this.products.forget(product?.handle ?? "");
    state.adding = "added";
    this.draw();
    // A live region that is drawn anew with its text is not read out: the player has a lasting one.
    this.#say("clipshelf:announce", { text: this.querySelector(".note")?.textContent ?? "" });
    setTimeout(
      () => {
        state.adding = "no";
        this.draw();
      },
      outcome.kind === "added" ? REST_MS : 400,
    );
  }

  #say(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  draw(): void {
    const { state, setup, expanded } = this;
    if (!setup || !state.seeds[state.at]) return;
    const view = { state, setup, expanded, cartUrl: this.cart.url };
    render(this, cardMarkup(view, this.#shop), ".details");
  }
}

/** The card stands beside the clip and is always open. */
function wide(): boolean {
  return matchMedia("(min-width: 900px)").matches;
}
