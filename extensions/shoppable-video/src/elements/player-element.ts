import { lineProperty } from "../../../../app/contract/events.ts";
import { say } from "../core/words.ts";
import { prefersStill } from "../transport/network.ts";
import { addLayer, clearLayers } from "./back-steps.ts";
import { CLOSE, DOWN, SOUND_OFF, SOUND_ON, UP } from "./icons.ts";
import styles from "./player.css";
import type { PlayerExtra, PlayerHost, PlayerOptions } from "./player-options.ts";
import productStyles from "./product.css";
import type { ProductPanel, ProductSeed } from "./product-setup.ts";
import type { ReelElement } from "./reel-element.ts";
import { html, raw } from "./template.ts";
import { ownLook, themeColours } from "./theme-colours.ts";

const GROW_MS = 240;
/** Without a picture the rest comes after this long. */
const EXTRAS_MS = 3000;

/**
 * `<clipshelf-player>`: the full-screen player, over the page in the browser's own modal layer, which
 * makes the page inert, keeps the focus inside and brings Escape. Its inside is styled by `::part`.
 */
export class PlayerElement extends HTMLElement implements PlayerHost {
  declare readonly shadowRoot: ShadowRoot;
  options!: PlayerOptions;
  dialog!: HTMLDialogElement;
  reel!: ReelElement;
  #product: ProductPanel | null = null;
  #listening = new AbortController();
  #extrasTimer = 0;
  #muted = true;
  #closing = false;
  #opened = false;
  #pageOverflow = "";

  open(options: PlayerOptions): void {
    this.options = options;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles + productStyles);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = this.#markup(options);
    this.dialog = this.#part("dialog") as HTMLDialogElement;
    this.reel = this.#part("clipshelf-reel") as ReelElement;
    for (const [name, value] of Object.entries({ ...themeColours(), ...ownLook(options.origin) }))
      this.style.setProperty(name, value);
    document.body.append(this);

    this.#listen(root);
    this.reel.setUp(options);
    this.dialog.showModal();
    this.#holdPage(true);
    this.reel.start(options.index);
    this.#grow(false);
    this.#opened = true;
    addLayer(() => this.close());
    this.#bringProduct(options);
    options.collector.record({
      kind: "open",
      placement: options.placement,
      video: options.clips[options.index]?.id ?? "",
    });
  }

  /** Closes and gives everything back: focus, history, scrolling. Safe to call twice. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    this.reel.stop();
    clearTimeout(this.#extrasTimer);
    this.#listening.abort();
    clearLayers();
    if (this.isConnected) await this.#grow(true);
    this.dialog.close();
    this.#holdPage(false);
    this.remove();
    const { origin } = this.options;
    if (origin.isConnected) origin.focus({ preventScroll: true });
  }

  get signal(): AbortSignal {
    return this.#listening.signal;
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.reel.muted = muted;
    const button = this.#part<HTMLButtonElement>(".sound");
    if (button) {
      button.innerHTML = raw(muted ? SOUND_OFF : SOUND_ON).text;
      button.ariaPressed = String(!muted);
    }
    this.reel.dispatchEvent(new CustomEvent("clipshelf:sound", { bubbles: true }));
  }

  get small(): boolean {
    return this.hasAttribute("data-small");
  }

  set small(small: boolean) {
    this.toggleAttribute("data-small", small);
    // A modal dialog becomes an ordinary one, or the other way round, only by being opened anew.
    this.dialog.close();
    if (small) {
      clearLayers();
      this.dialog.show();
    } else {
      this.dialog.showModal();
      addLayer(() => this.close());
    }
    this.#holdPage(!small);
  }

  cover(remove: () => void): () => void {
    return addLayer(remove);
  }

  announce(text: string): void {
    const region = this.#part("[role=status]");
    if (region) region.textContent = text;
  }

  /** The shelf under the clip has a file of its own: the picture does not wait for it. */
  async #bringProduct(options: PlayerOptions): Promise<void> {
    try {
      await import(options.data.product ?? "");
    } catch {
      // The link that stands in its place leads to the product.
      return;
    }
    const panel = this.#part<ProductPanel>("clipshelf-product");
    if (!panel || this.#closing) return;
    panel.replaceChildren();
    panel.setUp({
      words: options.words,
      moneyFormat: options.data.money ?? "",
      root: options.root,
      origin: options.origin,
      credit: () => this.#credit(),
    });
    this.#product = panel;
    this.#showProduct();
  }

  /** What a first picture does not need. A module that does not come is done without. */
  #bringExtras(): void {
    clearTimeout(this.#extrasTimer);
    for (const url of this.options.data.extras?.split(/\s+/) ?? [])
      if (url)
        import(url).then(
          (extra: PlayerExtra) => this.#closing || extra.join(this),
          () => {},
        );
  }

  #credit(): string | null {
    const video = this.reel.current?.seed.id;
    const { placement, collector } = this.options;
    return video && placement ? lineProperty(video, placement, collector.session) : null;
  }

  #listen(root: ShadowRoot): void {
    const { signal } = this;
    const on = (type: string, react: (event: Event) => void) =>
      root.addEventListener(type, react, { signal });
    on("clipshelf:slide", () => this.#slideChanged());
    on("clipshelf:detail", () => this.#showProduct());
    on("clipshelf:refused", () => {
      this.muted = true;
    });
    on("clipshelf:announce", (event) => this.announce(detailOf<{ text: string }>(event).text));
    on("clipshelf:product", (event) =>
      this.#record("product", 0, detailOf<{ product: string }>(event).product),
    );
    on("clipshelf:add", (event) => {
      const { quantity, variant } = detailOf<{ quantity: number; variant: string }>(event);
      this.#record("add", quantity, variant);
    });
    on("clipshelf:cart", () => this.#openCart());
    on("click", (event) => this.#clicked(event));
    root.addEventListener("playing", () => this.#bringExtras(), {
      capture: true,
      once: true,
      signal,
    });
    this.#extrasTimer = window.setTimeout(() => this.#bringExtras(), EXTRAS_MS);
    const { dialog } = this;
    dialog.addEventListener(
      "cancel",
      (event) => {
        event.preventDefault();
        if (this.#product?.expanded && this.#sheet) this.#product.collapse();
        else this.close();
      },
      { signal },
    );
    dialog.addEventListener("close", () => dialog.open || this.close(), { signal });
    dialog.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("visibilitychange", () => this.reel.rest(document.hidden), {
      signal,
    });
  }

  /** On a phone the product is a sheet over the clip. */
  get #sheet(): boolean {
    return !matchMedia("(min-width: 900px)").matches;
  }

  #clicked(event: Event): void {
    const control = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    const deed = control?.getAttribute("data-do");
    if (deed === "close") this.close();
    else if (deed === "sound") this.#toggleSound();
    else if (deed === "back") this.reel.go(-1);
    else if (deed === "on") this.reel.go(1);
  }

  #key(event: KeyboardEvent): void {
    const { key, target } = event;
    // Inside the product the keys belong to its fields; on the slider arrows move the slider.
    if (target instanceof Element && target.closest("clipshelf-product, input, textarea")) return;
    const { reel } = this;
    const time = reel.current?.video?.currentTime ?? 0;
    const deeds: Record<string, () => void> = {
      ArrowDown: () => reel.go(1),
      ArrowUp: () => reel.go(-1),
      PageDown: () => reel.go(1),
      PageUp: () => reel.go(-1),
      ArrowRight: () => reel.seek(time + 5),
      ArrowLeft: () => reel.seek(time - 5),
      m: () => this.#toggleSound(),
      k: () => reel.toggle(),
      ...(target instanceof HTMLButtonElement ? {} : { " ": () => reel.toggle() }),
    };
    const deed = deeds[key] ?? deeds[key.toLowerCase()];
    if (!deed || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    deed();
  }

  #toggleSound(): void {
    if (!this.#part<HTMLButtonElement>(".sound")?.hidden) this.muted = !this.muted;
  }

  #slideChanged(): void {
    const { reel } = this;
    if (!reel.current) return;
    const { seed } = reel.current;
    const title = this.#part(".clip-title");
    if (title) title.textContent = seed.title;
    this.style.setProperty("--ratio", String(seed.width / seed.height));
    const [back, on] = [
      this.#part<HTMLButtonElement>(".back"),
      this.#part<HTMLButtonElement>(".on"),
    ];
    if (back) back.ariaDisabled = String(reel.at === 0);
    if (on) on.ariaDisabled = String(reel.at === reel.count - 1);
    this.#showProduct();
    if (this.#opened) this.announce(seed.title);
  }

  #showProduct(): void {
    const current = this.reel.current;
    if (!current) return;
    const { detail, seed } = current;
    const known: ProductSeed[] = seed.product ? [{ ...seed.product, variantId: null }] : [];
    const products: ProductSeed[] = detail ? detail.products : known;
    this.toggleAttribute("data-bare", products.length === 0);
    if (this.#product) this.#product.show(products, seed.id);
    else this.#standIn(products[0]);
    const sound = this.#part<HTMLButtonElement>(".sound");
    if (sound) sound.hidden = detail?.hasAudio === false;
  }

  #standIn(product: ProductSeed | undefined): void {
    const panel = this.#part<HTMLElement>("clipshelf-product");
    const { root } = this.options;
    if (!panel) return;
    panel.hidden = !product;
    panel.innerHTML =
      html`${product && html`<a class="link" href="${root}products/${product.handle}">${product.title}</a>`}`.text;
  }

  #openCart(): void {
    const cart = this.#product?.cart;
    if (!cart) return;
    if (cart.opensInPlace) this.close().then(() => cart.open());
    else location.assign(cart.url);
  }

  #record(kind: "product" | "add", value: number, variant: string): void {
    const video = this.reel.current?.seed.id;
    const { collector, placement } = this.options;
    if (video) collector.record({ kind, placement, video, value, variant });
  }

  /** Grows out of the poster that was tapped, or shrinks back into it. */
  async #grow(back: boolean): Promise<void> {
    const from = this.options.origin.getBoundingClientRect();
    const stage = this.#part<HTMLElement>(".stage");
    const seen = from.width > 0 && from.bottom > 0 && from.top < innerHeight;
    if (!stage || prefersStill() || !stage.animate) return;
    const to = stage.getBoundingClientRect();
    const small =
      seen && to.width > 0
        ? {
            transform: `translate(${from.left + from.width / 2 - to.left - to.width / 2}px, ${
              from.top + from.height / 2 - to.top - to.height / 2
            }px) scale(${from.width / to.width}, ${from.height / to.height})`,
            opacity: 0.3,
          }
        : { transform: "scale(.96)", opacity: 0 };
    const timing = {
      duration: back ? GROW_MS * 0.7 : GROW_MS,
      easing: "cubic-bezier(.2, 0, 0, 1)",
    };
    const steps = [small, { transform: "none", opacity: 1 }];
    this.dialog.animate([{ backgroundColor: "transparent" }, {}], {
      ...timing,
      direction: back ? "reverse" : "normal",
    });
    await stage.animate(back ? steps.reverse() : steps, timing).finished.catch(() => {});
  }

  /** The page behind stands still. Where scrollbars take room, hiding them would move it: leave them. */
  #holdPage(hold: boolean): void {
    const { style, clientWidth } = document.documentElement;
    if (hold) {
      this.#pageOverflow = style.overflow;
      if (clientWidth === innerWidth) style.overflow = "hidden";
    } else style.overflow = this.#pageOverflow;
  }

  #part<T extends Element = Element>(selector: string): T | null {
    return this.shadowRoot.querySelector<T>(selector);
  }

  #markup({ words, clips }: PlayerOptions): string {
    const several = clips.length > 1;
    return html`<dialog part="dialog" aria-label="${say(words, "player.title")}">
      <div class="stage" part="stage">
        <clipshelf-reel part="reel" role="group" tabindex="0" aria-label="${say(words, "player.title")}"></clipshelf-reel>
        <div class="top" part="controls">
          <button type="button" class="icon close" part="button close" data-do="close" aria-label="${say(words, "player.close")}" autofocus>${raw(CLOSE)}</button>
          <div class="tools"><button type="button" class="icon sound" part="button sound" data-do="sound" aria-label="${say(words, "player.sound")}" aria-pressed="false">${raw(SOUND_OFF)}</button></div>
        </div>
        ${
          several
            ? html`<div class="steps" part="controls">
          <button type="button" class="icon back" part="button previous" data-do="back" aria-label="${say(words, "player.previous")}">${raw(UP)}</button>
          <button type="button" class="icon on" part="button next" data-do="on" aria-label="${say(words, "player.next")}">${raw(DOWN)}</button>
        </div>`
            : null
        }
        <div class="foot">
          <p class="clip-title" part="title"></p>
        </div>
      </div>
      <clipshelf-product part="product"></clipshelf-product>
      <div role="status" class="unseen"></div>
    </dialog>`.text;
  }
}

function detailOf<T>(event: Event): T {
  return (event as CustomEvent<T>).detail;
}
