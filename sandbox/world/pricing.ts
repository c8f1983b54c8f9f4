import type { Market } from "./types.ts";

/** Digits after the point of a currency: ISO 4217's minor unit. */
export function currencyDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/** A decimal string of the shop's currency in the market's, rounded to that currency's minor unit. */
export function marketPrice(price: string, market: Pick<Market, "rate" | "currency">): string {
  return convertPrice(price, market.rate, market.currency);
}

/** Converts by `rate` and rounds half up to the minor unit of `currency`. */
export function convertPrice(price: string, rate: number, currency: string): string {
  const unit = 10 ** currencyDigits(currency);
  const minor = Math.round(Number(price) * rate * unit + 1e-6);
  return (minor / unit).toFixed(currencyDigits(currency));
}

/** Exact arithmetic on decimal strings of two places, Shopify's spelling of shop money. */
export function toCents(price: string): number {
  return Math.round(Number(price) * 100);
}

export function fromCents(cents: number): string {
  return (cents / 100).toFixed(2);
}
