import { refusalReason } from "../core/cart-request.ts";

/** `{root}cart.js`, as a mini-cart shows it. Amounts are hundredths. */
export interface CartView {
  item_count: number;
  total_price: number;
  original_total_price: number;
  items: CartLine[];
}

export interface CartLine {
  key: string;
  product_title: string;
  variant_title: string | null;
  quantity: number;
  url: string;
  image: string | null;
  final_line_price: number;
  original_line_price: number;
  selling_plan_allocation?: { selling_plan: { name: string } };
}

/** The lines of the cart and what can be done to them. */
export class CartLines {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async read(): Promise<CartView> {
    const response = await fetch(`${this.#root}cart.js`, {
      headers: { accept: "application/json" },
    });
    if (!response.ok) throw new Error(`cart: ${response.status}`);
    return response.json() as Promise<CartView>;
  }

  /** The cart as it is then, and the shop's own sentence where it did less than asked. */
  async change(key: string, quantity: number): Promise<{ cart: CartView; reason: string | null }> {
    const response = await fetch(`${this.#root}cart/change.js`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ id: key, quantity }),
    });
    if (response.status >= 500) throw new Error(`cart/change: ${response.status}`);
    const answer: unknown = await response.json();
    return response.ok
      ? { cart: answer as CartView, reason: null }
      : { cart: await this.read(), reason: refusalReason(answer) };
  }
}
