import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Smaller answers gain nothing. */
const COMPRESS_FROM = 860;

/** Sends text, compressed as the visitor's browser likes it. */
export function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  answer: {
    status?: number;
    type: string;
    body: string | Buffer;
    headers?: Record<string, string | string[]>;
  },
): void {
  const plain = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body);
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const headers: Record<string, string | string[] | number> = {
    "Content-Type": answer.type,
    Vary: "Accept-Encoding",
    ...answer.headers,
  };
  let body = plain;
  if (plain.length >= COMPRESS_FROM && /\bbr\b/.test(accepted)) {
    body = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    headers["Content-Encoding"] = "br";
  } else if (plain.length >= COMPRESS_FROM && /\bgzip\b/.test(accepted)) {
    body = gzipSync(plain);
    headers["Content-Encoding"] = "gzip";
  }
  headers["Content-Length"] = body.length;
  response.writeHead(answer.status ?? 200, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

export function sendHtml(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  status = 200,
  headers: Record<string, string | string[]> = {},
): void {
  sendText(request, response, {
    status,
    type: "text/html; charset=utf-8",
    body,
    headers: { "Cache-Control": "private, no-store", ...headers },
  });
}

export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string | string[]> = {},
): void {
  sendText(request, response, {
    status,
    type: "application/json; charset=utf-8",
    body: JSON.stringify(value),
    headers: { "Cache-Control": "private, no-store", ...headers },
  });
}

export function redirect(
  response: ServerResponse,
  location: string,
  headers: Record<string, string | string[]> = {},
  status = 302,
): void {
  response.writeHead(status, { Location: location, ...headers });
  response.end();
}
