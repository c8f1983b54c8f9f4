import type { IncomingMessage, ServerResponse } from "node:http";

/** A door of the sandbox: answers and returns true, or leaves the request to the next one. */
export type Door = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  shopDomain: string,
) => Promise<boolean>;

/** A request that cannot be served: answered with `status` and the sentence. */
export class HttpFault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The whole body. Throws a 413 fault past `limit` bytes. */
export async function readBody(
  request: IncomingMessage,
  limit = 25 * 1024 * 1024,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > limit) throw new HttpFault(413, `The request is larger than ${limit} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The body as JSON or as a form, whichever it says it is. Throws a 400 fault on neither. */
export async function readFields(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = (await readBody(request)).toString("utf8");
  if ((request.headers["content-type"] ?? "").includes("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(body));
  if (body === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (value && typeof value === "object" && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below, together with JSON that is no object.
  }
  throw new HttpFault(400, "The body must be a JSON object or a form");
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": bytes.length,
  });
  response.end(bytes);
}

export function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
  response.end(html);
}

export function redirect(response: ServerResponse, location: string, status = 302): void {
  response.writeHead(status, { Location: location });
  response.end();
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

/** JSON that is safe inside a `<script>` element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

/** Percent-decoded, or as it is when that is malformed. */
export function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function readCookie(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return decodeText(value.join("="));
  }
  return null;
}
