/** An amount in the currency's minor unit (cents for USD, yen for JPY), so that sums are exact. */
export interface Money {
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** Decimal places of a currency by ISO 4217, as the platform's own tables (CLDR) know them. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/**
 * Reads a decimal string such as Shopify's "19.90" exactly, without a detour over floating point.
 * Digits beyond the currency's own are rounded half away from zero. Throws on anything else.
 */
export function parseMoney(decimal: string, currency: string): Money {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) throw new Error(`Not an amount of money: ${JSON.stringify(decimal)}`);
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? "").padEnd(digits + 1, "0");
  let amount = Number(`${match[2]}${fraction.slice(0, digits)}`);
  if (Number(fraction.charAt(digits)) >= 5) amount += 1;
  if (!Number.isSafeInteger(amount)) throw new Error(`Amount out of range: ${decimal}`);
  return { amount: match[1] && amount !== 0 ? -amount : amount, currency };
}

/** The amount as people of `locale` write it. */
export function formatMoney(money: Money, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: money.currency }).format(
    money.amount / 10 ** minorDigits(money.currency),
  );
}
