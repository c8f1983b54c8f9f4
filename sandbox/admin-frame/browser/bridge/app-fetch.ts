const RETRY = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/**
 * Puts the session token on requests to the app's own origin, as App Bridge does, and asks once more
 * with a fresh one when the app says that the token was stale. The Admin API reached from the browser
 * (`shopify:admin/api/…`) is refused: the app's manifest does not ask for it.
 */
export function patchFetch(idToken: () => Promise<string>, open: (url: string) => void): void {
  const plain = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const text = input instanceof Request ? input.url : String(input);
    if (text.startsWith("shopify:"))
      throw new TypeError(
        "The app has no direct Admin API access (embedded_app_direct_api_access)",
      );
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has("Authorization"))
      return plain(request);
    const again = request.clone();
    const response = await plain(await withToken(request, idToken));
    const answer =
      response.status === 401 && response.headers.has(RETRY)
        ? await plain(await withToken(again, idToken))
        : response;
    const reauthorize = answer.headers.get(REAUTHORIZE);
    if (reauthorize) open(new URL(reauthorize, location.href).href);
    return answer;
  };
}

async function withToken(request: Request, idToken: () => Promise<string>): Promise<Request> {
  request.headers.set("Authorization", `Bearer ${await idToken()}`);
  request.headers.set("X-Requested-With", "XMLHttpRequest");
  return request;
}
