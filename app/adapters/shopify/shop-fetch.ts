/** Header that tells the sandbox which shop a request was meant for. */
export const SANDBOX_SHOP_HEADER = "X-Sandbox-Shop";

/**
 * The fetch that all traffic to shops goes through. With a sandbox, requests to
 * `https://{shop}.myshopify.com/…` go to its origin instead; everything else is left alone.
 */
export function createShopFetch(
  sandboxUrl: string | undefined,
  send: typeof fetch = fetch,
): typeof fetch {
  if (!sandboxUrl) return send;
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!url.hostname.endsWith(".myshopify.com")) return send(input, init);
    const headers = new Headers(request.headers);
    headers.set(SANDBOX_SHOP_HEADER, url.hostname);
    return send(new URL(url.pathname + url.search, sandboxUrl), {
      method: request.method,
      headers,
      redirect: request.redirect,
      signal: request.signal,
      ...(request.body ? { body: Buffer.from(await request.arrayBuffer()) } : {}),
    });
  };
}
