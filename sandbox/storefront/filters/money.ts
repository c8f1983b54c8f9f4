import { toNumber } from "../liquid/numbers.ts";
import { MONEY_FORMATS, moneyFormat } from "../money-format.ts";
import { type Call, defineAll } from "./define.ts";

function currency({ scope }: Call): string {
  return scope.visit.market.currency;
}

export const moneyFilters = defineAll({
  money: (value, call) => formatMoney(value, moneyFormat(currency(call)).plain),
  money_with_currency: (value, call) => formatMoney(value, moneyFormat(currency(call)).full),
  money_without_currency: (value, call) =>
    formatMoney(value, placeholder(moneyFormat(currency(call)).plain)),
  money_without_trailing_zeros: (value, call) => {
    const { plain } = moneyFormat(currency(call));
    const whole = toNumber(value) % 100 === 0;
    return formatMoney(
      value,
      whole ? plain.replace(/amount(?!_no_decimals)/, "amount_no_decimals") : plain,
    );
  },
  money_amount: (value) => (toNumber(value) / 100).toFixed(2),
});

function placeholder(format: string): string {
  return /\{\{[^}]*\}\}/.exec(format)?.[0] ?? "{{amount}}";
}

/** Hundredths in a format of Shopify's: `${{amount}}`, `{{amount_with_comma_separator}} kr`, … */
export function formatMoney(value: unknown, format: string): string {
  if (value === null || value === undefined || value === "") return "";
  const amount = toNumber(value) / 100;
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (_all, style: string) => {
    const digits = style.includes("no_decimals") ? 0 : 2;
    const fixed = Math.abs(amount).toFixed(digits);
    const [whole = "0", fraction] = fixed.split(".");
    const [thousands, decimal] = MONEY_FORMATS[style] ?? [",", "."];
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands);
    return `${amount < 0 ? "-" : ""}${grouped}${fraction ? decimal + fraction : ""}`;
  });
}
