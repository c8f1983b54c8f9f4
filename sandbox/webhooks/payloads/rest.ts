import type { MoneySet } from "../../world/order-money.ts";

/** Shopify's REST spelling of an amount in two currencies. */
export function restSet(set: MoneySet) {
  return {
    shop_money: { amount: set.shop.amount, currency_code: set.shop.currency },
    presentment_money: { amount: set.presentment.amount, currency_code: set.presentment.currency },
  };
}

/** A time with the shop's offset and without fractions: `2026-11-22T09:00:00-05:00`. */
export function restTime(iso: string, timeZone: string): string {
  const at = new Date(iso);
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "longOffset",
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const offset = parts.timeZoneName?.replace("GMT", "") || "+00:00";
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${offset}`;
}
