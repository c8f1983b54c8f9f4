import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { compiledAssets, PLATFORM_SCRIPTS } from "../storefront/header.ts";
import type { Log } from "../storefront/log.ts";
import type { Surroundings } from "../storefront/open-visit.ts";
import { paymentPicture } from "../storefront/payment-icon.ts";
import { sendText } from "../storefront/respond.ts";
import { COMPILED_ASSETS, THEME_ASSETS } from "../storefront/theme-origin.ts";
import { browserScript } from "./browser-script.ts";
import { readSize, resize } from "./resize.ts";

const TYPES: Record<string, string> = {
  ".avif": "image/avif",
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mp4": "video/mp4",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".vtt": "text/vtt; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
const TEXT = new Set([".css", ".js", ".json", ".svg", ".txt", ".vtt"]);
const PICTURES = new Set([".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"]);
/** One face stands in for Shopify's font library. */
const LIBRARY_FACE = "instrument-sans.woff2";

const FOREVER = {
  "Cache-Control": "public, max-age=31557600, immutable",
  "Access-Control-Allow-Origin": "*",
  "X-Content-Type-Options": "nosniff",
};

type Door = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  shopDomain: string,
) => Promise<boolean>;

/**
 * `/cdn/…`: the shop's files and pictures (resized by `width`, `height`, `crop`), the theme's and the
 * extensions' assets, and the scripts that Shopify itself puts on storefronts.
 */
export function createCdn(options: {
  cdnDir: string;
  pictureDirs: string[];
  surroundings: Surroundings;
  /** The text of `assets/<name>.liquid`, rendered with the shop's settings; null when there is none. */
  renderAsset(name: string, request: IncomingMessage, url: URL, shopDomain: string): string | null;
  log: Log;
}): Door {
  const { folder, extensions } = options.surroundings;

  /** The file behind a path, or null; never one outside the given folders. */
  const locate = (path: string): string | null => {
    const inside = (dir: string, name: string) => {
      const full = join(dir, name);
      return full.startsWith(dir.replace(/\/$/, "") + sep) && isFile(full) ? full : null;
    };
    if (path.startsWith(THEME_ASSETS))
      return inside(join(folder.dir, "assets"), path.slice(THEME_ASSETS.length));
    const extension = /^\/cdn\/extensions\/([^/]+)\/[^/]+\/assets\/([^/]+)$/.exec(path);
    if (extension) {
      const found = extensions.find((one) => one.uuid === extension[1]);
      return found ? inside(join(found.folder.dir, "assets"), extension[2]!) : null;
    }
    if (path.startsWith("/cdn/fonts/"))
      return join(import.meta.dirname, "../theme/assets", LIBRARY_FACE);
    const own = inside(options.cdnDir, path.slice("/cdn/".length));
    if (own) return own;
    const name = /^\/cdn\/shop\/files\/(.+)$/.exec(path)?.[1];
    if (!name) return null;
    for (const dir of options.pictureDirs) {
      const found = inside(dir, name);
      if (found) return found;
    }
    return null;
  };

  return async (request, response, url, shopDomain) => {
    const path = decodePath(url.pathname);
    const sendBuilt = (type: string, body: string) => {
      sendText(request, response, { type: TYPES[type] ?? "", body, headers: FOREVER });
      return true;
    };
    if (path.startsWith(PLATFORM_SCRIPTS)) {
      const script = browserScript(path.slice(PLATFORM_SCRIPTS.length).replace(/\.js$/, ""));
      if (script === null) return notFound(response);
      sendText(request, response, {
        type: TYPES[".js"]!,
        body: script,
        headers: { "Cache-Control": "no-cache" },
      });
      return true;
    }
    if (path === `${COMPILED_ASSETS}styles.css`)
      return sendBuilt(".css", compiledAssets(folder).styles);
    if (path === `${COMPILED_ASSETS}scripts.js`)
      return sendBuilt(".js", compiledAssets(folder).scripts);
    const payment = /^\/cdn\/shopify\/payment\/(\w+)\.svg$/.exec(path)?.[1];
    if (payment) return sendBuilt(".svg", paymentPicture(payment));
    const file = locate(path);
    if (!file && path.startsWith(THEME_ASSETS)) {
      const name = path.slice(THEME_ASSETS.length);
      const text = options.renderAsset(name, request, url, shopDomain);
      if (text !== null) return sendBuilt(extname(name), text);
    }
    if (!file) return notFound(response);
    const extension = extname(file).toLowerCase();
    const type = TYPES[extension] ?? "application/octet-stream";
    if (TEXT.has(extension)) {
      sendText(request, response, { type, body: readFileSync(file), headers: FOREVER });
      return true;
    }
    if (PICTURES.has(extension)) return sendPicture(request, response, url, file, type);
    sendFile(request, response, file, type);
    return true;
  };

  async function sendPicture(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    file: string,
    type: string,
  ): Promise<boolean> {
    const accepts = String(request.headers.accept ?? "").includes("image/webp");
    const size = readSize(url.searchParams, extname(file), accepts);
    if (!size) {
      sendFile(request, response, file, type);
      return true;
    }
    const { mtimeMs } = statSync(file);
    const name = createHash("sha256")
      .update(JSON.stringify([file, mtimeMs, size]))
      .digest("hex");
    const kept = join(options.cdnDir, ".resized", name.slice(0, 2), `${name}.${size.format}`);
    if (!existsSync(kept)) {
      try {
        const bytes = await resize(file, size);
        mkdirSync(join(kept, ".."), { recursive: true });
        writeFileSync(`${kept}.${process.pid}.part`, bytes);
        renameSync(`${kept}.${process.pid}.part`, kept);
      } catch (error) {
        options.log.warn(`${file} cannot be resized: ${(error as Error).message}`);
        sendFile(request, response, file, type);
        return true;
      }
    }
    sendFile(request, response, kept, TYPES[`.${size.format}`] ?? type, { Vary: "Accept" });
    return true;
  }
}

/** The whole file, or the one byte range that is asked for, as video elements do. */
function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  type: string,
  headers: Record<string, string> = {},
): void {
  const { size } = statSync(file);
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
  const all = { ...FOREVER, ...headers, "Content-Type": type, "Accept-Ranges": "bytes" };
  let [start, end, status] = [0, size - 1, 200];
  if (range && (range[1] || range[2])) {
    start = range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]));
    end = range[1] && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
    status = 206;
    if (start > end || start >= size) {
      response.writeHead(416, { "Content-Range": `bytes */${size}` }).end();
      return;
    }
  }
  response.writeHead(status, {
    ...all,
    "Content-Length": Math.max(0, end - start + 1),
    ...(status === 206 ? { "Content-Range": `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === "HEAD" || size === 0) response.end();
  else createReadStream(file, { start, end }).pipe(response);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function notFound(response: ServerResponse): true {
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
  response.end("Not found");
  return true;
}
