import type { HeadersArgs } from "@remix-run/node";

/**
 * Keeps the headers that Shopify's sign-in set, on pages and on errors: App Bridge reads them to try
 * again with a fresh session token. An error's own headers win over the rest.
 */
export function adminHeaders({
  parentHeaders,
  loaderHeaders,
  actionHeaders,
  errorHeaders,
}: HeadersArgs): Headers {
  if (errorHeaders && [...errorHeaders.keys()].length > 0) return errorHeaders;
  return new Headers([...parentHeaders, ...loaderHeaders, ...actionHeaders]);
}
