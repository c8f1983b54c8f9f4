/**
 * Decimals, thousands sign and decimal point of each placeholder of a shop's money format.
 * https://help.shopify.com/en/manual/international/pricing/currency-formatting
 */
const STYLES: Record<string, string> = {
  amount: "2,.",
  amount_no_decimals: "0,.",
  amount_with_comma_separator: "2.,",
  amount_no_decimals_with_comma_separator: "0.,",
  amount_with_apostrophe_separator: "2'.",
  amount_no_decimals_with_space_separator: "0 ,",
  amount_with_space_separator: "2 ,",
  amount_with_period_and_space_separator: "2 .",
};

/** Writes hundredths as the shop writes money, with the format that Liquid's `shop.money_format` gives. */
export function formatShopMoney(hundredths: number, format: string): string {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (whole, name: string) => {
    const style = STYLES[name];
    if (!style) return whole;
    const [decimals, thousands = "", point = ""] = style;
    const [units = "0", fraction] = (hundredths / 100).toFixed(Number(decimals)).split(".");
    const grouped = units.replace(/\B(?=(\d{3})+$)/g, thousands);
    return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
  });
}
