import type { StorefrontProduct } from "../core/product-options.ts";

/** Product data in the shopper's market, from the theme's own `products/{handle}.js`, once a page. */
export class ProductClient {
  readonly #root: string;
  readonly #answers = new Map<string, Promise<StorefrontProduct>>();

  constructor(root: string) {
    this.#root = root;
  }

  get(handle: string): Promise<StorefrontProduct> {
    const known = this.#answers.get(handle);
    if (known) return known;
    const answer = fetch(`${this.#root}products/${encodeURIComponent(handle)}.js`, {
      headers: { accept: "application/json" },
    }).then((response) => {
      if (!response.ok) throw new Error(`${handle}: ${response.status}`);
      return response.json() as Promise<StorefrontProduct>;
    });
    this.#answers.set(handle, answer);
    answer.catch(() => this.#answers.delete(handle));
    return answer;
  }

  /** Stock may have changed: the next look asks again. */
  forget(handle: string): void {
    this.#answers.delete(handle);
  }
}
