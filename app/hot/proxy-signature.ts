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
  if (!parameters) return null;
  const { names, values } = parameters;
  const read = (name: string) => values[names.indexOf(name)];
  const signature = read("signature");
  if (signature?.length !== 64) return null;
  const pairs: string[] = [];
  for (let at = 0; at < names.length; at++)
    if (names[at] !== "signature") pairs.push(`${names[at]}=${values[at]}`);
  if (!sameText(signature, signerFor(secret)(inByteOrder(pairs)))) return null;

  const age = clock.now() / 1000 - Number(read("timestamp") || Number.NaN);
  if (!(Math.abs(age) <= TOLERANCE_SECONDS)) return null;
  const shop = read("shop");
  if (!shop || !SHOP_DOMAIN.test(shop)) return null;
  return {
    shop,
    customerId: read("logged_in_customer_id") || null,
    pathPrefix: read("path_prefix") || null,
  };
}

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Our own addresses take none and Shopify adds five: so many are an attempt to keep us busy. */
const MAX_PARAMETERS = 100;

/**
 * Names, each once, and their values. Null when something cannot be decoded or there are too many.
 * `shop` sent twice becomes a list, which is no shop's name.
 */
function readParameters(search: string): { names: string[]; values: string[] } | null {
  const names: string[] = [];
  const values: string[] = [];
  let start = search.charCodeAt(0) === QUESTION_MARK ? 1 : 0;
  while (start < search.length) {
    let end = search.indexOf("&", start);
    if (end === -1) end = search.length;
    if (end > start) {
      const equals = search.indexOf("=", start);
      const hasValue = equals !== -1 && equals < end;
      const name = decode(search.slice(start, hasValue ? equals : end));
      const value = hasValue ? decode(search.slice(equals + 1, end)) : "";
      if (name === null || value === null || names.length === MAX_PARAMETERS) return null;
      const known = names.indexOf(name);
      if (known === -1) {
        names.push(name);
        values.push(value);
      } else values[known] += `,${value}`;
    }
    start = end + 1;
  }
  return { names, values };
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
