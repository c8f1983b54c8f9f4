import type { Clock } from "../../kernel/clock.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { ShopFault } from "../shop/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { sameCode } from "./discounts.ts";
import type { DiscountsDoor } from "./index.server.ts";
import type { DiscountStore, ShopDiscounts } from "./ports.ts";

export interface DiscountsDoorPorts {
  discounts: DiscountStore;
  shopDiscounts: ShopDiscounts;
  enqueue(jobs: JobRequest[]): Promise<void>;
  clock: Clock;
}

export function createDiscountsDoor(ports: DiscountsDoorPorts, shop: ShopRef): DiscountsDoor {
  const { discounts, shopDiscounts, clock } = ports;
  const changed = (codes: string[]) => [
    { name: "catalog.discounts-changed", payload: { shopId: shop.id, codes } },
  ];
  return {
    async ask(code) {
      try {
        const card = await shopDiscounts.byCode(shop, code);
        const options = { only: false, at: clock.now() };
        await discounts.keep(shop.id, [code], card ? [card] : [], options, changed);
        return card;
      } catch (error) {
        if (error instanceof ShopFault) return "unreadable";
        throw error;
      }
    },
    known: async (codes) => (codes.length > 0 ? discounts.byCodes(shop.id, codes) : []),
    async watch(codes) {
      const asked = [...new Map(codes.map((code) => [sameCode(code), code])).values()];
      const found = [];
      for (const code of asked) found.push((await shopDiscounts.byCode(shop, code)) ?? []);
      const options = { only: true, at: clock.now() };
      await discounts.keep(shop.id, asked, found.flat(), options, changed);
    },
    recordChange: () =>
      ports.enqueue([
        { name: "catalog.watch-shop-codes", payload: { shopId: shop.id }, key: shop.id },
      ]),
  };
}
