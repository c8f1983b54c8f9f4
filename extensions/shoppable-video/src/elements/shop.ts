import type { ProductCard, Shop } from "./product-setup.ts";
import text from "./shop.css";
import { ShopCard } from "./shop-card.ts";

export const styles: string = text;

export function openShop(card: ProductCard): Shop {
  return new ShopCard(card);
}
