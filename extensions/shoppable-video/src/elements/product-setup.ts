import type { FeedProduct } from "../../../../app/contract/feed.ts";
import type { NotifyWish } from "../../../../app/contract/wishes.ts";
import type { CartOutcome } from "../core/cart-request.ts";
import type { StorefrontProduct, StorefrontVariant } from "../core/product-options.ts";
import type { Words } from "../core/words.ts";
import type { ProductClient } from "../transport/product-client.ts";
import type { ThemeCart } from "../transport/theme-cart.ts";
import type { Markup } from "./template.ts";

/** A product as clip and card know it, before the theme's own data has come. */
export type ProductSeed = Pick<FeedProduct, "handle" | "title" | "image" | "variantId"> &
  Partial<Pick<FeedProduct, "from" | "to" | "x" | "y">>;

export interface ProductSetup {
  words: Words;
  moneyFormat: string;
  /** `Shopify.routes.root`, ending with a slash. */
  root: string;
  /** Something of the block that was tapped: its placement's attributes name the modules that follow. */
  origin: Element;
  /** Value of the line property for what is bought here. */
  credit(): string | null;
}

/** What the player sees of `<clipshelf-product>`, whose code comes in a file of its own. */
export interface ProductPanel extends HTMLElement {
  setUp(setup: ProductSetup): void;
  show(seeds: ProductSeed[], clip: string): void;
  readonly expanded: boolean;
  collapse(): void;
  readonly cart: { readonly url: string; readonly opensInPlace: boolean; open(): void };
}

/** What the card shows just now. The shop module reads and changes it, then asks for `draw`. */
export interface CardState {
  seeds: ProductSeed[];
  /** Which of them is on the card. */
  at: number;
  /** Milliseconds into the clip. */
  ms: number;
  product: StorefrontProduct | null;
  variant: StorefrontVariant | null;
  planId: number | null;
  wait: "loading" | "ready" | "failed";
  quantity: number;
  adding: "no" | "adding" | "added";
  outcome: CartOutcome | null;
  /** The sold-out product in whose place the card shows a similar one. */
  instead: StorefrontProduct | null;
}

/** The card as the shop module sees it. */
export interface ProductCard extends HTMLElement {
  readonly setup: ProductSetup;
  readonly state: CardState;
  readonly products: ProductClient;
  draw(): void;
  /** Opens a module in the player, with its styles; rejects where it does not come. */
  bring<T extends { styles: string }>(file: string | undefined): Promise<T>;
  pick(at: number): Promise<void>;
  /** Puts another product on the card in place of the tagged one; null goes back to that. */
  swap(product: StorefrontProduct | null): void;
}

/** `clipshelf-shop.js`: all of the card that a first picture does not need. */
export interface ShopModule {
  styles: string;
  openShop(card: ProductCard): Shop;
}

export interface Shop {
  /** The other products of the clip. */
  list(): Markup | null;
  /** Under the price: discount, unit price, stock, whose place it takes. */
  facts(): Markup | null;
  /** Options, selling plans, quantity; around the button that adds. */
  choices(addButton: Markup): Markup;
  /** Under the button: buy now, wishlist. */
  more(): Markup | null;
  /** A control of the shop's was used. */
  react(deed: string, control: HTMLElement): void;
  /** Another product has come onto the card. */
  arrived(): void;
  /** The clip has gone on: marks what it shows now, without drawing anew what a shopper may be typing in. */
  mark(): void;
  /** Opens our own cart over the player; the theme's cart page where it does not come. */
  openCart(cart: ThemeCart): Promise<void>;
}

/** `clipshelf-cart.js`. */
export interface CartModule {
  themeCart(root: string): ThemeCart;
}

/** `clipshelf-hotspots.js`. */
export interface HotspotsModule {
  styles: string;
  openHotspots(
    root: ShadowRoot,
    words: Words,
    products: Pick<ProductClient, "get">,
    pick: (at: number) => void,
  ): Hotspots;
}

export interface Hotspots {
  show(seeds: readonly ProductSeed[], clip: string): void;
  /** Milliseconds into the clip. */
  move(ms: number): void;
}

/** `clipshelf-notify.js`. */
export interface NotifyModule {
  styles: string;
  openNotify(root: ShadowRoot, options: NotifyOptions): void;
}

export interface NotifyOptions {
  words: Words;
  /** Of the app proxy. */
  proxy: string;
  /** Product and variant, as the shopper reads them. */
  title: string;
  wish: Pick<NotifyWish, "product" | "variant" | "language">;
  /** It has been kept: `said` is for those who do not see it. */
  onDone(said: string): void;
}

/** `clipshelf-mini-cart.js`. */
export interface MiniCartModule {
  styles: string;
  openMiniCart(root: ShadowRoot, options: MiniCartOptions): void;
}

export interface MiniCartOptions {
  words: Words;
  moneyFormat: string;
  root: string;
  /** The cart was changed here: the theme's count is drawn anew. */
  onChange(): void;
}
