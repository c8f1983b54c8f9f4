import { createHmac } from "node:crypto";

/**
 * Shopify's app proxy signature: parameters decoded, repeats joined with a comma, `k=v` sorted by
 * bytes, concatenated, HMAC-SHA256 in hex.
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export function signQuery(query: URLSearchParams, secret: string): string {
  const values = new Map<string, string[]>();
  for (const [key, value] of query) values.set(key, [...(values.get(key) ?? []), value]);
  const pairs = [...values].map(([key, all]) => Buffer.from(`${key}=${all.join(",")}`));
  pairs.sort(Buffer.compare);
  return createHmac("sha256", secret).update(Buffer.concat(pairs)).digest("hex");
}
