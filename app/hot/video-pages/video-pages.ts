import type { IncomingMessage } from "node:http";
import type { VideoPagesDoor } from "../../domains/placements/index.server.ts";
import type { HotAnswer } from "../hot-door.ts";
import type { ProxyCaller } from "../proxy-signature.ts";
import { clipPage } from "./clip-page.ts";
import { listPage } from "./list-page.ts";
import type { PageFiles } from "./page-frame.ts";
import { sitemap } from "./sitemap.ts";

export interface VideoPagesHotDoorPorts {
  pages: VideoPagesDoor;
  files: PageFiles & {
    script(name: string): Buffer | null;
    words(language: string): Record<string, string> | null;
  };
  verifyProxy(url: { search: string }): ProxyCaller | null;
  /** Told of what should not happen; the sender is answered 503. */
  onFault?: (error: unknown) => void;
}

const LIQUID = "application/liquid; charset=utf-8";
/** As a merchant may set it: two parts of letters that need no escaping. */
const PROXY_PATH = /^\/[a-z]+\/[\w-]+$/i;
const HOST = /^[a-z0-9.-]+(:\d+)?$/i;

/**
 * The shop's page of videos, through the app proxy. Shopify draws `application/liquid` within the theme:
 * https://shopify.dev/docs/apps/build/online-store/app-proxies
 *
 *   `/proxy/videos?tag=&page=`, `/proxy/videos/{id}`   Liquid; 404 in the theme too
 *   `/proxy/videos.xml`                                a sitemap of the clips' pages
 *   `/proxy/assets/{file}?v=`                          scripts and words: such a page cannot name the CDN's
 *
 * 401 not signed, 405, 503 the database is away. Never throws.
 */
export function createVideoPagesHotDoor(ports: VideoPagesHotDoorPorts): HotAnswer {
  const { pages, files } = ports;
  return async (request, response, url) => {
    const send = (status: number, type: string, body: string | Buffer, cache = "no-cache") => {
      response.writeHead(status, {
        "Content-Type": type,
        "Content-Length": Buffer.byteLength(body),
        "Cache-Control": cache,
        "X-Content-Type-Options": "nosniff",
      });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      return send(405, "text/plain", "Only GET is answered here.\n");
    }
    const query = new URLSearchParams(url.search);
    if (url.pathname.startsWith("/proxy/assets/")) {
      const asset = readAsset(files, url.pathname.slice("/proxy/assets/".length));
      if (!asset) return send(404, "text/plain", "There is no such file.\n");
      const lasting = query.get("v") === files.version;
      return send(
        200,
        asset.type,
        asset.body,
        `public, max-age=${lasting ? "31536000, immutable" : "300"}`,
      );
    }
    const caller = ports.verifyProxy(url);
    if (!caller) return send(401, "text/plain", "This address is for the shop's app proxy.\n");
    const proxy = PROXY_PATH.test(caller.pathPrefix ?? "") ? caller.pathPrefix! : "/apps/clipshelf";
    try {
      if (url.pathname === "/proxy/videos.xml") {
        const clips = await pages.all(caller.shop);
        if (!clips) return send(404, "text/plain", "This shop has no page of videos.\n");
        const xml = sitemap(clips, `${originOf(request, caller.shop)}${proxy}/videos`);
        return send(200, "application/xml; charset=utf-8", xml);
      }
      const [, , , id, ...rest] = url.pathname.split("/");
      const page = /^\d{1,4}$/.test(query.get("page") ?? "1") ? Number(query.get("page") ?? 1) : 0;
      const document =
        rest.length > 0
          ? null
          : id
            ? await pages
                .alone(caller.shop, id)
                .then((found) => found && clipPage(found, proxy, files))
            : await pages
                .list(caller.shop, { page, tag: query.get("tag") || null })
                .then((found) => found && listPage(found, proxy, files));
      if (document) return send(200, LIQUID, document);
      send(404, LIQUID, nothing(proxy, files));
    } catch (error) {
      ports.onFault?.(error);
      response.setHeader("Retry-After", "5");
      send(503, "text/plain", "The videos cannot be read just now. Try again in a moment.\n");
    }
  };
}

function readAsset(files: VideoPagesHotDoorPorts["files"], name: string) {
  const language = /^words-([\w-]+)\.json$/.exec(name)?.[1];
  const words = language ? files.words(language) : null;
  if (words)
    return {
      type: "application/json; charset=utf-8",
      // As the blocks hand them over.
      body: JSON.stringify({ ...words, retry: words["player.retry"] }),
    };
  const script = files.script(name);
  return script ? { type: "text/javascript; charset=utf-8", body: script } : null;
}

function nothing(proxy: string, { languages, word }: PageFiles): string {
  const [first = "en"] = languages;
  const text = languages
    .map((code) => `{%- when '${code}' -%}${word(code, "page.empty")}`)
    .join("");
  return `<div style="padding: 48px 24px; text-align: center"><p>{%- case request.locale.iso_code -%}${text}{%- else -%}${word(first, "page.empty")}{%- endcase -%}</p><p><a href="${proxy}/videos">{%- case request.locale.iso_code -%}${languages
    .map((code) => `{%- when '${code}' -%}${word(code, "page.all")}`)
    .join("")}{%- else -%}${word(first, "page.all")}{%- endcase -%}</a></p></div>`;
}

/** The shop as the shopper's address names it, where Shopify tells. */
function originOf(request: IncomingMessage, shop: string): string {
  const host = String(request.headers["x-forwarded-host"] ?? "");
  const local = host.startsWith("localhost");
  return HOST.test(host) ? `${local ? "http" : "https"}://${host}` : `https://${shop}`;
}
