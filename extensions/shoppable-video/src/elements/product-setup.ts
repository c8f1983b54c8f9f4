import type { FeedProduct } from "../../../../app/contract/feed.ts";
import type { Words } from "../core/words.ts";

/** A product as clip and card know it, before the theme's own data has come. */
export type ProductSeed = Pick<FeedProduct, "handle" | "title" | "image" | "variantId">;

export interface ProductSetup {
  words: Words;
  moneyFormat: string;
  /** `Shopify.routes.root`, ending with a slash. */
  root: string;
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
