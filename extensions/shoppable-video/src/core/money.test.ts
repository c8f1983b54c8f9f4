import { expect, it } from "vitest";
import { formatShopMoney } from "./money.ts";

it.each([
  [123456789, "£{{amount}}", "£1,234,567.89"],
  [50, "£{{ amount }} CAD", "£0.50 CAD"],
  [199000, "¥{{amount_no_decimals}}", "¥1,990"],
  [199050, "{{amount_with_comma_separator}} €", "1.990,50 €"],
  [199050, "{{amount_no_decimals_with_comma_separator}} kr", "1.991 kr"],
  [199050, "CHF {{amount_with_apostrophe_separator}}", "CHF 1'990.50"],
  [199050, "{{amount_with_space_separator}} zł", "1 990,50 zł"],
  [199000, "{{amount_no_decimals_with_space_separator}} Ft", "1 990 Ft"],
  [1050, "{{amount_in_shells}}", "{{amount_in_shells}}"],
])("writes %i with %s as %s", (hundredths, format, text) => {
  expect(formatShopMoney(hundredths, format)).toBe(text);
});
