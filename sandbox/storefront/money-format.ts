import { currencyDigits } from "../world/pricing.ts";
import { symbolOf } from "./drops/cart.ts";

/** Thousands and decimal separators of Shopify's amount placeholders. */
export const MONEY_FORMATS: Record<string, [thousands: string, decimal: string]> = {
  amount: [",", "."],
  amount_no_decimals: [",", ""],
  amount_with_comma_separator: [".", ","],
  amount_no_decimals_with_comma_separator: [".", ""],
  amount_with_apostrophe_separator: ["'", "."],
  amount_no_decimals_with_space_separator: [" ", ""],
  amount_with_space_separator: [" ", ","],
  amount_with_period_and_space_separator: [" ", "."],
};

const BY_CURRENCY: Record<string, string> = {
  EUR: "€{{amount_with_comma_separator}}",
  CHF: "CHF {{amount_with_apostrophe_separator}}",
  SEK: "{{amount_with_comma_separator}} kr",
  DKK: "{{amount_with_comma_separator}} kr.",
};

/** A shop's money formats in a currency: for prices, and with the currency's code. */
export function moneyFormat(currency: string): { plain: string; full: string } {
  const amount = currencyDigits(currency) === 0 ? "{{amount_no_decimals}}" : "{{amount}}";
  const plain = BY_CURRENCY[currency] ?? `${symbolOf(currency)}${amount}`;
  return { plain, full: `${plain} ${currency}` };
}
