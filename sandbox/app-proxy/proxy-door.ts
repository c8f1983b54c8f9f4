import type { IncomingMessage, ServerResponse } from "node:http";
import { type Door, readBody, sendHtml } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Storefront } from "../storefront/index.ts";
import type { Installation } from "../world/types.ts";
import { signQuery } from "./sign-query.ts";

/** What Shopify adds itself: a shopper who sends them does not get them through. */
const OWN_PARAMETERS = ["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature"];
/** Headers of the shopper that reach the app. Cookies never do. */
const FORWARDED = [
  "accept",
  "accept-language",
  "content-type",
  "user-agent",
  "if-none-match",
  "range",
];
/** Headers of the app that never reach the shopper, with those of the hop itself. */
const STRIPPED = new Set([
  "accept-ranges",
  "connection",
  "content-encoding",
  "content-length",
  "cookie",
  "date",
  "keep-alive",
  "pragma",
  "server",
  "set-cookie",
  "transfer-encoding",
]);
const TIMEOUT = 10_000;

/**
 * The app proxy: `<proxy path>/*` of the storefront is answered by the app, with Shopify's signature
 * on the way there and Shopify's stripping on the way back. Redirects are followed; Liquid is drawn within
 * the theme.
 */
export function createProxyDoor(
  sandbox: Sandbox,
  storefront: Pick<Storefront, "answerLiquid">,
): Door {
  return async (request, response, url, shopDomain) => {
    const installation = sandbox.store.world.shops[shopDomain]?.installation;
    const rest = installation && sandbox.manifest.proxy ? below(installation, url.pathname) : null;
    if (!installation || !sandbox.manifest.proxy || rest === null) return false;
    const target = new URL(sandbox.manifest.proxy.url);
    target.pathname = `${target.pathname.replace(/\/$/, "")}${rest}`;
    target.search = signedQuery(sandbox, installation, url, shopDomain).toString();
    let answer: Response;
    try {
      answer = await forward(request, target);
    } catch {
      sendHtml(response, 502, "<h1>There was an error in the third-party application.</h1>");
      return true;
    }
    if (answer.headers.get("content-type")?.startsWith("application/liquid")) {
      const liquid = { text: await answer.text(), status: answer.status };
      storefront.answerLiquid(request, response, url, shopDomain, liquid);
    } else await answerShopper(answer, response);
    return true;
  };
}

/** What follows the proxy path (a market's `/zh-cn` before it is passed over), or null. */
function below(installation: Installation, pathname: string): string | null {
  const plain = pathname.replace(/^\/[a-z]{2}(-[a-z]{2,4})?(?=\/)/i, "");
  for (const path of [pathname, plain]) {
    if (path === installation.proxyPath) return "";
    if (path.startsWith(`${installation.proxyPath}/`))
      return path.slice(installation.proxyPath.length);
  }
  return null;
}

function signedQuery(
  sandbox: Sandbox,
  installation: Installation,
  url: URL,
  shopDomain: string,
): URLSearchParams {
  const query = new URLSearchParams(url.search);
  for (const name of OWN_PARAMETERS) query.delete(name);
  query.set("shop", shopDomain);
  query.set("logged_in_customer_id", "");
  query.set("path_prefix", installation.proxyPath);
  query.set("timestamp", String(Math.floor(Date.now() / 1000)));
  query.set("signature", signQuery(query, sandbox.apiSecret));
  return query;
}

async function forward(request: IncomingMessage, target: URL): Promise<Response> {
  const headers = new Headers();
  for (const name of FORWARDED) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  headers.set("X-Forwarded-For", request.socket.remoteAddress ?? "127.0.0.1");
  headers.set("X-Forwarded-Host", request.headers.host ?? "");
  const method = request.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? undefined : await readBody(request);
  return fetch(target, {
    method,
    headers,
    redirect: "follow",
    signal: AbortSignal.timeout(TIMEOUT),
    ...(body && { body: new Uint8Array(body) }),
  });
}

async function answerShopper(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers: Record<string, string> = {};
  for (const [name, value] of answer.headers) if (!STRIPPED.has(name)) headers[name] = value;
  response.writeHead(answer.status, headers);
  response.end(body);
}
