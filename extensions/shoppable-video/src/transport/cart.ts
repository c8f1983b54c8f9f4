import { ThemeCart } from "./theme-cart.ts";

/** The cart's module: comes when a shopper reaches for the product card. */
export function themeCart(root: string): ThemeCart {
  return new ThemeCart(root);
}
