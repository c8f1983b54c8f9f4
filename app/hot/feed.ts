import type { IncomingMessage, ServerResponse } from "node:http";
import type { PublishedDocument, PublishedDocuments } from "../domains/placements/index.server.ts";
import type { Clock } from "../kernel/clock.ts";
import type { HotAnswer } from "./hot-door.ts";
import { type ProxyCaller, verifyProxySignature } from "./proxy-signature.ts";

/** Publishing shows at once to new visitors and within this to those who have the page open. */
const CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=60";

export interface FeedDoorDeps {
  published: PublishedDocuments;
  /** SHOPIFY_API_SECRET: what the proxy signs with. */
  secret: string;
  clock: Clock;
  /** Told once of each proxy path a shop's requests come by. */
  sawProxyPath?: (shopDomain: string, path: string) => void;
  onError?: (error: unknown) => void;
}

/**
 * `GET /proxy/feed/{handle}` and `GET /proxy/video/{id}`, through the shop's app proxy. A document in
 * memory is answered in the same turn, from bytes compressed at its first request.
 */
export function createFeedDoor(deps: FeedDoorDeps): HotAnswer {
  const { published, secret, clock } = deps;
  const noteProxyPath = proxyPathNotes(deps.sawProxyPath);

  return (request, response, url) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return refuse(response, 405, "Only GET is answered here.", { Allow: "GET, HEAD" });
    const caller = verifyProxySignature(url, secret, clock);
    if (!caller)
      return refuse(
        response,
        401,
        "This address is for the shop's app proxy; the request is not signed by it.",
      );
    noteProxyPath(caller);
    const found = find(published, caller.shop, url.pathname);
    if (!(found instanceof Promise)) return answer(request, response, found);
    return found.then(
      (document) => answer(request, response, document),
      (error: unknown) => {
        deps.onError?.(error);
        refuse(response, 503, "The feed cannot be read just now. Try again in a moment.", {
          "Retry-After": "2",
        });
      },
    );
  };
}

function find(published: PublishedDocuments, shop: string, path: string) {
  if (path.startsWith("/proxy/feed/")) return published.feed(shop, path.slice(12));
  if (path.startsWith("/proxy/video/")) return published.video(shop, path.slice(13));
  return null;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  document: PublishedDocument | null,
): void {
  if (!document) {
    refuse(response, 404, "Nothing of this name is published.");
    return;
  }
  const accepted = request.headers["accept-encoding"];
  const { headers, body, unchanged } = variantOf(document, encodingFor(accepted));
  if (matches(request.headers["if-none-match"], document.etag)) {
    response.writeHead(304, unchanged);
    response.end();
    return;
  }
  response.writeHead(200, headers);
  if (request.method === "HEAD") response.end();
  else response.end(body);
}

type Encoding = "br" | "gzip" | "identity";
interface Variant {
  headers: string[];
  /** Headers of a 304. */
  unchanged: string[];
  body: Buffer;
}

/** Header lists are made once a document, as its bytes are. */
const variants = new WeakMap<PublishedDocument, Record<Encoding, Variant>>();

function variantOf(document: PublishedDocument, encoding: Encoding): Variant {
  let known = variants.get(document);
  if (!known) {
    known = {
      br: makeVariant(document.etag, document.brotli, "br"),
      gzip: makeVariant(document.etag, document.gzip, "gzip"),
      identity: makeVariant(document.etag, document.identity, null),
    };
    variants.set(document, known);
  }
  return known[encoding];
}

function makeVariant(etag: string, body: Buffer, encoding: string | null): Variant {
  const unchanged = ["ETag", etag, "Cache-Control", CACHE_CONTROL, "Vary", "Accept-Encoding"];
  return {
    body,
    unchanged,
    headers: [
      ...unchanged,
      ...["Content-Type", "application/json; charset=utf-8"],
      ...["Content-Length", String(body.length)],
      ...["X-Content-Type-Options", "nosniff"],
      ...(encoding ? ["Content-Encoding", encoding] : []),
    ],
  };
}

/** The smallest encoding that the asker takes; a few headers make up nearly all there are. */
const encodings = new Map<string, Encoding>();

function encodingFor(accepted: string | string[] | undefined): Encoding {
  if (typeof accepted !== "string") return "identity";
  const known = encodings.get(accepted);
  if (known) return known;
  const offers = new Map(
    accepted.split(",").map((part) => {
      const [name = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.find((one) => one.trim().startsWith("q="));
      return [name.trim(), weight ? Number(weight.trim().slice(2)) : 1];
    }),
  );
  const takes = (name: string) => (offers.get(name) ?? offers.get("*") ?? 0) > 0;
  const encoding = takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
  if (encodings.size > 200) encodings.clear();
  encodings.set(accepted, encoding);
  return encoding;
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag || header.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === opaque);
}

function refuse(
  response: ServerResponse,
  status: number,
  error: string,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify({ error });
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(body);
}

/** Remembers what was seen, so that only news is told. */
function proxyPathNotes(tell: FeedDoorDeps["sawProxyPath"]): (caller: ProxyCaller) => void {
  const seen = new Map<string, string>();
  return ({ shop, pathPrefix }) => {
    if (!tell || !pathPrefix || seen.get(shop) === pathPrefix) return;
    if (seen.size > 10_000) seen.clear();
    seen.set(shop, pathPrefix);
    tell(shop, pathPrefix);
  };
}
