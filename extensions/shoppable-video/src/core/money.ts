interface Style {
  decimals: number;
  thousands: string;
  point: string;
}

/** Placeholders of a shop's money format: https://help.shopify.com/manual/payments/currency-formatting */
const STYLES: Record<string, Style> = {
  amount: { decimals: 2, thousands: ",", point: "." },
  amount_no_decimals: { decimals: 0, thousands: ",", point: "." },
  amount_with_comma_separator: { decimals: 2, thousands: ".", point: "," },
  amount_no_decimals_with_comma_separator: { decimals: 0, thousands: ".", point: "," },
  amount_with_apostrophe_separator: { decimals: 2, thousands: "'", point: "." },
  amount_no_decimals_with_space_separator: { decimals: 0, thousands: " ", point: "," },
  amount_with_space_separator: { decimals: 2, thousands: " ", point: "," },
  amount_with_period_and_space_separator: { decimals: 2, thousands: " ", point: "." },
};

/** Writes hundredths as the shop writes money, with the format that Liquid's `shop.money_format` gives. */
export function formatShopMoney(hundredths: number, format: string): string {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (whole, name: string) => {
    const style = STYLES[name];
    if (!style) return whole;
    const [units = "0", fraction] = (hundredths / 100).toFixed(style.decimals).split(".");
    const grouped = units.replace(/\B(?=(\d{3})+$)/g, style.thousands);
    return fraction === undefined ? grouped : `${grouped}${style.point}${fraction}`;
  });
}
