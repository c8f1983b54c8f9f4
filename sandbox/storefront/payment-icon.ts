/** What each of Shopify's payment types shows on its little card: paths and letters drawn for this theme. */
const FACES: Record<string, string> = {
  visa: letters("VISA", "#1a1f71", 'font-style="italic" letter-spacing=".3"'),
  master:
    '<circle cx="15.5" cy="12" r="6.5" fill="#eb001b"/><circle cx="22.5" cy="12" r="6.5" fill="#f79e1b" fill-opacity=".9"/>',
  american_express: `<rect x="4" y="4" width="30" height="16" rx="2" fill="#1f6ed4"/>${letters("AMEX", "#fff")}`,
  paypal: letters("PayPal", "#003087", 'font-style="italic"'),
};

const NAMES: Record<string, string> = {
  visa: "Visa",
  master: "Mastercard",
  american_express: "American Express",
  paypal: "PayPal",
};

function letters(word: string, colour: string, more = ""): string {
  return `<text x="19" y="15.2" font-size="${word.length > 4 ? 8.5 : 9}" font-weight="800" text-anchor="middle" font-family="Arial, Helvetica, sans-serif" fill="${colour}" ${more}>${word}</text>`;
}

/** How shoppers call a payment type; a type that is not known here is called by its own name. */
export function paymentName(type: string): string {
  return NAMES[type] ?? type.replaceAll("_", " ");
}

/** The inside of a payment type's icon, for a view box of 38 by 24; an unknown type is an empty card. */
export function paymentFace(type: string): string {
  return `<rect width="37" height="23" x=".5" y=".5" rx="3" fill="#fff" stroke="#00000022"/>${FACES[type] ?? '<rect x="1" y="6" width="36" height="4" fill="#334"/>'}`;
}

/** The icon as a file of its own. */
export function paymentPicture(type: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 38 24" width="38" height="24">${paymentFace(type)}</svg>`;
}
