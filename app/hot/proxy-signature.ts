import type { Clock } from "../kernel/clock.ts";
import { hmacSha256, sameText } from "./hmac.ts";

/** Shopify's own tolerance: a request signed longer ago than this is a replay. */
const TOLERANCE_SECONDS = 90;

/** What Shopify says of a shopper's request, once its signature has been checked. */
export interface ProxyCaller {
  /** `something.myshopify.com` */
  shop: string;
  /** Of the customer who is logged in to the shop. */
  customerId: string | null;
  /** Where the merchant has the proxy: `/apps/clipshelf`. */
  pathPrefix: string | null;
}

/**
 * Checks a request that came through the app proxy; null when it did not, or came too late. Parameters
 * are decoded, repeats joined with a comma, `k=v` sorted by bytes and concatenated, HMAC-SHA256 in hex:
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 * Loads no session, unlike the library's own check, because every shopper passes here.
 */
export function verifyProxySignature(
  url: { search: string },
  secret: string,
  clock: Clock,
): ProxyCaller | null {
  const parameters = readParameters(url.search);
  const signature = parameters?.get("signature");
  if (!parameters || signature?.length !== 64) return null;
  parameters.delete("signature");
  const pairs: string[] = [];
  for (const [name, value] of parameters) pairs.push(`${name}=${value}`);
  if (!sameText(signature, signerFor(secret)(inByteOrder(pairs)))) return null;

  const age = clock.now() / 1000 - Number(parameters.get("timestamp") || Number.NaN);
  if (!(Math.abs(age) <= TOLERANCE_SECONDS)) return null;
  const shop = parameters.get("shop");
  if (!shop || !SHOP_DOMAIN.test(shop)) return null;
  return {
    shop,
    customerId: parameters.get("logged_in_customer_id") || null,
    pathPrefix: parameters.get("path_prefix") || null,
  };
}

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Null when something in it cannot be decoded. `shop` twice becomes a list, which is no shop's name. */
function readParameters(search: string): Map<string, string> | null {
  const parameters = new Map<string, string>();
  let start = search.charCodeAt(0) === QUESTION_MARK ? 1 : 0;
  while (start < search.length) {
    let end = search.indexOf("&", start);
    if (end === -1) end = search.length;
    if (end > start) {
      const equals = search.indexOf("=", start);
      const hasValue = equals !== -1 && equals < end;
      const name = decode(search.slice(start, hasValue ? equals : end));
      const value = hasValue ? decode(search.slice(equals + 1, end)) : "";
      if (name === null || value === null) return null;
      const before = parameters.get(name);
      parameters.set(name, before === undefined ? value : `${before},${value}`);
    }
    start = end + 1;
  }
  return parameters;
}

const QUESTION_MARK = 63;

function decode(text: string): string | null {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return null;
  }
}

/** The pairs sorted by their bytes, in one text. */
function inByteOrder(pairs: string[]): string {
  const message = pairs.sort().join("");
  // JavaScript sorts by UTF-16 units, which is the order of bytes for ASCII only.
  if (!NOT_ASCII.test(message)) return message;
  const bytes = pairs.map((pair) => Buffer.from(pair));
  return Buffer.concat(bytes.sort(Buffer.compare)).toString();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
const NOT_ASCII = /[^\x00-\x7f]/;

/** An app has one secret; its pads are made once. */
const signers = new Map<string, (message: string) => string>();

function signerFor(secret: string): (message: string) => string {
  let signer = signers.get(secret);
  if (!signer) {
    signer = hmacSha256(secret);
    signers.set(secret, signer);
  }
  return signer;
}
